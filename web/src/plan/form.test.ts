import { describe, expect, test } from 'vitest'
import { bodyOf, readCounts, type Plan } from './form'
import { capsFor, categoriesOf, lenderOf, primeOn } from './lender'
import { question } from './preview'
import { readAmount, readShare, shapeOf, shapeOfPlan, type Shaped } from './shape'

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

describe('an amount that may be left out', () => {
  test.each([['100', 10_000], ['1,299.5', 129_950], ['', 0], [undefined, 0]])('%s', (text, fen) => expect(readAmount(text, 'CNY')).toBe(fen))
  test.each(['x', '-1', '1.234'])('%s is refused', (text) => expect(readAmount(text, 'CNY')).toBeNull())
})

const before: Plan = {
  active: true, adjust: 'level', balloon_share_ppm: 300_000, code: 'a', counts: [3], creditor: 'merchant', currency: 'CNY', day_count: 'act/365', down_amount: 5_000, down_share_ppm: 0, every: 2, grace_days: 3,
  instalment_step: 100, interest_grace: 1, kind: 'equal_instalment', late_fee_multiple: '1.5', max_amount: 1, min_amount: 1, month_end: false, name_en: 'A', name_zh: '甲', payer: 'customer', platform: 'own',
  principal_grace: 2, rule_pack: 'cn', saved_at: '', unit: 'week', valid_from: '2026-01-01', valid_to: '9999-12-31',
}

test('a plan comes back from its fields as it was', () => {
  expect(shapeOf({ ...shapeOfPlan(before), kind: before.kind }, 'CNY')).toEqual({
    unit: 'week', every: 2, month_end: false, day_count: 'act/365', down_share_ppm: 0, down_amount: 5_000, down_step: 0, balloon_share_ppm: 300_000, balloon_amount: 0, principal_grace: 2, interest_grace: 1, interest_free: 0,
  })
})

test('what the kind gives no meaning to is left out', () => {
  const typed: Shaped = { ...shapeOfPlan(before), unit: 'week', month_end: true, down_by: 'share', down: '25', down_step: '100' }
  expect(shapeOf({ ...typed, kind: 'interest_free' }, 'CNY')).toMatchObject({ month_end: false, interest_grace: 0, principal_grace: 2, balloon_share_ppm: 300_000, down_share_ppm: 250_000, down_step: 10_000, down_amount: 0 })
  expect(shapeOf({ ...typed, kind: 'deferred' }, 'CNY')).toMatchObject({ interest_grace: 0, principal_grace: 0, balloon_share_ppm: 0 })
})

describe('what is asked of the preview', () => {
  const typed = { amount: '3000', count: 6, rate: '7.5' }
  test('terms, price and rate', () => {
    expect(JSON.parse(question({ ...shapeOfPlan(undefined), kind: 'flat_fee', payer: 'customer', grace: '3' }, typed, 'CNY'))).toMatchObject({ kind: 'flat_fee', amount: 300_000, count: 6, rate: '0.075', grace_days: 3, unit: 'month', every: 1 })
  })
  test.each([
    ['no kind', {}, typed],
    ['no amount', { kind: 'flat_fee' }, { ...typed, amount: '' }],
    ['no rate', { kind: 'flat_fee' }, { ...typed, rate: 'x' }],
    ['no number of periods', { kind: 'flat_fee', principal_grace: 'x' }, typed],
  ])('nothing while there is %s', (_name, values, what) => expect(question(values, what, 'CNY')).toBe(''))
})

test('a new version keeps what the form does not ask for', () => {
  const body = bodyOf(
    { ...shapeOfPlan(before), code: 'a', name_zh: '乙', name_en: 'B', platform: 'own', creditor: 'merchant', kind: 'flat_fee', payer: 'merchant', counts: '6', min: '100', max: '200.5', down_by: 'share', down: '20', grace: '5', multiple: '', valid_from: '2026-12-01', active: false },
    before,
  )
  expect(body).toMatchObject({
    name_zh: '乙', counts: [6], min_amount: 10_000, max_amount: 20_050, down_share_ppm: 200_000, down_amount: 0, grace_days: 5, late_fee_multiple: undefined, active: false,
    every: 2, unit: 'week', rule_pack: 'cn', day_count: 'act/365', valid_to: '9999-12-31', principal_grace: 2, interest_grace: 0,
  })
  expect(body).not.toHaveProperty('adjust')
  expect(bodyOf({ ...shapeOfPlan(before), code: 'a', name_zh: '乙', name_en: 'B', platform: 'own', creditor: 'merchant', kind: 'equal_instalment', payer: 'customer', counts: '6', min: '100', max: '200', valid_from: '2026-12-01', active: true }, before)).toMatchObject({ adjust: 'level', instalment_step: 100 })
})

describe('who lends', () => {
  test.each([
    ['merchant', 'bank', 'merchant'],
    ['assigned', undefined, 'merchant'],
    ['platform', 'micro_loan', 'micro_loan'],
    ['platform', 'merchant', undefined],
    ['platform', '', undefined],
  ] as const)('%s and %s', (creditor, kind, want) => expect(lenderOf(creditor, kind)).toBe(want))

  const cap = (rule: string, kinds: string[], from: string, to: string) => ({ rule, kinds, action: 'refuse' as const, confidence: 'T' as const, fixed: '0', force: '', multiple: '4', note_en: '', note_zh: '', source_en: '', source_zh: '', valid_from: from, valid_to: to })
  test('the ceilings of its kind that are in force', () => {
    const all = [cap('old', ['merchant'], '2015-09-01', '2020-08-19'), cap('now', ['merchant'], '2020-08-20', '9999-12-31'), cap('bank', ['bank'], '2020-08-20', '9999-12-31')]
    expect(capsFor(all, 'merchant', '2020-08-19').map((c) => c.rule)).toEqual(['old'])
    expect(capsFor(all, 'merchant', '2020-08-20').map((c) => c.rule)).toEqual(['now'])
    expect(capsFor(all, '', '2026-01-01')).toEqual([])
  })
  test('the prime rate is the newest that is out', () => {
    const all = ['2026-10-20', '2026-12-20', '2026-11-20'].map((published_on) => ({ published_on }))
    expect(primeOn(all, '2026-11-22')?.published_on).toBe('2026-11-20')
    expect(primeOn(all, '2026-01-01')).toBeUndefined()
  })
})

test('categories are sent once, without blanks, or not at all', () => {
  expect(categoriesOf([' 手机 ', '手机', ''])).toEqual(['手机'])
  expect(categoriesOf([' '])).toBeUndefined()
  expect(categoriesOf(undefined)).toBeUndefined()
})

test('the lender and the categories of a plan are what the form says', () => {
  const typed = { ...shapeOfPlan(before), code: 'a', name_zh: '乙', name_en: 'B', platform: 'huabei', kind: 'flat_fee' as const, payer: 'customer' as const, counts: '6', min: '100', max: '200', valid_from: '2026-12-01', active: true }
  expect(bodyOf({ ...typed, creditor: 'platform', creditor_kind: 'micro_loan', categories_only: ['鞋'], categories_never: [] }, { ...before, creditor_kind: 'bank', categories_never: ['酒'] })).toMatchObject({
    creditor_kind: 'micro_loan', categories_only: ['鞋'], categories_never: undefined,
  })
})
