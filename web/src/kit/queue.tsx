import { ArrowLeftOutlined } from './icons'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Problem } from '@/api/problem'
import { useSay, type Key } from '@/i18n'
import { Act } from './act'
import { AsOf } from './asof'
import { DetailBody, type Detail } from './detail'
import { EmptyState } from './empty'
import { Combo, useKey } from './keys'
import type { Rows } from './list'
import { Page } from './page'
import { ProblemAlert } from './problem'
import { DetailSkeleton, ListSkeleton } from './skeletons'
import { useNarrow } from './table'
import { text, useUrl } from './url'
import { useDone } from './undo'

/** What came of an act: what is said, and how it can be taken back within ten seconds. With `stay` the item is not finished by it. */
export interface Done {
  said: string
  undo?: () => Promise<unknown>
  stay?: boolean
}

/** One act of the bar at the bottom; null when the person thought better of it. */
export interface QueueAct<T> {
  key: string
  word: Key
  /** The single key that does the same. */
  combo: string
  permission?: string
  primary?: boolean
  danger?: boolean
  /** Why it cannot be done to this item now. */
  blocked?: (item: T) => string | undefined
  run: (item: T) => Promise<Done | null>
}

interface Props<T> {
  name: string
  title: string
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<Rows<T>>
  itemKey: (item: T) => string
  /** One item in the list at the left. */
  row: (item: T) => ReactNode
  /** The whole item; loaded when it is opened, and the next one ahead of time. */
  open: (key: string, signal: AbortSignal) => Promise<T>
  show: (item: T) => Detail
  acts: readonly QueueAct<T>[]
  empty: { title: string; text?: string; action?: ReactNode }
  actions?: ReactNode
}

const schema = { item: text() }

/** Where the queue stands: the item in the address, else the first one. */
function useQueue<T>({ name, load, itemKey, open }: Props<T>) {
  const client = useQueryClient()
  const [{ item }, set] = useUrl(schema)
  const list = useInfiniteQuery({
    queryKey: [name, 'queue'],
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  // Items acted on leave at once; the next load confirms it.
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const items = useMemo(() => (list.data?.pages.flatMap((p) => p.data) ?? []).filter((i) => !gone.has(itemKey(i))), [list.data, gone, itemKey])
  const narrow = useNarrow()
  const keys = items.map(itemKey)
  const at = item !== '' ? item : narrow ? '' : (keys[0] ?? '')
  const place = keys.indexOf(at)
  const next = keys[place + 1] ?? keys[place - 1] ?? ''
  const opened = useQuery({
    queryKey: [name, at, 'detail'],
    queryFn: ({ signal }) => open(at, signal),
    enabled: at !== '',
  })
  useEffect(() => {
    if (next !== '') client.query({ queryKey: [name, next, 'detail'], queryFn: ({ signal }) => open(next, signal), staleTime: 30_000 }).catch(() => undefined)
  }, [client, name, next, open])
  const select = (key: string) => set({ item: key })
  return { list, items, keys, at, place, next, opened, select, setGone, narrow, client }
}

/**
 * Work that hands over the next item: the list at the left, the item at the
 * right, the acts at the bottom. After an act the next item opens by itself.
 */
export function QueuePage<T>(props: Props<T>) {
  const say = useSay()
  const { title, itemKey, row, show, acts, empty } = props
  const q = useQueue(props)
  const panel = useRef<HTMLDivElement>(null)
  const step = (by: number) => {
    const key = q.keys[Math.min(q.keys.length - 1, Math.max(0, q.place + by))]
    if (key !== undefined) q.select(key)
  }
  useKey('j', 'kit.keys.down', () => step(1))
  useKey('k', 'kit.keys.up', () => step(-1))
  useKey('enter', 'kit.keys.open', () => panel.current?.focus())
  const first = q.list.data?.pages[0]
  const shown = q.opened.data
  const onePane = q.narrow && q.at !== ''
  useEffect(() => {
    document.getElementById(`queue-${q.at}`)?.scrollIntoView({ block: 'nearest' })
  }, [q.at])

  return (
    <Page title={title} beside={q.items.length > 0 ? <span className="fm-count">{q.items.length}{q.list.hasNextPage ? '+' : ''}</span> : undefined} below={<AsOf at={first?.as_of} missing={first?.missing} />} actions={props.actions}>
      {q.list.isError && <ProblemAlert error={q.list.error} retry={() => void q.list.refetch()} />}
      {q.list.isPending && <ListSkeleton />}
      {q.list.data && q.items.length === 0 && q.at === '' && <EmptyState done {...empty} />}
      {(q.items.length > 0 || q.at !== '') && (
        <div className="fm-queue">
          {!onePane && (
            <nav className="fm-queue-list" aria-label={title}>
              <ul>
                {q.items.map((item) => {
                  const key = itemKey(item)
                  return (
                    <li key={key}>
                      <button type="button" id={`queue-${key}`} aria-current={key === q.at ? 'true' : undefined} onClick={() => q.select(key)}>
                        {row(item)}
                      </button>
                    </li>
                  )
                })}
              </ul>
              {q.list.hasNextPage && (
                <Button block type="text" loading={q.list.isFetchingNextPage} onClick={() => void q.list.fetchNextPage()}>
                  {say('kit.list.more')}
                </Button>
              )}
            </nav>
          )}
          {(!q.narrow || onePane) && (
            <div className="fm-queue-item" ref={panel} tabIndex={-1}>
              {q.narrow && (
                <Button type="text" icon={<ArrowLeftOutlined />} onClick={() => q.select('')}>
                  {title}
                </Button>
              )}
              {q.opened.isError && <ProblemAlert error={q.opened.error} retry={() => void q.opened.refetch()} />}
              {!shown && !q.opened.isError && <DetailSkeleton />}
              {shown && (
                <>
                  <Item detail={show(shown)} />
                  <Bar
                    key={q.at}
                    name={props.name}
                    item={shown}
                    acts={acts}
                    place={q.place}
                    total={q.items.length}
                    done={(undone) => {
                      const key = q.at
                      q.setGone((now) => (undone ? new Set([...now].filter((k) => k !== key)) : new Set([...now, key])))
                      if (undone) void q.client.invalidateQueries({ queryKey: [props.name] })
                      q.select(undone ? key : q.next)
                    }}
                  />
                </>
              )}
            </div>
          )}
        </div>
      )}
    </Page>
  )
}

function Item({ detail }: { detail: Detail }) {
  return (
    <article>
      <h2 className="fm-queue-title">
        {detail.title}
        {detail.state !== undefined && <span className="fm-page-beside">{detail.state}</span>}
      </h2>
      <DetailBody detail={detail} />
    </article>
  )
}

interface BarProps<T> {
  name: string
  item: T
  acts: readonly QueueAct<T>[]
  place: number
  total: number
  done: (undone: boolean) => void
}

function Bar<T>({ name, item, acts, place, total, done }: BarProps<T>) {
  const say = useSay()
  const { notification } = App.useApp()
  const tell = useDone()
  const client = useQueryClient()
  const [busy, setBusy] = useState<string | null>(null)
  const run = async (act: QueueAct<T>) => {
    if (busy !== null) return
    setBusy(act.key)
    try {
      const came = await act.run(item)
      if (came === null || came.stay) {
        if (came) tell(came.said)
        await client.invalidateQueries({ queryKey: [name] })
        setBusy(null)
        return
      }
      const { said, undo } = came
      tell(said, undo && (async () => {
        await undo()
        done(true)
      }))
      done(false)
    } catch (e) {
      notification.error({ title: say('kit.act.failed'), description: Problem.from(e).message })
      setBusy(null)
    }
  }
  return (
    <div className="fm-bar fm-noprint" role="toolbar" aria-label={say('kit.queue.bar')}>
      <span className="fm-soft fm-bar-place">{place >= 0 && say('kit.queue.place', { n: place + 1, total })}</span>
      {acts.map((act) => (
        <BarButton key={act.key} act={act} item={item} busy={busy} run={() => void run(act)} />
      ))}
    </div>
  )
}

function BarButton<T>({ act, item, busy, run }: { act: QueueAct<T>; item: T; busy: string | null; run: () => void }) {
  const say = useSay() as (key: Key) => string
  const button = useRef<HTMLSpanElement>(null)
  const blocked = act.blocked?.(item)
  // The key presses the button, so that what forbids the one forbids the other.
  useKey(act.combo, act.word, () => button.current?.querySelector('button')?.click())
  return (
    <span ref={button}>
      <Act
        type={act.primary ? 'primary' : 'default'}
        danger={act.danger}
        permission={act.permission}
        blocked={blocked}
        loading={busy === act.key}
        onClick={run}
      >
        {say(act.word)} <Combo of={act.combo} />
      </Act>
    </span>
  )
}
