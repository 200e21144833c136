import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { show } from '@/test/render'
import { QueuePage, type QueueAct } from './queue'

interface Item {
  id: string
}

const undo = vi.fn().mockResolvedValue(undefined)
const accept = (run = vi.fn((i: Item) => Promise.resolve({ said: `已接受 ${i.id}`, undo: () => undo(i.id) as Promise<void> }))): QueueAct<Item> => ({
  key: 'accept', word: 'kit.verdict.accept', combo: 'a', primary: true, permission: 'decide', run,
})
const open = (key: string) => Promise.resolve({ id: key })
const load = () => Promise.resolve({ data: [{ id: 'i1' }, { id: 'i2' }, { id: 'i3' }], next: null })

const queue = (act: QueueAct<Item>, of = load) => (
  <QueuePage<Item>
    name="q" title="待审" load={of} itemKey={(i) => i.id} row={(i) => `行 ${i.id}`} open={open}
    show={(i) => ({ title: `详情 ${i.id}`, id: i.id })} acts={[act]} empty={{ title: '没有待审' }}
  />
)

describe('QueuePage', () => {
  test('opens the first item; j and k walk; the address follows', async () => {
    const { where } = show(queue(accept()), { may: ['decide'] })
    await screen.findByText('详情 i1')
    fireEvent.keyDown(document.body, { key: 'j' })
    await screen.findByText('详情 i2')
    expect(where()).toBe('/?item=i2')
    fireEvent.keyDown(document.body, { key: 'k' })
    await screen.findByText('详情 i1')
  })

  test('after an act the next item opens, and z takes the act back', async () => {
    const act = accept()
    show(queue(act), { may: ['decide'] })
    await screen.findByText('详情 i1')
    fireEvent.keyDown(document.body, { key: 'a' })
    await screen.findByText('详情 i2')
    expect(act.run).toHaveBeenCalledTimes(1)
    expect(screen.queryByText('行 i1')).toBeNull()
    expect(screen.getByText('第 1 / 2 项')).toBeTruthy()
    fireEvent.keyDown(document.body, { key: 'z' })
    await screen.findByText('行 i1')
    expect(undo).toHaveBeenCalledWith('i1')
    await screen.findByText('详情 i1')
  })

  test('the last item leaves an empty queue, which is good', async () => {
    show(queue(accept(), () => Promise.resolve({ data: [{ id: 'i9' }], next: null })), { may: ['decide'] })
    await screen.findByText('详情 i9')
    fireEvent.keyDown(document.body, { key: 'a' })
    await screen.findByText('没有待审')
  })

  test('a refusal keeps the item', async () => {
    show(queue(accept(vi.fn().mockRejectedValue(new Problem(409, { detail: '已被同事处理' })))), { may: ['decide'] })
    await screen.findByText('详情 i1')
    fireEvent.keyDown(document.body, { key: 'a' })
    await screen.findByText('已被同事处理')
    expect(screen.getByText('行 i1')).toBeTruthy()
  })

  test('the key does nothing for somebody who may not', async () => {
    const act = accept()
    show(queue(act))
    await screen.findByText('详情 i1')
    fireEvent.keyDown(document.body, { key: 'a' })
    await waitFor(() => expect(screen.getByRole('button', { name: /接受/ }).getAttribute('aria-disabled')).toBe('true'))
    expect(act.run).not.toHaveBeenCalled()
  })
})
