// Finance gives a customer new due days: what the dialog shows is what is booked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, noSideScroll, phone, quiet, settled, shot } from '../browser.mjs'
import { all, ask, fen } from './help.mjs'

/** A contract in force that owes something and was not re-aged. */
async function owing(page) {
  for (const row of await all(page, '/v1/receivables')) {
    const owed = await ask(page, 'GET', `/v1/receivables/${row.contract_id}`)
    if (owed.state === 'active' && owed.remaining.amount > 0 && owed.instalments.every((i) => i.kind !== 're_aged')) return owed
  }
  throw new Error('nobody owes the shop anything')
}

const money = (i) => i.open.principal + i.open.interest + i.open.fee

export function reliefWalk(seat) {
  test('finance: a re-age books what its preview shows, and not a cent more', async () => {
    const page = await seat.at('/', { role: 'finance' })
    const owed = await owing(page)
    await page.goto(`${seat.program.url}/receivables/${owed.contract_id}`)
    await settled(page)
    await page.getByRole('button', { name: '展期重排' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('分成几期').fill('7')
    const first = `${Number(owed.day.slice(0, 4)) + 1}-01-31`
    await dialog.getByLabel('首个到期日').fill(first)
    const made = dialog.locator('[data-re-age-new] tbody tr')
    await made.nth(6).waitFor()
    assert.equal(await made.count(), 7)
    const shown = []
    for (const row of await made.all()) shown.push([(await row.locator('time').getAttribute('datetime')) ?? '', fen(await row.locator('.fm-money').last().innerText())])
    assert.equal(shown.reduce((n, [, amount]) => n + amount, 0), owed.instalments.reduce((n, i) => n + money(i), 0))
    await accessible(page, 're-age')
    await shot(page, 're-age')
    await dialog.getByRole('button', { name: '展期重排' }).click()
    await dialog.getByText('请填写').first().waitFor()
    await dialog.getByLabel('客户怎样同意的').fill('走查：客户当面签字同意')
    await dialog.getByRole('button', { name: '展期重排' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await settled(page)
    const after = await ask(page, 'GET', `/v1/receivables/${owed.contract_id}`)
    assert.deepEqual(after.instalments.filter((i) => i.kind === 're_aged').map((i) => [i.due_day, money(i)]), shown)
    assert.equal(after.remaining.amount, owed.remaining.amount)
    await page.getByText('已移入第 1 次重排').first().waitFor()
    await page.getByRole('link', { name: '展期重排' }).waitFor()
    await page.goto(`${seat.program.url}/contracts/${owed.contract_id}`)
    await page.getByRole('heading', { name: '第 1 次重排' }).waitFor()
    await settled(page)
    await accessible(page, 'a re-aged contract')
    quiet(page, 're-age')
    await seat.close(page)

    const small = await seat.at(`/receivables/${owed.contract_id}`, { role: 'collector', size: phone })
    await noSideScroll(small, 'a re-aged receivable')
    const button = small.getByRole('button', { name: /展期重排/ })
    assert.equal(await button.getAttribute('aria-disabled'), 'true', 'who collects gives no relief')
    quiet(small, 'a re-aged receivable')
    await seat.close(small)
  })
}
