// The counter: a customer asks for a budget, hears of it at the till, takes back
// a consent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, noSideScroll, open, phone, quiet, settled, shot } from '../browser.mjs'
import { all, ask } from './help.mjs'

/** A customer who has no budget yet, with the phone that only a person may see. */
async function without(page) {
  for (const customer of await all(page, '/v1/customers')) {
    const budget = await ask(page, 'GET', `/v1/customers/${customer.id}/budget`)
    if (!budget.set) return { customer, budget }
  }
  throw new Error('everybody in the demo has a budget')
}

export function budgetWalk(seat) {
  test('counter: a budget is set at the customer’s wish and the offers know it', async () => {
    const page = await seat.at('/', { role: 'owner' })
    const { customer, budget } = await without(page)
    await page.goto(`${seat.program.url}/customers/${customer.id}`)
    await settled(page)
    const section = page.locator('section', { has: page.getByRole('heading', { name: '客户预算' }) })
    await section.getByRole('button', { name: '设置预算' }).click()
    const dialog = page.getByRole('dialog')
    // The new order of 1,000.00 will use this to 82 % or, with what is on credit, more.
    const ceiling = budget.new_used.amount + 122_000
    await dialog.getByLabel('每月新增上限').fill((ceiling / 100).toFixed(2))
    await dialog.getByLabel('客户怎样提出的').fill('客户到店填写申请')
    await dialog.getByRole('button', { name: '设置预算' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await settled(page)
    const after = await ask(page, 'GET', `/v1/customers/${customer.id}/budget`)
    assert.equal(after.now.new_monthly.amount, ceiling)
    assert.equal(after.history[0].note, '客户到店填写申请')

    const offers = await ask(page, 'POST', '/v1/offers', { amount: { amount: 100_000, currency: 'CNY' }, customer_id: customer.id })
    const share = Math.ceil(((budget.new_used.amount + 100_000) * 100) / ceiling)
    const whole = offers.offers.filter((o) => o.available && o.down_payment.amount === 0)
    assert.ok(whole.length > 0 && whole.every((o) => o.warnings.some((w) => w.why.includes(`${share}%`))), JSON.stringify(whole[0]))
    const above = await ask(page, 'POST', '/v1/offers', { amount: { amount: 300_000, currency: 'CNY' }, customer_id: customer.id })
    assert.ok(above.offers.some((o) => o.code === 'budget'), 'above the ceiling nothing is sold on credit')
    assert.equal(above.offers.filter((o) => o.available && o.down_payment.amount === 0).length, 0)
    await accessible(page, 'budget')
    await shot(page, 'budget')
    quiet(page, 'budget')
    await seat.close(page)
  })

  test('counter: a consent is given and taken back in one window each', async () => {
    const page = await seat.at('/', { role: 'service' })
    const { customer } = await without(page)
    await page.goto(`${seat.program.url}/customers/${customer.id}`)
    await settled(page)
    const line = page.locator('section', { has: page.getByRole('heading', { name: '授权', exact: true }) }).locator('li', { hasText: '用购物与还款记录评估信用' }).first()
    for (const [button, act] of [['登记同意', 'given'], ['撤回', 'withdrawn']]) {
      await line.getByRole('button', { name: button }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: button }).click()
      await dialog.waitFor({ state: 'hidden' })
      await settled(page)
      const { purposes, history } = await ask(page, 'GET', `/v1/customers/${customer.id}/consents`)
      assert.equal(purposes.find((p) => p.purpose.id === 'credit_assessment').state, act)
      assert.equal(history[0].act, act)
    }
    quiet(page, 'consents')
    await seat.close(page)
  })

  test('customer: the own page opens by its link, without an account, on a phone', async () => {
    const staff = await seat.at('/', { role: 'owner' })
    const { customer } = await without(staff)
    const link = await ask(staff, 'POST', `/v1/customers/${customer.id}/links`, { days: 7 })
    await seat.close(staff)
    for (const language of ['zh-CN', 'en']) {
      const page = await open(seat.browser, { size: phone, language })
      await page.goto(seat.program.url + link.path)
      await settled(page)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await accessible(page, `own page, ${language}`)
      await noSideScroll(page, `own page, ${language}`)
      await shot(page, `own-${language}`, { fullPage: true })
      if (language === 'en') {
        await page.getByRole('button', { name: 'Set my budget' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('New credit a month, at most').fill('3000')
        await dialog.getByRole('button', { name: 'Set my budget' }).click()
        await dialog.waitFor({ state: 'hidden' })
        await page.getByText('¥3,000.00').first().waitFor()
      }
      quiet(page, 'own page')
      await page.context().close()
    }
  })
}
