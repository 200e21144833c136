import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay, type Key } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { Money } from '@/kit/money'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Day, Instant } from '@/kit/when'
import { useToday } from '@/kit/workplace'
import { useNames, usePeople } from '@/staff/names'
import { caseStates, kindWord, titleOf, type Casefile } from './states'

const states = ['open', 'working', 'resolved'] as const
const kinds = ['order', 'difference', 'inquiry', 'owner_task', 'dispute', 'hardship', 'stop', 'pay_out'] as const

/** Every case there ever was, for looking back. */
export default function CaseList() {
  const say = useSay()
  const language = useLanguage()
  const today = useToday()
  const names = useNames()
  const people = usePeople().data
  const columns = useMemo((): Column<Casefile>[] => {
    const tell = say as (key: Key) => string
    return [
      { key: 'what', title: say('casefiles.what'), render: (c) => titleOf(c, language) },
      { key: 'kind', title: say('casefiles.kind'), render: (c) => tell(kindWord(c.kind)) },
      { key: 'state', title: say('casefiles.state'), render: (c) => <StateTag of={caseStates} state={c.state} />, phone: 'end' },
      { key: 'outcome', title: say('casefiles.outcome'), render: (c) => (c.outcome ? say(`casefiles.outcome.${c.outcome}`) : <span className="fm-soft">—</span>) },
      { key: 'risk', title: say('casefiles.risk'), align: 'right', render: (c) => <Money value={c.money_at_risk} /> },
      { key: 'due', title: say('casefiles.due'), render: (c) => <Day day={c.due_day} relative={c.state !== 'resolved'} late={c.state !== 'resolved' && c.due_day < today} /> },
      { key: 'assignee', title: say('casefiles.assignee'), render: (c) => (c.assignee ? names(c.assignee) : <span className="fm-soft">—</span>), phone: 'none' },
      { key: 'opened', title: say('casefiles.opened'), render: (c) => <Instant at={c.opened_at} />, off: true, phone: 'none' },
    ]
  }, [say, language, names, today])
  const filters = useMemo(
    (): Filter[] => [
      { key: 'state', label: say('casefiles.state'), kind: 'one', options: states.map((v) => ({ value: v, label: say(`casefiles.state.${v}`) })) },
      { key: 'kind', label: say('casefiles.kind'), kind: 'one', options: kinds.map((v) => ({ value: v, label: say(`casefiles.kind.${v}`) })) },
      { key: 'assignee', label: say('casefiles.assignee'), kind: 'one', options: (people ?? []).map((p) => ({ value: p.id, label: p.name })) },
      { key: 'object', label: say('casefiles.about'), kind: 'text', hint: 'order:ord_…' },
    ],
    [say, people],
  )
  return (
    <ListPage<Casefile>
      name="casefiles"
      title={say('casefiles.all')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) =>
        data(
          api.GET('/v1/casefiles', {
            params: { query: { state: ask.one('state') as Casefile['state'] | undefined, kind: ask.one('kind'), assignee: ask.one('assignee'), object: ask.one('object'), cursor: ask.cursor, limit: ask.limit } },
            signal: ask.signal,
          }),
        )
      }
      views={[
        { label: say('casefiles.state.open'), search: '' },
        { label: say('casefiles.state.resolved'), search: '?state=resolved' },
      ]}
      rowKey={(c) => c.id}
      to={(c) => `/casefiles/${c.id}`}
      curl={(ask) => ({ path: `/v1/casefiles?limit=${ask.limit}` })}
      empty={{ title: say('casefiles.empty'), text: say('casefiles.empty_text') }}
      below={
        <p className="fm-soft">
          <Link to="/casefiles">{say('casefiles.queue')}</Link>
        </p>
      }
    />
  )
}
