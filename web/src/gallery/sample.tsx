import { refusal } from '@/api/client'
import { useLanguage } from '@/i18n'
import type { Amount } from '@/kit/amount'
import type { Detail } from '@/kit/detail'
import { Masked, type Revealed } from '@/kit/masked'
import { StateTag, VerdictTag, type States, type Verdict } from '@/kit/status'
import { Term } from '@/kit/term'
import type { Event } from '@/kit/timeline'
import type { Why } from '@/kit/why'

export interface Order {
  id: string
  outer_no: string
  customer: { id: string; name: string; phone: string }
  goods: string
  platform: string
  creditor: 'platform' | 'merchant'
  amount: Amount
  count: number
  verdict: Verdict
  state: string
  placed_at: string
  ship_by: string
}

export interface FullOrder extends Order {
  why: Why
  events: Event[]
}

/** The gallery's own two-language text; real pages take theirs from a catalogue. */
export function useTwo(): (zh: string, en: string) => string {
  const language = useLanguage()
  return (zh, en) => (language === 'en' ? en : zh)
}

/** One call to the fixture. */
export async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/v1/sample/${path}`, init)
  if (!response.ok) throw await refusal(response)
  return (response.status === 204 ? undefined : await response.json()) as T
}

export const orderStates: States<string> = {
  waiting: { tone: 'wait', word: 'kit.job.waiting' },
  paid: { tone: 'info', word: 'kit.money.in' },
  shipped: { tone: 'info', word: 'kit.job.running' },
  signed: { tone: 'good', word: 'kit.job.done' },
  refunded: { tone: 'idle', word: 'kit.job.cancelled' },
}

export function useShow(): (o: FullOrder) => Detail {
  const two = useTwo()
  return (o) => ({
    title: o.goods,
    id: o.id,
    state: <VerdictTag verdict={o.verdict} />,
    money: { label: two('金额', 'Amount'), value: o.amount },
    deadline: { label: two('最晚发货', 'Ship by'), day: o.ship_by },
    facts: [
      { label: two('客户', 'Customer'), value: o.customer.name },
      {
        label: two('手机', 'Phone'),
        value: (
          <Masked
            value={o.customer.phone}
            label={two('手机号', 'phone')}
            permission="customer.reveal"
            reveal={(reason) => ask<Revealed>(`orders/${o.id}/reveal`, { method: 'POST', body: JSON.stringify({ reason }) })}
          />
        ),
      },
      { label: two('平台', 'Platform'), value: o.platform },
      { label: <Term of="creditor" />, value: o.creditor === 'platform' ? two('平台', 'platform') : two('商户', 'merchant') },
      { label: <Term of="instalment" />, value: o.count },
      { label: two('履约', 'Fulfilment'), value: <StateTag of={orderStates} state={o.state} /> },
    ],
    why: o.why,
    timeline: {
      events: o.events,
      kinds: [
        { value: 'order', label: two('订单', 'Order') },
        { value: 'verdict', label: two('判断', 'Verdict') },
        { value: 'money', label: two('资金', 'Money') },
        { value: 'goods', label: two('货物', 'Goods') },
      ],
    },
    related: [
      { label: two('同一设备的 6 单', '6 orders of one device'), to: '/orders?verdict=hold' },
      { label: two('客户的全部订单', 'All orders of the customer'), to: `/orders?q=${o.customer.id}` },
    ],
    history: <p className="fm-soft">{two('林晓 查看了手机号：客户来电核对', 'Lin Xiao looked at the phone: customer called')}</p>,
  })
}
