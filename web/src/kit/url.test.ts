import { describe, expect, test } from 'vitest'
import { choice, days, flag, many, names, one, range, readAll, sort, text, writeAll } from './url'

const schema = {
  q: text(),
  state: many(['accept', 'step_up', 'hold', 'decline']),
  density: choice(['middle', 'small'], 'middle'),
  day: days(),
  late: flag(),
  cols: names(['id', 'amount', 'state']),
  sort: sort(['placed_at', 'amount'], '-placed_at'),
}

const read = (query: string) => readAll(schema, new URLSearchParams(query))

describe('the address is the state', () => {
  test('an empty address gives the defaults', () => {
    expect(read('')).toEqual({
      q: '', state: { not: false, of: [] }, density: 'middle', day: null, late: false, cols: null, sort: '-placed_at',
    })
  })

  test('a full address is read', () => {
    expect(read('q=138&state=!decline,hold&density=small&day=2026-11-01..2026-11-20&late=1&cols=state,id&sort=amount')).toEqual({
      q: '138', state: { not: true, of: ['decline', 'hold'] }, density: 'small', day: { from: '2026-11-01', to: '2026-11-20' },
      late: true, cols: ['state', 'id'], sort: 'amount',
    })
  })

  test.each([
    'state=bogus', 'density=huge', 'day=2026-02-30..2026-03-01', 'day=2026-11-20..2026-11-01', 'day=..', 'day=1..2..3', 'late=yes', 'cols=', 'sort=-secret',
  ])('a mangled %s falls back', (query) => {
    expect(read(query)).toEqual(read(''))
  })

  test('what is written reads back the same, and defaults vanish', () => {
    const start = new URLSearchParams('item=ord_1&density=small')
    const next = writeAll(schema, start, { q: ' 138 ', state: { not: true, of: ['hold'] }, day: '7d', density: 'middle' })
    expect(next.toString()).toBe('item=ord_1&q=138&state=%21hold&day=7d')
    expect(readAll(schema, next)).toMatchObject({ q: '138', state: { not: true, of: ['hold'] }, day: '7d', density: 'middle' })
    expect(writeAll(schema, next, { q: '', state: { not: false, of: [] }, day: null }).toString()).toBe('item=ord_1')
  })

  test('one value is kept, and one outside the set is dropped', () => {
    const state = one(['open', 'resolved'])
    expect(state.read('open')).toEqual({ is: 'open' })
    expect(state.read('secret')).toEqual({ is: '' })
    expect(one().read('usr_1')).toEqual({ is: 'usr_1' })
    expect(state.write({ is: 'open' })).toBe('open')
    expect(state.write({ is: '' })).toBe(null)
  })

  test('a preset is counted from today, an open end stays open', () => {
    expect(range('7d', '2026-11-21')).toEqual({ from: '2026-11-15', to: '2026-11-21' })
    expect(range(read('day=2026-11-01..').day, '2026-11-21')).toEqual({ from: '2026-11-01', to: '' })
  })
})
