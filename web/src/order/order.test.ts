import { describe, expect, test } from 'vitest'
import { say } from '@/i18n'
import type { Ask } from '@/kit/list'
import type { Quote } from '@/plan/quote'
import { sha256, signedText } from './next'
import { query, splitCursor } from './query'
import { allStates, kindOf, left, may, type Order } from './states'
import { declineReason } from './why'

const ask = (over: Partial<Ask> = {}, one: Record<string, string> = {}): Ask => ({
  q: '', sort: '', many: () => ({ not: false, of: [] }), one: (key) => one[key], range: () => null, flag: () => false, columns: [], limit: 50, ...over,
})

describe('the question of the list', () => {
  test('a plain list asks for nothing in particular', () => {
    expect(Object.entries(query(ask())).filter(([, v]) => v !== undefined)).toEqual([['limit', 50]])
  })

  test('"is not" becomes all the other states', () => {
    const states = query(ask({ many: () => ({ not: true, of: ['held', 'paid'] }) })).state?.split(',') ?? []
    expect(states).toHaveLength(allStates.length - 2)
    expect(states).not.toContain('held')
  })

  test('amounts are sent in fen, and what is no amount bounds nothing', () => {
    expect(query(ask({}, { min: '1,000', max: '5000.5' }))).toMatchObject({ min_amount: 100_000, max_amount: 500_050 })
    expect(query(ask({}, { min: 'abc' })).min_amount).toBeUndefined()
  })

  test('an open end of days is not sent, a strange creditor neither', () => {
    expect(query(ask({ range: () => ({ from: '2026-11-01', to: '' }) }, { creditor: 'bank' }))).toMatchObject({ from: '2026-11-01', to: undefined, creditor: undefined })
  })

  test('a cursor remembers by which number it was found', () => {
    expect(splitCursor('tracking_no|abc|d')).toEqual({ by: 'tracking_no', cursor: 'abc|d' })
    expect(splitCursor('abc')).toEqual({ cursor: 'abc' })
    expect(splitCursor(undefined)).toEqual({})
  })
})

describe('what a state allows', () => {
  test('money can go back only where money is', () => {
    expect(allStates.filter(may.refund)).toEqual(['paid', 'fulfilling', 'fulfilled', 'settled', 'part_refunded'])
    expect(allStates.filter(may.cancel)).toEqual(['quoted', 'held', 'decided', 'awaiting_payment', 'payment_unknown'])
  })
  test('what is left is the amount less what went back', () => {
    expect(left({ amount: { amount: 500, currency: 'CNY' }, refunded: { amount: 120, currency: 'CNY' } } as Order)).toEqual({ amount: 380, currency: 'CNY' })
  })
  test('an event the page does not know has a place', () => expect(kindOf('teleport')).toBe('other'))
})

const quote = {
  amount: { amount: 300_000, currency: 'CNY' }, customer_cost: { amount: 6_340, currency: 'CNY' }, total: { amount: 306_340, currency: 'CNY' }, nominal_rate: '0.09', effective_rate: '0.0938',
  grace_days: 3, late_fee_rate: '0.045', schedule: { instalments: [{ no: 1, due_day: '2026-12-22', principal: 39_257, interest: 1_800, fee: 0 }] },
} as unknown as Quote

describe('the text that is signed', () => {
  test('holds every term in order with the figures of the quote', () => {
    const text = signedText(say, ['price_and_cost', 'schedule', 'annual_rate', 'late_fee', 'unheard_of'], quote)
    expect(text).toContain('¥3,063.40')
    expect(text).toContain('1 2026-12-22 ¥410.57')
    expect(text).toContain('9.38%')
    expect(text).toContain('4.50%')
    expect(text.endsWith('unheard_of')).toBe(true)
  })
  // FIPS 180-4, example "abc".
  test('its hash is SHA-256', async () => expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'))
})

test('the reason of a refusal behind the verdict stands in the timeline', () => {
  const event = (name: string, reason?: string) => ({ nr: 1, event: name, from: '', to: '', actor: '', actor_kind: 'key', at: '', detail: { reason } })
  const order = { state: 'declined' } as Order
  expect(declineReason({ order, state_name: '', timeline: [event('create'), event('decline', 'no room')] })).toBe('no room')
  expect(declineReason({ order: { ...order, state: 'paid' }, state_name: '', timeline: [event('decline', 'x')] })).toBeUndefined()
})
