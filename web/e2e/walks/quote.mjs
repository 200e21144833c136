// A quote goes out by link, is read on a phone and confirmed, and the shop sees
// the very page again; and the component stands on a shop's own page, where the
// shop allowed it and nowhere else.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { accessible, noSideScroll, open, phone, quiet, settled } from '../browser.mjs'
import { all, ask } from './help.mjs'

const cny = (amount) => ({ amount, currency: 'CNY' })

/** A shop's own web server with one plain page. */
async function shopPage(script, tag) {
  const server = createServer((_request, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8')
    answer.end(`<!doctype html><html lang="zh-CN"><title>跑鞋</title><main><h1>跑鞋 ¥1,299.00</h1><h2>怎么付</h2>${tag}</main><script type="module" src="${script}"></script></html>`)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => server.close(done)) }
}

export function quoteWalk(seat) {
  test('quote: a link goes out, is read at 390 px and confirmed, and the page comes back as it was', async () => {
    let page = await seat.at('/', { role: 'owner' })
    const offers = await ask(page, 'POST', '/v1/offers', { amount: cny(129_900) })
    const [offer] = offers.offers.filter((o) => o.available && o.count >= 6)
    const quote = await ask(page, 'POST', '/v1/quotes', { amount: cny(129_900), plan_code: offer.plan_code, count: offer.count })
    await page.goto(`${seat.program.url}/quotes/${quote.id}`)
    await settled(page)
    await page.getByRole('button', { name: '发链接给顾客' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '发链接给顾客' }).click()
    const link = await dialog.locator('[data-link]').innerText()
    assert.match(link, /\/p\/[a-z0-9_]+\/quote\/\w{26}$/)
    quiet(page, 'link')
    await seat.close(page)

    const reader = await open(seat.browser, { size: phone })
    await reader.goto(link)
    await settled(reader)
    assert.equal(await reader.getByRole('heading', { level: 1 }).innerText(), '费用提醒')
    const confirm = reader.getByRole('button', { name: '我已看完并了解费用' })
    assert.equal(await confirm.isDisabled(), true)
    await reader.getByText(/还需阅读 \d 秒/).waitFor()
    assert.deepEqual(await reader.evaluate(() => [...document.scripts].filter((s) => /antd/.test(s.src)).length), 0)
    await accessible(reader, 'public page')
    await noSideScroll(reader, 'public page')
    const before = await reader.locator('.pp-sheet').innerHTML()
    for (const [name, magic] of [['下载 PDF', '%PDF'], ['存为图片', 'PNG']]) {
      const waiting = reader.waitForEvent('download')
      await reader.getByRole('button', { name }).click()
      const stream = await (await waiting).createReadStream()
      const chunks = []
      for await (const chunk of stream) chunks.push(chunk)
      assert.ok(Buffer.concat(chunks).subarray(0, 8).toString('latin1').includes(magic), name)
    }
    await reader.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await reader.waitForFunction(() => !document.querySelector('.pp-first')?.disabled)
    await confirm.click()
    await reader.getByText(/您已于 .* 确认看过/).first().waitFor()
    quiet(reader, 'public page')
    await reader.context().close()

    page = await seat.at(`/quotes/${quote.id}`, { role: 'owner' })
    await page.getByText(/^1 次/).waitFor()
    const shown = (await all(page, `/v1/disclosures?quote_id=${quote.id}`)).find((s) => s.kind === 'html')
    assert.ok(shown.acknowledged_at !== undefined && shown.reached_end && shown.dwell_ms >= 8000 && shown.dwell_ms < 120_000, JSON.stringify(shown))
    await page.locator(`a[href="/shown/${shown.id}"]`).click()
    await page.waitForURL((u) => u.pathname === `/shown/${shown.id}`)
    await settled(page)
    const sheet = page.getByRole('group', { name: '当时展示的内容' })
    await sheet.getByRole('heading', { level: 1, name: '费用提醒' }).waitFor()
    assert.equal(await sheet.evaluate((e) => e.shadowRoot.innerHTML), before)
    const bytes = await page.evaluate(async (id) => [...new Uint8Array(await (await fetch(`/v1/disclosures/${id}/file`)).arrayBuffer())], shown.id)
    assert.equal(createHash('sha256').update(Buffer.from(bytes)).digest('hex'), shown.sha256)
    await page.getByText('与指纹一致').waitFor()
    await accessible(page, 'shown again')
    quiet(page, 'shown again')
    await seat.close(page)
  })

  test('quote: a link that was taken back says kindly what to do', async () => {
    const page = await seat.at('/', { role: 'owner' })
    const [quote] = await all(page, '/v1/quotes?plan_code=huabei')
    const link = await ask(page, 'POST', '/v1/disclosure-links', { quote_id: quote.id, days: 1 })
    await page.goto(`${seat.program.url}/quotes/${quote.id}`)
    await settled(page)
    await page.getByRole('button', { name: /^收\s?回$/ }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^收\s?回$/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    const reader = await open(seat.browser, { size: phone, theme: 'dark', language: 'en' })
    await reader.goto(seat.program.url + link.path)
    await reader.getByRole('heading', { name: 'This link no longer opens' }).waitFor()
    await accessible(reader, 'gone')
    quiet(reader, 'gone')
    await reader.context().close()
    await seat.close(page)
  })

  test('quote: the component stands on an allowed site, chooses nothing by itself, and nowhere else', async () => {
    const page = await seat.at('/embedding', { role: 'owner' })
    const me = await ask(page, 'GET', '/v1/me')
    const tag = `<fenming-options tenant="${me.tenant}" amount="1299.00" currency="CNY" lang="zh-CN"></fenming-options>`
    const allowed = await shopPage(`${seat.program.url}/embed/options.js`, tag)
    const other = await shopPage(`${seat.program.url}/embed/options.js`, tag)
    try {
      await page.getByRole('button', { name: '修改名单' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('允许嵌入的网站').fill(allowed.url)
      await dialog.getByRole('button', { name: '修改名单' }).click()
      await dialog.waitFor({ state: 'hidden' })
      await page.locator('main li code').filter({ hasText: allowed.url }).waitFor()

      const shopper = await open(seat.browser, { size: phone })
      await shopper.goto(allowed.url)
      const group = shopper.getByRole('radiogroup', { name: '分期付款选项' })
      await group.waitFor()
      assert.equal(await group.getByRole('radio', { checked: true }).count(), 0)
      await accessible(shopper, 'component')
      await noSideScroll(shopper, 'component')
      await shopper.evaluate(() => {
        globalThis.told = []
        for (const type of ['fenming-select', 'fenming-shown']) document.addEventListener(type, (e) => globalThis.told.push([type, e.detail]))
      })
      await group.getByRole('radio').first().focus()
      await shopper.keyboard.press('Space')
      await shopper.getByText('每一项费用与逾期、退货说明').click()
      await shopper.waitForFunction(() => globalThis.told.length === 2)
      const told = await shopper.evaluate(() => globalThis.told)
      assert.match(told[0][1].plan_code, /\w/)
      const show = await ask(page, 'GET', `/v1/disclosures/${told[1][1].show_id}`)
      assert.deepEqual([show.viewer, show.intact], ['component', true])
      await shopper.context().close()

      const stranger = await open(seat.browser, {})
      await stranger.goto(other.url)
      await stranger.getByText(/分期说明暂时无法显示，不影响您一次付清/).waitFor()
      assert.equal(await stranger.getByRole('radio').count(), 0)
      await stranger.context().close()
      quiet(page, 'embedding')
    } finally {
      await allowed.stop()
      await other.stop()
      await seat.close(page)
    }
  })
}
