import { Link, useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import { formatAmount } from '@/kit/amount'
import { Code } from '@/kit/copy'
import { DetailPage } from '@/kit/detail'
import '@/kit/fields.css'
import { Money } from '@/kit/money'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Day, Instant } from '@/kit/when'
import { usePlanName } from '@/order/names'
import { Schedule } from '@/plan/quote'
import { percent, share } from '@/plan/rate'
import { movedAway, movedTo, schedules } from '@/receivable/reliefs'
import { ContractProof } from './proof'
import { contractStates, type ContractDetail } from './states'

/** Names a key term; one that the page does not know stays as it is. */
function useTermName(): (term: string) => string {
  const say = useSay() as (key: Key) => string
  return (term) => {
    const key = `order.term.${term}`
    return key in catalogue ? say(key as Key) : term
  }
}

/** What an event keeps, as one line; a detail that is no object is shown as it is. */
export function eventText(detail: string, termName: (t: string) => string): string | undefined {
  try {
    const values = JSON.parse(detail) as Record<string, unknown>
    if (typeof values.term === 'string') return termName(values.term)
    const reason = values.reason ?? values.agreed
    return typeof reason === 'string' && reason !== '' ? reason : undefined
  } catch {
    return detail === '' ? undefined : detail
  }
}

/** The schedule as signed and what each re-age made of what was unpaid. */
function Schedules({ of: c }: { of: ContractDetail }) {
  const say = useSay()
  const all = schedules(c.instalments)
  if (all.length < 2) {
    return (
      <Section title={say('plan.schedule')}>
        <Schedule currency={c.currency} of={c.instalments} caption={say('plan.schedule')} />
      </Section>
    )
  }
  return (
    <>
      {all.map(({ reAge, lines }) => {
        const title = reAge === 0 ? say('contract.signed_schedule') : say('contract.re_aged', { n: reAge })
        const note = (no: number) => {
          const line = lines.find((l) => l.no === no)
          const to = line && movedTo(line)
          return line && to !== undefined ? say('contract.moved', { amount: formatAmount({ amount: movedAway(line), currency: c.currency }), n: to }) : undefined
        }
        return (
          <Section key={reAge} title={title}>
            <Schedule currency={c.currency} of={lines} caption={title} note={note} />
            {reAge === 0 && <p className="fm-soft fm-small">{say('contract.re_aged_text')}</p>}
          </Section>
        )
      })}
    </>
  )
}

export default function ContractPage() {
  const { id = '' } = useParams()
  const say = useSay()
  const word = say as (key: Key) => string
  const planName = usePlanName()
  const termName = useTermName()
  const eventName = (kind: string) => {
    const key = `contract.event.${kind}`
    return key in catalogue ? word(key as Key) : kind
  }
  return (
    <DetailPage<ContractDetail>
      name={['contracts', id]}
      load={(signal) => data(api.GET('/v1/contracts/{id}', { params: { path: { id } }, signal }))}
      show={(c) => ({
        title: planName(c.plan_code),
        id: c.id,
        state: <StateTag of={contractStates} state={c.state} />,
        money: { label: say('contract.principal'), value: c.principal },
        facts: [
          { label: say('contract.cost'), value: <Money value={{ amount: c.interest.amount + c.fee.amount, currency: c.currency }} /> },
          { label: say('contract.signed_at'), value: <Instant at={c.signed_at} /> },
          { label: say('contract.active_day'), value: <Day day={c.active_day} /> },
          ...(c.ended_day ? [{ label: say('contract.ended_day'), value: <Day day={c.ended_day} /> }] : []),
          {
            label: say('contract.late_fee'),
            value: say('contract.late_fee_text', { rate: percent(c.late_fee.rate), grace: c.late_fee.grace_days, cap: share(c.late_fee.cap_share_ppm) }),
          },
          ...(c.template_id ? [{ label: say('contract.template'), value: <Link to={`/contract-templates/${c.template_id}`}>{say('contract.template_no', { no: c.template_no ?? 0 })}</Link> }] : []),
          ...(c.text_hash ? [{ label: say('contract.text'), value: <Code text={c.text_hash} short={12} /> }] : []),
          ...(c.text_version ? [{ label: say('contract.text_version'), value: c.text_version }] : []),
        ],
        body: (
          <>
            <Schedules of={c} />
            {c.document_hash && <ContractProof of={c} termName={termName} />}
          </>
        ),
        timeline: {
          events: c.events.toReversed().map((e) => ({ id: String(e.no), at: e.at, kind: 'event', title: eventName(e.kind), text: eventText(e.detail, termName) })),
          kinds: [{ value: 'event', label: say('contract.kind') }],
        },
        related: [
          { label: say('contract.receivable'), to: `/receivables/${c.id}` },
          { label: say('contract.order'), to: `/orders/${c.order_id}` },
          { label: say('contract.customer'), to: `/customers/${c.customer_id}` },
        ],
        evidence: (
          <>
            <h3>{say('contract.acceptances')}</h3>
            {c.acceptances.length === 0 && <p className="fm-soft">{say('contract.acceptances_none')}</p>}
            <ul className="fm-lines">
              {c.acceptances.map((a) => (
                <li key={a.term}>
                  <div>
                    <b>{termName(a.term)}</b>
                    <Instant at={a.at} />
                  </div>
                  <p className="fm-soft fm-small">
                    {say('contract.at', { channel: a.channel })} <Code text={a.text_hash} short={12} />
                  </p>
                </li>
              ))}
            </ul>
          </>
        ),
      })}
      back={{ to: '/contracts', label: say('contract.title') }}
      curl={{ path: `/v1/contracts/${id}` }}
    />
  )
}
