import { useMemo } from 'react'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { ListPage, type Ask } from '@/kit/list'
import { StatusTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'

export type Customer = components['schemas']['CustomerCustomer']

/** A number is looked for whole: only its keyed fingerprint is stored, and that has no beginning. */
export function query(ask: Pick<Ask, 'q' | 'cursor' | 'limit'>) {
  const q = ask.q.trim()
  const bare = q.replace(/[\s-]/g, '')
  const page = { cursor: ask.cursor, limit: ask.limit }
  if (q === '') return page
  if (q.includes('@')) return { ...page, email: q }
  if (/^\+?\d{7,15}$/.test(bare)) return { ...page, phone: bare }
  return { ...page, external_no: q }
}

function useColumns(): Column<Customer>[] {
  const say = useSay()
  return useMemo(
    () => [
      { key: 'name', title: say('customer.name'), render: (c) => c.name },
      { key: 'phone', title: say('customer.phone'), render: (c) => <span className="fm-digits">{c.phone}</span>, phone: 'end' },
      { key: 'external_no', title: say('customer.external_no'), render: (c) => c.external_no ?? '—' },
      { key: 'address', title: say('customer.address'), render: (c) => c.address ?? '—' },
      { key: 'adult', title: say('customer.adult'), render: (c) => <StatusTag tone={c.adult ? 'good' : 'warn'}>{c.adult ? say('customer.adult_yes') : say('customer.adult_no')}</StatusTag>, phone: 'none' },
      { key: 'created', title: say('customer.created'), render: (c) => <Instant at={c.created_at} /> },
      { key: 'email', title: say('customer.email'), render: (c) => c.email ?? '—', off: true, phone: 'none' },
    ],
    [say],
  )
}

export default function Customers() {
  const say = useSay()
  const columns = useColumns()
  return (
    <ListPage<Customer>
      name="customers"
      title={say('customer.title')}
      columns={columns}
      searchHint={say('customer.search')}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/customers', { params: { query: query(ask) }, signal: ask.signal }))}
      rowKey={(c) => c.id}
      to={(c) => `/customers/${c.id}`}
      curl={(ask) => ({ path: `/v1/customers?limit=${ask.limit}` })}
      empty={{ title: say('customer.empty'), text: say('customer.empty_text') }}
      below={<p className="fm-soft">{say('customer.below')}</p>}
    />
  )
}
