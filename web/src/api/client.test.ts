import { afterEach, describe, expect, test, vi } from 'vitest'
import { i18n } from '@/i18n'
import { api, data, listen } from './client'
import { Problem } from './problem'

const answer = (make: (request: Request) => Response | Promise<Response>) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => Promise.resolve(make(input as Request)))

afterEach(() => vi.restoreAllMocks())

describe('client', () => {
  test('says its language and gives the body', async () => {
    await i18n.changeLanguage('en')
    let asked = ''
    answer((r) => {
      asked = `${r.method} ${new URL(r.url).pathname} ${r.headers.get('Accept-Language') ?? ''} ${r.headers.get('Idempotency-Key') ?? 'none'}`
      return Response.json({ needed: true })
    })
    expect(await data(api.GET('/v1/setup'))).toEqual({ needed: true })
    expect(asked).toBe('GET /v1/setup en none')
  })

  test('a POST carries an idempotency key; the caller may give it', async () => {
    const keys: (string | null)[] = []
    answer((r) => {
      keys.push(r.headers.get('Idempotency-Key'))
      return new Response(null, { status: 204 })
    })
    const body = { email: 'a@b.cn', password: 'x', totp: '123456' }
    await api.POST('/v1/session', { body })
    await api.POST('/v1/session', { body, headers: { 'Idempotency-Key': 'again' } })
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys[1]).toBe('again')
  })

  test('a no is thrown as a Problem; 401 tells the session', async () => {
    const signedOut = vi.fn()
    const stop = listen({ signedOut })
    answer(() => Response.json({ detail: '请先登录', code: 'unauthenticated' }, { status: 401 }))
    await expect(api.GET('/v1/me')).rejects.toMatchObject({ status: 401, code: 'unauthenticated' })
    stop()
    await expect(api.GET('/v1/me')).rejects.toBeInstanceOf(Problem)
    expect(signedOut).toHaveBeenCalledTimes(1)
  })

  test('no network is a Problem too', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(api.GET('/v1/me')).rejects.toMatchObject({ status: 0, code: 'unreachable' })
  })
})
