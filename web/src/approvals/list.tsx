import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useNames, useReadable } from '@/staff/names'
import { approvalStates, kindWord, type Approval } from './states'

const states = ['asked', 'approved', 'done', 'rejected', 'withdrawn', 'expired', 'failed'] as const

export default function ApprovalList() {
  const say = useSay()
  const names = useNames()
  const readable = useReadable()
  const columns = useMemo((): Column<Approval>[] => {
    const tell = say as (key: Key) => string
    return [
      { key: 'what', title: say('approvals.what'), render: (a) => readable(a.summary) },
      { key: 'kind', title: say('approvals.kind'), render: (a) => tell(kindWord(a.kind)) },
      { key: 'state', title: say('approvals.state'), render: (a) => <StateTag of={approvalStates} state={a.state} />, phone: 'end' },
      { key: 'maker', title: say('approvals.maker'), render: (a) => (a.maker_name === '' ? names(a.maker) : a.maker_name) },
      { key: 'asked', title: say('approvals.asked'), render: (a) => <Instant at={a.asked_at} /> },
      { key: 'decided', title: say('approvals.decided'), render: (a) => a.decided_name ?? <span className="fm-soft">—</span> },
    ]
  }, [say, names, readable])
  const filters = useMemo(
    (): Filter[] => [{ key: 'state', label: say('approvals.state'), kind: 'one', options: states.map((v) => ({ value: v, label: say(`approvals.state.${v}`) })) }],
    [say],
  )
  return (
    <ListPage<Approval>
      name="approvals"
      title={say('approvals.all')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/approvals', { params: { query: { state: ask.one('state') as Approval['state'] | undefined, cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(a) => a.id}
      to={(a) => `/approvals/${a.id}`}
      curl={(ask) => ({ path: `/v1/approvals?limit=${ask.limit}` })}
      empty={{ title: say('approvals.empty'), text: say('approvals.empty_text') }}
      below={
        <p className="fm-soft">
          <Link to="/approvals">{say('approvals.queue')}</Link>
        </p>
      }
    />
  )
}
