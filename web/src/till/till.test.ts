import { describe, expect, test } from 'vitest'
import { offerKey, refusals, splitKey, type Offer } from './offers'
import { bodyOf, freshNo, total } from './till'

const offer = (plan_code: string, count: number, available: boolean, why?: string): Offer => ({
  plan_code, count, available, why, name_zh: plan_code, name_en: plan_code, platform: 'own', creditor: 'merchant', nominal_rate: '0', effective_rate: '0', example: false,
})

describe('offers', () => {
  test('a key names plan and count, also when the plan holds a slash', () => {
    expect(splitKey(offerKey({ plan_code: 'a/b', count: 12 }))).toEqual({ plan_code: 'a/b', count: 12 })
    expect(splitKey('none')).toBeNull()
  })

  test('one reason stands once, with all its counts', () => {
    const list = [offer('a', 3, false, 'too small'), offer('a', 6, false, 'too small'), offer('a', 12, true), offer('b', 3, false, 'paused')]
    expect(refusals(list, 'en')).toEqual([
      { name: 'a', counts: [3, 6], why: 'too small' },
      { name: 'b', counts: [3], why: 'paused' },
    ])
  })
})

describe('a sale', () => {
  const items = [{ sku: 'A', quantity: 2, amount: '1,299.50' }, { sku: 'OTHER', amount: '0.01' }]
  const products = [{ id: 'p', sku: 'A', name: '跑步鞋', category: '', fulfilment: 'shipment', resale: false, created_at: '' }]

  test('lines add up in fen', () => {
    expect(total(items)).toBe(129_951)
    expect(total([{ amount: 'x' }, {}])).toBe(0)
    expect(total(undefined)).toBe(0)
  })

  test('the body holds what was typed and nothing empty', () => {
    const body = bodyOf({ outer_no: ' T1 ', items, customer: { name: ' 王伟 ', phone: '138 0013 8000', address: ' ' } }, 'shop-free/6', products)
    expect(body).toMatchObject({ outer_no: 'T1', amount: { amount: 129_951, currency: 'CNY' }, plan_code: 'shop-free', count: 6, subject: '跑步鞋、OTHER' })
    expect(body.customer).toEqual({ name: '王伟', phone: '13800138000', external_no: undefined, address: undefined, birth_day: undefined })
    expect(body.items?.map((i) => i.amount.amount)).toEqual([129_950, 1])
  })

  test('without credit no plan is named', () => {
    expect(bodyOf({ outer_no: 'T1', items, customer: {} }, 'none', products)).not.toHaveProperty('plan_code')
  })
})

test('a fresh number carries the day', () => {
  expect(freshNo(new Date(2026, 10, 5), 0.5)).toBe('T26110550000')
  expect(freshNo(new Date(2026, 10, 5), 0)).toBe('T26110500000')
})
