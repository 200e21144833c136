import { Button, Form, Input, InputNumber, Select } from 'antd'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { formatAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField, toMoney } from '@/kit/field'
import { DeleteOutlined, PlusOutlined } from '@/kit/icons'
import { Facts, Section } from '@/kit/section'
import { DataTable } from '@/kit/table'
import { Day } from '@/kit/when'
import { DayField, filled, TextField } from './parts'
import { creditorKinds, refundFees, type Details, type Profile } from './states'

const currency = 'CNY'

interface Values {
  creditor_name?: string
  creditor_kind?: Details['creditor_kind']
  days: number
  basis?: 'working' | 'natural'
  statement_time?: string
  refund_fee?: (typeof refundFees)[number]
  settlement_note?: string
  settlement_source?: string
  settlement_checked?: string
  min?: string
  max?: string
  excluded?: string[]
  rules_note?: string
  rules_source?: string
  rules_checked?: string
  duties: { text: string; source: string }[]
}

/** Minor units as one would type them; nothing for none. */
const typed = (minor: number | undefined): string | undefined => (minor ? formatAmount({ amount: minor, currency }).replace(/[^\d.]/g, '') : undefined)

const minor = (text: string | undefined): number | undefined => (filled(text) === undefined ? undefined : toMoney(text ?? '', currency).amount)

/** What the form sends; a part that nobody filled stays empty. */
export function bodyOf(v: Values): Details {
  return {
    creditor_name: filled(v.creditor_name),
    creditor_kind: v.creditor_kind,
    settlement: {
      days: v.days, basis: v.basis, statement_time: filled(v.statement_time), refund_fee: v.refund_fee,
      note: filled(v.settlement_note), source: filled(v.settlement_source), verified_on: filled(v.settlement_checked),
    },
    instalments: {
      min_amount: minor(v.min), max_amount: minor(v.max), excluded: v.excluded?.length ? v.excluded : undefined,
      note: filled(v.rules_note), source: filled(v.rules_source), verified_on: filled(v.rules_checked),
    },
    duties: v.duties.map((d) => ({ text: d.text.trim(), source: d.source.trim() })),
  }
}

function Duties() {
  const say = useSay()
  const need = { required: true, whitespace: true, message: say('kit.field.need') }
  return (
    <Form.Item label={say('channel.duties')} extra={say('channel.duties_hint')}>
      <Form.List name="duties">
        {(fields, { add, remove }) => (
          <div className="fm-stacked">
            {fields.map((f) => (
              <div key={f.key} className="fm-stacked">
                <Form.Item name={[f.name, 'text']} noStyle rules={[need]}>
                  <Input maxLength={500} aria-label={say('channel.duty')} placeholder={say('channel.duty')} />
                </Form.Item>
                <Form.Item name={[f.name, 'source']} noStyle rules={[need]}>
                  <Input maxLength={300} aria-label={say('channel.source')} placeholder={say('channel.source')} />
                </Form.Item>
                <div>
                  <Button size="small" icon={<DeleteOutlined />} onClick={() => remove(f.name)}>
                    {say('channel.duty_drop')}
                  </Button>
                </div>
              </div>
            ))}
            <div>
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({ text: '', source: '' })}>
                {say('channel.duty_add')}
              </Button>
            </div>
          </div>
        )}
      </Form.List>
    </Form.Item>
  )
}

function Fields() {
  const say = useSay()
  return (
    <>
      <TextField name="creditor_name" label={say('channel.creditor_name')} most={100} required={false} />
      <Form.Item name="creditor_kind" label={say('channel.creditor_kind')} extra={say('channel.creditor_kind_hint')}>
        <Select allowClear options={creditorKinds.map((k) => ({ value: k, label: say(`channel.lender.${k}`) }))} />
      </Form.Item>
      <Form.Item name="days" label={say('channel.settlement_days')}>
        <InputNumber min={0} max={90} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="basis" label={say('channel.basis')}>
        <Select allowClear options={[{ value: 'working', label: say('channel.basis.working') }, { value: 'natural', label: say('channel.basis.natural') }]} />
      </Form.Item>
      <TextField name="statement_time" label={say('channel.statement_time')} most={5} required={false} extra={say('channel.statement_time_hint')} />
      <Form.Item name="refund_fee" label={say('channel.refund_fee')}>
        <Select allowClear options={refundFees.map((k) => ({ value: k, label: say(`channel.refund.${k}`) }))} />
      </Form.Item>
      <TextField name="settlement_note" label={say('channel.settlement_note')} most={500} required={false} />
      <TextField name="settlement_source" label={say('channel.settlement_source')} required={false} extra={say('channel.source_hint')} />
      <DayField name="settlement_checked" label={say('channel.settlement_checked')} required={false} />
      <AmountField name="min" label={say('channel.min')} required={false} />
      <AmountField name="max" label={say('channel.max')} required={false} />
      <Form.Item name="excluded" label={say('channel.excluded')} extra={say('channel.excluded_hint')}>
        <Select mode="tags" open={false} suffix={null} maxCount={50} />
      </Form.Item>
      <TextField name="rules_note" label={say('channel.rules_note')} most={500} required={false} />
      <TextField name="rules_source" label={say('channel.rules_source')} required={false} extra={say('channel.source_hint')} />
      <DayField name="rules_checked" label={say('channel.rules_checked')} required={false} />
      <Duties />
    </>
  )
}

/** Changes what is known of the account; the log keeps what stood before. */
function DescribeAct({ of }: { of: Profile }) {
  const say = useSay()
  const { settlement: s, instalments: i } = of.details
  return (
    <Dialog<Values>
      label={say('channel.describe')}
      permission="channel.describe"
      width={640}
      initial={{
        creditor_name: of.details.creditor_name, creditor_kind: of.details.creditor_kind,
        days: s?.days ?? 0, basis: s?.basis, statement_time: s?.statement_time, refund_fee: s?.refund_fee,
        settlement_note: s?.note, settlement_source: s?.source, settlement_checked: s?.verified_on,
        min: typed(i?.min_amount), max: typed(i?.max_amount), excluded: i?.excluded ?? [], rules_note: i?.note, rules_source: i?.source, rules_checked: i?.verified_on,
        duties: of.details.duties ?? [],
      }}
      rename={{
        '/settlement/days': 'days', '/settlement/statement_time': 'statement_time', '/settlement/source': 'settlement_source', '/settlement/verified_on': 'settlement_checked',
        '/instalments/min_amount': 'min', '/instalments/source': 'rules_source', '/instalments/verified_on': 'rules_checked',
      }}
      stale={[['channels']]}
      submit={async (v, header) => {
        await data(api.PUT('/v1/channels/{id}/profile', { params: { path: { id: of.channel.id }, header }, body: bodyOf(v) }))
        return say('channel.described')
      }}
    >
      <Fields />
    </Dialog>
  )
}

function Sourced({ source, day }: { source?: string; day?: string }) {
  const say = useSay()
  if (source === undefined) return <span className="fm-soft">{say('channel.source_none')}</span>
  return <span className="fm-anywhere">{source} {day && <span className="fm-soft">{say('channel.checked_on')} <Day day={day} /></span>}</span>
}

/** When and how the platform pays, what may be sold on credit, and what customers must be shown. */
export function Terms({ of }: { of: Profile }) {
  const say = useSay()
  const { settlement: s, instalments: i, duties = [] } = of.details
  const sum = (n: number | undefined) => (n ? formatAmount({ amount: n, currency }) : '—')
  return (
    <>
      <Section title={say('channel.settlement')} extra={<DescribeAct of={of} />}>
        <Facts
          of={[
            { label: say('channel.cycle'), value: s?.basis === undefined ? '—' : say(`channel.cycle.${s.basis}`, { n: s.days }) },
            { label: say('channel.statement_time'), value: s?.statement_time ?? '—' },
            { label: say('channel.refund_fee'), value: s?.refund_fee ? say(`channel.refund.${s.refund_fee}`) : '—' },
            { label: say('channel.note'), value: s?.note ?? '—' },
            { label: say('channel.source'), value: <Sourced source={s?.source} day={s?.verified_on} /> },
          ]}
        />
      </Section>
      <Section title={say('channel.rules')}>
        <Facts
          of={[
            { label: say('settings.counts'), value: (of.channel.terms.counts ?? []).join(say('kit.comma')) || '—' },
            { label: say('channel.min'), value: sum(i?.min_amount) },
            { label: say('channel.max'), value: sum(i?.max_amount) },
            { label: say('channel.excluded'), value: (i?.excluded ?? []).join(say('kit.comma')) || '—' },
            { label: say('channel.note'), value: i?.note ?? '—' },
            { label: say('channel.source'), value: <Sourced source={i?.source} day={i?.verified_on} /> },
          ]}
        />
      </Section>
      <Section title={say('channel.duties')}>
        {duties.length === 0 ? (
          <p className="fm-soft">{say('channel.duties_none')}</p>
        ) : (
          <DataTable
            caption={say('channel.duties')}
            dense
            rows={duties.map((d, n) => ({ ...d, n }))}
            rowKey={(d) => String(d.n)}
            columns={[
              { key: 'text', title: say('channel.duty'), render: (d) => d.text },
              { key: 'source', title: say('channel.source'), render: (d) => <span className="fm-anywhere">{d.source}</span> },
            ]}
          />
        )}
      </Section>
    </>
  )
}
