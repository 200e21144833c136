import { describe, expect, test } from 'vitest'
import { fraction, percent, share, times, typedPercent } from './rate'

describe('percent', () => {
  test.each([
    ['0.13747799', '13.75%'],
    ['0.0938193', '9.38%'],
    ['0.045', '4.50%'],
    ['0', '0.00%'],
    ['1', '100.00%'],
    ['1.25', '125.00%'],
    ['0.00004', '0.00%'],
    ['0.00005', '0.01%'],
    ['-0.01', '−1.00%'],
    ['0.999999', '100.00%'],
  ])('%s is %s', (rate, text) => expect(percent(rate)).toBe(text))

  test('what is no rate is a dash', () => {
    expect(percent('')).toBe('—')
    expect(percent(undefined)).toBe('—')
    expect(percent('1e-3')).toBe('—')
  })
})

describe('fraction', () => {
  test.each([
    ['4.5', '0.045'],
    ['4.5 %', '0.045'],
    ['２．３', '0.023'],
    ['100', '1'],
    ['0', '0'],
    ['12.345', '0.12345'],
    ['150', '1.5'],
  ])('%s is %s', (typed, rate) => expect(fraction(typed)).toBe(rate))

  test('anything else is refused', () => {
    for (const bad of ['', 'abc', '-1', '1..2', '1e3']) expect(fraction(bad)).toBeNull()
  })

  test('reading back what was written changes nothing', () => {
    for (let bp = 0; bp <= 20_000; bp += 7) {
      const text = (bp / 100).toFixed(2)
      expect(percent(fraction(text))).toBe(`${text}%`)
    }
  })
})

test('a share in millionths', () => {
  expect(share(300_000)).toBe('30%')
  expect(share(125_000)).toBe('12.5%')
  expect(share(0)).toBe('0%')
})

describe('a rate comes back as it was typed', () => {
  test.each([['0.0005', '0.05'], ['0.1', '10'], ['0', '0'], [undefined, ''], ['0.00012345', '0.012345'], ['1', '100']])('%s is %s', (rate, text) => expect(typedPercent(rate)).toBe(text))
})

describe('decimals are multiplied without floats', () => {
  test.each([['0.03', '4', '0.12'], ['0.0345', '4', '0.1380'], ['0.1', '1.5', '0.15'], ['2', '3', '6'], ['0.01', '0.01', '0.0001']])('%s times %s', (a, b, c) => expect(times(a, b)).toBe(c))
})
