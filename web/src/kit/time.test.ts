import { describe, expect, test } from 'vitest'
import { addDays, dayOf, daysBetween, dayStart, exactInstant, formatInstant, isDay, longDay, presetRange, relativeDay, relativeInstant } from './time'

const zone = 'Asia/Shanghai'

describe('instants in the zone of the shop', () => {
  test('the day changes at midnight in Shanghai, not in UTC', () => {
    expect(dayOf('2026-11-19T15:59:59Z', zone)).toBe('2026-11-19')
    expect(dayOf('2026-11-19T16:00:00Z', zone)).toBe('2026-11-20')
  })

  test('midnight is 00:00, never 24:00', () => {
    expect(formatInstant('2026-11-19T16:00:00Z', zone)).toBe('2026-11-20 00:00')
  })

  test('the exact form names seconds and offset', () => {
    expect(exactInstant('2026-11-20T01:05:07Z', zone)).toBe('2026-11-20 09:05:07 GMT+8')
    expect(exactInstant('2026-07-01T12:00:00Z', 'Europe/Berlin')).toBe('2026-07-01 14:00:00 GMT+2')
  })

  test.each([
    ['2026-11-20', 'Asia/Shanghai', '2026-11-19T16:00:00.000Z'],
    ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
    // On 29 March 2026 Berlin goes from +1 to +2 at 01:00 UTC.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-11-20', 'America/New_York', '2026-11-20T05:00:00.000Z'],
  ])('%s begins in %s at %s', (day, place, at) => {
    expect(dayStart(day, place)).toBe(at)
  })

  test.each([
    ['2026-11-20T00:00:00Z', '现在', 'now'],
    ['2026-11-19T23:57:00Z', '3分钟前', '3 minutes ago'],
    ['2026-11-20T02:10:00Z', '2小时后', 'in 2 hours'],
    ['2026-11-18T23:00:00Z', '昨天', 'yesterday'],
    ['2026-09-01T00:00:00Z', '2026-09-01 08:00', '2026-09-01 08:00'],
  ])('%s', (at, zh, en) => {
    const now = new Date('2026-11-20T00:00:00Z')
    expect(relativeInstant(at, now, zone, 'zh-CN')).toBe(zh)
    expect(relativeInstant(at, now, zone, 'en')).toBe(en)
  })
})

describe('days', () => {
  test('arithmetic over month ends, leap years and daylight saving', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2)
  })

  test.each([['2026-11-20', true], ['2026-02-30', false], ['2026-1-2', false], ['', false], ['2026-13-01', false]])('%s', (text, ok) => {
    expect(isDay(text)).toBe(ok)
  })

  test('relative and long', () => {
    expect(relativeDay('2026-11-22', '2026-11-21', 'zh-CN')).toBe('明天')
    expect(relativeDay('2026-11-18', '2026-11-21', 'en')).toBe('3 days ago')
    expect(longDay('2026-11-20', 'zh-CN')).toBe('2026-11-20 周五')
    expect(longDay('2026-11-20', 'en')).toBe('2026-11-20 Fri')
  })

  test('presets include both ends', () => {
    expect(presetRange('7d', '2026-11-21')).toEqual({ from: '2026-11-15', to: '2026-11-21' })
    expect(presetRange('last_month', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(presetRange('month', '2026-11-21')).toEqual({ from: '2026-11-01', to: '2026-11-21' })
    expect(presetRange('yesterday', '2026-11-01')).toEqual({ from: '2026-10-31', to: '2026-10-31' })
    expect(presetRange('30d', '2026-11-21').from).toBe('2026-10-23')
    expect(presetRange('today', '2026-11-21').to).toBe('2026-11-21')
  })
})
