// A platform account: a paper with its file, an update of the rules and who
// read it, work by hand with its proof, and a rate card in the place of another.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, noSideScroll, quiet, settled } from '../browser.mjs'
import { all, ask } from './help.mjs'

const text = (name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('走查凭证') })

/** Presses a button that opens a window, and waits for it. */
async function press(place, page, name) {
  await place.getByRole('button', { name }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  return dialog
}

const done = (dialog) => dialog.waitFor({ state: 'hidden' })

export function channelWalk(seat) {
  test('channel: a paper is added, gets its file, is checked, and the file comes back', async () => {
    const page = await seat.at('/channels', { role: 'finance' })
    await page.locator('tbody tr').first().getByText(/即将到期|需留意/).first().waitFor()
    await page.locator('main [data-row-link]').first().click()
    await page.waitForURL((u) => /^\/channels\/chn_/.test(u.pathname))
    await page.getByRole('link', { name: '资质与合同' }).click()
    await page.waitForURL((u) => u.search === '?tab=papers')
    await settled(page)

    let dialog = await press(page, page, /登记文件/)
    await dialog.getByLabel('编号').fill('E2E-PAPER-1')
    await dialog.getByLabel('持有人').fill('走查主体')
    await dialog.getByLabel('有效至').fill('2020-01-01')
    await dialog.getByRole('button', { name: /登记文件/ }).click()
    await dialog.locator('.ant-form-item-explain-error').first().waitFor() // not before it begins
    await dialog.getByLabel('有效至').fill('2031-12-31')
    await dialog.getByRole('button', { name: /登记文件/ }).click()
    await done(dialog)
    const row = page.locator('tbody tr').filter({ hasText: 'E2E-PAPER-1' })
    dialog = await press(row, page, '上传原件')
    await dialog.locator('input[type="file"]').setInputFiles(text('执照.txt'))
    await dialog.getByRole('button', { name: '上传原件' }).click()
    await done(dialog)
    dialog = await press(row, page, /^核\s?对$/)
    await dialog.getByRole('button', { name: /^核\s?对$/ }).click()
    await done(dialog)
    await settled(page)
    const paper = (await all(page, '/v1/papers')).find((p) => p.number === 'E2E-PAPER-1')
    assert.equal(paper.file.name, '执照.txt')
    assert.notEqual(paper.verified_by, undefined)
    const back = await page.evaluate(async (id) => (await fetch(`/v1/papers/${id}/file`)).text(), paper.id)
    assert.equal(back, '走查凭证')
    quiet(page, 'papers')
    await seat.close(page)
  })

  test('channel: an update is recorded by one person and read by another', async () => {
    let page = await seat.at('/policies', { role: 'risk' })
    const dialog = await press(page, page, /登记政策更新/)
    await dialog.getByLabel('标题').fill('走查：分期页面新规')
    await dialog.getByLabel('来源').fill('https://example.com/e2e')
    await dialog.getByLabel('摘要：改了什么').fill('年化利率放大')
    await dialog.getByLabel('受影响的渠道').click()
    await page.locator('.ant-select-item-option').first().click()
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: /登记政策更新/ }).click()
    await done(dialog)
    const update = (await all(page, '/v1/policies')).find((p) => p.title === '走查：分期页面新规')
    assert.deepEqual([update.required.length, update.outstanding.length], [2, 2])
    await seat.close(page)

    page = await seat.at(`/policies/${update.id}`, { role: 'finance' })
    await page.getByText('等你阅读').waitFor()
    const read = await press(page, page, /我已阅读/)
    await read.getByRole('button', { name: /我已阅读/ }).click()
    await done(read)
    await page.getByText('等你阅读').waitFor({ state: 'detached' })
    await settled(page)
    const after = await ask(page, 'GET', `/v1/policies/${update.id}`)
    const me = await ask(page, 'GET', '/v1/me')
    assert.deepEqual(after.receipts.map((r) => [r.reader, r.hash]), [[me.actor, update.hash]])
    assert.equal(after.outstanding.length, 1)
    await accessible(page, 'policy')
    quiet(page, 'policy')
    await seat.close(page)
  })

  test('channel: work by hand ends with its proof only', async () => {
    const page = await seat.at('/channels', { role: 'owner' })
    const [channel] = await all(page, '/v1/channels')
    await page.goto(`${seat.program.url}/channels/${channel.id}`)
    await settled(page)
    const row = page.locator('tbody tr').filter({ hasText: '单笔分期上限' })
    const dialog = await press(row, page, '上传凭证')
    await dialog.getByRole('button', { name: '上传凭证' }).click()
    await dialog.locator('.ant-form-item-explain-error').waitFor() // not without a file
    await dialog.locator('input[type="file"]').setInputFiles(text('后台截图.txt'))
    await dialog.getByRole('button', { name: '上传凭证' }).click()
    await done(dialog)
    await row.getByText('已完成').waitFor()
    for (const tab of ['profile', 'papers', 'fees', 'rules', 'policies']) {
      await page.goto(`${seat.program.url}/channels/${channel.id}?tab=${tab}`)
      await settled(page)
      await noSideScroll(page, tab)
      await accessible(page, tab)
    }
    quiet(page, 'channel')
    await seat.close(page)
  })

  test('channel: a rate card is superseded by a new one, never edited', async () => {
    const page = await seat.at('/rates?platform=huabei', { role: 'owner' })
    const before = await all(page, '/v1/rate-cards')
    const old = before.find((c) => c.platform === 'huabei' && c.count === 3 && c.payer === 'customer')
    const row = page.locator('tbody tr').filter({ hasText: '2.30%' }).first()
    const dialog = await press(row, page, '用新卡替换')
    await dialog.getByLabel('费率（%）').fill('2.5')
    await dialog.getByLabel('出处').fill('合同 E2E 第 3 页')
    await dialog.getByRole('button', { name: '用新卡替换' }).click()
    await done(dialog)
    await page.getByText('已被新卡代替').first().waitFor()
    await settled(page)
    const after = await all(page, '/v1/rate-cards')
    assert.equal(after.length, before.length + 1)
    assert.deepEqual(after.find((c) => c.id === old.id), old)
    await page.goto(`${seat.program.url}/ending`)
    await settled(page)
    await page.getByText('授权书').first().waitFor()
    quiet(page, 'rates')
    await seat.close(page)
  })
}
