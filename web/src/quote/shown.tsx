import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Say } from '@/i18n'
import { Code } from '@/kit/copy'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { Loaded } from '@/kit/loaded'
import { StatusTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { share } from '@/plan/rate'
import { seconds, type Item } from './states'

export const depthText = (say: Say, s: Pick<Item, 'scroll_ppm' | 'reached_end'>) => (s.reached_end ? say('quote.to_end') : share(Math.floor(s.scroll_ppm / 10_000) * 10_000))

const columnsOf = (say: Say): Column<Item>[] => [
  { key: 'at', title: say('quote.shown_at'), render: (s) => <Instant at={s.shown_at} /> },
  { key: 'where', title: say('quote.where'), render: (s) => say(`quote.viewer.${s.viewer}`), phone: 'end' },
  { key: 'form', title: say('quote.form'), render: (s) => s.kind.toUpperCase() },
  { key: 'lang', title: say('quote.lang'), render: (s) => s.lang, phone: 'none' },
  { key: 'dwell', title: say('quote.dwell'), align: 'right', render: (s) => say('quote.seconds', { n: seconds(s.dwell_ms) }) },
  { key: 'scroll', title: say('quote.scroll'), align: 'right', render: (s) => depthText(say, s) },
  {
    key: 'ack',
    title: say('quote.acknowledged'),
    render: (s) => (s.acknowledged_at ? <StatusTag tone="good"><Instant at={s.acknowledged_at} /></StatusTag> : <span className="fm-soft">{say('quote.not_acknowledged')}</span>),
  },
  { key: 'hash', title: say('quote.hash'), render: (s) => <Code text={s.sha256} short={8} />, phone: 'none' },
  { key: 'template', title: say('quote.template'), render: (s) => s.template, off: true, phone: 'none' },
]

/** What was shown of one quote. */
export function ShownOf({ quoteID }: { quoteID: string }) {
  const say = useSay()
  const query = useQuery({
    queryKey: ['quotes', quoteID, 'shown'],
    queryFn: ({ signal }) => data(api.GET('/v1/disclosures', { params: { query: { quote_id: quoteID, limit: 50 } }, signal })),
  })
  const columns = columnsOf(say).filter((c) => c.off !== true && c.key !== 'hash')
  return (
    <Loaded query={query}>
      {(page) =>
        page.data.length === 0 ? <p className="fm-soft">{say('quote.shown_none')}</p> : <DataTable<Item> caption={say('quote.shown')} columns={columns} rows={page.data} rowKey={(s) => s.id} to={(s) => `/shown/${s.id}`} />
      }
    </Loaded>
  )
}

/** Everything that was shown of the cost of credit, newest first. */
export default function ShownList() {
  const say = useSay()
  const columns = useMemo(() => columnsOf(say), [say])
  const filters = useMemo(
    (): Filter[] => [
      { key: 'quote', label: say('quote.one'), kind: 'text', hint: 'quo_…' },
      { key: 'link', label: say('quote.link_col'), kind: 'text', hint: 'lnk_…' },
    ],
    [say],
  )
  return (
    <ListPage<Item>
      name="shown"
      title={say('quote.shown')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/disclosures', { params: { query: { quote_id: ask.one('quote'), link_id: ask.one('link'), cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(s) => s.id}
      to={(s) => `/shown/${s.id}`}
      curl={(ask) => ({ path: `/v1/disclosures?limit=${ask.limit}` })}
      empty={{ title: say('quote.shown_none'), text: say('quote.shown_none_text'), action: <Link to="/quotes">{say('quote.title')}</Link> }}
      below={<p className="fm-soft">{say('quote.shown_below')}</p>}
    />
  )
}
