import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { Money } from '@/kit/money'
import { StateTag, StatusTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useNow } from '@/kit/workplace'
import { useChoices, usePlatformName } from '@/order/names'
import type { Quote } from '@/plan/quote'
import { percent } from '@/plan/rate'
import { capStates } from './states'

/** Whether a quote may still be accepted. */
export function Validity({ until }: { until: string }) {
  const say = useSay()
  const over = new Date(until).getTime() < useNow().getTime()
  return <StatusTag tone={over ? 'idle' : 'good'}>{say(over ? 'quote.over' : 'quote.valid')}</StatusTag>
}

export default function Quotes() {
  const say = useSay()
  const language = useLanguage()
  const platformName = usePlatformName()
  const { plans } = useChoices()
  const columns = useMemo(
    (): Column<Quote>[] => [
      { key: 'plan', title: say('quote.plan'), render: (q) => `${language === 'en' ? q.plan_name_en : q.plan_name_zh} · ${String(q.count)}×` },
      { key: 'amount', title: say('quote.amount'), align: 'right', render: (q) => <Money value={q.amount} />, phone: 'end' },
      { key: 'total', title: say('plan.total'), align: 'right', render: (q) => <Money value={q.total} /> },
      { key: 'cost', title: say('plan.customer_cost'), align: 'right', render: (q) => <Money value={q.customer_cost} /> },
      { key: 'rate', title: say('plan.effective'), align: 'right', render: (q) => percent(q.effective_rate) },
      { key: 'cap', title: say('quote.cap_state'), render: (q) => <StateTag of={capStates} state={q.cap?.status ?? 'unknown'} /> },
      { key: 'state', title: say('quote.state'), render: (q) => <Validity until={q.valid_until} /> },
      { key: 'platform', title: say('plan.platform'), render: (q) => platformName(q.platform), off: true, phone: 'none' },
      { key: 'created', title: say('quote.created'), render: (q) => <Instant at={q.created_at} /> },
    ],
    [say, language, platformName],
  )
  const filters = useMemo((): Filter[] => [{ key: 'plan', label: say('quote.plan'), kind: 'one', options: plans }], [say, plans])
  return (
    <ListPage<Quote>
      name="quotes"
      title={say('quote.title')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/quotes', { params: { query: { plan_code: ask.one('plan'), cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(q) => q.id}
      to={(q) => `/quotes/${q.id}`}
      curl={(ask) => ({ path: `/v1/quotes?limit=${ask.limit}` })}
      empty={{ title: say('quote.empty'), text: say('quote.empty_text'), action: <Link to="/calculator">{say('quote.empty_act')}</Link> }}
      below={<p className="fm-soft">{say('quote.below')}</p>}
      actions={<Link to="/shown">{say('quote.shown')}</Link>}
    />
  )
}
