import type { components } from '@/api/schema.gen'
import type { Key } from '@/i18n'
import { verdicts, type States, type Verdict } from '@/kit/status'

export type Order = components['schemas']['OrderOrder']
export type OrderDetail = components['schemas']['SellDetail']

/** How far an order has come, in the order of the road. */
export const orderStates: States<
  | 'quoted' | 'held' | 'decided' | 'awaiting_payment' | 'payment_unknown' | 'paid' | 'fulfilling' | 'fulfilled' | 'settled' | 'part_refunded' | 'refunded'
  | 'declined' | 'expired' | 'cancelled' | 'closed'
> = {
  quoted: { tone: 'idle', word: 'order.state.quoted' },
  held: { tone: 'wait', word: 'order.state.held' },
  decided: { tone: 'info', word: 'order.state.decided' },
  awaiting_payment: { tone: 'wait', word: 'order.state.awaiting_payment' },
  payment_unknown: { tone: 'warn', word: 'order.state.payment_unknown' },
  paid: { tone: 'good', word: 'order.state.paid' },
  fulfilling: { tone: 'info', word: 'order.state.fulfilling' },
  fulfilled: { tone: 'good', word: 'order.state.fulfilled' },
  settled: { tone: 'good', word: 'order.state.settled' },
  part_refunded: { tone: 'warn', word: 'order.state.part_refunded' },
  refunded: { tone: 'idle', word: 'order.state.refunded' },
  declined: { tone: 'bad', word: 'order.state.declined' },
  expired: { tone: 'idle', word: 'order.state.expired' },
  cancelled: { tone: 'idle', word: 'order.state.cancelled' },
  closed: { tone: 'idle', word: 'order.state.closed' },
}

export type OrderState = keyof typeof orderStates
export const allStates = Object.keys(orderStates) as OrderState[]

/** How far a refund has come. */
export const refundStates: States<'asked' | 'approved' | 'sent' | 'unknown' | 'done' | 'refused'> = {
  asked: { tone: 'wait', word: 'order.refund.asked' },
  approved: { tone: 'info', word: 'order.refund.approved' },
  sent: { tone: 'info', word: 'order.refund.sent' },
  unknown: { tone: 'warn', word: 'order.refund.unknown' },
  done: { tone: 'good', word: 'order.refund.done' },
  refused: { tone: 'bad', word: 'order.refund.refused' },
}

export const creditors = ['platform', 'merchant', 'assigned'] as const
export const fulfilments = ['shipment', 'service', 'voucher', 'digital', 'pickup'] as const

/** The word of a server's value out of a closed set, or the value itself where the page does not know it. */
export function wordOf<S extends string>(of: readonly S[], value: string | undefined, key: (known: S) => Key): Key | undefined {
  const known = of.find((s) => s === value)
  return known === undefined ? undefined : key(known)
}

const unpaid: readonly string[] = ['decided', 'awaiting_payment', 'payment_unknown']
const paid: readonly string[] = ['paid', 'fulfilling', 'fulfilled', 'settled', 'part_refunded']

/** What the state of an order lets one do. */
export const may = {
  cancel: (state: string) => state === 'quoted' || state === 'held' || unpaid.includes(state),
  fulfil: (state: string) => state === 'paid' || state === 'fulfilling' || state === 'part_refunded',
  refund: (state: string) => paid.includes(state),
  pay: (state: string) => unpaid.includes(state),
}

/** Money of an order that has not gone back, in minor units. */
export const left = (o: Order) => ({ amount: o.amount.amount - o.refunded.amount, currency: o.amount.currency })

/** The verdict the page knows by name. */
export const knownVerdict = (v: string | undefined): Verdict | undefined => verdicts.find((k) => k === v)

const eventKind: Readonly<Record<string, string>> = {
  create: 'verdict', accept: 'verdict', hold: 'verdict', decline: 'verdict', review: 'verdict', cancel: 'verdict', expire: 'verdict', import: 'verdict',
  await: 'money', lose: 'money', pay: 'money', pay_late: 'money', close: 'money', settle: 'money', unsettle: 'money', refund_part: 'money',
  refund_all: 'money', payment_asked: 'money', refund_asked: 'money', refund_refused: 'money', approval: 'money',
  ship: 'goods', fulfil: 'goods', proof: 'goods',
}

/** The filter group of an event of the timeline. */
export const kindOf = (event: string): string => eventKind[event] ?? 'other'

export const events = [
  'create', 'accept', 'hold', 'decline', 'import', 'await', 'lose', 'pay', 'pay_late', 'close', 'cancel', 'expire', 'ship', 'fulfil', 'settle', 'unsettle',
  'refund_part', 'refund_all', 'payment_asked', 'proof', 'refund_asked', 'refund_refused', 'approval', 'review', 'alert', 'notify',
] as const
