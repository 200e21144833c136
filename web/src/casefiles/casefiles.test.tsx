import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { App } from 'antd'
import { MemoryRouter } from 'react-router'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { KeysProvider } from '@/kit/keys'
import { WorkplaceProvider } from '@/kit/workplace'
import CaseQueue from './queue'
import { kindWord, outcomes, outcomesFor, titleOf } from './states'

vi.mock('@/app/session', () => ({ useMe: () => ({ actor: 'usr_1', currency: 'CNY' }) }))

const one = (id: string, title: string) => ({
  id, kind: 'difference', object: `difference:dif_${id}`, title_key: 'x', title_zh: title, title_en: title, state: 'open', money_at_risk: { amount: 79100, currency: 'CNY' },
  recovered: { amount: 0, currency: 'CNY' }, due_day: '2026-10-10', due_basis: 'working_days', due_count: 3, opened_by: 'system.schedule', opened_at: '2026-10-06T02:33:18Z',
})
const cases = [one('a', '账单少一笔'), one('b', '手续费不符')]
let posted: { path: string; body: unknown }[] = []
let resolved: string[] = []

async function answer(input: unknown): Promise<Response> {
  const request = input as Request
  const path = new URL(request.url).pathname
  if (request.method === 'POST') {
    posted.push({ path, body: await request.json() })
    if (path.endsWith('/resolve')) resolved.push(path.split('/')[3] ?? '')
    return path.endsWith('/notes') ? new Response(null, { status: 204 }) : Response.json(cases[0])
  }
  if (path === '/v1/casefiles') return Response.json({ data: cases.filter((c) => !resolved.includes(c.id)), as_of: '2026-11-21T00:00:00Z' })
  const found = cases.find((c) => path.endsWith(`/${c.id}`))
  if (found) return Response.json({ ...found, notes: [] })
  return Response.json({ data: [{ id: 'usr_1', name: '林晓', role: 'finance', state: 'active' }], as_of: '2026-11-21T00:00:00Z' })
}

afterEach(() => {
  vi.restoreAllMocks()
  posted = []
  resolved = []
})

function show() {
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer)
  // happy-dom lays nothing out.
  Element.prototype.scrollIntoView = () => undefined
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <MemoryRouter>
          <WorkplaceProvider value={{ zone: 'Asia/Shanghai', role: 'finance', may: () => true, holders: () => [] }}>
            <KeysProvider>
              <CaseQueue />
            </KeysProvider>
          </WorkplaceProvider>
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  )
  return userEvent.setup({ pointerEventsCheck: 0 })
}

describe('outcomes', () => {
  test('every outcome can be chosen for every kind, what fits stands first', () => {
    expect(outcomesFor('difference').slice(0, 2)).toEqual(['explained', 'corrected'])
    for (const kind of ['order', 'difference', 'inquiry', 'owner_task', 'unheard_of']) {
      expect([...outcomesFor(kind)].sort()).toEqual([...outcomes].sort())
    }
  })

  test('a kind the page does not know is other; a title speaks the reader’s language', () => {
    expect(kindWord('order')).toBe('casefiles.kind.order')
    expect(kindWord('unheard_of')).toBe('casefiles.kind.other')
    expect(titleOf({ title_zh: '差', title_en: 'off' }, 'en')).toBe('off')
  })
})

test('a case does not end without an outcome and a reason; then the next one opens', async () => {
  const user = show()
  await screen.findByRole('heading', { name: /账单少一笔/ })
  await user.click(screen.getByRole('button', { name: /结案/ }))
  const dialog = await screen.findByRole('dialog')
  await waitFor(() => expect(dialog.querySelector('button[type="submit"]')).toBeTruthy())
  await user.click(dialog.querySelector('button[type="submit"]')!)
  await screen.findByText('请选择一项')
  expect(posted).toEqual([])
  await user.click(screen.getByRole('radio', { name: /已说明/ }))
  await user.type(screen.getByLabelText('理由'), '跨日结算')
  await user.click(dialog.querySelector('button[type="submit"]')!)
  await screen.findByRole('heading', { name: /手续费不符/ })
  expect(posted).toEqual([{ path: '/v1/casefiles/a/resolve', body: { outcome: 'explained', reason: '跨日结算' } }])
})

test('a note leaves the case where it is', async () => {
  const user = show()
  await screen.findByRole('heading', { name: /账单少一笔/ })
  await user.click(screen.getByRole('button', { name: /记一笔/ }))
  await user.type(await screen.findByLabelText(/查了什么/), '已问平台')
  await user.click(screen.getByRole('dialog').querySelector('button[type="submit"]')!)
  await waitFor(() => expect(posted.map((p) => p.path)).toEqual(['/v1/casefiles/a/notes']))
  await screen.findByText('已记下')
  expect(screen.getByRole('heading', { name: /账单少一笔/ })).toBeTruthy()
})
