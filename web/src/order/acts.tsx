import { Checkbox, DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import { formatAmount } from '@/kit/amount'
import { Dialog, type Once } from '@/kit/dialog'
import { AmountField, ReasonField, toMoney } from '@/kit/field'
import { fulfilments, left, may, orderStates, type OrderDetail, type OrderState } from './states'

/** Everything that shows an order or counts orders. */
const stale = [['orders'], ['verdict'], ['entries'], ['home']] as const

function useNotNow(): (state: string) => string {
  const say = useSay()
  const word = say as (key: Key) => string
  return (state) => say('order.not_now', { state: Object.hasOwn(orderStates, state) ? word(orderStates[state as OrderState].word) : state })
}

interface FulfilValues {
  kind: (typeof fulfilments)[number]
  carrier?: string
  tracking_no?: string
  shipped?: Dayjs | null
  signed?: Dayjs | null
  partial?: boolean
}

export function FulfilAct({ detail: { order, items } }: { detail: OrderDetail }) {
  const say = useSay()
  const notNow = useNotNow()
  const first = fulfilments.find((f) => f === items?.[0]?.fulfilment) ?? 'shipment'
  return (
    <Dialog<FulfilValues>
      label={say('order.fulfil')}
      permission="order.fulfil"
      blocked={may.fulfil(order.state) ? undefined : notNow(order.state)}
      initial={{ kind: first }}
      stale={stale}
      rename={{ '/shipped_at': 'shipped', '/signed_at': 'signed' }}
      submit={async (v, once) => {
        const body = {
          kind: v.kind,
          carrier: v.carrier?.trim() === '' ? undefined : v.carrier?.trim(),
          tracking_no: v.tracking_no?.trim() === '' ? undefined : v.tracking_no?.trim(),
          shipped_at: v.shipped?.toISOString(),
          signed_at: v.signed?.toISOString(),
          partial: v.partial === true ? true : undefined,
        }
        await data(api.POST('/v1/orders/{id}/proofs', { params: { path: { id: order.id }, header: once }, body }))
        return say('order.fulfil_done')
      }}
    >
      <Form.Item name="kind" label={say('order.proof.kind')}>
        <Select options={fulfilments.map((f) => ({ value: f, label: say(`order.proof.${f}`) }))} />
      </Form.Item>
      <Form.Item name="carrier" label={say('order.proof.carrier')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="tracking_no" label={say('order.proof.tracking')}>
        <Input maxLength={80} className="fm-digits" autoComplete="off" />
      </Form.Item>
      <Form.Item name="shipped" label={say('order.proof.shipped')}>
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="signed" label={say('order.proof.signed')}>
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="partial" valuePropName="checked">
        <Checkbox>{say('order.proof.partial')}</Checkbox>
      </Form.Item>
    </Dialog>
  )
}

export function RefundAct({ detail: { order } }: { detail: OrderDetail }) {
  const say = useSay()
  const notNow = useNotNow()
  const most = left(order)
  return (
    <Dialog<{ amount: string; reason: string }>
      label={say('order.refund')}
      permission="order.refund"
      danger
      blocked={may.refund(order.state) ? undefined : notNow(order.state)}
      intro={say('order.refund_intro', { most: formatAmount(most) })}
      stale={stale}
      submit={async (v, once) => {
        const out = await data(
          api.POST('/v1/orders/{id}/refunds', {
            params: { path: { id: order.id }, header: once }, body: { amount: toMoney(v.amount, most.currency), reason: v.reason.trim() },
          }),
        )
        return out.approval === undefined ? say('order.refund_done') : say('order.refund_asked')
      }}
    >
      <AmountField name="amount" label={say('order.amount')} currency={most.currency} most={most} />
      <ReasonField hints={[say('order.refund_why_return'), say('order.refund_why_stock'), say('order.refund_why_quality')]} />
    </Dialog>
  )
}

export function CancelAct({ detail: { order } }: { detail: OrderDetail }) {
  const say = useSay()
  const notNow = useNotNow()
  return (
    <Dialog<{ reason: string }>
      label={say('order.cancel')}
      permission="order.cancel"
      blocked={may.cancel(order.state) ? undefined : notNow(order.state)}
      intro={say('order.cancel_intro')}
      stale={stale}
      submit={async (v, once) => {
        const out = await data(api.POST('/v1/orders/{id}/cancel', { params: { path: { id: order.id }, header: once }, body: { reason: v.reason.trim() } }))
        return out.closing ? say('order.cancel_closing') : say('order.cancel_done')
      }}
    >
      <ReasonField hints={[say('order.cancel_why_customer'), say('order.cancel_why_price')]} />
    </Dialog>
  )
}

export function DropRefundAct({ id }: { id: string }) {
  const say = useSay()
  return (
    <Dialog<{ reason: string }>
      label={say('order.refund.drop')}
      permission="order.refund"
      stale={stale}
      submit={async (v, once) => {
        await data(api.POST('/v1/refunds/{id}/drop', { params: { path: { id }, header: once }, body: { reason: v.reason.trim() } }))
        return say('order.refund.drop_done')
      }}
    >
      <ReasonField />
    </Dialog>
  )
}

/** Accepting or declining an order that waits for a person. */
export function ReviewAct({ detail: { order }, outcome }: { detail: OrderDetail; outcome: 'accept' | 'decline' }) {
  const say = useSay()
  return (
    <Dialog<{ reason: string }>
      label={say(`order.review.${outcome}`)}
      permission="order.hold"
      type={outcome === 'accept' ? 'primary' : 'default'}
      danger={outcome === 'decline'}
      stale={stale}
      submit={async (v, once) => {
        await review(order.id, outcome, v.reason.trim(), once)
        return outcome === 'accept' ? say('order.review.accepted', { no: order.outer_no }) : say('order.review.declined', { no: order.outer_no })
      }}
    >
      <ReasonField hints={outcome === 'accept' ? [say('order.review.why_called'), say('order.review.why_known')] : [say('order.review.why_reach'), say('order.review.why_ring')]} />
    </Dialog>
  )
}

/** Decides a held order. */
export function review(id: string, outcome: 'accept' | 'decline', reason: string, once: Once = { 'Idempotency-Key': crypto.randomUUID() }) {
  return data(api.POST('/v1/orders/{id}/review', { params: { path: { id }, header: once }, body: { outcome, reason } }))
}
