// The clerk of finance: a statement again, a difference explained, money taken.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quiet, settled } from '../browser.mjs'
import { all, ask, countRows, fen } from './help.mjs'

/** Where the navigation has the page, so that the walk goes the way a person does. */
async function visit(page, path) {
  await page.locator(`.fm-nav a[href="${path}"]`).click()
  await page.waitForURL((u) => u.pathname === path)
  await settled(page)
}

export function clerkWalk(seat) {
  test('clerk: the platform’s own statement, uploaded again, changes nothing', async () => {
    const page = await seat.at('/', { role: 'finance' })
    const before = await all(page, '/v1/statements')
    const file = before.find((f) => f.kind === 'fund') ?? before[0]
    const { status, bytes } = await page.evaluate(async (id) => {
      const answer = await fetch(`/v1/statements/${id}/original`)
      return { status: answer.status, bytes: [...new Uint8Array(await answer.arrayBuffer())] }
    }, file.id)
    assert.equal(status, 200)
    assert.equal(bytes.length, file.size, 'the original is kept to the byte')
    await visit(page, '/statements')
    await page.getByText(file.name).first().waitFor()
    if ((await page.locator('input[type="file"]').count()) === 0) await page.getByRole('button', { name: /导入|上传/ }).first().click()
    await page.locator('input[type="file"]').first().setInputFiles({ name: file.name, mimeType: 'application/zip', buffer: Buffer.from(bytes) })
    await page.getByText('以前已经导入过，没有重复入账。').waitFor()
    await settled(page)
    assert.deepEqual((await all(page, '/v1/statements')).map((f) => f.id), before.map((f) => f.id))
    quiet(page, 'statements')
    await seat.close(page)
  })

  test('clerk: a difference is explained and leaves the list', async () => {
    const page = await seat.at('/', { role: 'finance' })
    const open = await all(page, '/v1/differences?state=open')
    assert.ok(open.length > 0, 'the demo plants a difference')
    const [difference] = open
    await visit(page, '/differences')
    assert.equal(await countRows(page), open.length)
    await page.goto(`${seat.program.url}/differences/${difference.id}`)
    await settled(page)
    await page.getByRole('button', { name: /^写明原因/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').first().fill('平台次日补记，已电话核对')
    await dialog.getByRole('button', { name: '写明原因' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await settled(page)
    const after = await ask(page, 'GET', `/v1/differences/${difference.id}`)
    assert.equal(after.state, 'explained')
    assert.equal(after.note, '平台次日补记，已电话核对')
    await page.getByText('平台次日补记，已电话核对').first().waitFor()
    assert.equal((await all(page, '/v1/differences?state=open')).length, open.length - 1)
    quiet(page, 'differences')
    await seat.close(page)
  })

  test('clerk: a payment is booked once, and the ledger balances', async () => {
    const page = await seat.at('/', { role: 'finance' })
    await visit(page, '/receivables')
    const [owed] = await all(page, '/v1/receivables')
    const reference = 'E2E-0001'
    await page.locator(`main [data-row-link][href="/receivables/${owed.contract_id}"]`).first().click()
    await page.waitForURL((u) => u.pathname === `/receivables/${owed.contract_id}`)
    await settled(page)
    const lead = owed.overdue.amount > 0 ? owed.overdue : owed.outstanding
    assert.equal(fen(await page.locator('.fm-lead .fm-money').first().innerText()), lead.amount)
    const pay = async () => {
      await page.getByRole('button', { name: '登记还款' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('金额').fill('100.01')
      await dialog.getByLabel('流水号或收据号').fill(reference)
      await dialog.getByRole('button', { name: '登记还款' }).click()
      await dialog.waitFor({ state: 'hidden' })
      await settled(page)
    }
    await pay()
    const once = await ask(page, 'GET', `/v1/receivables/${owed.contract_id}`)
    assert.equal(once.remaining.amount, owed.remaining.amount - 10_001)
    await pay()
    await page.getByText('这笔已经入过账，没有重复').waitFor()
    assert.deepEqual((await ask(page, 'GET', `/v1/receivables/${owed.contract_id}`)).remaining, once.remaining)

    await visit(page, '/ledger/balance')
    await page.getByText('借贷平衡').first().waitFor()
    const [debit, credit] = (await page.locator('tfoot .fm-money').allInnerTexts()).map(fen)
    assert.ok(debit > 0)
    assert.equal(debit, credit)
    assert.deepEqual(await ask(page, 'GET', '/v1/ledger/check'), { ok: true })
    quiet(page, 'money')
    await seat.close(page)
  })
}
