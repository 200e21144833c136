import { describe, expect, test } from 'vitest'
import { inviteLink, keyState, readInvite } from './states'

describe('an invitation link', () => {
  test('what goes in comes out, and the code stays behind the #', () => {
    const link = inviteLink('https://shop.example', 't_06h0', 'ydxx-jume')
    expect(link).toBe('https://shop.example/invite#t_06h0.ydxx-jume')
    expect(readInvite(new URL(link).hash)).toEqual({ tenant: 't_06h0', code: 'ydxx-jume' })
    expect(new URL(link).pathname + new URL(link).search).not.toContain('ydxx')
  })

  test.each([
    ['', { tenant: '', code: '' }],
    ['#abc', { tenant: '', code: 'abc' }],
    ['#t.%E0%A4', { tenant: 't', code: '' }],
    ['#t.a.b', { tenant: 't', code: 'a.b' }],
  ])('%s', (hash, found) => {
    expect(readInvite(hash)).toEqual(found)
  })
})

test('a key works until its last moment, and a revoked one stays revoked', () => {
  const now = new Date('2026-11-21T00:00:00Z')
  expect(keyState({ expires_at: '2026-11-21T00:00:01Z' }, now)).toBe('live')
  expect(keyState({ expires_at: '2026-11-21T00:00:00Z' }, now)).toBe('over')
  expect(keyState({ expires_at: '2026-11-20T00:00:00Z', revoked_at: '2026-11-01T00:00:00Z' }, now)).toBe('revoked')
})
