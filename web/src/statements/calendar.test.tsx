import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { App } from 'antd'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { WorkplaceProvider } from '@/kit/workplace'
import { Calendar } from './calendar'

let posted: unknown[] = []

async function answer(input: unknown): Promise<Response> {
  const request = input as Request
  const url = new URL(request.url)
  if (request.method === 'POST') {
    posted.push(await request.json())
    return Response.json({ job_id: 'job_1' })
  }
  if (url.pathname === '/v1/channels') return Response.json({ data: [{ id: 'chn_1', name: '花呗', platform: 'huabei' }, { id: 'chn_2', name: 'POS', platform: 'card' }] })
  if (url.pathname === '/v1/statements/days') {
    const day = (d: string, missing: string[]) => ({ channel_id: 'chn_1', day: `2026-10-${d}`, trade: !missing.includes('trade'), fund: !missing.includes('fund'), missing })
    return Response.json({ data: url.searchParams.get('from') === '2026-10-01' ? [day('05', []), day('06', ['fund'])] : [] })
  }
  return Response.json({ data: [] })
}

afterEach(() => {
  vi.restoreAllMocks()
  posted = []
})

function show(permissions: string[]) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer)
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <MemoryRouter initialEntries={['/statements?month=2026-10']}>
          <WorkplaceProvider value={{ zone: 'Asia/Shanghai', role: 'finance', may: (p) => permissions.includes(p), holders: () => ['finance'] }}>
            <Calendar />
          </WorkplaceProvider>
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  )
  return userEvent.setup({ pointerEventsCheck: 0 })
}

test('a missing day says what is missing, and asks the platform for just that', async () => {
  const user = show(['channel.read', 'statement.read', 'statement.import'])
  await user.click(await screen.findByRole('button', { name: '2026-10-06 缺 资金账单' }))
  const dialog = await screen.findByRole('dialog')
  await user.click(dialog.querySelector('button[type="submit"]')!)
  await waitFor(() => expect(posted).toEqual([{ channel_id: 'chn_1', day: '2026-10-06', kind: 'fund' }]))
  await screen.findByText('已向平台索取，结果会出现在列表里')
  expect(screen.getByText('缺 1 天：10-06')).toBeTruthy()
})

test('who may not import sees what is missing and no button', async () => {
  show(['channel.read', 'statement.read'])
  await screen.findByText('缺 1 天：10-06')
  expect(screen.getByText('缺 资金账单')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /2026-10-06/ })).toBeNull()
})
