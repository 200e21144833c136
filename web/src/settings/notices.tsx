import { useMemo } from 'react'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { ObjectLink } from '@/kit/object'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { letterStates, type Letter } from './rules'

const states = ['queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled'] as const

export default function Letters() {
  const say = useSay()
  const columns = useMemo(
    (): Column<Letter>[] => [
      { key: 'subject', title: say('settings.subject'), render: (n) => n.subject },
      { key: 'state', title: say('settings.notice_state'), render: (n) => <StateTag of={letterStates} state={n.state} />, phone: 'end' },
      { key: 'address', title: say('settings.address'), render: (n) => n.address },
      { key: 'about', title: say('settings.notice_about'), render: (n) => (n.ref === '' ? <span className="fm-soft">—</span> : <ObjectLink of={n.ref} />) },
      { key: 'created', title: say('settings.notice_created'), render: (n) => <Instant at={n.created_at} /> },
      { key: 'ended', title: say('settings.notice_ended'), render: (n) => <Instant at={n.ended_at} />, phone: 'none' },
      { key: 'kind', title: say('settings.notice_kind'), render: (n) => <code>{n.kind}</code>, off: true, phone: 'none' },
    ],
    [say],
  )
  const filters = useMemo(
    (): Filter[] => [
      { key: 'state', label: say('settings.notice_state'), kind: 'one', options: states.map((v) => ({ value: v, label: say(`settings.notice_state.${v}`) })) },
      { key: 'about', label: say('settings.notice_about'), kind: 'text', hint: 'contract:ctr_…' },
    ],
    [say],
  )
  return (
    <ListPage<Letter>
      name="notices"
      title={say('settings.notices')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) =>
        data(
          api.GET('/v1/notices', {
            params: { query: { state: ask.one('state') as Letter['state'] | undefined, ref: ask.one('about'), cursor: ask.cursor, limit: ask.limit } },
            signal: ask.signal,
          }),
        )
      }
      views={[
        { label: say('settings.notices'), search: '' },
        { label: say('settings.notice_state.queued'), search: '?state=queued' },
        { label: say('settings.notice_state.failed'), search: '?state=failed' },
        { label: say('settings.notice_state.unknown'), search: '?state=unknown' },
      ]}
      rowKey={(n) => n.id}
      to={(n) => `/notices/${n.id}`}
      curl={(ask) => ({ path: `/v1/notices?limit=${ask.limit}` })}
      empty={{ title: say('settings.notices_empty') }}
      below={<p className="fm-soft">{say('settings.notices_below')}</p>}
    />
  )
}
