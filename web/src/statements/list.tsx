import { useMemo } from 'react'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useChannelName, useChannels } from '@/settings/channel-names'
import { Calendar } from './calendar'
import { fileStates, type Statement } from './states'
import { Upload } from './upload'

export const span = (s: Pick<Statement, 'from' | 'to'>): string => (s.from === s.to ? s.from : `${s.from} – ${s.to}`)

export default function StatementList() {
  const say = useSay()
  const channelName = useChannelName()
  const channels = useChannels().data
  const columns = useMemo(
    (): Column<Statement>[] => [
      {
        key: 'days',
        title: say('statements.days'),
        render: (s) => (
          <span className="fm-time">
            {span(s)} · {say(`statements.kind.${s.kind}`)}
          </span>
        ),
      },
      { key: 'channel', title: say('statements.channel'), render: (s) => channelName(s.channel_id) },
      { key: 'state', title: say('statements.state'), render: (s) => <StateTag of={fileStates} state={s.state} />, phone: 'end' },
      { key: 'lines', title: say('statements.lines'), align: 'right', render: (s) => s.lines },
      { key: 'name', title: say('statements.name'), render: (s) => <span className="fm-small fm-anywhere">{s.name}</span>, phone: 'none' },
      { key: 'source', title: say('statements.source'), render: (s) => say(`statements.source.${s.source}`), phone: 'none' },
      { key: 'received', title: say('statements.received'), render: (s) => <Instant at={s.received_at} /> },
    ],
    [say, channelName],
  )
  const filters = useMemo(
    (): Filter[] => [{ key: 'channel_id', label: say('statements.channel'), kind: 'one', options: (channels ?? []).map((c) => ({ value: c.id, label: c.name })) }],
    [say, channels],
  )
  return (
    <ListPage<Statement>
      name="statements"
      title={say('statements.title')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/statements', { params: { query: { channel_id: ask.one('channel_id'), cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(s) => s.id}
      to={(s) => `/statements/${s.id}`}
      curl={(ask) => ({ path: `/v1/statements?limit=${ask.limit}` })}
      empty={{ title: say('statements.empty'), text: say('statements.empty_text') }}
      below={<p className="fm-soft">{say('statements.below')}</p>}
      above={
        <div className="fm-halves">
          <Upload />
          <Calendar />
        </div>
      }
    />
  )
}
