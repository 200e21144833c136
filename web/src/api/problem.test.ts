import { describe, expect, test } from 'vitest'
import { fieldPath, Problem } from './problem'

describe('problem', () => {
  test('is read from problem+json', async () => {
    const body = {
      type: '/help/problems/invalid', title: '填写有误', status: 422, detail: '有 2 处填写有误', code: 'invalid_fields', request_id: 'req_1',
      errors: [{ pointer: '/customer/phone', detail: '手机号应为 11 位' }],
    }
    const p = await Problem.read(new Response(JSON.stringify(body), { status: 422, headers: { 'Retry-After': '7' } }))
    expect(p).toMatchObject({ status: 422, code: 'invalid_fields', requestId: 'req_1', retry: 7, message: '有 2 处填写有误' })
    expect(p.fields).toEqual(body.errors)
  })

  test('an HTML answer of a proxy still has a status and the header id', async () => {
    const p = await Problem.read(new Response('<html>', { status: 502, headers: { 'X-Request-Id': 'req_9' } }))
    expect(p).toMatchObject({ status: 502, requestId: 'req_9', message: 'HTTP 502', retry: 0 })
  })

  test('a broken network is told apart from a broken page', () => {
    expect(Problem.from(new TypeError('Failed to fetch')).code).toBe('unreachable')
    expect(Problem.from(new TypeError("reading 'x' of undefined")).code).toBe('page')
    const same = new Problem(404, {})
    expect(Problem.from(same)).toBe(same)
  })

  test.each([
    ['/customer/phone', ['customer', 'phone']],
    ['/items/0/price', ['items', 0, 'price']],
    ['/a~1b/c~0d', ['a/b', 'c~d']],
    ['', []],
    ['/', []],
  ])('pointer %s', (pointer, path) => {
    expect(fieldPath(pointer)).toEqual(path)
  })
})
