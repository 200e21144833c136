import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { Code } from '@/kit/copy'
import '@/kit/fields.css'
import { Money } from '@/kit/money'
import { Scroll } from '@/kit/scroll'
import { StatusTag } from '@/kit/status'
import { Term } from '@/kit/term'
import { Day, Instant } from '@/kit/when'
import { percent } from './rate'

export type Quote = components['schemas']['PlanQuote']
export type Instalment = components['schemas']['PlanInstalment']

interface ScheduleProps {
  currency: string
  of: readonly Pick<Instalment, 'no' | 'kind' | 'due_day' | 'principal' | 'interest' | 'fee'>[]
  caption: string
  /** What there is to say about an instalment, under its day. */
  note?: (no: number) => string | undefined
}

/** Every instalment with its day and what it is made of; the last line adds up what stands above it. */
export function Schedule({ currency, of, caption, note }: ScheduleProps) {
  const say = useSay()
  const money = (amount: number) => <Money value={{ amount, currency }} />
  const sum = (pick: (i: ScheduleProps['of'][number]) => number) => of.reduce((n, i) => n + pick(i), 0)
  const fee = of.some((i) => i.fee !== 0)
  return (
    <Scroll label={say('kit.table.of', { name: caption })}>
      <table className="fm-figures">
        <caption className="fm-hidden">{say('kit.table.of', { name: caption })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('plan.no')}</th>
            <th scope="col">{say('plan.due')}</th>
            <th scope="col" className="fm-right">{say('plan.principal')}</th>
            <th scope="col" className="fm-right">{say('plan.interest')}</th>
            {fee && <th scope="col" className="fm-right">{say('plan.fee')}</th>}
            <th scope="col" className="fm-right">{say('plan.pay')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((i) => (
            <tr key={i.no}>
              <th scope="row">{i.kind === 'down_payment' ? say('plan.down_payment') : i.no}</th>
              <td>
                <Day day={i.due_day} />
                {note?.(i.no) && <div className="fm-soft fm-small">{note(i.no)}</div>}
              </td>
              <td className="fm-right">{money(i.principal)}</td>
              <td className="fm-right">{money(i.interest)}</td>
              {fee && <td className="fm-right">{money(i.fee)}</td>}
              <td className="fm-right"><b>{money(i.principal + i.interest + i.fee)}</b></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>{say('plan.sum')}</th>
            <td className="fm-right">{money(sum((i) => i.principal))}</td>
            <td className="fm-right">{money(sum((i) => i.interest))}</td>
            {fee && <td className="fm-right">{money(sum((i) => i.fee))}</td>}
            <td className="fm-right">{money(sum((i) => i.principal + i.interest + i.fee))}</td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}

/** The plan card: what the customer pays in all, what it costs and whom, the annual rate, every instalment. */
export function QuoteCard({ quote: q }: { quote: Quote }) {
  const say = useSay()
  const language = useLanguage()
  const name = language === 'en' ? q.plan_name_en : q.plan_name_zh
  return (
    <>
      <p className="fm-gap">
        <b>{name}</b> · {q.count}× {q.example && <StatusTag tone="warn">{say('plan.example')}</StatusTag>}
      </p>
      <div className="fm-cost">
        <div><span>{say('plan.total')}</span><Money value={q.total} strong /></div>
        <div><span>{say('plan.customer_cost')}</span><Money value={q.customer_cost} /></div>
        <div><span>{say('plan.merchant_cost')}</span><Money value={q.merchant_cost} /></div>
        <div><span><Term of="nominal_rate">{say('plan.nominal')}</Term></span><b>{percent(q.nominal_rate)}</b></div>
        <div><span><Term of="effective_rate">{say('plan.effective')}</Term></span><b>{percent(q.effective_rate)}</b></div>
      </div>
      <Schedule currency={q.amount.currency} of={q.schedule.instalments} caption={say('plan.schedule')} />
      <p className="fm-soft fm-small">
        {q.grace_days > 0 && `${say('plan.grace', { n: q.grace_days })} · `}
        {q.creditor !== 'platform' && `${say('plan.late_rate', { rate: percent(q.late_fee_rate) })} · `}
        {say('plan.source', { source: q.rate_source })}
      </p>
      {q.example && <p className="fm-soft fm-small">{say('plan.example_text')}</p>}
      {q.late_fee_warn && <p className="fm-asof-missing fm-small">{say('plan.late_warn')}</p>}
      <p className="fm-soft fm-small">
        {say('plan.valid_until')} <Instant at={q.valid_until} /> · {say('plan.hash')} <Code text={q.hash} short={12} />
      </p>
    </>
  )
}
