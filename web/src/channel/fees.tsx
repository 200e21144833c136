import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useMe } from '@/app/session'
import { useSay } from '@/i18n'
import { formatAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField, toMoney } from '@/kit/field'
import { PlusOutlined } from '@/kit/icons'
import { Loaded } from '@/kit/loaded'
import { Section } from '@/kit/section'
import { DataTable, type Column } from '@/kit/table'
import { Day } from '@/kit/when'
import { useToday } from '@/kit/workplace'
import { RateCards } from '@/plan/cards'
import { fraction } from '@/plan/rate'
import { percentOf } from '@/settings/rules'
import { DayField, ExampleTag, filled, TextField, Until, ValidityTag } from './parts'
import { feeKinds, type PlatformFee, type Profile } from './states'

interface Values {
  kind: PlatformFee['kind']
  rate?: string
  amount?: string
  valid_from: string
  valid_to?: string
  source: string
  verified_on: string
  verified_by: string
  note?: string
}

/** Records a charge, or one that supersedes another of its kind: rows are never edited. */
function FeeAct({ channel, after }: { channel: string; after?: PlatformFee }) {
  const say = useSay()
  const today = useToday()
  const me = useMe()
  return (
    <Dialog<Values>
      label={after ? say('channel.fee_supersede') : say('channel.fee_add')}
      permission="channel.describe"
      type={after ? 'default' : 'primary'}
      size={after ? 'small' : undefined}
      icon={after ? undefined : <PlusOutlined />}
      intro={<p className="fm-soft">{say('channel.fee_text')}</p>}
      initial={{ kind: after?.kind ?? 'payment', valid_from: today, verified_on: today, verified_by: me.name, source: after?.source }}
      rename={{ '/rate': 'rate' }}
      stale={[['channels'], ['platform-fees']]}
      submit={async (v, header) => {
        const body = {
          kind: v.kind, rate: filled(v.rate) === undefined ? undefined : (fraction(v.rate ?? '') ?? undefined), amount: filled(v.amount) === undefined ? undefined : toMoney(v.amount ?? '').amount,
          valid_from: v.valid_from.trim(), valid_to: filled(v.valid_to), source: v.source.trim(), verified_on: v.verified_on.trim(), verified_by: v.verified_by.trim(), note: filled(v.note),
        }
        await data(api.POST('/v1/channels/{id}/fees', { params: { path: { id: channel }, header }, body }))
        return say('channel.fee_added')
      }}
    >
      <Form.Item name="kind" label={say('channel.fee_kind')} required>
        <Select disabled={after !== undefined} options={feeKinds.map((k) => ({ value: k, label: say(`channel.fee.${k}`) }))} />
      </Form.Item>
      <Form.Item
        name="rate"
        label={say('channel.fee_rate')}
        rules={[{ validator: (_r, t: string | undefined) => (filled(t) === undefined || fraction(t ?? '') !== null ? Promise.resolve() : Promise.reject(new Error(say('kit.field.percent_bad')))) }]}
      >
        <Input maxLength={12} className="fm-digits" suffix="%" />
      </Form.Item>
      <AmountField name="amount" label={say('channel.fee_amount')} required={false} />
      <DayField name="valid_from" label={say('channel.valid_from')} />
      <DayField name="valid_to" label={say('channel.valid_to')} required={false} extra={say('channel.valid_to_hint')} />
      <TextField name="source" label={say('channel.source')} extra={say('channel.source_hint')} />
      <DayField name="verified_on" label={say('channel.verified_on')} />
      <TextField name="verified_by" label={say('channel.verified_by')} most={80} />
      <TextField name="note" label={say('channel.note')} most={500} required={false} />
    </Dialog>
  )
}

/** The agreed rates that statements are checked against; they stand with the channel's keys and counts. */
function Agreed({ of }: { of: Profile }) {
  const say = useSay()
  const agreed = of.channel.terms.fees ?? []
  if (agreed.length === 0) return null
  return (
    <Section title={say('channel.agreed')}>
      <p className="fm-soft fm-gap">{say('channel.agreed_text')}</p>
      <DataTable
        caption={say('channel.agreed')}
        dense
        rows={agreed}
        rowKey={(f) => `${f.count} ${f.payer}`}
        columns={[
          { key: 'count', title: say('settings.fee_count'), render: (f) => (f.count === 0 ? say('settings.fee_every') : say('settings.fee_times', { n: f.count })) },
          { key: 'rate', title: say('settings.fee_rate'), align: 'right', phone: 'end', render: (f) => percentOf(f.rate) },
          { key: 'payer', title: say('settings.fee_payer'), render: (f) => (f.payer === 'customer' ? say('settings.payer.customer') : say('settings.payer.merchant')) },
        ]}
      />
    </Section>
  )
}

/** What the platform charges the merchant, beside the priced instalments of the rate cards. */
export function Fees({ of }: { of: Profile }) {
  const say = useSay()
  const { id, platform } = of.channel
  const query = useQuery({ queryKey: ['platform-fees', id], queryFn: ({ signal }) => data(api.GET('/v1/channels/{id}/fees', { params: { path: { id } }, signal })) })
  const current = new Set(of.fees.map((f) => f.id))
  const columns: Column<PlatformFee>[] = [
    { key: 'kind', title: say('channel.fee_kind'), render: (f) => <>{say(`channel.fee.${f.kind}`)} <ExampleTag of={f} /></> },
    { key: 'price', title: say('channel.fee_price'), align: 'right', phone: 'end', render: (f) => <b>{[f.rate !== '0' && percentOf(f.rate), f.amount.amount > 0 && formatAmount(f.amount)].filter(Boolean).join(' + ')}</b> },
    { key: 'state', title: say('channel.state'), render: (f) => (current.has(f.id) ? <ValidityTag from={f.valid_from} to={f.valid_to} /> : <span className="fm-soft">{say('channel.fee_past')}</span>) },
    { key: 'from', title: say('channel.valid_from'), render: (f) => <Day day={f.valid_from} /> },
    { key: 'to', title: say('channel.valid_to'), render: (f) => <Until day={f.valid_to} /> },
    { key: 'checked', title: say('channel.checked'), render: (f) => <><Day day={f.verified_on} /> <span className="fm-soft">{f.verified_by}</span></> },
    { key: 'source', title: say('channel.source'), render: (f) => <span className="fm-soft fm-small fm-anywhere">{f.source}</span> },
    { key: 'acts', title: say('channel.acts'), render: (f) => (current.has(f.id) ? <FeeAct channel={id} after={f} /> : null) },
  ]
  return (
    <>
      <Section title={say('channel.fees')} extra={<FeeAct channel={id} />}>
        <p className="fm-soft fm-gap">{say('channel.fees_text')}</p>
        <Loaded query={query}>
          {({ data: list }) => (list.length === 0 ? <p className="fm-soft">{say('channel.fees_none')}</p> : <DataTable caption={say('channel.fees')} columns={columns} rows={list.toReversed()} rowKey={(f) => f.id} dense />)}
        </Loaded>
      </Section>
      <Agreed of={of} />
      <Section title={say('plan.cards')} extra={<Link to={`/rates?platform=${encodeURIComponent(platform)}`}>{say('channel.cards_all')}</Link>}>
        <p className="fm-soft fm-gap">{say('channel.cards_text')}</p>
        <RateCards platform={platform} />
      </Section>
    </>
  )
}
