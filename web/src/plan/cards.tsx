import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useMe } from '@/app/session'
import { DayField, ExampleTag, filled, TextField, Until, ValidityTag } from '@/channel/parts'
import { forever, succeeded, validityOf, type Validity } from '@/channel/states'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { StatusTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { Day } from '@/kit/when'
import { useToday } from '@/kit/workplace'
import { usePlanName, usePlatformName } from '@/order/names'
import { wordOf } from '@/order/states'
import { kinds, payers } from './form'
import { CardRules, rulesOf, rulesOfCard, type Ruled } from './rules'
import { fraction, percent } from './rate'
import '@/till/till.css'

export type Card = components['schemas']['PlanRateCard']

/** What a card is today: of two that overlap the later one counts, so that a superseded card is past whatever its end. */
export function cardState(card: Card, all: readonly Card[], today: string): Validity | 'superseded' {
  const later = all.some(
    (o) =>
      o.id !== card.id && o.platform === card.platform && o.kind === card.kind && (o.plan_code ?? '') === (card.plan_code ?? '') && o.count === card.count && o.payer === card.payer &&
      (o.recorded_at > card.recorded_at || (o.recorded_at === card.recorded_at && o.id > card.id)) && o.valid_from <= today && o.valid_to >= today,
  )
  const state = validityOf(card.valid_from, card.valid_to, today)
  return later && state !== 'not_yet' && state !== 'expired' ? 'superseded' : state
}

interface Values extends Ruled {
  platform: string
  kind: (typeof kinds)[number]
  count: string
  payer: (typeof payers)[number]
  plan_code?: string
  rate: string
  source: string
  valid_from: string
  valid_to?: string
  verified_on: string
  verified_by: string
  verify_by?: string
}

const roundings = ['half_even', 'half_up', 'floor', 'ceil'] as const

/** Records a card, or a new one in the place of another; no card is ever edited. */
export function CardAct({ after, platform }: { after?: Card; platform?: string }) {
  const say = useSay()
  const today = useToday()
  const me = useMe()
  const rule = (fits: (text: string) => boolean, message: string) => ({
    validator: (_r: unknown, v: unknown) => (fits(typeof v === 'string' ? v.trim() : '') ? Promise.resolve() : Promise.reject(new Error(message))),
  })
  const fixed = after !== undefined
  return (
    <Dialog<Values>
      label={after ? say('plan.card_supersede') : say('plan.card_add')}
      permission="plan.manage"
      type={after ? 'default' : 'primary'}
      size={after ? 'small' : undefined}
      width={620}
      intro={after && <p className="fm-soft">{say('plan.card_supersede_text')}</p>}
      initial={{
        platform: after?.platform ?? platform ?? 'huabei', kind: kinds.find((k) => k === after?.kind) ?? 'flat_fee', count: after && String(after.count), payer: after?.payer === 'merchant' ? 'merchant' : 'customer',
        ...rulesOfCard(after),
        plan_code: after?.plan_code, source: after?.example ? undefined : after?.source, valid_from: today, verified_on: today, verified_by: me.name,
      }}
      stale={[['rate-cards'], ['offers'], ['endings']]}
      submit={async (v, header) => {
        const body = {
          platform: v.platform.trim(), kind: v.kind, count: Number(v.count), payer: v.payer, rate: fraction(v.rate) ?? '0', source: v.source.trim(), valid_from: v.valid_from.trim(), valid_to: filled(v.valid_to),
          plan_code: filled(v.plan_code), verified_on: v.verified_on.trim(), verified_by: v.verified_by.trim(), verify_by: filled(v.verify_by),
          rounding: roundings.find((r) => r === after?.rounding) ?? 'half_even', remainder: after?.remainder ?? 'first',
          ...rulesOf(v),
        }
        await data(api.POST('/v1/rate-cards', { params: { header }, body }))
        return say('plan.card_done')
      }}
    >
      <div className="fm-till-two">
        <TextField name="platform" label={say('plan.platform')} most={40} />
        <Form.Item name="kind" label={say('plan.kind')} required><Select disabled={fixed} options={kinds.map((k) => ({ value: k, label: say(`plan.kind.${k}`) }))} /></Form.Item>
        <Form.Item name="count" label={say('plan.counts')} required rules={[rule((t) => /^\d{1,2}$/.test(t), say('plan.counts_bad'))]}><Input disabled={fixed} maxLength={2} className="fm-digits" /></Form.Item>
        <Form.Item name="payer" label={say('plan.payer')} required><Select disabled={fixed} options={payers.map((k) => ({ value: k, label: say(`plan.payer.${k}`) }))} /></Form.Item>
        <Form.Item name="rate" label={say('plan.rate_percent')} required rules={[rule((t) => fraction(t) !== null, say('kit.field.percent_bad'))]}><Input maxLength={12} className="fm-digits" /></Form.Item>
        <TextField name="plan_code" label={say('plan.card_plan')} most={40} required={false} />
        <DayField name="valid_from" label={say('plan.valid_from')} />
        <DayField name="valid_to" label={say('plan.valid_to')} required={false} extra={say('plan.valid_to_hint')} />
        <TextField name="source" label={say('plan.source_field')} extra={say('plan.source_hint')} />
        <DayField name="verified_on" label={say('plan.verified_on')} />
        <TextField name="verified_by" label={say('plan.verified_by')} most={80} />
        <DayField name="verify_by" label={say('plan.verify_by')} required={false} extra={say('plan.verify_by_hint')} />
        <CardRules />
      </div>
    </Dialog>
  )
}

/** All cards, read once for the page of rates and for the channels. */
export function useRateCards() {
  return useQuery({
    queryKey: ['rate-cards'],
    queryFn: async ({ signal }) => {
      const all: Card[] = []
      let cursor: string | undefined
      do {
        const page = await data(api.GET('/v1/rate-cards', { params: { query: { limit: 200, cursor } }, signal }))
        all.push(...page.data)
        cursor = page.next
      } while (cursor)
      return all
    },
  })
}

function useCardColumns(all: readonly Card[], platform?: string): Column<Card>[] {
  const say = useSay()
  const today = useToday()
  const platformName = usePlatformName()
  const planName = usePlanName()
  const word = (key: Parameters<typeof say>[0] | undefined, raw: string) => (key === undefined ? raw : (say as (k: typeof key) => string)(key))
  const whole: Column<Card> = { key: 'platform', title: say('plan.platform'), render: (c) => platformName(c.platform) }
  return [
    ...(platform === undefined ? [whole] : []),
    { key: 'kind', title: say('plan.kind'), render: (c) => <>{word(wordOf(kinds, c.kind, (k) => `plan.kind.${k}`), c.kind)}{c.plan_code && <><br /><span className="fm-soft fm-small">{planName(c.plan_code)}</span></>}</> },
    { key: 'count', title: say('plan.counts'), align: 'right', render: (c) => c.count },
    { key: 'payer', title: say('plan.payer'), render: (c) => word(wordOf(payers, c.payer, (k) => `plan.payer.${k}`), c.payer) },
    { key: 'rate', title: say('plan.rate'), align: 'right', render: (c) => <b>{percent(c.rate)}</b>, phone: 'end' },
    {
      key: 'state',
      title: say('plan.card_state'),
      render: (c) => (cardState(c, all, today) === 'superseded' ? <StatusTag tone="idle">{say('plan.card_superseded')}</StatusTag> : <ValidityTag from={c.valid_from} to={c.valid_to} />),
    },
    { key: 'days', title: say('plan.card_days'), render: (c) => <><Day day={c.valid_from} /> – <Until day={c.valid_to} /></> },
    {
      key: 'checked',
      title: say('plan.verified_on'),
      render: (c) => (
        <>
          <Day day={c.verified_on} /> <span className="fm-soft">{c.verified_by}</span>
          {c.verify_by && <><br /><span className="fm-soft fm-small">{say('plan.verify_by')} <Day day={c.verify_by} late={c.verify_by < today} /></span></>}
        </>
      ),
    },
    { key: 'source', title: say('plan.source_field'), width: 240, render: (c) => <><ExampleTag of={c} /> <span className="fm-soft fm-small fm-anywhere">{c.source}</span></> },
    { key: 'acts', title: say('plan.card_acts'), render: (c) => (succeeded(c, all) || cardState(c, all, today) === 'superseded' ? null : <CardAct after={c} />) },
  ]
}

/** The rate cards, of one platform or of all, of one state or of all. */
export function RateCards({ platform, state }: { platform?: string; state?: string }) {
  const say = useSay()
  const today = useToday()
  const cards = useRateCards()
  const columns = useCardColumns(cards.data ?? [], platform)
  return (
    <Loaded query={cards}>
      {(all) => {
        const rows = all
          .filter((c) => (platform === undefined || c.platform === platform) && (state === undefined || cardState(c, all, today) === state))
          .sort((a, b) => (a.valid_to === forever ? 1 : 0) - (b.valid_to === forever ? 1 : 0) || a.valid_to.localeCompare(b.valid_to) || a.platform.localeCompare(b.platform) || a.count - b.count)
        return rows.length === 0 ? <p className="fm-soft">{all.length === 0 ? say('plan.cards_none') : say('plan.cards_no_match')}</p> : <DataTable caption={say('kit.table.of', { name: say('plan.cards') })} columns={columns} rows={rows} rowKey={(c) => c.id} dense />
      }}
    </Loaded>
  )
}
