import { describe, expect, test } from 'vitest'
import { entryState, limits, openSentence, percent, unitOf } from './rules'

describe('a rule in words', () => {
  test('limits stand in the order of time, unknown ones last', () => {
    expect(limits({ d1: 4, moon: 1, d30: 25, d7: 10, h1: 3 }).map((l) => l.name)).toEqual(['h1', 'd1', 'd7', 'd30', 'moon'])
  })

  test('units: 950000 ppm is 95 %, a step is money, a gap is time', () => {
    expect(percent(950_000)).toBe('95%')
    expect(percent(12_500)).toBe('1.25%')
    expect([unitOf('share'), unitOf('step'), unitOf('gap'), unitOf('people')]).toEqual(['share', 'money', 'seconds', 'count'])
  })

  test('places are left open', () => {
    expect(openSentence('该顾客在 {window} 内下单 {n} 次（界限 {at} 次）')).toBe('该顾客在 … 内下单 … 次（界限 … 次）')
  })
})

test('an entry ends by itself; a removed one is removed', () => {
  const now = new Date('2026-11-21T00:00:00Z')
  expect(entryState({ expires_at: '2026-11-21T00:00:01Z' }, now)).toBe('holds')
  expect(entryState({ expires_at: '2026-11-21T00:00:00Z' }, now)).toBe('over')
  expect(entryState({ expires_at: '2027-01-01T00:00:00Z', removed_at: '2026-11-01T00:00:00Z' }, now)).toBe('removed')
})
