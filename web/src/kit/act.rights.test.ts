import { expect, test } from 'vitest'
import openapi from '../../openapi.json'

const sources = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true })

/** A misspelt permission is one that nobody holds: the button would be locked for all. */
test('every permission an act names is one of the doors’', () => {
  const known = new Set(Object.values(openapi.paths).flatMap((path) => Object.values(path).map((door) => (door as { 'x-permission'?: string })['x-permission'])))
  const named = Object.entries(sources).flatMap(([file, text]) => [...text.matchAll(/permission="([^"]+)"/g)].map((m) => ({ file, permission: m[1] ?? '' })))
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((n) => !apart(n.file) && !known.has(n.permission))).toEqual([])
})

/** Tests and the gallery show what no door may have. */
const apart = (path: string) => path.endsWith('.test.tsx') || path.startsWith('../gallery/')
