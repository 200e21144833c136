import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { EmptyState } from '@/kit/empty'
import { Loaded } from '@/kit/loaded'
import { Page } from '@/kit/page'
import { StateTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { Day } from '@/kit/when'
import { useToday } from '@/kit/workplace'
import { usePlatformName } from '@/order/names'
import { useChannelName } from '@/settings/channel-names'
import { useNames } from '@/staff/names'
import { cardEnds, paperKinds, validityOf, validityStates } from './states'

interface Row {
  key: string
  what: string
  where: string
  until: string
  officer: string
  to: string
}

/** Papers, contracts and rate cards that end soon or have ended, the most urgent first. The cards are asked for apart: they belong to the plans. */
export default function EndingPage() {
  const say = useSay()
  const today = useToday()
  const names = useNames()
  const channelName = useChannelName()
  const platformName = usePlatformName()
  const query = useQuery({
    queryKey: ['endings'],
    queryFn: async ({ signal }) => {
      const [ends, cards] = await Promise.all([
        data(api.GET('/v1/papers/ending', { params: { query: { days: 60 } }, signal })),
        data(api.GET('/v1/rate-cards', { params: { query: { limit: 200 } }, signal })),
      ])
      return { ends: ends.data, cards: cards.data }
    },
  })
  const kind = (of: string) => {
    const known = paperKinds.find((k) => k === of)
    return known ? say(`channel.paper.${known}`) : say('channel.end_terms')
  }
  const columns: Column<Row>[] = [
    { key: 'what', title: say('channel.end_what'), render: (r) => r.what },
    { key: 'state', title: say('channel.state'), phone: 'end', render: (r) => <StateTag of={validityStates} state={validityOf('', r.until, today)} /> },
    { key: 'until', title: say('channel.valid_to'), render: (r) => <Day day={r.until} relative late={r.until < today} /> },
    { key: 'where', title: say('settings.channel'), render: (r) => r.where },
    { key: 'officer', title: say('channel.officer'), render: (r) => (r.officer === '' ? '—' : names(r.officer)) },
  ]
  return (
    <Page title={say('channel.ending')} below={<p className="fm-soft">{say('channel.ending_below')} <Link to="/casefiles">{say('channel.ending_tasks')}</Link></p>}>
      <Loaded query={query}>
        {({ ends, cards }) => {
          const rows: Row[] = [
            ...ends.map((e) => ({ key: e.object, what: kind(e.kind), where: channelName(e.channel_id), until: e.until, officer: e.officer ?? '', to: `/channels/${e.channel_id}?tab=papers` })),
            ...cardEnds(cards, today).map((c) => ({
              key: `${c.platform} ${c.until}`, what: say('channel.end_cards', { n: c.count }), where: platformName(c.platform), until: c.until, officer: '', to: `/rates?platform=${encodeURIComponent(c.platform)}`,
            })),
          ].sort((a, b) => a.until.localeCompare(b.until))
          return rows.length === 0 ? (
            <EmptyState done title={say('channel.ending_empty')} text={say('channel.ending_empty_text')} />
          ) : (
            <DataTable caption={say('channel.ending')} columns={columns} rows={rows} rowKey={(r) => r.key} to={(r) => r.to} />
          )
        }}
      </Loaded>
    </Page>
  )
}
