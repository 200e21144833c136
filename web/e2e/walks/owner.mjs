// The owner: from the one-time link to a decided order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open, quiet, settled } from '../browser.mjs'
import { all, ask, countRows, fen, holdOrders, switchRole } from './help.mjs'

export function ownerWalk(seat) {
  test('owner: the one-time link opens the shop, once', async () => {
    const page = await seat.window()
    await page.goto(seat.program.link)
    await page.waitForURL((u) => u.pathname === '/')
    await page.getByRole('heading', { level: 1, name: '首页' }).waitFor()
    await settled(page)
    await page.getByText('你好，店主').waitFor()
    assert.equal(new URL(page.url()).hash, '', 'the token stays in no address')
    quiet(page, 'home')
    await seat.close(page)

    const other = await open(seat.browser)
    await other.goto(seat.program.link)
    await other.getByRole('heading', { name: '这个链接不能用' }).waitFor()
    await other.context().close()
  })

  test('owner: every number of the home page opens exactly its rows', async () => {
    const page = await seat.at('/')
    await holdOrders(page, 3)
    await page.reload()
    await settled(page)
    const { figures } = await ask(page, 'GET', '/v1/reports/home')
    assert.ok(figures.find((f) => f.code === 'review').count >= 3)
    const nowhere = []
    for (const f of figures.filter((x) => x.count > 0)) {
      await page.goto(seat.program.url)
      await settled(page)
      const card = page.locator('.fm-figure > a').filter({ hasText: f.label }).first()
      assert.match(await card.innerText(), new RegExp(`\\b${f.count}\\b`), f.code)
      await card.click()
      await page.waitForURL((u) => u.pathname + u.search === f.link)
      await settled(page)
      if ((await page.getByRole('heading', { level: 1, name: '没有这个页面' }).count()) > 0) {
        nowhere.push(f.link)
        continue
      }
      assert.equal(await countRows(page), f.count, `${f.code}: ${f.link}`)
    }
    quiet(page, 'figures')
    assert.deepEqual(nowhere, [], 'links of the home page that lead to no page')
    await seat.close(page)
  })

  test('owner: an order tells why, what happened and what is due', async () => {
    const page = await seat.at('/orders?state=held')
    const [order] = await all(page, '/v1/orders?state=held')
    const detail = await ask(page, 'GET', `/v1/orders/${order.id}`)
    const { verdict, quote } = detail
    const timeline = (await ask(page, 'GET', `/v1/orders/${order.id}/timeline`)).data
    await page.locator('tbody tr').filter({ hasText: order.outer_no }).click()
    await page.waitForURL((u) => u.pathname === `/orders/${order.id}`)
    await settled(page)

    const why = page.locator('.fm-why').first()
    assert.ok(verdict.reasons.length > 0)
    for (const r of verdict.reasons) await why.getByText(r.zh, { exact: true }).first().waitFor()
    await page.getByText(`评分 ${verdict.score}`).first().waitFor()

    const plan = page.locator('table.fm-figures').filter({ hasText: '本金' }).first()
    assert.equal(await plan.locator('tbody tr').count(), quote.schedule.instalments.length)
    const paid = (await plan.locator('tbody tr td:last-child').allInnerTexts()).map(fen)
    assert.equal(paid.reduce((a, b) => a + b, 0), quote.total.amount, 'the instalments sum to the total, to the fen')

    assert.ok(timeline.length >= 2)
    assert.equal(await page.locator('.fm-story li').count(), timeline.length)
    await page.locator('.fm-story').getByText('转人工审核').waitFor()
    quiet(page, 'order')
    await seat.close(page)
  })

  test('owner: a held order is reviewed, on its page and in the queue by keyboard', async () => {
    const page = await seat.at('/orders?state=held')
    const before = (await all(page, '/v1/orders?state=held')).length
    const [first] = await all(page, '/v1/orders?state=held')
    await page.goto(`${seat.program.url}/orders/${first.id}`)
    await settled(page)
    await page.getByRole('button', { name: /^接\s?受$/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^接\s?受$/ }).click()
    await dialog.locator('.ant-form-item-explain-error').waitFor() // not without a reason
    await dialog.getByRole('button', { name: '已电话核实本人下单' }).click()
    await dialog.getByRole('button', { name: /^接\s?受$/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('.fm-story').getByText('已电话核实本人下单').first().waitFor()
    const after = await ask(page, 'GET', `/v1/orders/${first.id}`)
    assert.notEqual(after.order.state, 'held')

    await page.goto(`${seat.program.url}/review`)
    await settled(page)
    assert.equal(await page.locator('.fm-queue-list li').count(), before - 1)
    await page.locator('.fm-queue-title').waitFor()
    const acted = await page.locator('.fm-queue-list [aria-current]').getAttribute('id')
    await page.getByRole('button', { name: '联系不到本人' }).click()
    await page.locator('.fm-queue-title').click()
    await page.keyboard.press('d')
    await page.waitForFunction((id) => document.getElementById(id) === null, acted)
    await settled(page)
    assert.equal(await page.locator('.fm-queue-list li').count(), before - 2)
    assert.equal((await ask(page, 'GET', `/v1/orders/${acted.replace('queue-', '')}`)).order.state, 'declined')
    quiet(page, 'review')
    await seat.close(page)
  })

  test('owner: one click shows the house as another role sees it', async () => {
    const page = await seat.at('/')
    const [held] = await all(page, '/v1/orders?state=held')
    assert.equal(await page.locator('.fm-nav a[href="/till"]').count(), 1)
    await switchRole(page, '财务')
    assert.equal(await page.locator('.fm-nav a[href="/till"]').count(), 0)
    await page.goto(`${seat.program.url}/orders/${held.id}`)
    await settled(page)
    await page.getByRole('button', { name: /^接\s?受/ }).hover()
    await page.locator('.fm-note').getByText(/店主、风控/).waitFor()
    await page.goto(`${seat.program.url}/till`)
    await page.getByRole('heading', { level: 1, name: '你的角色看不到这个页面' }).waitFor()
    await switchRole(page, '店主')
    quiet(page, 'roles')
    await seat.close(page)
  })
}
