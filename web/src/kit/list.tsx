import { ColumnHeightOutlined, SearchOutlined, SettingOutlined } from './icons'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Popover, Tooltip, type InputRef } from 'antd'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { Problem } from '@/api/problem'
import { useSay } from '@/i18n'
import { Act } from './act'
import { AsOf } from './asof'
import { CurlButton, type Call } from './curl'
import { EmptyState } from './empty'
import { ExportMenu, type Exported, type Format } from './export'
import { active, FilterBar, filterParam, type Filter, type FilterValue } from './filters'
import { useKey } from './keys'
import { Page } from './page'
import { ProblemAlert } from './problem'
import { ListSkeleton } from './skeletons'
import { DataTable, type Column } from './table'
import type { Range } from './time'
import { choice, names, range, sort, text, useUrl, type One, type Param, type Picked } from './url'
import { useToday } from './workplace'

/** How many rows one load asks for. */
export const pageSize = 50

/** What a list asks the server for, read from its address. */
export interface Ask {
  q: string
  /** A column, with "-" before it for descending. */
  sort: string
  many: (key: string) => Picked
  /** The one value chosen or typed; undefined when there is none. */
  one: (key: string) => string | undefined
  range: (key: string) => Range | null
  flag: (key: string) => boolean
  /** The columns shown, for an export. */
  columns: readonly string[]
  cursor?: string
  limit: number
  signal?: AbortSignal
}

/** What the server gives: rows, and a cursor while there are more. */
export interface Rows<T> {
  data: readonly T[]
  next?: string | null
  as_of?: string | null
  missing?: readonly string[]
}

/** An act on the chosen rows. */
export interface BulkAct {
  key: string
  label: string
  permission?: string
  danger?: boolean
  run: (keys: readonly string[]) => void | Promise<void>
}

/** A pinned view: nothing but a name for an address. */
export interface View {
  label: string
  search: string
  count?: string
}

interface Props<T> {
  /** The query key: everything loaded is kept under it. */
  name: string
  title: string
  columns: readonly Column<T>[]
  filters?: readonly Filter[]
  /** What the search box finds. */
  searchHint?: string
  defaultSort: string
  load: (ask: Ask) => Promise<Rows<T>>
  rowKey: (row: T) => string
  to?: (row: T) => string
  views?: readonly View[]
  /** Acts on chosen rows; an act that fails leaves the choice as it is. */
  bulk?: readonly BulkAct[]
  exporting?: { permission?: string; start: (format: Format, ask: Ask) => Promise<Exported> }
  curl?: (ask: Ask) => Call
  /** An empty shop: what will be here, why, and the one button. */
  empty: { title: string; text?: string; action?: ReactNode }
  actions?: ReactNode
  below?: ReactNode
  /** Between the head and the rows: what explains the list or fills it. */
  above?: ReactNode
}

const densities = ['middle', 'small'] as const

function useListState<T>({ columns, filters = [], defaultSort }: Pick<Props<T>, 'columns' | 'filters' | 'defaultSort'>) {
  const schema = useMemo(
    () => ({
      q: text(),
      sort: sort(columns.filter((c) => c.sort).map((c) => c.key), defaultSort),
      cols: names(columns.map((c) => c.key)),
      density: choice(densities, 'middle'),
    }),
    [columns, defaultSort],
  )
  const filterSchema = useMemo(
    (): Record<string, Param<FilterValue>> => Object.fromEntries(filters.map((f) => [f.key, filterParam(f)])),
    [filters],
  )
  const [state, set] = useUrl(schema)
  const [picked, pick] = useUrl(filterSchema)
  const today = useToday()
  const shown = useMemo(
    () => columns.filter((c, i) => i === 0 || (state.cols ? state.cols.includes(c.key) : !c.off)),
    [columns, state.cols],
  )
  const ask = useMemo(
    (): Ask => ({
      q: state.q,
      sort: state.sort,
      many: (key) => (picked[key] ?? { not: false, of: [] }) as Picked,
      one: (key) => {
        const { is } = (picked[key] ?? { is: '' }) as One
        return is === '' ? undefined : is
      },
      range: (key) => range((picked[key] ?? null) as Range | null, today),
      flag: (key) => picked[key] === true,
      columns: shown.map((c) => c.key),
      limit: pageSize,
    }),
    [state.q, state.sort, picked, today, shown],
  )
  const narrowed = state.q !== '' || Object.values(picked).some(active)
  return { state, set, picked, pick, ask, shown, narrowed, today }
}

/**
 * Every list of the back office. Its whole state is its address: a link is a
 * saved view, Back works, and a colleague sees the same rows.
 */
export function ListPage<T>(props: Props<T>) {
  const { name, title, columns, filters = [], load, rowKey, to, exporting, empty } = props
  const { state, set, picked, pick, ask, shown, narrowed, today } = useListState(props)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const query = useInfiniteQuery({
    queryKey: [name, 'list', state.q, state.sort, picked, today],
    queryFn: ({ pageParam, signal }) => load({ ...ask, cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((p) => p.data) ?? [], [query.data])
  const first = query.data?.pages[0]
  const clear = () => setChosen(new Set())
  const here = [...chosen].filter((k) => rows.some((r) => rowKey(r) === k))
  useRowKeys()
  const [, setSearch] = useSearchParams()
  // In one step: the router keeps only the last of two changes made together.
  const clearAll = () =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now)
        for (const key of ['q', ...filters.map((f) => f.key)]) next.delete(key)
        return next
      },
      { replace: true },
    )

  return (
    <Page
      title={title}
      below={
        <>
          {props.below}
          <AsOf at={first?.as_of} missing={first?.missing} />
        </>
      }
      actions={
        <>
          {props.curl && <CurlButton call={props.curl(ask)} />}
          {exporting && <ExportMenu permission={exporting.permission} start={(format) => exporting.start(format, ask)} />}
          {props.actions}
        </>
      }
    >
      {props.above}
      {props.views && props.views.length > 0 && <Views views={props.views} />}
      <div className="fm-toolbar fm-noprint">
        {props.searchHint !== undefined && <Search value={state.q} hint={props.searchHint} onSearch={(q) => set({ q })} />}
        {filters.length > 0 && <FilterBar filters={filters} values={picked} onChange={(key, value) => pick({ [key]: value })} />}
        <div className="fm-toolbar-end">
          <Density dense={state.density === 'small'} toggle={() => set({ density: state.density === 'small' ? 'middle' : 'small' })} />
          <ColumnChooser columns={columns} shown={shown.map((c) => c.key)} onChange={(cols) => set({ cols })} />
        </div>
      </div>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <ListSkeleton />}
      {query.data && rows.length === 0 && !query.isError && (narrowed ? <NothingFound clear={clearAll} /> : <EmptyState {...empty} />)}
      {rows.length > 0 && (
        <div className={query.isPlaceholderData ? 'fm-stale' : undefined} aria-busy={query.isPlaceholderData}>
          <DataTable
            caption={title}
            columns={shown}
            rows={rows}
            rowKey={rowKey}
            to={to}
            sort={state.sort}
            onSort={(s) => set({ sort: s })}
            dense={state.density === 'small'}
            picked={props.bulk ? chosen : undefined}
            onPick={props.bulk ? setChosen : undefined}
          />
        </div>
      )}
      <More count={rows.length} more={query.hasNextPage} busy={query.isFetchingNextPage} load={() => void query.fetchNextPage()} />
      {props.bulk && here.length > 0 && <BulkBar keys={here} clear={clear} acts={props.bulk} />}
    </Page>
  )
}

/** j and k walk the rows by moving the focus from link to link; Enter then opens as on any link. */
function useRowKeys() {
  const step = (by: 1 | -1) => {
    const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')]
    const at = links.findIndex((l) => l === document.activeElement)
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  useKey('j', 'kit.keys.down', () => step(1))
  useKey('k', 'kit.keys.up', () => step(-1))
}

function Views({ views }: { views: readonly View[] }) {
  const say = useSay()
  const { pathname, search } = useLocation()
  const same = (view: View) => new URLSearchParams(view.search).toString() === new URLSearchParams(search).toString()
  return (
    <nav className="fm-views fm-noprint" aria-label={say('kit.list.views')}>
      {views.map((v) => (
        <Link key={v.label} to={{ pathname, search: v.search }} aria-current={same(v) ? 'true' : undefined}>
          {v.label}
          {v.count !== undefined && <span className="fm-count">{v.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

function Search({ value, hint, onSearch }: { value: string; hint: string; onSearch: (q: string) => void }) {
  const say = useSay()
  const [typed, setTyped] = useState(value)
  const [shown, setShown] = useState(value)
  const box = useRef<InputRef>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const composing = useRef(false)
  // Back, a view or "clear" changed the address: the box follows it.
  if (shown !== value) {
    setShown(value)
    setTyped(value)
  }
  const later = (q: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(q), 300)
  }
  useKey('/', 'kit.keys.search', () => box.current?.focus())
  return (
    <Input
      ref={box}
      className="fm-search"
      allowClear
      prefix={<SearchOutlined aria-hidden="true" />}
      placeholder={hint}
      aria-label={say('kit.list.search')}
      value={typed}
      maxLength={200}
      onChange={(e) => {
        setTyped(e.target.value)
        // Half-composed Chinese is not yet a question.
        if (!composing.current) later(e.target.value)
      }}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(e) => {
        composing.current = false
        later(e.currentTarget.value)
      }}
      onPressEnter={() => {
        if (composing.current) return
        clearTimeout(timer.current)
        onSearch(typed)
      }}
    />
  )
}

function Density({ dense, toggle }: { dense: boolean; toggle: () => void }) {
  const say = useSay()
  return (
    <Tooltip title={say('kit.list.density')}>
      <Button type="text" size="small" icon={<ColumnHeightOutlined />} aria-label={say('kit.list.density')} aria-pressed={dense} onClick={toggle} />
    </Tooltip>
  )
}

function ColumnChooser<T>({ columns, shown, onChange }: { columns: readonly Column<T>[]; shown: readonly string[]; onChange: (cols: string[] | null) => void }) {
  const say = useSay()
  const plain = columns.filter((c, i) => i === 0 || !c.off).map((c) => c.key)
  const change = (keys: readonly string[]) => {
    const next = columns.map((c) => c.key).filter((k) => keys.includes(k))
    onChange(next.join() === plain.join() ? null : next)
  }
  return (
    <Popover
      trigger={['click']}
      placement="bottomRight"
      content={
        <Checkbox.Group
          className="fm-stack"
          value={[...shown]}
          onChange={change}
          options={columns.map((c, i) => ({ value: c.key, label: c.title, disabled: i === 0 }))}
        />
      }
    >
      <Button type="text" size="small" icon={<SettingOutlined />} aria-label={say('kit.list.columns')} title={say('kit.list.columns')} />
    </Popover>
  )
}

function NothingFound({ clear }: { clear: () => void }) {
  const say = useSay()
  return (
    <EmptyState
      title={say('kit.list.nothing')}
      text={say('kit.list.nothing_text')}
      action={<Button onClick={clear}>{say('kit.list.clear')}</Button>}
    />
  )
}

function More({ count, more, busy, load }: { count: number; more: boolean; busy: boolean; load: () => void }) {
  const say = useSay()
  return (
    <div className="fm-more fm-noprint">
      <span role="status" className="fm-soft">
        {count > 0 && (more ? say('kit.list.loaded', { n: count }) : say('kit.list.all', { n: count }))}
      </span>
      {more && (
        <Button onClick={load} loading={busy}>
          {say('kit.list.more')}
        </Button>
      )}
    </div>
  )
}

function BulkBar({ keys, clear, acts }: { keys: readonly string[]; clear: () => void; acts: readonly BulkAct[] }) {
  const say = useSay()
  return (
    <div className="fm-bulk fm-noprint" role="region" aria-label={say('kit.list.bulk')}>
      <span role="status">{say('kit.list.selected', { n: keys.length })}</span>
      <div className="fm-actions">
        {acts.map((a) => (
          <BulkButton key={a.key} act={a} keys={keys} clear={clear} />
        ))}
        <Button type="text" onClick={clear}>
          {say('kit.list.unpick')}
        </Button>
      </div>
    </div>
  )
}

function BulkButton({ act, keys, clear }: { act: BulkAct; keys: readonly string[]; clear: () => void }) {
  const say = useSay()
  const { notification } = App.useApp()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      await act.run(keys)
      clear()
    } catch (e) {
      notification.error({ title: say('kit.act.failed'), description: Problem.from(e).message })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Act permission={act.permission} danger={act.danger} loading={busy} onClick={() => void run()}>
      {act.label}
    </Act>
  )
}
