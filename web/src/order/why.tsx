import { useQuery } from '@tanstack/react-query'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { Loaded } from '@/kit/loaded'
import { WhyBody, type Why } from '@/kit/why'
import { knownVerdict, type OrderDetail } from './states'

/** The reason that ended an order at the decision although its risk was fine: no room in the limit, a closed plan. */
export function declineReason(d: OrderDetail): string | undefined {
  return d.order.state === 'declined' ? d.timeline?.findLast((e) => e.event === 'decline')?.detail.reason : undefined
}

/** The verdict as one sentence with its numbers, the facts, and what would turn it. */
export function useWhy(): (d: OrderDetail) => Why | undefined {
  const say = useSay()
  const language = useLanguage()
  return (d) => {
    const v = d.verdict
    if (!v) return undefined
    const word = (outcome: string) => {
      const known = knownVerdict(outcome)
      return known === undefined ? outcome : say(`kit.verdict.${known}`)
    }
    const text = (of: { zh: string; en: string }) => (language === 'en' ? of.en : of.zh)
    const refused = v.outcome === 'decline' ? undefined : declineReason(d)
    const main = [...v.reasons].sort((a, b) => b.weight - a.weight)[0]
    return {
      sentence:
        refused === undefined
          ? say('order.why.verdict', { verdict: word(v.outcome), score: v.score, reason: main ? text(main) : say('order.why.none') })
          : say('order.why.declined', { verdict: word(v.outcome), reason: refused }),
      facts: v.reasons.map((r) => ({
        label: text(r),
        value: r.force ? say('order.why.forced', { verdict: word(r.force) }) : say('order.why.points', { n: r.weight }),
        to: undefined,
      })),
      turns: v.outcome === 'accept' ? [] : [text(v.would_change)],
      asOf: v.judged_at,
    }
  }
}

/** What the merchant can do about this outcome at this platform. */
export function Levers({ orderId, levers }: { orderId: string; levers: readonly string[] }) {
  const say = useSay()
  const language = useLanguage()
  const query = useQuery({
    queryKey: ['verdict', orderId],
    queryFn: ({ signal }) => data(api.GET('/v1/verdicts/{order_id}', { params: { path: { order_id: orderId } }, signal })),
    enabled: levers.length > 0,
    staleTime: 60_000,
  })
  if (levers.length === 0) return null
  return (
    <Loaded query={query} wait={null}>
      {(v) => (
        <div className="fm-why">
          <ul>
            {v.levers.map((l) => {
              const name = v.lever_names[l]
              return <li key={l}>{name === undefined ? l : language === 'en' ? name.en : name.zh}</li>
            })}
          </ul>
          <p className="fm-soft fm-small">{say('order.why.rules', { version: v.rule_set })}</p>
        </div>
      )}
    </Loaded>
  )
}

/** The whole why of an order, with its levers; for the till and print. */
export function OrderWhy({ detail }: { detail: OrderDetail }) {
  const say = useSay()
  const why = useWhy()(detail)
  if (!why || !detail.verdict) return <p className="fm-soft">{say('order.why.missing')}</p>
  return (
    <>
      <WhyBody why={why} />
      {detail.verdict.levers.length > 0 && (
        <div className="fm-why">
          <h3>{say('order.why.levers')}</h3>
        </div>
      )}
      <Levers orderId={detail.order.id} levers={detail.verdict.levers} />
    </>
  )
}
