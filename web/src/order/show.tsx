import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useSay, type Key } from '@/i18n'
import type { Detail } from '@/kit/detail'
import { Money } from '@/kit/money'
import { Section } from '@/kit/section'
import { StateTag, VerdictTag } from '@/kit/status'
import type { Tone } from '@/kit/status'
import type { Event } from '@/kit/timeline'
import { Day, Instant } from '@/kit/when'
import { QuoteCard } from '@/plan/quote'
import { usePlanName, usePlatformName } from './names'
import { NextStep } from './next'
import { Differences, Entries, Items, Messages, Proofs, Refunds } from './parts'
import { creditors, events, fulfilments, kindOf, knownVerdict, orderStates, wordOf, type OrderDetail } from './states'
import { Levers, useWhy } from './why'

const tones: Readonly<Record<string, Tone>> = {
  accept: 'good', pay: 'good', pay_late: 'warn', fulfil: 'good', settle: 'good', hold: 'wait', decline: 'bad', cancel: 'idle', expire: 'idle', lose: 'warn',
  refund_part: 'warn', refund_all: 'warn', refund_refused: 'bad', alert: 'bad', unsettle: 'warn',
}

/** Turns the timeline of the server into the story of the page. */
export function useStory(): (d: OrderDetail) => Event[] {
  const say = useSay()
  const word = say as (key: Key) => string
  // Newest first, so that what happened in one second stands in its true order.
  return (d) =>
    (d.timeline ?? []).toReversed().map((e) => {
      const key = wordOf(events, e.event, (known) => `order.event.${known}`)
      const values = Object.values(e.detail.values ?? {})
        .filter((v) => v !== '')
        .map((v) => {
          const kind = wordOf(fulfilments, v, (f) => `order.proof.${f}`) ?? wordOf(events, v, (known) => `order.event.${known}`)
          return kind === undefined ? v : word(kind)
        })
      return {
        id: String(e.nr),
        at: e.at,
        kind: kindOf(e.event),
        title: key === undefined ? e.event : word(key),
        text: [e.detail.reason, values.join(' · ')].filter(Boolean).join(' · ') || undefined,
        actor: e.actor_kind === 'key' || e.actor_kind === 'system' || e.actor_kind === 'platform' ? say(`order.actor.${e.actor_kind}`) : undefined,
        tone: tones[e.event],
      }
    })
}

/** Shows an order with all that is known of it; the queue and the page use the same. */
export function useShow(actions?: (d: OrderDetail) => ReactNode, lead?: (d: OrderDetail) => ReactNode): (d: OrderDetail) => Detail {
  const say = useSay()
  const word = say as (key: Key) => string
  const planName = usePlanName()
  const platformName = usePlatformName()
  const why = useWhy()
  const story = useStory()
  return (d) => {
    const { order: o, customer, quote, verdict } = d
    const outcome = knownVerdict(o.verdict ?? verdict?.outcome)
    const creditor = wordOf(creditors, o.creditor, (c) => `order.creditor.${c}`)
    const kinds = (['verdict', 'money', 'goods', 'other'] as const).map((k) => ({ value: k, label: say(`order.kind.${k}`) }))
    return {
      title: o.subject === '' ? o.outer_no : o.subject,
      id: o.id,
      state: (
        <span className="fm-actions">
          <StateTag of={orderStates} state={o.state} />
          {outcome !== undefined && <VerdictTag verdict={outcome} />}
        </span>
      ),
      money: { label: say('order.order_amount'), value: o.amount },
      facts: [
        { label: say('order.no'), value: <span className="fm-digits">{o.outer_no}</span> },
        ...(customer ? [{ label: say('order.customer'), value: <Link to={`/customers/${customer.id}`}>{customer.name} {customer.phone}</Link> }] : []),
        { label: say('order.plan'), value: o.plan_code ? say('order.plan_count', { plan: planName(o.plan_code), n: o.count }) : platformName('') },
        ...(o.platform ? [{ label: say('order.platform'), value: platformName(o.platform) }] : []),
        ...(creditor === undefined ? [] : [{ label: say('order.creditor'), value: word(creditor) }]),
        ...(o.platform_no ? [{ label: say('order.platform_no'), value: <span className="fm-digits">{o.platform_no}</span> }] : []),
        ...(o.refunded.amount > 0 ? [{ label: say('order.refunded_amount'), value: <Money value={o.refunded} /> }] : []),
        { label: say('order.created'), value: <Instant at={o.created_at} /> },
        ...(o.paid_at ? [{ label: say('order.paid_at'), value: <Instant at={o.paid_at} /> }] : []),
        ...(o.expires_at && !o.paid_at ? [{ label: say('order.expires'), value: <Instant at={o.expires_at} /> }] : []),
        ...(o.store ? [{ label: say('order.store'), value: o.store }] : []),
        ...(o.staff ? [{ label: say('order.staff'), value: o.staff }] : []),
        ...(o.imported ? [{ label: say('order.imported'), value: <Day day={o.day} /> }] : []),
      ],
      why: why(d),
      body: (
        <>
          {verdict && verdict.levers.length > 0 && (
            <Section title={say('order.why.levers')}>
              <Levers orderId={o.id} levers={verdict.levers} />
            </Section>
          )}
          {lead?.(d)}
          <NextStep detail={d} />
          <Items detail={d} />
          {quote && (
            <Section title={say('plan.quote')}>
              <QuoteCard quote={quote} />
            </Section>
          )}
          <Refunds detail={d} />
          <Entries orderId={o.id} />
          <Differences orderId={o.id} />
          {o.channel_id && <Messages orderId={o.id} />}
        </>
      ),
      evidence: <Proofs detail={d} />,
      timeline: { events: story(d), kinds },
      related: [
        ...(o.contract_id ? [{ label: say('order.open_contract'), to: `/contracts/${o.contract_id}` }] : []),
        ...(o.contract_id && d.position ? [{ label: say('order.open_receivable'), to: `/receivables/${o.contract_id}`, beside: <Money value={d.position.outstanding} /> }] : []),
        { label: say('order.same_customer'), to: `/orders?customer=${encodeURIComponent(o.customer_id)}` },
      ],
      actions: actions?.(d),
    }
  }
}
