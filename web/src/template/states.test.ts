import { expect, test } from 'vitest'
import { inserted, placeOf, readPlans } from './states'

test('lines and columns count characters, strings do not', () => {
  const text = '一二\n𠮷a终\n'
  expect(text.slice(placeOf(text, 1, 2))).toBe('二\n𠮷a终\n')
  expect(text.slice(placeOf(text, 2, 2))).toBe('a终\n')
  expect(placeOf(text, 1, 1)).toBe(0)
  expect(placeOf(text, 99, 1)).toBe(text.length)
})

test('plans are read as people write them', () => {
  expect(readPlans(' own3，own6、own3 own9 ')).toEqual(['own3', 'own6', 'own9'])
  expect(readPlans('  ')).toEqual([])
})

test('what is put in stands at the cursor', () => expect(inserted('ab', 1, '{{x}}')).toBe('a{{x}}b'))
