import { useMemo } from 'react'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage, type Ask } from '@/kit/list'
import { Money } from '@/kit/money'
import { ObjectLink } from '@/kit/object'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Day, Instant } from '@/kit/when'
import { usePlanName } from '@/order/names'
import { allContractStates, contractStates, type Contract } from './states'

const query = (ask: Ask) => ({
  state: allContractStates.find((s) => s === ask.one('state')),
  customer_id: ask.one('customer'),
  cursor: ask.cursor,
  limit: ask.limit,
})

export default function Contracts() {
  const say = useSay()
  const planName = usePlanName()
  const columns = useMemo(
    (): Column<Contract>[] => [
      { key: 'plan', title: say('contract.plan'), render: (c) => planName(c.plan_code) },
      { key: 'id', title: say('contract.one'), render: (c) => <ObjectLink of={`contract:${c.id}`} plain />, phone: 'none' },
      { key: 'principal', title: say('contract.principal'), align: 'right', render: (c) => <Money value={c.principal} />, phone: 'end' },
      { key: 'cost', title: say('contract.cost'), align: 'right', render: (c) => <Money value={{ amount: c.interest.amount + c.fee.amount, currency: c.currency }} /> },
      { key: 'state', title: say('contract.state'), render: (c) => <StateTag of={contractStates} state={c.state} /> },
      { key: 'active', title: say('contract.active_day'), render: (c) => <Day day={c.active_day} /> },
      { key: 'signed', title: say('contract.signed_at'), render: (c) => <Instant at={c.signed_at} />, off: true, phone: 'none' },
      { key: 'order', title: say('contract.order'), render: (c) => <ObjectLink of={`order:${c.order_id}`} />, phone: 'none' },
      { key: 'customer', title: say('contract.customer'), render: (c) => <ObjectLink of={`customer:${c.customer_id}`} />, phone: 'none' },
    ],
    [say, planName],
  )
  const filters = useMemo(
    (): Filter[] => [
      { key: 'state', label: say('contract.state'), kind: 'one', options: allContractStates.map((s) => ({ value: s, label: (say as (k: Key) => string)(contractStates[s].word) })) },
      { key: 'customer', label: say('contract.customer'), kind: 'text', hint: 'cus_…' },
    ],
    [say],
  )
  return (
    <ListPage<Contract>
      name="contracts"
      title={say('contract.title')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/contracts', { params: { query: query(ask) }, signal: ask.signal }))}
      rowKey={(c) => c.id}
      to={(c) => `/contracts/${c.id}`}
      curl={(ask) => ({ path: `/v1/contracts?limit=${ask.limit}` })}
      empty={{ title: say('contract.empty'), text: say('contract.empty_text') }}
      below={<p className="fm-soft">{say('contract.below')}</p>}
    />
  )
}
