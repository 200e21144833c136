import { describe, expect, test } from 'vitest'
import { parts } from './limit'
import { query } from './list'

describe('a number is looked for whole', () => {
  const ask = (q: string) => query({ q, limit: 50 })
  test.each([
    ['', {}],
    [' 138 0013-8000 ', { phone: '13800138000' }],
    ['+8613800138000', { phone: '+8613800138000' }],
    ['wang@example.com', { email: 'wang@example.com' }],
    ['U10082', { external_no: 'U10082' }],
    ['1234', { external_no: '1234' }],
  ])('%s', (q, found) => expect(ask(q)).toEqual({ cursor: undefined, limit: 50, ...found }))
})

describe('the bar of a limit', () => {
  const cny = (amount: number) => ({ amount, currency: 'CNY' })
  test('is in parts of the limit', () => expect(parts({ limit: cny(1000), used: cny(250), held: cny(100) })).toEqual({ used: 25, held: 10 }))
  test('never overflows where more is used than allowed', () => {
    const p = parts({ limit: cny(100), used: cny(300), held: cny(100) })
    expect(p.used + p.held).toBe(100)
  })
  test('no limit is an empty bar', () => expect(parts({ limit: cny(0), used: cny(0), held: cny(0) })).toEqual({ used: 0, held: 0 }))
})
