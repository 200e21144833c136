import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App } from 'antd'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { WorkplaceProvider } from '@/kit/workplace'
import Keys, { ScopePicker } from './keys'

const document = {
  paths: {
    '/v1/orders': { get: { operationId: 'order.list', summary: 'List orders', description: '订单列表', 'x-permission': 'order.read' } },
    '/v1/entries': { post: { operationId: 'ledger.post', summary: 'Post', description: '手工记账', 'x-permission': 'ledger.post', 'x-writes': true } },
  },
}

let sent: { path: string; body: unknown; key: string | null }[] = []
let fresh = false

async function answer(input: unknown): Promise<Response> {
  const request = input instanceof Request ? input : new Request(new URL(String(input), 'http://localhost'))
  const path = new URL(request.url).pathname
  if (path === '/openapi.json') return Response.json(document)
  if (request.method === 'POST') sent.push({ path, body: await request.json(), key: request.headers.get('Idempotency-Key') })
  if (path === '/v1/session/step-up') {
    fresh = true
    return Response.json({})
  }
  if (path === '/v1/keys' && request.method === 'POST') {
    if (!fresh) return Response.json({ code: 'step_up_required', detail: '请输入动态口令' }, { status: 403 })
    return Response.json({ secret: 'fmk_secret', key: { id: 'key_1' } }, { status: 201 })
  }
  return Response.json({ data: [], as_of: '2026-11-21T00:00:00Z' })
}

afterEach(() => {
  vi.restoreAllMocks()
  sent = []
  fresh = false
})

function show(children: React.ReactNode, permissions: string[]) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer)
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <App>
        <MemoryRouter>
          <WorkplaceProvider value={{ zone: 'Asia/Shanghai', role: 'owner', may: (p) => permissions.includes(p), holders: (p) => (p === 'key.manage' ? ['developer'] : []) }}>{children}</WorkplaceProvider>
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  )
  return userEvent.setup({ pointerEventsCheck: 0 })
}

test('a right is found by its words, and one out of sight stays chosen', async () => {
  const chosen = vi.fn()
  const user = show(<ScopePicker value={['ledger.post']} onChange={chosen} />, [])
  await screen.findByText('订单列表')
  await user.type(screen.getByLabelText('查找权限'), '订单')
  expect(screen.queryByText('手工记账')).toBeNull()
  await user.click(screen.getByRole('checkbox', { name: /订单列表/ }))
  expect(chosen).toHaveBeenCalledWith(['ledger.post', 'order.read'])
})

test('a key is made after a fresh second factor, nothing is typed twice, and the secret is shown', async () => {
  const user = show(<Keys />, ['key.manage', 'key.read', 'user.read'])
  await user.click(await screen.findByRole('button', { name: /新建密钥/ }))
  await user.type(await screen.findByLabelText('名称'), '有赞')
  await user.click(await screen.findByRole('checkbox', { name: /订单列表/ }))
  const buttons = screen.getAllByRole('button', { name: /新建密钥/ })
  await user.click(buttons[buttons.length - 1]!)
  await user.type(await screen.findByLabelText('动态验证码'), '123 456')
  await user.click(screen.getByRole('button', { name: '验 证' }))
  await screen.findByText('fmk_secret')
  expect(sent.map((s) => s.path)).toEqual(['/v1/keys', '/v1/session/step-up', '/v1/keys'])
  expect(sent[1]?.body).toEqual({ totp: '123456' })
  expect(sent[2]?.body).toEqual({ name: '有赞', scopes: ['order.read'], days: 90 })
  // The second try is the same act as the first, so it carries the same key.
  expect(sent[2]?.key).toBe(sent[0]?.key)
})

test('who may not make keys still sees the button and who may', async () => {
  const user = show(<Keys />, ['key.read'])
  const button = await screen.findByRole('button', { name: /新建密钥/ })
  expect(button.getAttribute('aria-disabled')).toBe('true')
  await user.click(button)
  await waitFor(() => expect(screen.getAllByText(/可以做的角色：开发/).length).toBeGreaterThan(0))
  expect(screen.queryByRole('dialog')).toBeNull()
})
