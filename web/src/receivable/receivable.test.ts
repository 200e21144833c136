import { describe, expect, test } from 'vitest'
import { eventText } from '@/contract/detail'
import { nextLate, splitLate } from './load'
import { hour } from './parts'
import { sum } from './states'

describe('only overdue', () => {
  test('walks the late buckets in order and ends', () => {
    expect(splitLate(undefined)).toEqual({ bucket: 'd1_30', cursor: undefined })
    expect(nextLate('d1_30', 'abc')).toBe('d1_30|abc')
    expect(splitLate('d1_30|abc')).toEqual({ bucket: 'd1_30', cursor: 'abc' })
    expect(nextLate('d1_30', undefined)).toBe('d31_60|')
    expect(splitLate('d31_60|')).toEqual({ bucket: 'd31_60', cursor: undefined })
    expect(nextLate('d61_90', null)).toBe('d91|')
    expect(nextLate('d91', undefined)).toBeUndefined()
  })
})

test('an amount is the sum of its parts', () => expect(sum({ principal: 100, interest: 20, fee: 3, late_fee: 1 })).toBe(124))

test('hours of contact', () => {
  expect(hour(480)).toBe('08:00')
  expect(hour(1290)).toBe('21:30')
})

describe('an event of a contract', () => {
  const name = (t: string) => `«${t}»`
  test('names the term', () => expect(eventText('{"term":"returns","text_hash":"ab"}', name)).toBe('«returns»'))
  test('gives the reason', () => expect(eventText('{"reason":"paid"}', name)).toBe('paid'))
  test('keeps what is no object', () => expect(eventText('plain', name)).toBe('plain'))
  test('says nothing where there is nothing to say', () => expect(eventText('{"quote_id":"q"}', name)).toBeUndefined())
})
