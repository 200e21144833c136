import { expect, test } from 'vitest'
import { mended, offset, segments } from './marks'

const f = (rune_start: number, rune_end: number, severity: 'block' | 'warn' | 'advise' = 'warn') => ({ rune_start, rune_end, severity })

test('a text is cut where findings begin and end, and nothing is lost', () => {
  const text = '0利息分期，套现'
  const cut = segments(text, [f(0, 3), f(1, 5, 'block'), f(6, 8, 'advise')])
  expect(cut.map((s) => s.text).join('')).toBe(text)
  expect(cut.map((s) => [s.text, s.on.join(), s.severity])).toEqual([
    ['0', '0', 'warn'],
    ['利息', '1,0', 'block'],
    ['分期', '1', 'block'],
    ['，', '', undefined],
    ['套现', '2', 'advise'],
  ])
  expect(cut.map((s) => s.begins.join())).toEqual(['0', '1', '', '', '2'])
})

test('a finding without words marks nothing', () => {
  expect(segments('文字', [f(2, 2)])).toEqual([{ text: '文字', on: [], begins: [], severity: undefined }])
  expect(segments('', [])).toEqual([])
})

test('characters beyond the basic plane count once', () => {
  expect(segments('💵💵套现', [f(2, 4, 'block')]).map((s) => s.text)).toEqual(['💵💵', '套现'])
  expect(offset('💵a套', 2)).toBe(3)
  expect(mended('💵套现！', { rune_start: 1, rune_end: 3, text: '原路退款' })).toBe('💵原路退款！')
})

test('a wording may be put in without taking anything away', () => {
  expect(mended('每天1元', { rune_start: 4, rune_end: 4, text: '（年化利率13.03%）' })).toBe('每天1元（年化利率13.03%）')
})
