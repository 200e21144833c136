import { Checkbox, Form, Input, Select } from 'antd'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { formatAmount, plainAmount, type Amount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField, ReasonField, toMoney } from '@/kit/field'
import { HoldFields, type HoldKind } from '@/customer/holds'
import { DayField } from './day'
import { blank, stale, type ReceivableDetail } from './states'

const methods = ['transfer', 'cash', 'card', 'other'] as const
type Method = (typeof methods)[number]

interface PayValues {
  amount: string
  method: Method
  reference: string
  day?: string
  early?: boolean
  thank?: boolean
}

export function PayAct({ of, primary = false }: { of: ReceivableDetail; primary?: boolean }) {
  const say = useSay()
  const due = of.overdue.amount > 0 ? of.overdue : of.next_amount
  return (
    <Dialog<PayValues>
      label={say('receivable.pay')}
      permission="ledger.repay"
      type={primary ? 'primary' : 'default'}
      intro={say('receivable.pay_intro', { due: formatAmount(due), all: formatAmount(of.remaining) })}
      initial={{ method: 'transfer', amount: due.amount > 0 ? plainAmount(due) : undefined }}
      stale={stale}
      submit={async (v, header) => {
        const out = await data(
          api.POST('/v1/contracts/{id}/payments', {
            params: { path: { id: of.contract_id }, header },
            body: {
              amount: toMoney(v.amount, of.currency), method: v.method, reference: v.reference.trim(), day: blank(v.day),
              early: v.early === true ? true : undefined, thank: v.thank === true ? true : undefined,
            },
          }),
        )
        return out.allocation.repeated === true ? say('receivable.pay_repeated') : say('receivable.pay_done', { amount: formatAmount(out.allocation.allocated) })
      }}
    >
      <AmountField name="amount" label={say('receivable.pay_amount')} currency={of.currency} />
      <Form.Item name="method" label={say('order.method')} required>
        <Select options={methods.map((m) => ({ value: m, label: m === 'other' ? say('receivable.method.other') : say(`order.method.${m}`) }))} />
      </Form.Item>
      <Form.Item name="reference" label={say('receivable.pay_ref')} extra={say('receivable.pay_ref_hint')} rules={[{ required: true, whitespace: true, message: say('kit.field.need') }]}>
        <Input maxLength={64} autoComplete="off" className="fm-digits" />
      </Form.Item>
      <DayField name="day" label={say('receivable.pay_day')} extra={say('receivable.pay_day_hint')} />
      <Form.Item name="early" valuePropName="checked" noStyle>
        <Checkbox>{say('receivable.pay_early')}</Checkbox>
      </Form.Item>
      <Form.Item name="thank" valuePropName="checked">
        <Checkbox>{say('receivable.pay_thank')}</Checkbox>
      </Form.Item>
    </Dialog>
  )
}

export function PromiseAct({ contractId, due }: { contractId: string; due: Amount }) {
  const say = useSay()
  return (
    <Dialog<{ amount: string; day: string; note?: string }>
      label={say('receivable.promise')}
      permission="promise.make"
      intro={say('receivable.promise_intro')}
      initial={{ amount: BigInt(due.amount) > 0n ? plainAmount(due) : undefined }}
      stale={stale}
      submit={async (v, header) => {
        await data(
          api.POST('/v1/contracts/{id}/promises', { params: { path: { id: contractId }, header }, body: { amount: toMoney(v.amount, due.currency), day: v.day.trim(), note: blank(v.note) } }),
        )
        return say('receivable.promise_done')
      }}
    >
      <AmountField name="amount" label={say('receivable.pay_amount')} currency={due.currency} />
      <DayField name="day" label={say('receivable.promise_day')} required />
      <Form.Item name="note" label={say('receivable.promise_note')}>
        <Input maxLength={200} />
      </Form.Item>
    </Dialog>
  )
}

export function ContractHoldAct({ contractId }: { contractId: string }) {
  const say = useSay()
  return (
    <Dialog<{ kind: HoldKind; reason: string }>
      label={say('receivable.hold')}
      permission="collect.hold"
      intro={say('customer.hold_intro')}
      stale={stale}
      submit={async (v, header) => {
        await data(api.POST('/v1/contracts/{id}/holds', { params: { path: { id: contractId }, header }, body: { kind: v.kind, reason: v.reason.trim() } }))
        return say('customer.hold_done')
      }}
    >
      <HoldFields />
    </Dialog>
  )
}

const outcomes = ['confirmed', 'unfounded', 'recovered', 'loss', 'explained', 'corrected', 'done', 'withdrawn'] as const

export function LiftContractHoldAct({ contractId, holdId }: { contractId: string; holdId: string }) {
  const say = useSay()
  return (
    <Dialog<{ outcome: (typeof outcomes)[number]; reason: string }>
      label={say('receivable.lift')}
      permission="collect.hold"
      stale={stale}
      submit={async (v, header) => {
        await data(
          api.POST('/v1/contracts/{id}/holds/{hold_id}/lift', { params: { path: { id: contractId, hold_id: holdId }, header }, body: { outcome: v.outcome, reason: v.reason.trim() } }),
        )
        return say('customer.lift_done')
      }}
    >
      <Form.Item name="outcome" label={say('receivable.lift_outcome')} rules={[{ required: true, message: say('kit.field.choose') }]}>
        <Select options={outcomes.map((o) => ({ value: o, label: say(`receivable.outcome.${o}`) }))} />
      </Form.Item>
      <ReasonField />
    </Dialog>
  )
}

export function LateFeeAct({ orderId, currency }: { orderId: string; currency: string }) {
  const say = useSay()
  return (
    <Dialog
      label={say('receivable.late_fee')}
      permission="collect.late_fee"
      intro={say('receivable.late_fee_intro')}
      stale={stale}
      submit={async (_v, header) => {
        const out = await data(api.POST('/v1/orders/{id}/late-fees', { params: { path: { id: orderId }, header }, body: {} }))
        return out.charged === 0 ? say('receivable.late_fee_none') : say('receivable.late_fee_done', { amount: formatAmount({ amount: out.charged, currency }) })
      }}
    />
  )
}

export function WriteOffAct({ contractId, amount }: { contractId: string; amount: Amount }) {
  const say = useSay()
  return (
    <Dialog<{ reason: string }>
      label={say('receivable.write_off')}
      permission="collect.ask_write_off"
      danger
      intro={say('receivable.write_off_intro', { amount: formatAmount(amount) })}
      stale={[...stale, ['approvals']]}
      submit={async (v, header) => {
        await data(api.POST('/v1/contracts/{id}/write-off', { params: { path: { id: contractId }, header }, body: { reason: v.reason.trim() } }))
        return say('receivable.write_off_done')
      }}
    >
      <ReasonField />
    </Dialog>
  )
}
