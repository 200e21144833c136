import { describe, expect, test } from 'vitest'
import { formatAmount, minor, parseAmount, plainAmount, shortAmount, sumAmounts } from './amount'

const cny = (amount: number | bigint | string) => ({ amount, currency: 'CNY' })

describe('amount', () => {
  test.each([
    [129900, '¥1,299.00', '1299.00'],
    [-129900, '−¥1,299.00', '-1299.00'],
    [0, '¥0.00', '0.00'],
    [5, '¥0.05', '0.05'],
    [-5, '−¥0.05', '-0.05'],
    [100000000, '¥1,000,000.00', '1000000.00'],
    // 2^63-1 fen: a float would end in ...808.00
    [9223372036854775807n, '¥92,233,720,368,547,758.07', '92233720368547758.07'],
    ['9223372036854775807', '¥92,233,720,368,547,758.07', '92233720368547758.07'],
  ])('%s fen', (fen, shown, copied) => {
    expect(formatAmount(cny(fen))).toBe(shown)
    expect(plainAmount(cny(fen))).toBe(copied)
  })

  test('currencies with other minor units', () => {
    expect(formatAmount({ amount: 1500, currency: 'JPY' })).toBe('JP¥1,500')
    expect(formatAmount({ amount: 1500, currency: 'KWD' })).toBe('KWD 1.500')
    expect(plainAmount({ amount: -7, currency: 'KWD' })).toBe('-0.007')
  })

  test('a number that has lost digits is refused', () => {
    expect(() => minor(2 ** 53)).toThrow(RangeError)
    expect(() => minor(12.5)).toThrow(RangeError)
  })

  test.each([
    ['1299', 129900n],
    ['1,299.5', 129950n],
    ['￥１２９９．００', 129900n],
    ['−3.20', -320n],
    ['3.', 300n],
    ['3.205', null],
    ['', null],
    ['1e3', null],
    ['一百', null],
    ['9'.repeat(16), null],
  ])('typed %s', (typed, fen) => {
    expect(parseAmount(typed)).toBe(fen)
  })

  test('what is shown can be typed back', () => {
    for (const fen of [0n, 1n, -1n, 99n, 100n, 123456789n, -100000000n]) {
      expect(parseAmount(formatAmount(cny(fen)))).toBe(fen)
      expect(parseAmount(plainAmount(cny(fen)))).toBe(fen)
    }
  })

  test('sums stay exact and never mix currencies', () => {
    expect(sumAmounts([cny('9007199254740993'), cny(1)])).toEqual(cny(9007199254740994n))
    expect(sumAmounts([cny(1), { amount: 1, currency: 'USD' }])).toBeNull()
    expect(sumAmounts([])).toBeNull()
  })

  test('short only for charts', () => {
    expect(shortAmount(cny(1234567890), 'zh-CN')).toBe('1234.57万')
    expect(shortAmount(cny(1234567890), 'en')).toBe('12.35M')
  })
})
