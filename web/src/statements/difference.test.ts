import { afterEach, expect, test, vi } from 'vitest'
import { apart, loadItem } from './difference'
import { uploadUrl } from './upload'

const cny = (amount: number) => ({ amount, currency: 'CNY' })

afterEach(() => vi.restoreAllMocks())

test('above our books is positive, below negative', () => {
  expect(apart({ expected: cny(2743), actual: cny(2744) })).toEqual({ amount: 1n, currency: 'CNY' })
  expect(apart({ expected: cny(79100), actual: cny(0) })).toEqual({ amount: -79100n, currency: 'CNY' })
})

test('the line is looked for among the odd ones first, page by page, and then among the others', async () => {
  const asked: string[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    const url = new URL((input as Request).url)
    asked.push(url.pathname + url.search)
    if (url.pathname === '/v1/differences/dif_1') return Promise.resolve(Response.json({ id: 'dif_1', file_id: 'stm_1', line_id: 'lin_9', order_id: 'ord_1' }))
    const state = url.searchParams.get('state')
    if (state === 'odd') return Promise.resolve(Response.json(url.searchParams.get('cursor') === null ? { data: [{ id: 'lin_1' }], next: 'c2' } : { data: [] }))
    return Promise.resolve(Response.json({ data: [{ id: 'lin_9', raw: 'x' }] }))
  })
  const item = await loadItem('dif_1', new AbortController().signal, () => false)
  expect(item.line?.id).toBe('lin_9')
  expect(asked.filter((a) => a.includes('/lines')).map((a) => /state=(\w+)/.exec(a)?.[1])).toEqual(['odd', 'odd', 'matched'])
  // Who may not see orders is not asked to.
  expect(asked.some((a) => a.startsWith('/v1/orders'))).toBe(false)
  expect(item.order).toBeUndefined()
})

test('a file’s name and channel stand in the address, whatever they hold', () => {
  expect(uploadUrl('11月 账单&1.csv', '')).toBe('/v1/statements?name=11%E6%9C%88+%E8%B4%A6%E5%8D%95%261.csv')
  expect(new URL(uploadUrl('a.zip', 'chn_1'), 'http://x').searchParams.get('channel_id')).toBe('chn_1')
})
