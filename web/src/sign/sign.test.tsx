import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '@/test/render'
import SignContract, { type SignPage } from './page'

const cny = (amount: number) => ({ amount, currency: 'CNY' })
const hash = (c: string) => c.repeat(64)
const term = (id: string, title: string, c: string) => ({ id, title, text: title, hash: hash(c), least_ms: 500, explanation: `${title}的意思` })

function page(accepted: string[]): SignPage {
  return {
    shop: '西湖店', lang: 'zh-CN', zone: 'Asia/Shanghai', state: 'offered', price: cny(120_000), total: cny(122_700), down_payment: cny(0), late: false, expires_at: '2026-12-22T00:00:00Z',
    text: {
      lang: 'zh-CN', binding: true, hash: hash('a'), binds: hash('a'), text: '', made_at: '2026-11-22T00:00:00Z', others: [], shown: false, accepted,
      blocks: [
        { kind: 'title', text: '合同' },
        { kind: 'term', text: '年化利率', term: 'annual_rate' }, { kind: 'paragraph', text: '年化 12%', term: 'annual_rate' },
        { kind: 'term', text: '逾期违约金', term: 'late_fee' }, { kind: 'paragraph', text: '年 4.5%', term: 'late_fee' },
      ],
      terms: [term('annual_rate', '年化利率', 'b'), term('late_fee', '逾期违约金', 'c')],
    },
  }
}

let sent: { url: string; body: Record<string, unknown> }[] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal('IntersectionObserver', undefined) // everything counts as in view
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url).pathname
    let answer: unknown = page([])
    if (request.method === 'POST') {
      const body = JSON.parse(await request.text()) as Record<string, unknown>
      sent.push({ url, body })
      answer = url.endsWith('/sign') ? { ...page(['annual_rate', 'late_fee']), state: 'active', signed_at: '2026-11-22T00:00:00Z' } : { act: {}, left: [], explanation: body.kind === 'asked' ? '就是一年付百分之几' : undefined }
    }
    return new Response(JSON.stringify(answer), { status: 200, headers: { 'Content-Type': 'application/json' } })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('each key term is shown, explained when asked, accepted by its own act after its time, and only then the contract is signed', async () => {
  const { user } = show(null, { at: '/p/t_1/contract/TOKEN', routes: [{ path: '/p/:tenant/contract/:token', element: <SignContract /> }] })
  const rate = await screen.findByRole('region', { name: /年化利率/ })
  const sign = screen.getByRole('button', { name: '签署合同' })
  expect((sign as HTMLButtonElement).disabled).toBe(true)
  const accept = () => within(rate).getByRole('button', { name: /确认/ })
  expect((accept() as HTMLButtonElement).disabled).toBe(true)
  await user.click(within(rate).getByRole('button', { name: '解释一下' }))
  expect(await within(rate).findByText('就是一年付百分之几')).toBeTruthy()
  for (const region of [rate, screen.getByRole('region', { name: /逾期违约金/ })]) {
    const button = () => within(region).getByRole('button', { name: /确认/ })
    await vi.waitFor(() => expect((button() as HTMLButtonElement).disabled).toBe(false), { timeout: 4000 })
    await user.click(button())
    expect(await within(region).findByText('已确认')).toBeTruthy()
  }
  await vi.waitFor(() => expect((sign as HTMLButtonElement).disabled).toBe(false))
  await user.click(sign)
  expect(await screen.findByText('合同已生效。')).toBeTruthy()
  const kinds = sent.map((s) => (s.url.endsWith('/sign') ? 'sign' : s.body.kind))
  expect(kinds.filter((k) => k === 'term_shown')).toHaveLength(2)
  expect(kinds.filter((k) => k === 'accepted')).toHaveLength(2)
  expect(kinds.slice(-2)).toEqual(['shown', 'sign'])
  const accepted = sent.filter((s) => s.body.kind === 'accepted')
  expect(accepted.map((s) => s.body.text_hash)).toEqual([hash('b'), hash('c')])
  expect(accepted.every((s) => Number(s.body.dwell_ms) >= 500 && s.body.emphasis !== '')).toBe(true)
})
