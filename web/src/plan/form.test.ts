import { describe, expect, test } from 'vitest'
import { bodyOf, readCounts, readShare, type Plan } from './form'

describe('typed numbers of instalments', () => {
  test.each([
    ['3, 6，12', [3, 6, 12]],
    ['12、3 3', [3, 12]],
    ['1', [1]],
  ])('%s', (text, counts) => expect(readCounts(text)).toEqual(counts))
  test.each(['', '0', '61', '3.5', 'x', '3,-1'])('%s is refused', (text) => expect(readCounts(text)).toBeNull())
})

describe('a share in per cent', () => {
  test.each([['30', 300_000], ['12.5', 125_000], ['', 0], ['0', 0]])('%s', (text, ppm) => expect(readShare(text)).toBe(ppm))
  test.each(['100', 'x', '-1'])('%s is refused', (text) => expect(readShare(text)).toBeNull())
})

test('a new version keeps what the form does not ask for', () => {
  const before: Plan = {
    active: true, code: 'a', counts: [3], creditor: 'merchant', currency: 'CNY', day_count: 'actual/365', down_share_ppm: 0, every: 2, grace_days: 3, kind: 'interest_free',
    late_fee_multiple: '1.5', max_amount: 1, min_amount: 1, month_end: true, name_en: 'A', name_zh: '甲', payer: 'customer', platform: 'own', rule_pack: 'cn', saved_at: '',
    unit: 'week', valid_from: '2026-01-01', valid_to: '9999-12-31',
  }
  const body = bodyOf(
    { code: 'a', name_zh: '乙', name_en: 'B', platform: 'own', creditor: 'merchant', kind: 'flat_fee', payer: 'merchant', counts: '6', min: '100', max: '200.5', down: '20', grace: '5', multiple: '', valid_from: '2026-12-01', active: false },
    before,
  )
  expect(body).toMatchObject({
    name_zh: '乙', counts: [6], min_amount: 10_000, max_amount: 20_050, down_share_ppm: 200_000, grace_days: 5, late_fee_multiple: undefined, active: false,
    every: 2, unit: 'week', month_end: true, rule_pack: 'cn', day_count: 'actual/365', valid_to: '9999-12-31',
  })
})
