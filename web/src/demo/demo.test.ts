import { describe, expect, test } from 'vitest'
import { readLink } from './enter'
import { readLetters } from './letters'

describe('the one-time link', () => {
  test('names the shop before the dot', () => expect(readLink('#t_1.secret')).toEqual({ token: 't_1.secret', tenant: 't_1' }))
  test.each(['', '#', '#secret', '#.secret', '#t_1.'])('%s is no link', (hash) => expect(readLink(hash)).toBeNull())
})

describe('letters', () => {
  test('are read with what they have', () => {
    expect(readLetters({ data: [{ to: 'a', subject: 's', date: 'd', body: 'x\r\ny', more: 1 }, { to: 3 }, null] })).toEqual([
      { to: 'a', subject: 's', date: 'd', body: 'x\ny' },
      { to: '', subject: '', date: '', body: '' },
    ])
  })
  test('another answer is no letters', () => expect(readLetters({ detail: 'no' })).toEqual([]))
})
