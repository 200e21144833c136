import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '@/test/render'
import Till from './till'

const offer = { plan_code: 'shop-free', name_zh: '门店分期', name_en: 'Shop plan', platform: 'own', creditor: 'merchant', count: 3, available: true, nominal_rate: '0', effective_rate: '0', example: false }
let asked: { url: string; method: string; body: string }[] = []

beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url)
    const body = request.method === 'POST' ? await request.text() : ''
    asked.push({ url: url.pathname + url.search, method: request.method, body })
    const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
    if (url.pathname === '/v1/products') return answer({ data: [{ id: 'p', sku: 'A1', name: '跑步鞋', category: '', fulfilment: 'shipment', resale: false, created_at: '' }], as_of: '' })
    if (url.pathname === '/v1/customers') return answer({ data: [{ id: 'cus_1' }], as_of: '' })
    if (url.pathname === '/v1/offers' && !body.includes('customer_id')) {
      const reasons = [{ code: 'amount', why: '金额太小', change: '再加 200 元' }, { code: 'card', why: '没有有效费率卡' }]
      return answer({ amount: { amount: 300_000, currency: 'CNY' }, offers: [offer, { ...offer, count: 12, available: false, why: '金额太小', reasons }], available: 1, order: '按总费用从低到高', notes: ['未核对年龄'], checked: [] })
    }
    if (url.pathname === '/v1/offers') {
      const near = { code: 'budget_near', why: '用到每月上限的 82%' }
      return answer({ amount: { amount: 300_000, currency: 'CNY' }, offers: [{ ...offer, warnings: [near] }, { ...offer, count: 24, available: false, code: 'budget', why: '超出您每月应付上限' }], available: 1, order: '', checked: [] })
    }
    return answer({ code: 'refused', detail: '暂停赊账', status: 422 }, 422)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('a sale shows its offers, why others are not there, and sends what was typed', async () => {
  const { user } = show(<Till />, { at: '/till?amount=3000', may: ['order.decide'] })
  const plan = await screen.findByRole('radio', { name: /门店分期/ })
  for (const text of ['金额太小', '没有有效费率卡', '→ 再加 200 元', '按总费用从低到高', '未核对年龄']) expect(screen.getByText(text)).toBeTruthy()
  await user.type(screen.getByLabelText(/手机号/), '13800138000')
  await user.click(plan)
  await user.click(screen.getAllByRole('combobox', { name: '商品' })[0]!)
  await user.click(await screen.findByText('跑步鞋（A1）'))
  await user.click(screen.getByRole('button', { name: '提交并判断' }))
  expect(await screen.findByText('暂停赊账')).toBeTruthy()
  const sent = asked.find((a) => a.method === 'POST' && a.url.startsWith('/v1/orders'))
  expect(JSON.parse(sent?.body ?? '{}')).toMatchObject({ amount: { amount: 300_000, currency: 'CNY' }, plan_code: 'shop-free', count: 3, customer: { phone: '13800138000' }, items: [{ sku: 'A1', quantity: 1 }] })
})

test('a customer who is known hears what his own budget says', async () => {
  const { user } = show(<Till />, { at: '/till?amount=3000', may: ['order.decide', 'customer.read'] })
  expect((await screen.findByRole('radio', { name: /门店分期/ })).closest('label')?.textContent).not.toContain('82%')
  await user.type(screen.getByLabelText(/手机号/), '138 0013 8000')
  expect(await screen.findByText('用到每月上限的 82%')).toBeTruthy()
  expect(screen.getByText('超出您每月应付上限')).toBeTruthy()
  const question = asked.find((a) => a.url === '/v1/offers' && a.body.includes('customer_id'))
  expect(JSON.parse(question?.body ?? '{}')).toEqual({ amount: { amount: 300_000, currency: 'CNY' }, customer_id: 'cus_1' })
})
