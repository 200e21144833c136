import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useDeferredValue } from 'react'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { parseAmount } from '@/kit/amount'
import { EmptyState } from '@/kit/empty'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Page, PrintButton } from '@/kit/page'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { text, useUrl } from '@/kit/url'
import { Day } from '@/kit/when'
import { fraction, percent, share } from '@/plan/rate'
import '@/kit/fields.css'
import './quote.css'

type Side = components['schemas']['PlanMerchantSide']

const schema = { amount: text(), margin: text(), days: text() }

/** What a plan means for the merchant: the subsidy, both sides' annual rates, what has to be sold to pay for it. */
export default function MerchantView() {
  const say = useSay()
  const [at, set] = useUrl(schema)
  const typed = at.amount === '' ? '3000' : at.amount
  const amount = useDeferredValue(Number(parseAmount(typed) ?? 0n))
  const margin = fraction(at.margin)
  const days = /^\d{1,3}$/.test(at.days) ? Number(at.days) : undefined
  const query = useQuery({
    queryKey: ['merchant-view', amount, margin, days],
    queryFn: ({ signal }) => data(api.GET('/v1/merchant-view', { params: { query: { amount, margin: margin ?? undefined, settle_days: days } }, signal })),
    enabled: amount > 0,
    placeholderData: (before) => before,
  })
  return (
    <Page title={say('quote.side')} below={<p className="fm-soft">{say('quote.side_below')}</p>} actions={<PrintButton />}>
      <Section title={say('quote.side_table')}>
        <Form layout="vertical" className="fm-side-form">
          <Form.Item label={say('quote.side_amount')} htmlFor="side-amount" required>
            <Input id="side-amount" prefix="¥" inputMode="decimal" className="fm-digits" maxLength={15} value={typed} onChange={(e) => set({ amount: e.target.value })} />
          </Form.Item>
          <Form.Item label={say('quote.side_margin')} htmlFor="side-margin" extra={say('quote.side_margin_hint')}>
            <Input id="side-margin" inputMode="decimal" className="fm-digits" maxLength={8} placeholder="30" value={at.margin} onChange={(e) => set({ margin: e.target.value })} />
          </Form.Item>
          <Form.Item label={say('quote.side_days')} htmlFor="side-days" extra={say('quote.side_days_hint')}>
            <Input id="side-days" inputMode="numeric" className="fm-digits" maxLength={3} value={at.days} onChange={(e) => set({ days: e.target.value })} />
          </Form.Item>
        </Form>
        {amount > 0 && <Loaded query={query}>{(page) => (page.data.length === 0 ? <EmptyState title={say('quote.side_none')} /> : <Sides of={page.data} margin={margin !== null} />)}</Loaded>}
      </Section>
    </Page>
  )
}

function Sides({ of, margin }: { of: readonly Side[]; margin: boolean }) {
  const say = useSay()
  const language = useLanguage()
  const columns: Column<Side>[] = [
    { key: 'plan', title: say('quote.plan'), render: (s) => `${language === 'en' ? s.name_en : s.name_zh} · ${String(s.count)}×` },
    { key: 'subsidy', title: say('quote.side_subsidy'), align: 'right', phone: 'end', render: (s) => (s.subsidy.amount === 0 ? '—' : <b><Money value={s.subsidy} /></b>) },
    { key: 'share', title: say('quote.side_share'), align: 'right', render: (s) => (s.subsidy_ppm === 0 ? '—' : share(s.subsidy_ppm)) },
    { key: 'net', title: say('quote.side_net'), align: 'right', render: (s) => <Money value={s.net} /> },
    {
      key: 'arrives', title: say('quote.side_arrives'),
      render: (s) => <span className="fm-nowrap"><Day day={s.net_day} /> <span className="fm-soft fm-small">{say(s.arrives_on === 'settlement' ? 'quote.side_at_once' : 'quote.side_in_parts')}</span></span>,
    },
    { key: 'advance', title: say('quote.side_advance'), align: 'right', render: (s) => percent(s.advance_rate) },
    { key: 'customer', title: say('quote.side_customer'), align: 'right', render: (s) => percent(s.customer_rate) },
    { key: 'funder', title: say('quote.side_funder'), align: 'right', render: (s) => percent(s.funder_rate) },
    { key: 'earned', title: say('quote.side_earned'), align: 'right', render: (s) => (s.earned.amount === 0 ? '—' : <Money value={s.earned} />) },
    { key: 'forgone', title: say('quote.side_forgone'), align: 'right', render: (s) => (s.forgone_at_lpr ? <Money value={s.forgone_at_lpr} /> : '—') },
  ]
  const uplift: Column<Side> = {
    key: 'uplift', title: say('quote.side_uplift'), align: 'right',
    // Without a subsidy there is nothing to win back.
    render: (s) => (s.never_pays ? <StatusTag tone="bad">{say('quote.side_never')}</StatusTag> : s.subsidy.amount === 0 ? '—' : <b>{percent(s.uplift, 1)}</b>),
  }
  return <DataTable<Side> caption={say('kit.table.of', { name: say('quote.side_table') })} columns={margin ? [...columns, uplift] : columns} rows={of} rowKey={(s) => `${s.plan_code}/${String(s.count)}`} dense />
}
