import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay, type Language } from '@/i18n'
import '@/kit/fields.css'
import { formatAmount } from '@/kit/amount'
import { Money } from '@/kit/money'
import { ProblemAlert } from '@/kit/problem'
import { Scroll } from '@/kit/scroll'
import { ListSkeleton } from '@/kit/skeletons'
import { Term } from '@/kit/term'
import { percent } from '@/plan/rate'
import './till.css'

export type Offer = components['schemas']['PlanOffer']

/** A plan and a number of instalments as one text: "shop-free/6"; '' stands for a sale without credit. */
export const offerKey = (o: Pick<Offer, 'plan_code' | 'count'>) => `${o.plan_code}/${o.count}`

export function splitKey(key: string): { plan_code: string; count: number } | null {
  const at = key.lastIndexOf('/')
  return at < 0 ? null : { plan_code: key.slice(0, at), count: Number(key.slice(at + 1)) }
}

export const offerName = (o: Offer, language: Language) => (language === 'en' ? o.name_en : o.name_zh)

interface Refusal {
  name: string
  counts: number[]
  why: string
  /** What would change it, and who can. */
  change?: string
}

/** Offers that are refused, each of their reasons once with the counts it holds for. */
export function refusals(offers: readonly Offer[], language: Language): Refusal[] {
  const found: Refusal[] = []
  for (const o of offers.filter((x) => !x.available)) {
    const name = offerName(o, language)
    for (const { why, change } of o.reasons ?? [{ why: o.why ?? o.code ?? '', change: undefined }]) {
      const same = found.find((f) => f.name === name && f.why === why)
      if (same) same.counts.push(o.count)
      else found.push({ name, counts: [o.count], why, change })
    }
  }
  return found
}

/** What can be offered for an amount in minor units; with a known customer also what age, limit and own budget say. */
export function useOffers(amount: number, currency = 'CNY', customerId = '') {
  const language = useLanguage()
  const asked = useDeferredValue(amount)
  return useQuery({
    queryKey: ['offers', asked, customerId, language],
    queryFn: async ({ signal }) => {
      const out = await data(api.POST('/v1/offers', { body: { amount: { amount: asked, currency }, ...(customerId === '' ? {} : { customer_id: customerId }) }, signal }))
      return { data: out.offers, order: out.order, notes: out.notes ?? [] }
    },
    enabled: asked > 0,
    placeholderData: (before) => before,
  })
}

/** Why the others are not offered: a clerk must be able to answer the question. */
export function Refused({ offers }: { offers: readonly Offer[] }) {
  const say = useSay()
  const language = useLanguage()
  const list = refusals(offers, language)
  if (list.length === 0) return null
  return (
    <details className="fm-refused">
      <summary>{say('till.not_offered')} ({list.length})</summary>
      <ul>
        {list.map((r) => (
          <li key={r.name + r.why}>
            <b>{r.name}</b> {r.counts.filter((n) => n > 0).map((n) => `${n}×`).join(' ')} <span className="fm-soft">{r.why}</span>
            {r.change !== undefined && <span className="fm-soft fm-small"> → {r.change}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface PickProps {
  amount: number
  currency: string
  /** Empty while nobody is known: then age, limit and budget are told with the decision. */
  customerId?: string
  value: string
  onChange: (key: string) => void
}

/** The plans that can be offered, each as one line one can choose, and the way without credit. */
export function OfferPick({ amount, currency, customerId, value, onChange }: PickProps) {
  const say = useSay()
  const language = useLanguage()
  const query = useOffers(amount, currency, customerId)
  if (amount <= 0) return <p className="fm-soft">{say('till.plan_first')}</p>
  if (query.isError) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <ListSkeleton rows={4} />
  const offers = query.data.data
  return (
    <>
      <div className="fm-offers" role="radiogroup" aria-label={say('till.how')}>
        {offers.filter((o) => o.available).map((o) => (
          <OfferRadio key={offerKey(o)} offer={o} name={offerName(o, language)} checked={value === offerKey(o)} pick={() => onChange(offerKey(o))} />
        ))}
        <label className={value === 'none' ? 'fm-offer fm-offer-on' : 'fm-offer'}>
          <input type="radio" name="offer" checked={value === 'none'} onChange={() => onChange('none')} />
          <span className="fm-offer-name">{say('till.no_credit')}</span>
        </label>
      </div>
      {[query.data.order, ...query.data.notes].map((t) => <p key={t} className="fm-soft fm-small">{t}</p>)}
      <Refused offers={offers} />
    </>
  )
}

function OfferRadio({ offer: o, name, checked, pick }: { offer: Offer; name: string; checked: boolean; pick: () => void }) {
  const say = useSay()
  return (
    <label className={checked ? 'fm-offer fm-offer-on' : 'fm-offer'}>
      <input type="radio" name="offer" checked={checked} onChange={pick} />
      <span className="fm-offer-name">
        {name} · {o.count}×
        <span className="fm-soft fm-small">
          {o.down_payment && o.down_payment.amount > 0 && `${say('plan.down_payment')} ${formatAmount(o.down_payment)} · `}
          {say('plan.effective')} {percent(o.effective_rate)}
        </span>
        {o.warnings?.map((w) => (
          <span key={w.code + w.why} className={w.code === 'budget_uses' ? 'fm-soft fm-small' : 'fm-small fm-late'}>{w.why}</span>
        ))}
      </span>
      <span className="fm-right">
        {o.each && <b className="fm-money">{say('till.each', { amount: formatAmount(o.each) })}</b>}
        {o.total && <span className="fm-soft fm-small">{say('plan.total')} {formatAmount(o.total)}</span>}
      </span>
    </label>
  )
}

/** Plans side by side: every cost and who bears it. */
export function OfferTable({ offers, chosen, choose }: { offers: readonly Offer[]; chosen: string; choose: (key: string) => void }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <Scroll label={say('kit.table.of', { name: say('till.calc_compare') })}>
      <table className="fm-figures">
        <caption className="fm-hidden">{say('kit.table.of', { name: say('till.calc_compare') })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('till.calc_plan')}</th>
            <th scope="col" className="fm-right">{say('till.calc_count')}</th>
            <th scope="col" className="fm-right">{say('plan.down_payment')}</th>
            <th scope="col" className="fm-right">{say('till.calc_first')}</th>
            <th scope="col" className="fm-right">{say('plan.total')}</th>
            <th scope="col" className="fm-right">{say('plan.customer_cost')}</th>
            <th scope="col" className="fm-right">{say('plan.merchant_cost')}</th>
            <th scope="col" className="fm-right"><Term of="nominal_rate">{say('plan.nominal')}</Term></th>
            <th scope="col" className="fm-right"><Term of="effective_rate">{say('plan.effective')}</Term></th>
          </tr>
        </thead>
        <tbody>
          {offers.map((o) => (
            <tr key={offerKey(o)} className={chosen === offerKey(o) ? 'fm-picked' : undefined}>
              <th scope="row">
                <button type="button" className="fm-linkish" aria-pressed={chosen === offerKey(o)} title={say('till.calc_show')} onClick={() => choose(offerKey(o))}>
                  {offerName(o, language)}
                </button>
              </th>
              <td className="fm-right">{o.count}</td>
              <td className="fm-right"><Money value={o.down_payment} /></td>
              <td className="fm-right"><Money value={o.first} /></td>
              <td className="fm-right"><Money value={o.total} /></td>
              <td className="fm-right"><Money value={o.customer_cost} /></td>
              <td className="fm-right"><Money value={o.merchant_cost} /></td>
              <td className="fm-right">{percent(o.nominal_rate)}</td>
              <td className="fm-right"><b>{percent(o.effective_rate)}</b></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
