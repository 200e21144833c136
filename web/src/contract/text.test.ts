import { describe, expect, test } from 'vitest'
import { piecesOf, secondsLeft, type Block } from './text'

const line = (kind: Block['kind'], text: string, term?: string): Block => ({ kind, text, term })
const row = (cells: string[], term?: string, head?: boolean): Block => ({ kind: 'row', cells, term, head })

describe('the lines of a contract', () => {
  test('a key term is a piece of its own, with its table', () => {
    const got = piecesOf([
      line('title', 'T'), line('item', 'a'), line('item', 'b'),
      line('term', '各期', 'schedule'), line('paragraph', 'p', 'schedule'), row(['期', '额'], 'schedule', true), row(['1', '2'], 'schedule'), row(['2', '3'], 'schedule'),
      line('term', '年化', 'annual_rate'), line('paragraph', 'r', 'annual_rate'), line('paragraph', 'after'),
    ])
    expect(got.map((p) => p.term)).toEqual([undefined, 'schedule', 'annual_rate', undefined])
    expect(got[0]?.parts).toEqual([{ kind: 'title', text: 'T' }, { kind: 'list', items: ['a', 'b'] }])
    expect(got[1]?.parts).toEqual([{ kind: 'paragraph', text: 'p' }, { kind: 'table', head: ['期', '额'], rows: [['1', '2'], ['2', '3']] }])
  })

  test('a second head begins a second table, rows of another width too', () => {
    expect(piecesOf([row(['a', 'b'], undefined, true), row(['1', '2']), row(['c'], undefined, true), row(['3'])])[0]?.parts).toEqual([
      { kind: 'table', head: ['a', 'b'], rows: [['1', '2']] }, { kind: 'table', head: ['c'], rows: [['3']] },
    ])
  })
})

test('time left is counted in whole seconds, rounded up', () => {
  expect([secondsLeft(3000, 0), secondsLeft(3000, 1), secondsLeft(3000, 2999), secondsLeft(3000, 3000), secondsLeft(3000, 9000)]).toEqual([3, 3, 1, 0, 0])
})
