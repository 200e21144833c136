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
import { one, useUrl, type One } from '@/kit/url'
import { useChoices } from '@/order/names'
import { CardAct, RateCards } from './cards'
import { fraction, percent } from './rate'
import '@/channel/channel.css'
import '@/till/till.css'

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
  }
}

function LprAct() {
  const say = useSay()
  const is = useRules()
  return (
    <Dialog<{ rate: string; published_on: string; source: string }>
      label={say('plan.lpr_add')}
      permission="plan.manage"
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

const states = ['valid', 'expiring', 'expired', 'not_yet', 'superseded'] as const

/** Which cards are shown; the choice stands in the address. */
function CardFilter({ platform, state, set }: { platform?: string; state?: string; set: (patch: { platform?: One; state?: One }) => void }) {
  const say = useSay()
  const { platforms } = useChoices()
  const states_ = states.map((s) => ({ value: s, label: s === 'superseded' ? say('plan.card_superseded') : say(`channel.validity.${s}`) }))
  return (
    <div className="fm-toolbar fm-gap fm-noprint">
      <Select allowClear aria-label={say('plan.platform')} placeholder={say('plan.platform')} className="fm-card-filter" value={platform} options={platforms} onChange={(v: string | undefined) => set({ platform: { is: v ?? '' } })} />
      <Select allowClear aria-label={say('plan.card_state')} placeholder={say('plan.card_state')} className="fm-card-filter" value={state} options={states_} onChange={(v: string | undefined) => set({ state: { is: v ?? '' } })} />
    </div>
  )
}

const schema = { platform: one(), state: one(states) }

export default function Rates() {
  const say = useSay()
  const [at, set] = useUrl(schema)
  const platform = at.platform.is || undefined
  const state = at.state.is || undefined
  const primes = useQuery({ queryKey: ['lpr'], queryFn: ({ signal }) => data(api.GET('/v1/lpr', { signal })) })
  const primeColumns: Column<Prime>[] = [
    { key: 'day', title: say('plan.published_on'), render: (p) => <Day day={p.published_on} /> },
    { key: 'rate', title: say('plan.rate'), align: 'right', render: (p) => <b>{percent(p.rate)}</b>, phone: 'end' },
    { key: 'source', title: say('plan.source_field'), render: (p) => <>{p.example && <StatusTag tone="warn">{say('plan.example')}</StatusTag>} <span className="fm-soft fm-small">{p.source}</span></>, phone: 'none' },
  ]
  return (
    <Page title={say('plan.rates')} below={<p className="fm-soft">{say('plan.rates_below')}</p>}>
      <Section title={say('plan.cards')} extra={<CardAct platform={platform} />}>
        <CardFilter platform={platform} state={state} set={set} />
        <RateCards platform={platform} state={state} />
      </Section>
      <Section title={say('plan.lpr')} extra={<LprAct />}>
        <Loaded query={primes}>
          {({ data: list }) => (list.length === 0 ? <p className="fm-soft">{say('plan.lpr_none')}</p> : <DataTable caption={say('kit.table.of', { name: say('plan.lpr') })} columns={primeColumns} rows={list} rowKey={(p) => p.id} dense />)}
        </Loaded>
      </Section>
    </Page>
  )
}
