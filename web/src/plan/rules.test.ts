import { describe, expect, test } from 'vitest'
import { readDaily, rulesOf, rulesOfCard } from './rules'

describe('a late charge a day', () => {
  test.each([['0.05', '0.0005'], ['', '0'], [undefined, '0'], ['1', '0.01']])('%s', (text, rate) => expect(readDaily(text)).toBe(rate))
  test.each(['1.01', 'x', '-1'])('%s is refused', (text) => expect(readDaily(text)).toBeNull())
})

const card = {
  id: 'c', platform: 'huabei', kind: 'flat_fee', count: 3, payer: 'customer', rate: '0.023', rounding: 'half_even', remainder: 'first', valid_from: '2026-01-01', valid_to: '9999-12-31', source: 's',
  example: false, verified_on: '2026-01-01', verified_by: 'x', recorded_at: '', late_daily: '0.0005', refund_fee: 'returned', early_fee: 'pro_rata', settle_days: 2,
} as const

test('a card that follows another begins with its rules and sends them again', () => {
  expect(rulesOfCard(card)).toEqual({ late_daily: '0.05', refund_fee: 'returned', early_fee: 'pro_rata', settle_days: '2' })
  expect(rulesOf(rulesOfCard(card))).toEqual({ late_daily: '0.0005', refund_fee: 'returned', early_fee: 'pro_rata', settle_days: 2 })
})

test('what is not known is not sent', () => {
  expect(rulesOf(rulesOfCard(undefined))).toEqual({ late_daily: undefined, refund_fee: undefined, early_fee: undefined, settle_days: undefined })
})
