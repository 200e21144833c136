import { fireEvent, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { show } from '@/test/render'
import { CommandPalette } from './palette'

const out = vi.fn()

function Sample({ search }: { search?: (q: string) => Promise<{ id: string; label: string; group: string; to: string }[]> }) {
  const [open, setOpen] = useState(false)
  return (
    <CommandPalette
      open={open}
      setOpen={setOpen}
      search={search}
      commands={[
        { id: '1', label: '订单', group: '前往', alias: 'dd', to: '/orders' },
        { id: '2', label: '退出', group: '操作', alias: 'tc', run: out },
      ]}
    />
  )
}

test('goes to a page by its initials, by keyboard alone', async () => {
  const { user, where } = show(<Sample />)
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  const box = await screen.findByRole('combobox')
  await user.type(box, 'dd')
  expect(screen.getAllByRole('option')).toHaveLength(1)
  expect(box.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(where()).toBe('/orders'))
})

test('finds things by number and walks with the arrows', async () => {
  const search = vi.fn().mockResolvedValue([{ id: 'ord_1', label: '2026112100001 · 订单', group: '查到', to: '/orders/ord_1' }])
  const { user, where } = show(<Sample search={search} />)
  fireEvent.keyDown(document.body, { key: 'k', metaKey: true })
  await user.type(await screen.findByRole('combobox'), '订单')
  await screen.findByText('查到')
  await user.keyboard('{ArrowDown}{ArrowUp}{ArrowDown}')
  expect(screen.getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('false')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(where()).toBe('/orders/ord_1'))
})

test('Enter while composing Chinese does not go anywhere', async () => {
  show(<Sample />)
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  fireEvent.keyDown(await screen.findByRole('combobox'), { key: 'Enter', isComposing: true })
  expect(screen.getByRole('combobox')).toBeTruthy()
})

test('says when nothing is found, and tells a failed search', async () => {
  const { user } = show(<Sample search={() => Promise.reject(new Error('down'))} />)
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  await user.type(await screen.findByRole('combobox'), 'zzzz')
  await screen.findByText('没有找到')
  await screen.findByRole('alert')
})
