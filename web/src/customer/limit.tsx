import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { formatAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField, ReasonField, toMoney } from '@/kit/field'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Section } from '@/kit/section'
import { StateTag, type States } from '@/kit/status'
import { useWorkplace } from '@/kit/workplace'
import { usePlanName } from '@/order/names'
import './customer.css'

export type Limit = components['schemas']['LimitView']

const heldStates: States<'held' | 'used' | 'released'> = {
  held: { tone: 'wait', word: 'customer.held.held' },
  used: { tone: 'info', word: 'customer.held.used' },
  released: { tone: 'idle', word: 'customer.held.released' },
}

/** The parts of the bar in per cent of the limit, or of what is used where more is used than the limit allows. */
export function parts(limit: Pick<Limit, 'limit' | 'used' | 'held'>): { used: number; held: number } {
  const all = Math.max(limit.limit.amount, limit.used.amount + limit.held.amount)
  if (all <= 0) return { used: 0, held: 0 }
  return { used: (limit.used.amount / all) * 100, held: (limit.held.amount / all) * 100 }
}

/** How much there is, what is used, what is held, what is free, and why. */
export function LimitBar({ of }: { of: Limit }) {
  const say = useSay()
  const part = parts(of)
  return (
    <>
      <div className="fm-cost">
        <div><span>{say('customer.limit_free')}</span><Money value={of.free} strong /></div>
        <div><span>{say('customer.limit_used')}</span><Money value={of.used} /></div>
        <div><span>{say('customer.limit_held')}</span><Money value={of.held} /></div>
        <div><span>{say('customer.limit_total')}</span><Money value={of.limit} /></div>
      </div>
      <div className="fm-limit" role="img" aria-label={say('customer.limit_bar', { used: formatAmount(of.used), held: formatAmount(of.held), free: formatAmount(of.free) })}>
        <span className="fm-limit-used" style={{ width: `${part.used}%` }} />
        <span className="fm-limit-held" style={{ width: `${part.held}%` }} />
      </div>
      <p className="fm-soft">
        {of.why}
        {of.until && of.until < '9999' && ` · ${say('customer.limit_until', { day: of.until })}`}
      </p>
    </>
  )
}

function SetLimit({ customerId }: { customerId: string }) {
  const say = useSay()
  return (
    <Dialog<{ amount: string; reason: string }>
      label={say('customer.limit_set')}
      permission="limit.set"
      intro={say('customer.limit_set_intro')}
      stale={[['limit']]}
      submit={async (v, header) => {
        await data(api.POST('/v1/limits', { params: { header }, body: { customer_id: customerId, amount: toMoney(v.amount), reason: v.reason.trim() } }))
        return say('customer.limit_done')
      }}
    >
      <AmountField name="amount" label={say('customer.limit_total')} />
      <ReasonField />
    </Dialog>
  )
}

export function LimitSection({ customerId }: { customerId: string }) {
  const say = useSay()
  const language = useLanguage()
  const planName = usePlanName()
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['limit', customerId, language],
    queryFn: ({ signal }) => data(api.GET('/v1/customers/{customer_id}/limit', { params: { path: { customer_id: customerId } }, signal })),
    enabled: may('limit.read'),
  })
  if (!may('limit.read')) return null
  return (
    <Section title={say('customer.limit')} extra={<SetLimit customerId={customerId} />}>
      <Loaded query={query}>
        {(l) => (
          <>
            <LimitBar of={l} />
            {l.holds.length > 0 && (
              <details className="fm-more-facts">
                <summary>{say('customer.limit_holds')} ({l.holds.length})</summary>
                <ul className="fm-lines">
                  {l.holds.map((h) => (
                    <li key={h.id}>
                      <div>
                        <Link to={`/orders/${h.order_id}`}>{planName(h.plan_code)}</Link>
                        <span className="fm-actions"><Money value={h.amount} /> <StateTag of={heldStates} state={h.state} /></span>
                      </div>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}
