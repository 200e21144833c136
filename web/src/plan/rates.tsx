import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Page } from '@/kit/page'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { isDay } from '@/kit/time'
import { Day } from '@/kit/when'
import { useToday } from '@/kit/workplace'
import { usePlanName, usePlatformName } from '@/order/names'
import { wordOf } from '@/order/states'
import { kinds, payers } from './form'
import { fraction, percent } from './rate'
import '@/till/till.css'

type Card = components['schemas']['PlanRateCard']
type Prime = components['schemas']['PlanPrimeRate']

function useRules() {
  const say = useSay()
  const rule = (fits: (text: string) => boolean, message: string) => ({
    validator: (_r: unknown, v: unknown) => (fits(typeof v === 'string' ? v.trim() : '') ? Promise.resolve() : Promise.reject(new Error(message))),
  })
  return {
    need: { required: true, whitespace: true, message: say('kit.field.need') },
    day: rule(isDay, say('plan.day_bad')),
    rate: rule((t) => fraction(t) !== null, say('kit.field.percent_bad')),
    count: rule((t) => /^\d{1,2}$/.test(t), say('plan.counts_bad')),
  }
}

interface CardValues {
  platform: string
  kind: (typeof kinds)[number]
  count: string
  payer: (typeof payers)[number]
  plan_code?: string
  rate: string
  source: string
  valid_from: string
  verified_on: string
  verified_by: string
}

function CardAct() {
  const say = useSay()
  const today = useToday()
  const is = useRules()
  return (
    <Dialog<CardValues>
      label={say('plan.card_add')}
      permission="ratecard.save"
      type="primary"
      width={620}
      initial={{ platform: 'huabei', kind: 'flat_fee', payer: 'customer', valid_from: today, verified_on: today }}
      stale={[['rate-cards'], ['offers']]}
      submit={async (v, header) => {
        const rate = fraction(v.rate) ?? '0'
        const body = {
          platform: v.platform.trim(), kind: v.kind, count: Number(v.count), payer: v.payer, rate, source: v.source.trim(), valid_from: v.valid_from.trim(),
          plan_code: v.plan_code === undefined || v.plan_code.trim() === '' ? undefined : v.plan_code.trim(),
          verified_on: v.verified_on.trim(), verified_by: v.verified_by.trim(), rounding: 'half_even', remainder: 'first',
        }
        await data(api.POST('/v1/rate-cards', { params: { header }, body }))
        return say('plan.card_done')
      }}
    >
      <div className="fm-till-two">
        <Form.Item name="platform" label={say('plan.platform')} rules={[is.need]}><Input maxLength={40} /></Form.Item>
        <Form.Item name="kind" label={say('plan.kind')} required><Select options={kinds.map((k) => ({ value: k, label: say(`plan.kind.${k}`) }))} /></Form.Item>
        <Form.Item name="count" label={say('plan.counts')} required rules={[is.count]}><Input maxLength={2} className="fm-digits" /></Form.Item>
        <Form.Item name="payer" label={say('plan.payer')} required><Select options={payers.map((k) => ({ value: k, label: say(`plan.payer.${k}`) }))} /></Form.Item>
        <Form.Item name="rate" label={say('plan.rate_percent')} required rules={[is.rate]}><Input maxLength={12} className="fm-digits" /></Form.Item>
        <Form.Item name="plan_code" label={say('plan.card_plan')}><Input maxLength={40} /></Form.Item>
        <Form.Item name="valid_from" label={say('plan.valid_from')} required rules={[is.day]}><Input maxLength={10} className="fm-digits" /></Form.Item>
        <Form.Item name="source" label={say('plan.source_field')} extra={say('plan.source_hint')} rules={[is.need]}><Input maxLength={400} /></Form.Item>
        <Form.Item name="verified_on" label={say('plan.verified_on')} required rules={[is.day]}><Input maxLength={10} className="fm-digits" /></Form.Item>
        <Form.Item name="verified_by" label={say('plan.verified_by')} rules={[is.need]}><Input maxLength={80} /></Form.Item>
      </div>
    </Dialog>
  )
}

function LprAct() {
  const say = useSay()
  const is = useRules()
  return (
    <Dialog<{ rate: string; published_on: string; source: string }>
      label={say('plan.lpr_add')}
      permission="ratecard.save"
      stale={[['lpr'], ['offers']]}
      submit={async (v, header) => {
        await data(api.POST('/v1/lpr', { params: { header }, body: { rate: fraction(v.rate) ?? '0', published_on: v.published_on.trim(), source: v.source.trim() } }))
        return say('plan.lpr_done')
      }}
    >
      <Form.Item name="published_on" label={say('plan.published_on')} required rules={[is.day]}><Input maxLength={10} placeholder="2026-11-20" className="fm-digits" /></Form.Item>
      <Form.Item name="rate" label={say('plan.rate_percent')} required rules={[is.rate]}><Input maxLength={12} placeholder="3.00" className="fm-digits" /></Form.Item>
      <Form.Item name="source" label={say('plan.source_field')} extra={say('plan.source_hint')} rules={[is.need]}><Input maxLength={400} /></Form.Item>
    </Dialog>
  )
}

function useCardColumns(): Column<Card>[] {
  const say = useSay()
  const platformName = usePlatformName()
  const planName = usePlanName()
  const word = (key: Parameters<typeof say>[0] | undefined, raw: string) => (key === undefined ? raw : (say as (k: typeof key) => string)(key))
  return [
    { key: 'platform', title: say('plan.platform'), render: (c) => <>{platformName(c.platform)}{c.plan_code && <span className="fm-soft fm-small"> · {planName(c.plan_code)}</span>}</> },
    { key: 'kind', title: say('plan.kind'), render: (c) => word(wordOf(kinds, c.kind, (k) => `plan.kind.${k}`), c.kind) },
    { key: 'count', title: say('plan.counts'), align: 'right', render: (c) => c.count },
    { key: 'payer', title: say('plan.payer'), render: (c) => word(wordOf(payers, c.payer, (k) => `plan.payer.${k}`), c.payer) },
    { key: 'rate', title: say('plan.rate'), align: 'right', render: (c) => <b>{percent(c.rate)}</b>, phone: 'end' },
    { key: 'from', title: say('plan.valid_from'), render: (c) => <Day day={c.valid_from} /> },
    { key: 'source', title: say('plan.source_field'), render: (c) => <>{c.example && <StatusTag tone="warn">{say('plan.example')}</StatusTag>} <span className="fm-soft fm-small">{c.source}</span></>, phone: 'none' },
  ]
}

export default function Rates() {
  const say = useSay()
  const cards = useQuery({ queryKey: ['rate-cards'], queryFn: ({ signal }) => data(api.GET('/v1/rate-cards', { params: { query: { limit: 200 } }, signal })) })
  const primes = useQuery({ queryKey: ['lpr'], queryFn: ({ signal }) => data(api.GET('/v1/lpr', { signal })) })
  const cardColumns = useCardColumns()
  const primeColumns: Column<Prime>[] = [
    { key: 'day', title: say('plan.published_on'), render: (p) => <Day day={p.published_on} /> },
    { key: 'rate', title: say('plan.rate'), align: 'right', render: (p) => <b>{percent(p.rate)}</b>, phone: 'end' },
    { key: 'source', title: say('plan.source_field'), render: (p) => <>{p.example && <StatusTag tone="warn">{say('plan.example')}</StatusTag>} <span className="fm-soft fm-small">{p.source}</span></>, phone: 'none' },
  ]
  return (
    <Page title={say('plan.rates')} below={<p className="fm-soft">{say('plan.rates_below')}</p>}>
      <Section title={say('plan.cards')} extra={<CardAct />}>
        <Loaded query={cards}>
          {({ data: list }) => (list.length === 0 ? <p className="fm-soft">{say('plan.cards_none')}</p> : <DataTable caption={say('kit.table.of', { name: say('plan.cards') })} columns={cardColumns} rows={list} rowKey={(c) => c.id} dense />)}
        </Loaded>
      </Section>
      <Section title={say('plan.lpr')} extra={<LprAct />}>
        <Loaded query={primes}>
          {({ data: list }) => (list.length === 0 ? <p className="fm-soft">{say('plan.lpr_none')}</p> : <DataTable caption={say('kit.table.of', { name: say('plan.lpr') })} columns={primeColumns} rows={list} rowKey={(p) => p.id} dense />)}
        </Loaded>
      </Section>
    </Page>
  )
}
