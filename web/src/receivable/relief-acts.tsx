import { Checkbox, Form, Input, InputNumber } from 'antd'
import { useId, type ReactNode } from 'react'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { formatAmount, plainAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField, ReasonField, toMoney } from '@/kit/field'
import { useToday } from '@/kit/workplace'
import { Schedule } from '@/plan/quote'
import { DayField } from './day'
import { addMonths, lateFees, mostReAged, pausedBefore, pausedInterest, reAged, total, unpaid, type Chargeable } from './reliefs'
import { blank, stale, type ContractDetail, type Entry, type ReceivableDetail } from './states'

/** In plain words: what an act changes for the customer, and what it does not. */
function Effect({ changes, stays }: { changes: ReactNode; stays: ReactNode }) {
  const say = useSay()
  return (
    <dl className="fm-effect">
      <dt>{say('receivable.changes')}</dt>
      <dd>{changes}</dd>
      <dt>{say('receivable.stays')}</dt>
      <dd>{stays}</dd>
    </dl>
  )
}

/** Old and new schedule side by side, worked out while the person types. */
function ReAgePreview({ of }: { of: ReceivableDetail }) {
  const say = useSay()
  const today = useToday()
  const id = useId()
  const form = Form.useFormInstance<ReAgeValues>()
  const count = Form.useWatch('count', form)
  const first = Form.useWatch('first_due', form)
  const waive = Form.useWatch('waive_late_fees', form)
  const old = unpaid(of.instalments)
  const made = reAged(of.instalments, count, first, today)
  const money = (amount: number) => formatAmount({ amount, currency: of.currency })
  const late = lateFees(of.instalments)
  return (
    <div className="fm-reaged">
      <p aria-live="polite" id={id}>
        {made === null
          ? say('receivable.re_age_wait')
          : say('receivable.re_age_same', { total: money(total(old)), n: made.length, each: money(total(made.slice(0, 1))), last: made.at(-1)?.due_day ?? '' })}
        {late > 0 && <> {say(waive === true ? 'receivable.re_age_late_off' : 'receivable.re_age_late_stays', { amount: money(late) })}</>}
      </p>
      <div className="fm-old-new">
        <section>
          <h3>{say('receivable.re_age_old')}</h3>
          <Schedule currency={of.currency} of={old} caption={say('receivable.re_age_old')} />
        </section>
        {made !== null && (
          <section data-re-age-new>
            <h3>{say('receivable.re_age_new')}</h3>
            <Schedule currency={of.currency} of={made} caption={say('receivable.re_age_new')} />
          </section>
        )}
      </div>
    </div>
  )
}

interface ReAgeValues {
  count: number
  first_due: string
  agreed: string
  waive_late_fees?: boolean
}

/** Why relief cannot be given now; undefined when it can. */
function useBlocked(of: ReceivableDetail, contract: ContractDetail | undefined): string | undefined {
  const say = useSay()
  if (contract?.creditor === 'assigned') return say('receivable.not_ours')
  if (of.state !== 'active') return say('receivable.not_active')
  return unpaid(of.instalments).length === 0 ? say('receivable.nothing_open') : undefined
}

export function ReAgeAct({ of, contract }: { of: ReceivableDetail; contract?: ContractDetail }) {
  const say = useSay()
  const today = useToday()
  const blocked = useBlocked(of, contract)
  return (
    <Dialog<ReAgeValues>
      label={say('receivable.re_age')}
      title={say('receivable.re_age_title')}
      permission="ledger.relief"
      blocked={blocked}
      width={900}
      intro={<Effect changes={say('receivable.re_age_changes')} stays={say('receivable.re_age_stays')} />}
      initial={{ count: Math.max(1, unpaid(of.instalments).length), first_due: addMonths(today, 1) }}
      stale={stale}
      submit={async (v, header) => {
        await data(
          api.POST('/v1/contracts/{id}/re-age', {
            params: { path: { id: of.contract_id }, header },
            body: { count: v.count, first_due: v.first_due.trim(), agreed: v.agreed.trim(), waive_late_fees: v.waive_late_fees === true ? true : undefined },
          }),
        )
        return say('receivable.re_age_done', { n: v.count })
      }}
    >
      <div className="fm-pair">
        <Form.Item name="count" label={say('receivable.re_age_count')} rules={[{ required: true, message: say('kit.field.need') }]}>
          <InputNumber min={1} max={mostReAged} precision={0} className="fm-digits" />
        </Form.Item>
        <DayField name="first_due" label={say('receivable.re_age_first')} required />
      </div>
      <Form.Item
        name="agreed"
        label={say('receivable.re_age_agreed')}
        extra={say('receivable.re_age_agreed_hint')}
        rules={[{ required: true, whitespace: true, message: say('kit.field.need') }, { min: 4, message: say('receivable.four') }]}
      >
        <Input.TextArea rows={2} maxLength={400} />
      </Form.Item>
      {lateFees(of.instalments) > 0 && (
        <Form.Item name="waive_late_fees" valuePropName="checked">
          <Checkbox>{say('receivable.re_age_waive')}</Checkbox>
        </Form.Item>
      )}
      <ReAgePreview of={of} />
    </Dialog>
  )
}

function PausePreview({ of, start }: { of: ReceivableDetail; start?: string }) {
  const say = useSay()
  const today = useToday()
  const form = Form.useFormInstance<{ from: string; to: string }>()
  const from = Form.useWatch('from', form)
  const to = Form.useWatch('to', form)
  const off = pausedInterest(of.instalments, start, from, to, today)
  const before = off === null ? undefined : pausedBefore(of.entries, from, to)
  if (before) return <p aria-live="polite" className="fm-gap">{say('receivable.paused_before', before)}</p>
  return (
    <p aria-live="polite" className="fm-gap">
      {off === null ? say('receivable.pause_wait') : off === 0 ? say('receivable.pause_none') : say('receivable.pause_off', { amount: formatAmount({ amount: off, currency: of.currency }) })}
    </p>
  )
}

export function PauseInterestAct({ of, contract }: { of: ReceivableDetail; contract?: ContractDetail }) {
  const say = useSay()
  const today = useToday()
  const blocked = useBlocked(of, contract)
  const bears = of.instalments.some((i) => i.open.interest > 0)
  return (
    <Dialog<{ from: string; to: string; reason: string }>
      label={say('receivable.pause')}
      title={say('receivable.pause_title')}
      permission="ledger.relief"
      blocked={blocked ?? (bears ? undefined : say('receivable.no_interest'))}
      intro={<Effect changes={say('receivable.pause_changes')} stays={say('receivable.pause_stays')} />}
      initial={{ from: today }}
      stale={stale}
      submit={async (v, header) => {
        const out = await data(
          api.POST('/v1/contracts/{id}/interest-pauses', { params: { path: { id: of.contract_id }, header }, body: { from: v.from.trim(), to: v.to.trim(), reason: v.reason.trim() } }),
        )
        return say('receivable.pause_done', { amount: formatAmount(out.let_off) })
      }}
    >
      <DayField name="from" label={say('receivable.pause_from')} required />
      <DayField name="to" label={say('receivable.pause_to')} required />
      <PausePreview of={of} start={contract?.active_day} />
      <ReasonField />
    </Dialog>
  )
}

/** A payment that the bank took back; stands beside its line. */
export function ChargeBackAct({ contractId, entry, of }: { contractId: string; entry: Entry; of: Chargeable }) {
  const say = useSay()
  const left = { amount: of.left, currency: entry.legs[0]?.currency ?? 'CNY' }
  return (
    <Dialog<{ amount?: string; day?: string; reason: string }>
      label={say('receivable.charge_back')}
      title={say('receivable.charge_back_title')}
      permission="ledger.reverse"
      size="small"
      danger
      blocked={of.reAged ? say('receivable.re_aged_since') : undefined}
      intro={<Effect changes={say('receivable.charge_back_changes')} stays={say('receivable.charge_back_stays')} />}
      initial={{ amount: plainAmount(left) }}
      stale={stale}
      submit={async (v, header) => {
        const amount = blank(v.amount)
        await data(
          api.POST('/v1/contracts/{id}/payments/{entry_id}/charge-back', {
            params: { path: { id: contractId, entry_id: entry.id }, header },
            body: { amount: amount === undefined ? undefined : toMoney(amount, left.currency), day: blank(v.day), reason: v.reason.trim() },
          }),
        )
        return say('receivable.charge_back_done', { amount: amount === undefined ? formatAmount(left) : formatAmount(toMoney(amount, left.currency)) })
      }}
    >
      <AmountField name="amount" label={say('receivable.pay_amount')} currency={left.currency} most={left} required={false} extra={say('receivable.charge_back_left', { amount: formatAmount(left) })} />
      <DayField name="day" label={say('receivable.charge_back_day')} extra={say('receivable.pay_day_hint')} />
      <ReasonField />
    </Dialog>
  )
}
