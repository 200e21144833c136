import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { Money } from '@/kit/money'
import { ObjectLink } from '@/kit/object'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { exportList } from '@/order/export'
import { apart } from './difference'
import { codes, differenceStates, knownCode, type Difference } from './states'

const states = ['open', 'explained', 'gone'] as const

/** Every difference there ever was. */
export default function DifferenceList() {
  const say = useSay()
  const columns = useMemo(
    (): Column<Difference>[] => [
      {
        key: 'code',
        title: say('statements.diff_code'),
        render: (d) => {
          const known = knownCode(d.code)
          return known ? say(`statements.code.${known}`) : d.code
        },
      },
      { key: 'state', title: say('statements.state'), render: (d) => <StateTag of={differenceStates} state={d.state} />, phone: 'end' },
      { key: 'day', title: say('statements.diff_day'), render: (d) => <span className="fm-time">{d.day}</span> },
      { key: 'ours', title: say('statements.ours'), align: 'right', render: (d) => <Money value={d.expected} /> },
      { key: 'theirs', title: say('statements.theirs'), align: 'right', render: (d) => <Money value={d.actual} /> },
      { key: 'delta', title: say('statements.delta'), align: 'right', render: (d) => <Money value={apart(d)} strong /> },
      { key: 'order', title: say('statements.line_order'), render: (d) => (d.order_id ? <ObjectLink of={`order:${d.order_id}`} /> : <span className="fm-soft">—</span>), phone: 'none' },
      { key: 'note', title: say('statements.note'), render: (d) => d.note ?? <span className="fm-soft">—</span>, phone: 'none' },
    ],
    [say],
  )
  const filters = useMemo(
    (): Filter[] => [
      { key: 'state', label: say('statements.state'), kind: 'one', options: states.map((v) => ({ value: v, label: say(`statements.diff_state.${v}`) })) },
      { key: 'code', label: say('statements.diff_code'), kind: 'one', options: codes.map((v) => ({ value: v, label: say(`statements.code.${v}`) })) },
      { key: 'order', label: say('statements.line_order'), kind: 'text', hint: 'ord_…' },
      { key: 'file', label: say('statements.file'), kind: 'text', hint: 'stm_…' },
    ],
    [say],
  )
  return (
    <ListPage<Difference>
      name="differences"
      title={say('statements.diff_all')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) =>
        data(
          api.GET('/v1/differences', {
            params: {
              query: { state: ask.one('state') as Difference['state'] | undefined, code: ask.one('code'), order_id: ask.one('order'), file_id: ask.one('file'), cursor: ask.cursor, limit: ask.limit },
            },
            signal: ask.signal,
          }),
        )
      }
      rowKey={(d) => d.id}
      to={(d) => `/differences/${d.id}`}
      exporting={{
        permission: 'export.list',
        start: (format, ask) => exportList('differences', format, { state: ask.one('state'), code: ask.one('code'), order_id: ask.one('order') }),
      }}
      curl={(ask) => ({ path: `/v1/differences?limit=${ask.limit}` })}
      empty={{ title: say('statements.diff_empty'), text: say('statements.diff_empty_text') }}
      below={
        <p className="fm-soft">
          <Link to="/differences">{say('statements.diff_queue')}</Link>
        </p>
      }
    />
  )
}
