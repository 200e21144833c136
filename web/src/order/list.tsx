import { PlusOutlined } from '@/kit/icons'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import { Act } from '@/kit/act'
import type { Filter } from '@/kit/filters'
import { ListPage, type Ask, type Rows, type View } from '@/kit/list'
import { Money } from '@/kit/money'
import { StateTag, VerdictTag, verdicts } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { exportList } from './export'
import { useChoices, usePlanName, usePlatformName } from './names'
import { numbers, query, splitCursor, type Numbered } from './query'
import { allStates, creditors, knownVerdict, orderStates, type Order } from './states'

async function page(ask: Ask, by: Numbered | undefined, cursor: string | undefined) {
  const number = by === undefined ? {} : { [by]: `${ask.q}*` }
  return data(api.GET('/v1/orders', { params: { query: { ...query(ask), ...number, cursor } }, signal: ask.signal }))
}

/** Loads a page; a number is looked for among the shop's, the platform's and the tracking numbers in turn. */
export async function load(ask: Ask): Promise<Rows<Order>> {
  if (ask.q === '') return page(ask, undefined, ask.cursor)
  const { by, cursor } = splitCursor(ask.cursor)
  let found = await page(ask, by ?? numbers[0], cursor)
  let used: Numbered = by ?? numbers[0]
  for (const next of by === undefined ? numbers.slice(1) : []) {
    if (found.data.length > 0) break
    found = await page(ask, next, undefined)
    used = next
  }
  return { ...found, next: found.next === undefined ? undefined : `${used}|${found.next}` }
}

function useColumns(): Column<Order>[] {
  const say = useSay()
  const planName = usePlanName()
  const platformName = usePlatformName()
  return useMemo(
    () => [
      { key: 'no', title: say('order.no'), render: (o) => <span className="fm-digits">{o.outer_no}</span> },
      { key: 'subject', title: say('order.subject'), render: (o) => o.subject },
      { key: 'amount', title: say('order.amount'), align: 'right', render: (o) => <Money value={o.amount} />, phone: 'end' },
      { key: 'plan', title: say('order.plan'), render: (o) => (o.plan_code ? say('order.plan_count', { plan: planName(o.plan_code), n: o.count }) : platformName('')) },
      { key: 'verdict', title: say('order.verdict'), render: (o) => <Verdict order={o} /> },
      { key: 'state', title: say('order.state'), render: (o) => <StateTag of={orderStates} state={o.state} /> },
      { key: 'created', title: say('order.created'), render: (o) => <Instant at={o.created_at} /> },
      { key: 'platform', title: say('order.platform'), render: (o) => platformName(o.platform), off: true, phone: 'none' },
      { key: 'refunded', title: say('order.refunded_amount'), align: 'right', render: (o) => <Money value={o.refunded} />, off: true, phone: 'none' },
      { key: 'platform_no', title: say('order.platform_no'), render: (o) => o.platform_no ?? '—', off: true, phone: 'none' },
      { key: 'store', title: say('order.store'), render: (o) => o.store ?? '—', off: true, phone: 'none' },
      { key: 'staff', title: say('order.staff'), render: (o) => o.staff ?? '—', off: true, phone: 'none' },
    ],
    [say, planName, platformName],
  )
}

function Verdict({ order }: { order: Order }) {
  const known = knownVerdict(order.verdict)
  return known === undefined ? <span className="fm-soft">—</span> : <VerdictTag verdict={known} />
}

function useFilters(): Filter[] {
  const say = useSay()
  const { platforms, plans } = useChoices()
  return useMemo(
    () => [
      { key: 'state', label: say('order.state'), kind: 'many', options: allStates.map((s) => ({ value: s, label: (say as (k: Key) => string)(orderStates[s].word) })) },
      { key: 'day', label: say('order.day'), kind: 'days' },
      { key: 'platform', label: say('order.platform'), kind: 'one', options: platforms },
      { key: 'plan', label: say('order.plan'), kind: 'one', options: plans },
      { key: 'verdict', label: say('order.verdict'), kind: 'one', options: verdicts.map((v) => ({ value: v, label: say(`kit.verdict.${v}`) })) },
      { key: 'creditor', label: say('order.creditor'), kind: 'one', options: creditors.map((c) => ({ value: c, label: say(`order.creditor.${c}`) })) },
      { key: 'min', label: say('order.min'), kind: 'text', hint: '1000' },
      { key: 'max', label: say('order.max'), kind: 'text', hint: '5000' },
      { key: 'customer', label: say('order.customer'), kind: 'text', hint: 'cus_…' },
      { key: 'imported', label: say('order.imported'), kind: 'flag' },
    ],
    [say, platforms, plans],
  )
}

function useViews(): View[] {
  const say = useSay()
  return useMemo(
    () => [
      { label: say('order.view.all'), search: '' },
      { label: say('order.view.held'), search: '?state=held' },
      { label: say('order.view.unpaid'), search: '?state=decided,awaiting_payment,payment_unknown' },
      { label: say('order.view.to_ship'), search: '?state=paid,fulfilling' },
      { label: say('order.view.back'), search: '?state=part_refunded,refunded' },
      { label: say('order.view.declined'), search: '?state=declined' },
    ],
    [say],
  )
}

export default function Orders() {
  const say = useSay()
  const navigate = useNavigate()
  const columns = useColumns()
  const filters = useFilters()
  const views = useViews()
  const till = (
    <Act permission="order.decide" type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/till')}>
      {say('order.till')}
    </Act>
  )
  return (
    <ListPage<Order>
      name="orders"
      title={say('order.title')}
      columns={columns}
      filters={filters}
      views={views}
      searchHint={say('order.search')}
      defaultSort=""
      load={load}
      rowKey={(o) => o.id}
      to={(o) => `/orders/${o.id}`}
      exporting={{
        permission: 'export.list',
        start: (format, ask) => {
          const asked = query(ask)
          return exportList('orders', format, { state: asked.state, platform: asked.platform, from: asked.from, to: asked.to })
        },
      }}
      curl={(ask) => ({ path: `/v1/orders?${new URLSearchParams(Object.entries(query(ask)).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]])))}` })}
      empty={{ title: say('order.empty'), text: say('order.empty_text'), action: till }}
      below={<p className="fm-soft">{say('order.below')}</p>}
      actions={
        <>
          <Button onClick={() => void navigate('/review')}>{say('order.queue')}</Button>
          {till}
        </>
      }
    />
  )
}
