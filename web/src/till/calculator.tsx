import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { parseAmount } from '@/kit/amount'
import { EmptyState } from '@/kit/empty'
import { Loaded } from '@/kit/loaded'
import { Page, PrintButton } from '@/kit/page'
import { ProblemAlert } from '@/kit/problem'
import { Section } from '@/kit/section'
import { ListSkeleton } from '@/kit/skeletons'
import { text, useUrl } from '@/kit/url'
import { useWorkplace } from '@/kit/workplace'
import { QuoteCard } from '@/plan/quote'
import { OfferTable, Refused, splitKey, useOffers } from './offers'

const schema = { amount: text(), plan: text() }

/** Every plan for an amount, and the whole schedule of the chosen one. The address is the state: a link is an offer. */
export default function Calculator() {
  const say = useSay()
  const navigate = useNavigate()
  const { may } = useWorkplace()
  const [{ amount, plan }, set] = useUrl(schema)
  const [typed, setTyped] = useState(amount === '' ? '3000' : amount)
  const value = Number(parseAmount(typed) ?? 0n)
  const query = useOffers(value > 0 ? value : 0)
  const offers = query.data?.data ?? []
  const open = offers.filter((o) => o.available)
  return (
    <Page title={say('till.calc')} below={<p className="fm-soft">{say('till.calc_below')}</p>} actions={<PrintButton />}>
      <Section title={say('till.calc_compare')}>
        <Form layout="vertical" className="fm-calc-amount fm-gap">
          <Form.Item label={say('order.amount')} htmlFor="calc-amount" required>
            <Input
              id="calc-amount"
              prefix="¥"
              inputMode="decimal"
              className="fm-digits"
              value={typed}
              maxLength={15}
              onChange={(e) => {
                setTyped(e.target.value)
                set({ amount: e.target.value })
              }}
            />
          </Form.Item>
        </Form>
        {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
        {value > 0 && query.isPending && <ListSkeleton rows={5} />}
        {value > 0 && query.data && open.length === 0 && <EmptyState title={say('till.calc_none')} />}
        {value > 0 && open.length > 0 && <OfferTable offers={open} chosen={plan} choose={(key) => set({ plan: key })} />}
        {value > 0 && <Refused offers={offers} />}
      </Section>
      {value > 0 && plan !== '' && may('order.quote') && <Chosen amount={value} plan={plan} />}
      {plan !== '' && may('order.decide') && (
        <div className="fm-actions fm-noprint">
          <Button onClick={() => void navigate(`/till?amount=${encodeURIComponent(typed)}&plan=${encodeURIComponent(plan)}`)}>{say('till.calc_sell')}</Button>
        </div>
      )}
    </Page>
  )
}

function Chosen({ amount, plan }: { amount: number; plan: string }) {
  const say = useSay()
  const key = splitKey(plan)
  const query = useQuery({
    queryKey: ['quote', amount, plan],
    queryFn: () =>
      data(
        api.POST('/v1/quotes', {
          params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
          body: { amount: { amount, currency: 'CNY' }, plan_code: key?.plan_code ?? '', count: key?.count ?? 1 },
        }),
      ),
    enabled: key !== null,
    staleTime: 300_000,
    retry: false,
  })
  if (key === null) return null
  return (
    <Section title={say('plan.quote')}>
      <Loaded query={query}>{(quote) => <QuoteCard quote={quote} />}</Loaded>
    </Section>
  )
}
