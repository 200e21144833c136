import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import '@/kit/fields.css'
import { formatAmount } from '@/kit/amount'
import { Money } from '@/kit/money'
import { Scroll } from '@/kit/scroll'
import { StateTag, StatusTag } from '@/kit/status'
import { dayOf } from '@/kit/time'
import { Day, Instant } from '@/kit/when'
import { useWorkplace } from '@/kit/workplace'
import { Holds } from '@/customer/holds'
import { useKindName } from '@/ledger/names'
import { LiftContractHoldAct } from './acts'
import { ChargeBackAct } from './relief-acts'
import { chargeable, emptied, movedTo, rebooked } from './reliefs'
import { instalmentStates, promiseStates, stepStates, sum, type ContractDetail, type Entry, type History, type InstalmentPosition, type QueueItem } from './states'
import './receivable.css'

interface InstalmentsProps {
  of: readonly InstalmentPosition[]
  currency: string
  /** The instalments as agreed, which know what a re-age moved. */
  agreed?: ContractDetail['instalments']
  entries?: readonly Entry[]
}

/** Where a re-age took an instalment, or which one made it. */
function Origin({ position, agreed }: { position: InstalmentPosition; agreed?: ContractDetail['instalments'][number] }) {
  const say = useSay()
  const to = agreed && movedTo(agreed)
  return (
    <>
      {position.kind === 're_aged' && <StatusTag tone="info">{agreed?.re_age ? say('receivable.re_aged', { n: agreed.re_age }) : say('receivable.re_aged_kind')}</StatusTag>}{' '}
      {to !== undefined && <StatusTag tone="idle">{say('receivable.moved_to', { n: to })}</StatusTag>}
    </>
  )
}

export function Instalments({ of, currency, agreed = [], entries = [] }: InstalmentsProps) {
  const say = useSay()
  const money = (amount: number) => <Money value={{ amount, currency }} />
  const late = of.some((i) => i.charged.late_fee !== 0)
  const anew = rebooked(entries)
  const asAgreed = (no: number) => agreed.find((a) => a.no === no)
  return (
    <>
      <Scroll label={say('kit.table.of', { name: say('receivable.instalments') })}>
        <table className="fm-figures">
          <caption className="fm-hidden">{say('kit.table.of', { name: say('receivable.instalments') })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('receivable.no')}</th>
              <th scope="col">{say('receivable.due_day')}</th>
              <th scope="col" className="fm-right">{say('receivable.agreed')}</th>
              {late && <th scope="col" className="fm-right">{say('receivable.late')}</th>}
              <th scope="col" className="fm-right">{say('receivable.paid')}</th>
              <th scope="col" className="fm-right">{say('receivable.open')}</th>
              <th scope="col">{say('receivable.state')}</th>
            </tr>
          </thead>
          <tbody>
            {of.map((i) => (
              <tr key={i.no}>
                <th scope="row">{i.kind === 'down_payment' ? say('plan.down_payment') : i.no}</th>
                <td><Day day={i.due_day} /></td>
                <td className="fm-right">{money(sum(i.agreed))}</td>
                {late && <td className="fm-right">{money(i.charged.late_fee)}</td>}
                <td className="fm-right">{money(sum(i.paid))}</td>
                <td className="fm-right"><b>{money(sum(i.open))}</b></td>
                <td>
                  {!emptied(i, asAgreed(i.no)) && <StateTag of={instalmentStates} state={i.state} />}{' '}
                  <Origin position={i} agreed={asAgreed(i.no)} />{' '}
                  {anew.has(i.no) && <StatusTag tone="warn">{say('receivable.rebooked')}</StatusTag>}{' '}
                  {i.overdue_days > 0 && <span className="fm-soft fm-small">{say('receivable.days', { n: i.overdue_days })}</span>}{' '}
                  {sum(i.waived) > 0 && <span className="fm-soft fm-small">{say('receivable.waived', { amount: formatAmount({ amount: sum(i.waived), currency }) })}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {anew.size > 0 && <p className="fm-soft fm-small">{say('receivable.rebooked_text')}</p>}
    </>
  )
}

/** The kinds that somebody enters, maybe days after they happened. */
const entered = ['repayment', 'repayment.early', 'recovery', 'charge_back', 'contract.refund']

export function EntryLines({ of, contractId }: { of: readonly Entry[]; contractId: string }) {
  const say = useSay()
  const kindName = useKindName()
  const { zone } = useWorkplace()
  const open = chargeable(of)
  if (of.length === 0) return <p className="fm-soft">{say('receivable.entries_none')}</p>
  return (
    <ul className="fm-lines">
      {of.map((e) => {
        const payment = open.get(e.id)
        const late = entered.includes(e.kind) && e.effective < dayOf(e.recorded_at, zone)
        return (
          <li key={e.id}>
            <div>
              <span>
                <Link to={`/ledger/entries/${e.id}`}>{kindName(e.kind)}</Link> {late && <StatusTag tone="warn">{say('receivable.entered_late')}</StatusTag>}
              </span>
              <Money value={{ amount: e.legs.reduce((n, l) => n + Math.max(0, l.amount), 0), currency: e.legs[0]?.currency ?? 'CNY' }} />
            </div>
            <div className="fm-entry-below">
              <p className="fm-soft fm-small">
                <Day day={e.effective} />
                {e.reason && ` · ${e.reason}`}
              </p>
              {payment && <ChargeBackAct contractId={contractId} entry={e} of={payment} />}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** "due+15" in words; another name of a step stays as it is. */
function useStepName(): (step: string) => string {
  const say = useSay()
  return (step) => {
    const found = /^due([+-])(\d+)$/.exec(step)
    if (!found) return step === 'due' ? say('receivable.step_on_day') : step
    const n = Number(found[2])
    return found[1] === '+' ? say('receivable.step_after', { n }) : say('receivable.step_before', { n })
  }
}

/** Why a step was not taken, where the page knows the code of the contact gate. */
function useCodeName(): (code: string) => string {
  const say = useSay() as (key: Key) => string
  return (code) => {
    const key = `receivable.code.${code}`
    return key in catalogue ? say(key as Key) : code
  }
}

/** Promises, steps and stops of a contract. */
export function HistoryParts({ history, contractId }: { history: History; contractId: string }) {
  const say = useSay()
  const stepName = useStepName()
  const codeName = useCodeName()
  return (
    <>
      <h3>{say('receivable.promises')}</h3>
      {history.promises.length === 0 && <p className="fm-soft">{say('receivable.promises_none')}</p>}
      <ul className="fm-lines">
        {history.promises.map((p) => (
          <li key={p.id}>
            <div>
              <span><Day day={p.day} /> <Money value={p.amount} /></span>
              <StateTag of={promiseStates} state={p.state} />
            </div>
            {p.note && <p className="fm-soft fm-small">{p.note}</p>}
          </li>
        ))}
      </ul>
      <h3>{say('receivable.steps')}</h3>
      {history.steps.length === 0 && <p className="fm-soft">{say('receivable.steps_none')}</p>}
      <ul className="fm-lines">
        {history.steps.map((s, i) => (
          <li key={`${s.step}${s.instalment}${i}`}>
            <div>
              <span>{s.notice_id ? <Link to={`/notices/${s.notice_id}`}>{stepName(s.step)}</Link> : stepName(s.step)}</span>
              <StateTag of={stepStates} state={s.state} />
            </div>
            <p className="fm-soft fm-small"><Instant at={s.at} />{s.code && s.code !== 'ALLOWED' && ` · ${codeName(s.code)}`}</p>
          </li>
        ))}
      </ul>
      <h3>{say('customer.holds')}</h3>
      <Holds holds={history.holds} lift={(h) => <LiftContractHoldAct contractId={contractId} holdId={h.id} />} />
    </>
  )
}

/** A minute of the day as a clock shows it: 480 is "08:00". */
export const hour = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** How near the rules of contact are: what is open now, what was used up, when it opens again. */
export function Gate({ item }: { item: QueueItem }) {
  const say = useSay()
  const rules = useQuery({ queryKey: ['contact-rules'], queryFn: ({ signal }) => data(api.GET('/v1/contacts/rules', { signal })), staleTime: Infinity }).data
  const g = item.gate
  const meter = (label: string, n: number, most: number | undefined) => (
    <div>
      <span>{label}</span>
      <b>{most === undefined ? n : say('receivable.gate_of', { n, most })}</b>
      {most !== undefined && most > 0 && (
        <span className="fm-meter" aria-hidden="true">
          <span style={{ width: `${Math.min(100, (n / most) * 100)}%` }} className={n >= most ? 'fm-meter-full' : undefined} />
        </span>
      )}
    </div>
  )
  return (
    <>
      <p className="fm-gap">
        <StatusTag tone={g.allowed ? 'good' : 'bad'}>{g.allowed ? say('receivable.gate_open') : say('receivable.gate_closed')}</StatusTag>{' '}
        {item.sentence}
      </p>
      <div className="fm-cost">
        {meter(say('receivable.gate_today'), g.today, rules?.per_day)}
        {meter(say('receivable.gate_week'), g.week, rules?.per_week)}
        {!g.allowed && g.next_at && <div><span>{say('receivable.gate_next')}</span><b><Instant at={g.next_at} /></b></div>}
        {g.allowed && g.until && <div><span>{say('receivable.gate_until')}</span><b><Instant at={g.until} /></b></div>}
      </div>
      {rules && <p className="fm-soft fm-small">{say('receivable.gate_hours', { from: hour(rules.open), to: hour(rules.close) })} · {rules.jurisdiction} {rules.version}</p>}
    </>
  )
}
