import { expect, test } from 'vitest'
import { glossary } from './glossary'

test.each(Object.entries(glossary))('%s is explained in both languages', (_key, term) => {
  const parts = ['name', 'text', 'formula', 'basis'] as const
  for (const part of parts) {
    const pair = (term as Partial<Record<(typeof parts)[number], readonly [string, string]>>)[part]
    if (!pair) continue
    expect(pair[0].trim()).not.toBe('')
    expect(pair[1].trim()).not.toBe('')
    expect(pair[1]).not.toMatch(/\p{Script=Han}/u)
  }
})

test('no two terms share a name', () => {
  const names = Object.values(glossary).flatMap((t) => [...new Set(t.name)])
  expect(new Set(names).size).toBe(names.length)
})
