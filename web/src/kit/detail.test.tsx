import { screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { show } from '@/test/render'
import { DetailPage } from './detail'

const page = (load: () => Promise<{ id: string }>) => (
  <DetailPage
    name={['x', '1']}
    load={load}
    back={{ to: '/xs', label: '全部' }}
    curl={{ path: '/v1/xs/1' }}
    show={(x) => ({
      title: '一件事', id: x.id, state: '进行中', money: { label: '金额', value: { amount: 129900, currency: 'CNY' } },
      deadline: { label: '期限', day: '2026-11-24' }, why: { sentence: '因为这样', facts: [] },
      timeline: { events: [], kinds: [] }, related: [{ label: '相关一', to: '/r' }], evidence: '两份', history: '改过一次',
    })}
  />
)

test('shows what, state, money, deadline, why, story, related, evidence, history in this order', async () => {
  show(page(() => Promise.resolve({ id: 'x_1' })))
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('一件事进行中')
  expect(screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent)).toEqual(['为什么', '经过', '相关', '证据', '操作历史'])
  expect(screen.getByText('¥1,299.00')).toBeTruthy()
  expect(screen.getByText('2026-11-24')).toBeTruthy()
  expect(within(screen.getByRole('navigation', { name: '返回' })).getByRole('link').getAttribute('href')).toBe('/xs')
  expect(screen.getByRole('button', { name: /打印/ })).toBeTruthy()
})

test('a thing that is not there says so and can be tried again', async () => {
  const load = vi.fn<() => Promise<{ id: string }>>().mockRejectedValueOnce(new Problem(404, { detail: '没有这项内容' })).mockResolvedValue({ id: 'x_1' })
  const { user } = show(page(load))
  await screen.findByText('没有这项内容')
  await user.click(screen.getByRole('button', { name: '重试' }))
  await screen.findByText('一件事')
})
