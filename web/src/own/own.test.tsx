import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '@/test/render'
import OwnPage, { type Own } from './page'

const cny = (amount: number) => ({ amount, currency: 'CNY' })
const purpose = {
  id: 'marketing', kind: 'channel' as const, version: '1', from: '2021-11-01', title: '优惠消息', text: '我同意', data: '邮箱', recipient: '本店', retention: '撤回时为止',
  withdrawal: '立即停止发送', service_depends: false, shown: '优惠消息\n我同意', text_hash: 'a'.repeat(64), source: '广告法 43', confidence: 'memory' as const,
}
const me = (state: Own['consents'][number]['state']): Own => ({
  shop: '西湖店', lang: 'zh-CN', zone: 'Asia/Shanghai', name: '王**', expires_at: '2026-12-22T00:00:00Z', as_of: '2026-11-22T00:00:00Z',
  payments: [{ plan_name_zh: '门店分期', plan_name_en: 'Shop plan', no: 1, count: 6, day: '2026-12-02', amount: cny(17_320), overdue: false }],
  budget: { set: false, now: { on_exceed: 'stop' }, new_used: cny(0), new_share_percent: 0, months: [], wait_hours: 24 },
  consents: [{ purpose, state, outdated: false }], history: [],
})
let state: Own['consents'][number]['state']
let sent: { url: string; body: string }[] = []

beforeEach(() => {
  state = 'none'
  sent = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url).pathname
    if (request.method === 'POST') {
      const body = await request.text()
      sent.push({ url, body })
      if (url.endsWith('/consents')) state = (JSON.parse(body) as { yes: boolean }).yes ? 'given' : 'withdrawn'
    }
    return new Response(JSON.stringify(me(state)), { status: 200, headers: { 'Content-Type': 'application/json' } })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('the page tells what is due, and agreeing and withdrawing are one step each in one place', async () => {
  const { user } = show(null, { at: '/p/t_1/customer/TOKEN', routes: [{ path: '/p/:tenant/customer/:token', element: <OwnPage /> }] })
  expect(await screen.findByText('¥173.20')).toBeTruthy()
  for (const [button, yes] of [[/^同\s?意$/, true], [/^撤\s?回$/, false]] as const) {
    await user.click(await screen.findByRole('button', { name: button }))
    const dialog = await screen.findByRole('dialog', { name: button })
    if (!yes) expect(within(dialog).getByText('立即停止发送')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: button }))
    await vi.waitFor(() => expect(sent).toHaveLength(yes ? 1 : 2))
    expect(JSON.parse(sent.at(-1)?.body ?? '{}')).toEqual({ purpose: 'marketing', text_hash: purpose.text_hash, yes })
  }
  expect(sent.every((s) => s.url === '/v1/portal/t_1/TOKEN/me/consents')).toBe(true)
  expect(await screen.findByText('已撤回')).toBeTruthy()
})

test('a budget is set by the customer alone, without a note', async () => {
  const { user } = show(null, { at: '/p/t_1/customer/TOKEN', routes: [{ path: '/p/:tenant/customer/:token', element: <OwnPage /> }] })
  await user.click(await screen.findByRole('button', { name: '设置预算' }))
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByLabelText(/每月新增分期上限/), '3000')
  await user.click(within(dialog).getByRole('button', { name: '设置预算' }))
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(JSON.parse(sent[0]?.body ?? '{}')).toEqual({ new_monthly: cny(300_000), on_exceed: 'stop' })
})
