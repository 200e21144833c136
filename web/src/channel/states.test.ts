import { describe, expect, test } from 'vitest'
import { cardEnds, daysBetween, forever, succeeded, validityOf } from './states'

const card = (id: string, count: number, valid_to: string, valid_from = '2026-01-01') => ({ id, platform: 'huabei', kind: 'flat_fee', count, payer: 'customer', valid_from, valid_to })

describe('what a day makes of something dated', () => {
  // 2026-11-01 is 60 days before the end: 29 of November after the 1st, and 31.
  test.each([
    ['2025-12-31', 'not_yet'], ['2026-01-01', 'valid'], ['2026-10-31', 'valid'], ['2026-11-01', 'expiring'], ['2026-12-31', 'expiring'], ['2027-01-01', 'expired'],
  ])('%s: %s', (day, want) => expect(validityOf('2026-01-01', '2026-12-31', day)).toBe(want))

  test('what has no end never expires', () => {
    expect(validityOf('2026-01-01', forever, '2999-01-01')).toBe('valid')
    expect(validityOf('2026-01-01', '', '2999-01-01')).toBe('valid')
  })

  test('days are counted over a leap day and a change of clocks', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2026-03-02', '2026-03-01')).toBe(-1)
  })
})

describe('cards that end', () => {
  test('those of one platform and day stand together; what goes on is left out', () => {
    const all = [card('a', 3, '2026-12-12'), card('b', 6, '2026-12-12'), card('c', 12, '2026-12-12'), card('d', 12, forever, '2026-12-13'), card('e', 24, '2027-12-12')]
    expect(cardEnds(all, '2026-11-22')).toEqual([{ platform: 'huabei', until: '2026-12-12', count: 2 }])
    expect(succeeded(card('c', 12, '2026-12-12'), all)).toBe(true)
  })

  test('a gap of a day is no succession', () => {
    expect(succeeded(card('a', 3, '2026-12-12'), [card('b', 3, forever, '2026-12-14')])).toBe(false)
  })

  test('an end long past is let go', () => {
    expect(cardEnds([card('a', 3, '2026-09-01')], '2026-11-22')).toEqual([])
    expect(cardEnds([card('a', 3, '2026-11-01')], '2026-11-22')).toHaveLength(1)
  })
})
