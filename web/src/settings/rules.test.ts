import { describe, expect, test } from 'vitest'
import { say } from '@/i18n'
import { percentOf, readCounts, readTime, timeOfDay, valueIn, wasConfirmed } from './rules'

describe('settings in words', () => {
  test('each unit as people say it', () => {
    expect(valueIn(say, { name: 'sell.payment_minutes', unit: 'minutes' }, 30, 'CNY')).toBe('30 分钟')
    expect(valueIn(say, { name: 'contact.open', unit: 'minutes' }, 540, 'CNY')).toBe('09:00')
    expect(valueIn(say, { name: 'sell.refund_approval', unit: 'minor units' }, 200_000, 'CNY')).toBe('¥2,000.00')
    expect(valueIn(say, { name: 'x', unit: 'parsecs' }, 2, 'CNY')).toBe('2 parsecs')
    expect(timeOfDay(1205)).toBe('20:05')
    expect([readTime('09:00'), readTime('20:05'), readTime('24:00'), readTime('9')]).toEqual([540, 1205, null, null])
  })

  test.each([['0.018', '1.8%'], ['0.006', '0.6%'], ['0.0755', '7.55%'], ['1', '100%'], ['0.1', '10%'], ['0', '0%'], ['0.00005', '0.005%'], ['-0.01', '-1%'], ['abc', 'abc']])('%s is %s', (rate, text) => {
    expect(percentOf(rate)).toBe(text)
  })

  test('counts may be typed with either comma', () => {
    expect(readCounts('3, 6，12')).toEqual([3, 6, 12])
    expect(readCounts('')).toEqual([])
    expect(readCounts('3; 6')).toBeNull()
    expect(readCounts('-3')).toBeNull()
  })

  test('only a day proves that a connector was tried for real', () => {
    expect(wasConfirmed({ ConfirmedLive: 'never' })).toBe(false)
    expect(wasConfirmed({ ConfirmedLive: '' })).toBe(false)
    expect(wasConfirmed({ ConfirmedLive: '2026-12-01' })).toBe(true)
  })
})
