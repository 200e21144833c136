import { PlusOutlined } from '@/kit/icons'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { Act } from '@/kit/act'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { Money } from '@/kit/money'
import { ObjectLink } from '@/kit/object'
import type { Column } from '@/kit/table'
import { Day, Instant } from '@/kit/when'
import { exportList } from '@/order/export'
import { useKindName } from './names'

export type Entry = components['schemas']['LedgerEntry']

/** What an entry moved: its debits, in minor units. */
export const moved = (e: Pick<Entry, 'legs'>) => ({ amount: e.legs.reduce((n, l) => n + Math.max(0, l.amount), 0), currency: e.legs[0]?.currency ?? 'CNY' })

export default function Entries() {
  const say = useSay()
  const navigate = useNavigate()
  const kindName = useKindName()
  const columns = useMemo(
    (): Column<Entry>[] => [
      { key: 'kind', title: say('ledger.kind'), render: (e) => kindName(e.kind) },
      { key: 'effective', title: say('ledger.effective'), render: (e) => <Day day={e.effective} /> },
      { key: 'amount', title: say('ledger.amount'), align: 'right', render: (e) => <Money value={moved(e)} />, phone: 'end' },
      { key: 'order', title: say('ledger.order'), render: (e) => (e.order_id ? <ObjectLink of={`order:${e.order_id}`} /> : '—') },
      { key: 'contract', title: say('ledger.contract'), render: (e) => (e.contract_id ? <ObjectLink of={`contract:${e.contract_id}`} /> : '—'), phone: 'none' },
      { key: 'reason', title: say('ledger.reason'), render: (e) => e.reason ?? '—', phone: 'none' },
      { key: 'recorded', title: say('ledger.recorded'), render: (e) => <Instant at={e.recorded_at} />, phone: 'none' },
      { key: 'ref', title: say('ledger.ref'), render: (e) => (e.ref ? <ObjectLink of={e.ref} plain /> : '—'), off: true, phone: 'none' },
    ],
    [say, kindName],
  )
  const filters = useMemo(
    (): Filter[] => [
      { key: 'order', label: say('ledger.order'), kind: 'text', hint: 'ord_…' },
      { key: 'contract', label: say('ledger.contract'), kind: 'text', hint: 'ctr_…' },
    ],
    [say],
  )
  return (
    <ListPage<Entry>
      name="entries"
      title={say('ledger.entries')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) =>
        data(api.GET('/v1/ledger/entries', { params: { query: { order_id: ask.one('order'), contract_id: ask.one('contract'), cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))
      }
      rowKey={(e) => e.id}
      to={(e) => `/ledger/entries/${e.id}`}
      exporting={{ permission: 'export.list', start: (format, ask) => exportList('entries', format, { order_id: ask.one('order') }) }}
      curl={(ask) => ({ path: `/v1/ledger/entries?limit=${ask.limit}` })}
      empty={{ title: say('ledger.entries_empty'), text: say('ledger.entries_empty_text') }}
      below={<p className="fm-soft">{say('ledger.entries_below')}</p>}
      actions={
        <Act permission="ledger.post" type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/ledger/post')}>
          {say('ledger.post')}
        </Act>
      }
    />
  )
}
