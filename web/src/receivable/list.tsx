import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage, type View } from '@/kit/list'
import { Money } from '@/kit/money'
import { ObjectLink } from '@/kit/object'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Day } from '@/kit/when'
import { exportList } from '@/order/export'
import { usePlanName } from '@/order/names'
import { load } from './load'
import { bucketStates, buckets, type Receivable } from './states'

function useColumns(): Column<Receivable>[] {
  const say = useSay()
  const planName = usePlanName()
  return useMemo(
    () => [
      { key: 'plan', title: say('receivable.plan'), render: (r) => planName(r.plan_code) },
      { key: 'contract', title: say('receivable.contract'), render: (r) => <ObjectLink of={`contract:${r.contract_id}`} plain />, phone: 'none' },
      { key: 'customer', title: say('receivable.customer'), render: (r) => <ObjectLink of={`customer:${r.customer_id}`} /> },
      { key: 'bucket', title: say('receivable.age'), render: (r) => <StateTag of={bucketStates} state={r.bucket} />, phone: 'end' },
      { key: 'overdue', title: say('receivable.overdue'), align: 'right', render: (r) => <Money value={r.overdue} /> },
      { key: 'outstanding', title: say('receivable.outstanding'), align: 'right', render: (r) => <Money value={r.outstanding} /> },
      { key: 'next', title: say('receivable.next_due'), render: (r) => <Day day={r.next_due} relative /> },
      { key: 'next_amount', title: say('receivable.next_amount'), align: 'right', render: (r) => <Money value={r.next_amount} /> },
      { key: 'remaining', title: say('receivable.remaining'), align: 'right', render: (r) => <Money value={r.remaining} />, off: true, phone: 'none' },
      { key: 'order', title: say('receivable.order'), render: (r) => <ObjectLink of={`order:${r.order_id}`} />, off: true, phone: 'none' },
    ],
    [say, planName],
  )
}

/** The views are the ages with their numbers of contracts. */
function useViews(): View[] {
  const say = useSay()
  const query = useQuery({ queryKey: ['receivables', 'ageing'], queryFn: ({ signal }) => data(api.GET('/v1/receivables/ageing', { signal })) })
  const lines = query.data?.lines
  return useMemo(() => {
    const count = (b: string) => lines?.filter((l) => l.bucket === b).reduce((n, l) => n + l.contracts, 0)
    return [
      { label: say('receivable.all'), search: '' },
      ...buckets.map((b) => ({ label: say(`receivable.bucket.${b}`), search: `?bucket=${b}`, count: lines === undefined ? undefined : String(count(b) ?? 0) })),
    ]
  }, [say, lines])
}

/** Links of reports speak the server's words; they become this page's own parameters. */
function useServerLinks() {
  const [search, set] = useSearchParams()
  useEffect(() => {
    const from = search.get('due_from')
    const to = search.get('due_to')
    const late = search.get('overdue') === 'true'
    if (from === null && to === null && !late) return
    const next = new URLSearchParams(search)
    next.delete('due_from')
    next.delete('due_to')
    if (from !== null || to !== null) next.set('due', `${from ?? ''}..${to ?? ''}`)
    if (late) next.set('overdue', '1')
    set(next, { replace: true })
  }, [search, set])
}

export default function Receivables() {
  const say = useSay()
  useServerLinks()
  const columns = useColumns()
  const views = useViews()
  const filters = useMemo(
    (): Filter[] => [
      { key: 'bucket', label: say('receivable.age'), kind: 'one', options: buckets.map((b) => ({ value: b, label: (say as (k: Key) => string)(bucketStates[b].word) })) },
      { key: 'overdue', label: say('receivable.only_overdue'), kind: 'flag' },
      { key: 'due', label: say('receivable.due'), kind: 'days' },
      { key: 'customer', label: say('receivable.customer'), kind: 'text', hint: 'cus_…' },
    ],
    [say],
  )
  return (
    <ListPage<Receivable>
      name="receivables"
      title={say('receivable.title')}
      columns={columns}
      filters={filters}
      views={views}
      defaultSort=""
      load={load}
      rowKey={(r) => r.contract_id}
      to={(r) => `/receivables/${r.contract_id}`}
      exporting={{ permission: 'export.list', start: (format, ask) => exportList('receivables', format, { bucket: buckets.find((b) => b === ask.one('bucket')) }) }}
      curl={(ask) => ({ path: `/v1/receivables?limit=${ask.limit}` })}
      empty={{ title: say('receivable.empty'), text: say('receivable.empty_text') }}
      below={<p className="fm-soft">{say('receivable.below')}</p>}
    />
  )
}
