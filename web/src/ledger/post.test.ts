import { describe, expect, test } from 'vitest'
import { moved } from './list'
import { bodyOf, difference } from './post'

describe('a manual entry', () => {
  const legs = [
    { account: 'bank', side: 'debit' as const, amount: '100.10' },
    { account: 'sales', subject: ' ', side: 'credit' as const, amount: '100' },
    { account: 'fees', side: 'credit' as const, amount: '0.1' },
  ]

  test('is even when debits equal credits', () => {
    expect(difference(legs)).toBe(0)
    expect(difference(legs.slice(0, 2))).toBe(10)
    expect(difference([{ side: 'credit', amount: '3' }, { amount: 'x' }])).toBe(-300)
    expect(difference(undefined)).toBe(0)
  })

  test('credits are negative and nothing empty is sent', () => {
    const body = bodyOf({ effective: '2026-11-21', reason: ' r ', legs, order_id: '' })
    expect(body.legs.map((l) => [l.account, l.amount, l.subject])).toEqual([['bank', 10010, undefined], ['sales', -10000, undefined], ['fees', -10, undefined]])
    expect(body).toMatchObject({ reason: 'r', order_id: undefined })
  })
})

test('what an entry moved is the sum of its debits', () => {
  const leg = (amount: number) => ({ account: 'a', amount, currency: 'CNY' })
  expect(moved({ legs: [leg(70), leg(30), leg(-100)] })).toEqual({ amount: 100, currency: 'CNY' })
})
