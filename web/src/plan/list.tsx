import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { ListPage } from '@/kit/list'
import { Money } from '@/kit/money'
import { StatusTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useChoices, usePlatformName } from '@/order/names'
import { creditors, wordOf } from '@/order/states'
import { kinds, payers, PlanAct, type Plan } from './form'
import { share } from './rate'

export default function Plans() {
  const say = useSay()
  const language = useLanguage()
  const platformName = usePlatformName()
  const { platforms } = useChoices()
  const columns = useMemo((): Column<Plan>[] => {
    const word = (key: Parameters<typeof say>[0] | undefined, raw: string) => (key === undefined ? raw : (say as (k: typeof key) => string)(key))
    return [
      { key: 'name', title: say('plan.name'), render: (p) => (language === 'en' ? p.name_en : p.name_zh) },
      { key: 'active', title: say('plan.active'), render: (p) => <StatusTag tone={p.active ? 'good' : 'idle'}>{p.active ? say('plan.active') : say('plan.active_no')}</StatusTag>, phone: 'end' },
      { key: 'platform', title: say('plan.platform'), render: (p) => platformName(p.platform) },
      { key: 'creditor', title: say('plan.creditor'), render: (p) => word(wordOf(creditors, p.creditor, (c) => `order.creditor.${c}`), p.creditor) },
      { key: 'kind', title: say('plan.kind'), render: (p) => word(wordOf(kinds, p.kind, (k) => `plan.kind.${k}`), p.kind) },
      { key: 'payer', title: say('plan.payer'), render: (p) => word(wordOf(payers, p.payer, (k) => `plan.payer.${k}`), p.payer) },
      { key: 'counts', title: say('plan.counts'), render: (p) => p.counts.join(' / ') },
      { key: 'down', title: say('plan.down_short'), align: 'right', render: (p) => (p.down_amount ? <Money value={{ amount: p.down_amount, currency: p.currency }} /> : share(p.down_share_ppm)) },
      {
        key: 'range',
        title: say('plan.range'),
        align: 'right',
        render: (p) => <><Money value={{ amount: p.min_amount, currency: p.currency }} /> – <Money value={{ amount: p.max_amount, currency: p.currency }} /></>,
        phone: 'none',
      },
      { key: 'code', title: say('plan.code'), render: (p) => <code>{p.code}</code>, off: true, phone: 'none' },
      { key: 'saved', title: say('plan.saved_at'), render: (p) => <Instant at={p.saved_at} />, off: true, phone: 'none' },
      { key: 'edit', title: say('plan.edit'), render: (p) => <PlanAct of={p} /> },
    ]
  }, [say, language, platformName])
  const filters = useMemo((): Filter[] => [{ key: 'platform', label: say('plan.platform'), kind: 'one', options: platforms }], [say, platforms])
  return (
    <ListPage<Plan>
      name="plans"
      title={say('plan.title')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/plans', { params: { query: { platform: ask.one('platform'), cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(p) => p.id ?? p.code}
      curl={(ask) => ({ path: `/v1/plans?limit=${ask.limit}` })}
      empty={{ title: say('plan.empty'), text: say('plan.empty_text'), action: <PlanAct /> }}
      below={<p className="fm-soft">{say('plan.below')}</p>}
      actions={
        <>
          <Link to="/rates">{say('plan.rates')}</Link>
          <PlanAct />
        </>
      }
    />
  )
}
