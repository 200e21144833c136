import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { show } from '@/test/render'
import { bars, BudgetSection, ceilings, type Budget } from './budget'
import { ConsentsSection } from './consents'

const cny = (amount: number) => ({ amount, currency: 'CNY' })

describe('what is sent', () => {
  test('an empty field sets no ceiling', () => {
    expect(ceilings({ new_monthly: '3,000', due_monthly: ' ', on_exceed: 'warn' })).toEqual({ new_monthly: cny(300_000), due_monthly: undefined, on_exceed: 'warn' })
  })
})

describe('the bars', () => {
  const months = [{ due: cny(50) }, { due: cny(200) }]
  test('stand against the ceiling', () => expect(bars(months, 400)).toEqual([13, 50]))
  test('never overflow above it', () => expect(bars(months, 100)).toEqual([25, 100]))
  test('without one stand against the heaviest month', () => expect(bars(months, undefined)).toEqual([25, 100]))
  test('nothing due is an empty bar', () => expect(bars([{ due: cny(0) }], undefined)).toEqual([0]))
})

const budget: Budget = {
  customer_id: 'cus_1', set: true, now: { new_monthly: cny(200_000), due_monthly: cny(80_000), on_exceed: 'stop', paused_to: '2027-01-01' },
  new_used: cny(164_000), new_share_percent: 82, months: [{ month: '2026-11', due: cny(90_000), share_percent: 113 }],
  warn_at_percent: 80, wait_hours: 24, history: [{ nr: 1, act: 'set', state: { set: true, now: { on_exceed: 'stop' } }, set_by: 'customer:cus_1', at: '2026-11-01T00:00:00Z' }], as_of: '2026-11-22T00:00:00Z',
}
const purpose = {
  id: 'marketing', kind: 'channel', version: '1', from: '2021-11-01', title: '优惠消息', text: '我同意', data: '邮箱', recipient: '本店', retention: '撤回时为止',
  withdrawal: '立即停止发送', service_depends: false, shown: '优惠消息\n我同意\n撤回后：立即停止发送', text_hash: 'a'.repeat(64), source: '广告法 43', confidence: 'memory',
}
let state = 'given'
let sent: { url: string; body: string }[] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url).pathname
    if (request.method === 'POST') sent.push({ url, body: await request.text() })
    const body = url.endsWith('/budget') ? budget : url.endsWith('/consents') ? { purposes: [{ purpose, state, outdated: false, may_ask: state !== 'refused', ...(state === 'refused' && { ask_after: '2026-12-20T00:00:00Z' }) }], other: [], history: [], as_of: '' } : {}
    return new Response(JSON.stringify(body), { status: 200, headers: { 'Content-Type': 'application/json' } })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('a budget tells use, months and pause', async () => {
  show(<BudgetSection customerId="cus_1" />, { may: ['customer.manage'] })
  expect(await screen.findByText('(82%)', { exact: false })).toBeTruthy()
  const row = within(screen.getByRole('table')).getByRole('row', { name: /2026-11/ })
  expect(row.textContent).toContain('113%')
  expect(screen.getByText('2027-01-01')).toBeTruthy()
  expect(screen.getByText('客户本人')).toBeTruthy()
})

test('a withdrawal tells what changes and is one window, as giving is', async () => {
  state = 'given'
  const { user } = show(<ConsentsSection customerId="cus_1" />, { may: ['customer.manage'] })
  await user.click(await screen.findByRole('button', { name: '撤回' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('立即停止发送')).toBeTruthy()
  await user.click(within(dialog).getByRole('button', { name: /撤\s?回/ }))
  await vi.waitFor(() => expect(sent[0]?.url).toBe('/v1/customers/cus_1/withdraw'))
  expect(JSON.parse(sent[0]?.body ?? '{}')).toMatchObject({ purpose: 'marketing', channel: 'store' })
})

test('after a no only what the customer brings up himself is recorded, and nobody is asked to refuse again', async () => {
  state = 'refused'
  const { user } = show(<ConsentsSection customerId="cus_1" />, { may: ['customer.manage'] })
  await user.click(await screen.findByRole('button', { name: '登记同意' }))
  expect(screen.queryByRole('button', { name: '登记拒绝' })).toBeNull()
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: '登记同意' }))
  expect(await within(dialog).findByText('只有客户主动提出的才能登记')).toBeTruthy()
  expect(sent).toEqual([])
  await user.click(within(dialog).getByRole('checkbox'))
  await user.click(within(dialog).getByRole('button', { name: '登记同意' }))
  await vi.waitFor(() => expect(sent[0]?.url).toBe('/v1/customers/cus_1/consents'))
  expect(JSON.parse(sent[0]?.body ?? '{}')).toMatchObject({ text_hash: purpose.text_hash, unasked: true })
})
