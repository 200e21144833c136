import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { App } from 'antd'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { KeysProvider } from '@/kit/keys'
import { WorkplaceProvider } from '@/kit/workplace'
import ApprovalQueue from './queue'

const base = {
  id: 'apr_1', kind: 'user.role', permission: 'user.manage', object: 'user:usr_2', summary: '将员工 usr_2 的角色由「客服」改为「催收」', args: { user: 'usr_2', role: 'collector' }, state: 'asked',
  alone: false, maker: 'usr_1', maker_name: '林晓', asked_at: '2026-11-21T00:00:00Z', effective_at: '2026-11-21T00:00:00Z', expires_at: '2026-11-28T00:00:00Z', mine: false, may_decide: true,
}
let approval: typeof base = base
let posted: { path: string; body: unknown }[] = []

async function answer(input: unknown): Promise<Response> {
  const request = input as Request
  const path = new URL(request.url).pathname
  if (request.method === 'POST') {
    const text = await request.text()
    posted.push({ path, body: text === '' ? null : (JSON.parse(text) as unknown) })
    return Response.json(approval)
  }
  if (path === '/v1/approvals') return Response.json({ data: [approval], as_of: '2026-11-21T00:00:00Z' })
  if (path === '/v1/approvals/apr_1') return Response.json(approval)
  if (path === '/v1/users/usr_2') return Response.json({ id: 'usr_2', name: '周小满', role: 'service' })
  return Response.json({ data: [{ id: 'usr_2', name: '周小满', role: 'service', state: 'active' }], as_of: '2026-11-21T00:00:00Z' })
}

afterEach(() => {
  vi.restoreAllMocks()
  posted = []
  approval = base
})

function show(of: typeof base) {
  approval = of
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer)
  Element.prototype.scrollIntoView = () => undefined
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <MemoryRouter>
          <WorkplaceProvider value={{ zone: 'Asia/Shanghai', role: 'owner', may: () => true, holders: (p) => (p === 'user.manage' ? ['owner', 'sysadmin'] : []) }}>
            <KeysProvider>
              <ApprovalQueue />
            </KeysProvider>
          </WorkplaceProvider>
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  )
  return userEvent.setup({ pointerEventsCheck: 0 })
}

test('shows what stands now beside what would stand, with names for ids', async () => {
  show(base)
  await screen.findByRole('heading', { name: /将员工 周小满 的角色/ })
  const row = (await screen.findByRole('rowheader', { name: '角色' })).closest('tr')
  await waitFor(() => expect(row?.textContent).toBe('角色客服催收'))
  expect(screen.getAllByText('店主、系统').length).toBeGreaterThan(0)
})

test('one’s own request is never decided by oneself', async () => {
  const user = show({ ...base, mine: true, may_decide: false })
  const approve = await screen.findByRole('button', { name: /同意/ })
  expect(approve.getAttribute('aria-disabled')).toBe('true')
  await user.click(approve)
  expect(posted).toEqual([])
  await user.click(screen.getByRole('button', { name: /撤回/ }))
  await waitFor(() => expect(posted).toEqual([{ path: '/v1/approvals/apr_1/withdraw', body: null }]))
})

test('a rejection needs a reason', async () => {
  const user = show(base)
  await user.click(await screen.findByRole('button', { name: /驳回/ }))
  const dialog = await screen.findByRole('dialog')
  await user.click(dialog.querySelector('button[type="submit"]')!)
  await screen.findByText('请填写')
  expect(posted).toEqual([])
  await user.type(screen.getByLabelText('驳回理由'), ' 金额不对 ')
  await user.click(dialog.querySelector('button[type="submit"]')!)
  await waitFor(() => expect(posted).toEqual([{ path: '/v1/approvals/apr_1/reject', body: { reason: '金额不对' } }]))
})
