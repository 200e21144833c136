import { expect, test } from 'vitest'
import { linkState, seconds, type Link } from './states'

const link: Link = { id: 'lnk_1', kind: 'quote', ref: 'quo_1', opened: 0, created_at: '2026-11-20T00:00:00Z', created_by: 'usr_1', expires_at: '2026-11-27T00:00:00Z' }

test('a link works until its end or until it is taken back', () => {
  const at = (day: string) => new Date(day).getTime()
  expect(linkState(link, at('2026-11-26T23:59:59Z'))).toBe('live')
  expect(linkState(link, at('2026-11-27T00:00:00Z'))).toBe('over')
  expect(linkState({ ...link, revoked_at: '2026-11-21T00:00:00Z' }, at('2026-11-22T00:00:00Z'))).toBe('revoked')
})

test('time in view is never rounded up', () => {
  expect([0, 999, 1000, 8999].map(seconds)).toEqual([0, 0, 1, 8])
})
