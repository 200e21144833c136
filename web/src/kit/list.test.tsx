import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { show } from '@/test/render'
import type { Filter } from './filters'
import { ListPage, type Ask, type BulkAct, type Rows } from './list'
import type { Column } from './table'

interface Row {
  id: string
  name: string
}

const columns: Column<Row>[] = [
  { key: 'id', title: '编号', render: (r) => r.id, sort: true },
  { key: 'name', title: '名称', render: (r) => r.name },
  { key: 'more', title: '其他', render: () => '…', off: true },
]
const filters: Filter[] = [
  { key: 'state', label: '状态', kind: 'many', options: [{ value: 'a', label: '甲' }, { value: 'b', label: '乙' }] },
  { key: 'day', label: '日期', kind: 'days' },
  { key: 'late', label: '逾期', kind: 'flag' },
]
const row = (i: number): Row => ({ id: `r${i}`, name: `名${i}` })

function list(load: (ask: Ask) => Promise<Rows<Row>>, bulk?: BulkAct[]) {
  return (
    <ListPage<Row>
      name="rows"
      title="行"
      columns={columns}
      filters={filters}
      searchHint="编号"
      defaultSort="-id"
      load={load}
      rowKey={(r) => r.id}
      to={(r) => `/rows/${r.id}`}
      bulk={bulk}
      views={[{ label: '全部', search: '' }, { label: '甲类', search: '?state=a' }]}
      empty={{ title: '还没有行', text: '接入后出现' }}
    />
  )
}

const pages = (ask: Ask): Promise<Rows<Row>> =>
  Promise.resolve(ask.cursor === undefined ? { data: [row(1), row(2)], next: 'c2', as_of: '2026-11-20T02:00:00Z', missing: ['白条'] } : { data: [row(3)], next: null })

describe('ListPage', () => {
  test('a link is a view: everything asked for comes from the address', async () => {
    const load = vi.fn(pages)
    show(list(load), { at: '/rows?q=138&state=!a,b&day=2026-11-01..2026-11-20&late=1&sort=id&cols=id,more' })
    await screen.findByText('r1')
    const ask = load.mock.calls[0]![0]
    expect(ask).toMatchObject({ q: '138', sort: 'id', columns: ['id', 'more'], limit: 50 })
    expect(ask.many('state')).toEqual({ not: true, of: ['a', 'b'] })
    expect(ask.range('day')).toEqual({ from: '2026-11-01', to: '2026-11-20' })
    expect(ask.flag('late')).toBe(true)
    expect(screen.getByText('不是')).toBeTruthy()
    expect(screen.getByText(/白条/)).toBeTruthy()
    expect(screen.getAllByRole('columnheader').map((h) => h.textContent)).toEqual(['编号', '其他'])
  })

  test('load more goes on with the cursor and then says how many in all', async () => {
    const load = vi.fn(pages)
    const { user } = show(list(load))
    await screen.findByText('已加载 2 行')
    await user.click(screen.getByRole('button', { name: '加载更多' }))
    await screen.findByText('共 3 行')
    expect(load.mock.calls.map(([a]) => a.cursor)).toEqual([undefined, 'c2'])
    expect(screen.queryByRole('button', { name: '加载更多' })).toBeNull()
  })

  test('typing changes the address once the typing rests', async () => {
    const load = vi.fn(pages)
    const { user, where } = show(list(load))
    await screen.findByText('r1')
    await user.type(screen.getByRole('textbox', { name: '搜索' }), '7788')
    await waitFor(() => expect(where()).toBe('/?q=7788'))
    expect(load.mock.calls.map(([a]) => a.q)).toEqual(['', '7788'])
  })

  test('half-composed Chinese asks nothing', async () => {
    const load = vi.fn(pages)
    const { where } = show(list(load))
    await screen.findByText('r1')
    const box = screen.getByRole('textbox', { name: '搜索' })
    fireEvent.compositionStart(box)
    fireEvent.change(box, { target: { value: 'wang' } })
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true })
    expect(where()).toBe('/')
    fireEvent.change(box, { target: { value: '王' } })
    fireEvent.compositionEnd(box)
    await waitFor(() => expect(where()).toBe('/?q=%E7%8E%8B'))
  })

  test('sorting goes through the address and is told to screen readers', async () => {
    const { user, where } = show(list(pages))
    await screen.findByText('r1')
    const head = () => screen.getByRole('columnheader', { name: /编号/ })
    expect(head().getAttribute('aria-sort')).toBe('descending')
    await user.click(within(head()).getByRole('button'))
    expect(where()).toBe('/?sort=id')
    expect(head().getAttribute('aria-sort')).toBe('ascending')
    await user.click(within(head()).getByRole('button'))
    expect(where()).toBe('/')
  })

  test('a chip is taken away by its cross', async () => {
    const { user, where } = show(list(pages), { at: '/?state=a' })
    await screen.findByText('r1')
    await user.click(screen.getByRole('button', { name: '去掉筛选：状态' }))
    expect(where()).toBe('/')
  })

  test('a view is a link that knows when it is on', async () => {
    const { user, where } = show(list(pages))
    await screen.findByText('r1')
    await user.click(screen.getByRole('link', { name: '甲类' }))
    expect(where()).toBe('/?state=a')
    expect(screen.getByRole('link', { name: '甲类' }).getAttribute('aria-current')).toBe('true')
  })

  test('a row opens its page; j walks the rows', async () => {
    const { user, where } = show(list(pages))
    await screen.findByText('r1')
    fireEvent.keyDown(document.body, { key: 'j' })
    expect(document.activeElement?.textContent).toBe('r1')
    fireEvent.keyDown(document.activeElement!, { key: 'j' })
    expect(document.activeElement?.textContent).toBe('r2')
    await user.click(screen.getByText('名2'))
    expect(where()).toBe('/rows/r2')
  })

  test('an empty shop is taught, an empty search can be cleared', async () => {
    const none = () => Promise.resolve({ data: [], next: null })
    const first = show(list(none))
    await screen.findByText('还没有行')
    first.unmount()
    const { user, where } = show(list(none), { at: '/?q=x&state=a' })
    await user.click(await screen.findByRole('button', { name: '清除条件' }))
    await waitFor(() => expect(where()).toBe('/'))
    await screen.findByText('还没有行')
  })

  test('a failed load says why and can be tried again', async () => {
    const load = vi.fn(pages).mockRejectedValueOnce(new Problem(503, { detail: '正在备份' }))
    const { user } = show(list(load))
    await screen.findByText('正在备份')
    await user.click(screen.getByRole('button', { name: '重试' }))
    await screen.findByText('r1')
  })

  test('bulk acts get the chosen rows; a failure keeps the choice', async () => {
    const run = vi.fn().mockRejectedValueOnce(new Problem(409, { detail: '有一笔已关账' })).mockResolvedValue(undefined)
    const { user } = show(list(pages, [{ key: 'x', label: '标记', run }]))
    await screen.findByText('r1')
    await user.click(screen.getByRole('checkbox', { name: '选择 r2' }))
    await screen.findByText('已选 1 项')
    await user.click(screen.getByRole('button', { name: '标记' }))
    await screen.findByText('有一笔已关账')
    expect(screen.getByText('已选 1 项')).toBeTruthy()
    await user.click(await screen.findByRole('button', { name: /标记/ }))
    await waitFor(() => expect(screen.queryByText('已选 1 项')).toBeNull())
    expect(run).toHaveBeenCalledWith(['r2'])
  })
})
