import { describe, expect, test } from 'vitest'
import { addMonths, controls, lastDay, warnings, weeks } from './states'

describe('the calendar', () => {
  // 1 November 2026 is a Sunday, so the first week holds one day only.
  test('weeks begin on Monday and hold every day once', () => {
    const grid = weeks('2026-11')
    expect(grid[0]).toEqual([null, null, null, null, null, null, '2026-11-01'])
    expect(grid.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null])
    expect(grid.flat().filter((d) => d !== null)).toHaveLength(30)
    expect(grid.every((week) => week.length === 7)).toBe(true)
  })

  test('February of a leap year that begins on a Tuesday', () => {
    expect(weeks('2028-02').flat().filter((d) => d !== null)).toHaveLength(29)
    expect(weeks('2028-02')[0]?.slice(0, 2)).toEqual([null, '2028-02-01'])
  })

  test('months over the end of a year', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01')
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(lastDay('2026-02')).toBe('2026-02-28')
  })
})

describe('what a file says of itself', () => {
  test('counts and money are told apart by their names', () => {
    expect(controls([{ name: 'summary_net_fen', declared: 100, counted: 99, line: 7 }, { name: 'trade_count', declared: 5, counted: 5 }])).toEqual([
      { name: 'summary_net', unit: 'fen', declared: 100, counted: 99 },
      { name: 'trade', unit: 'count', declared: 5, counted: 5 },
    ])
  })

  test.each([[null], [[null, 3]], [[{ name: 'odd', declared: 1, counted: 1 }]], [[{ name: 'x_fen', declared: '1', counted: 1 }]]])('%j is no total', (of) => {
    expect(controls(of)).toEqual([])
  })

  test('a warning speaks the language of the reader', () => {
    expect(warnings([{ line: 3, key: 'k', zh: '空行', en: 'empty row' }], 'en')).toEqual([{ line: 3, text: 'empty row' }])
    expect(warnings([{ line: 3, key: 'k', zh: '空行', en: 'empty row' }], 'zh-CN')[0]?.text).toBe('空行')
  })
})
