import { useQuery } from '@tanstack/react-query'
import { Form, Input, Radio } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { plainAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField, ReasonField, toMoney } from '@/kit/field'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { isDay } from '@/kit/time'
import { Day, Instant } from '@/kit/when'
import './customer.css'

export type Budget = components['schemas']['SellBudgetView']
type Terms = components['schemas']['CustomerBudget']
type Mode = Terms['on_exceed']

/** What the form of ceilings is sent as; an empty field sets no ceiling. */
export function ceilings(v: { new_monthly?: string; due_monthly?: string; on_exceed: Mode }) {
  const money = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : toMoney(text))
  return { new_monthly: money(v.new_monthly), due_monthly: money(v.due_monthly), on_exceed: v.on_exceed }
}

/** Widths of the bars in per cent: of the ceiling where there is one, else of the heaviest month. */
export function bars(months: readonly { due: { amount: number } }[], ceiling: number | undefined): number[] {
  const all = Math.max(ceiling ?? 0, ...months.map((m) => m.due.amount))
  return months.map((m) => (all <= 0 ? 0 : Math.round((m.due.amount / all) * 100)))
}

/** What falls due month by month: a table that is a chart at a glance. */
export function MonthBars({ of: b }: { of: Pick<Budget, 'months' | 'now'> }) {
  const say = useSay()
  const widths = bars(b.months, b.now.due_monthly?.amount)
  return (
    <table className="fm-figures fm-months">
      <caption className="fm-hidden">{say('customer.budget_months')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('customer.budget_month')}</th>
          <th scope="col" className="fm-right">{say('customer.budget_due')}</th>
          <th scope="col"><span className="fm-hidden">{say('customer.budget_share')}</span></th>
        </tr>
      </thead>
      <tbody>
        {b.months.map((m, i) => (
          <tr key={m.month}>
            <th scope="row" className="fm-digits">{m.month}</th>
            <td className="fm-right"><Money value={m.due} /></td>
            <td>
              <span className="fm-month-bar" aria-hidden="true"><span className={m.share_percent > 100 ? 'fm-month-over' : undefined} style={{ width: `${widths[i] ?? 0}%` }} /></span>
              {b.now.due_monthly && <span className="fm-soft fm-small">{m.share_percent}%</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The ceilings, the use of this month and a pause, as the customer would be told. */
export function BudgetFacts({ of: b }: { of: Budget }) {
  const say = useSay()
  const { now } = b
  return (
    <>
      <div className="fm-cost">
        <div><span>{say('customer.budget_new')}</span>{now.new_monthly ? <Money value={now.new_monthly} strong /> : <b>{say('customer.budget_no_ceiling')}</b>}</div>
        <div><span>{say('customer.budget_new_used')}</span><span><Money value={b.new_used} />{now.new_monthly && <> ({b.new_share_percent}%)</>}</span></div>
        <div><span>{say('customer.budget_due_ceiling')}</span>{now.due_monthly ? <Money value={now.due_monthly} strong /> : <b>{say('customer.budget_no_ceiling')}</b>}</div>
        <div><span>{say('customer.budget_mode')}</span><b>{say(`customer.budget_mode.${now.on_exceed}`)}</b></div>
      </div>
      {now.paused_to && <p role="status"><StatusTag tone="warn">{say('customer.budget_paused')}</StatusTag> <Day day={now.paused_to} /> {say('customer.budget_paused_until')}</p>}
      {b.later && b.later_at && (
        <p role="status">
          <StatusTag tone="wait">{say('customer.budget_waits')}</StatusTag> <Instant at={b.later_at} />{' '}
          {b.later.new_monthly && <>{say('customer.budget_new')} <Money value={b.later.new_monthly} /> </>}
          {b.later.due_monthly && <>{say('customer.budget_due_ceiling')} <Money value={b.later.due_monthly} /> </>}
          {now.paused_to && !b.later.paused_to && say('customer.budget_pause_ends')}
        </p>
      )}
    </>
  )
}

interface Fields {
  new_monthly?: string
  due_monthly?: string
  on_exceed: Mode
  note: string
}

function SetBudget({ of: b }: { of: Budget }) {
  const say = useSay()
  return (
    <Dialog<Fields>
      label={say('customer.budget_set')}
      permission="customer.manage"
      size="small"
      intro={say('customer.budget_set_intro', { hours: b.wait_hours })}
      initial={{ new_monthly: b.now.new_monthly && plainAmount(b.now.new_monthly), due_monthly: b.now.due_monthly && plainAmount(b.now.due_monthly), on_exceed: b.now.on_exceed }}
      stale={[['budget'], ['offers']]}
      submit={async (v, header) => {
        await data(api.POST('/v1/customers/{id}/budget', { params: { path: { id: b.customer_id }, header }, body: { ...ceilings(v), note: v.note.trim() } }))
        return say('customer.budget_done')
      }}
    >
      <AmountField name="new_monthly" label={say('customer.budget_new')} required={false} extra={say('customer.budget_empty')} />
      <AmountField name="due_monthly" label={say('customer.budget_due_ceiling')} required={false} extra={say('customer.budget_empty')} />
      <Form.Item name="on_exceed" label={say('customer.budget_mode')}>
        <Radio.Group options={(['stop', 'warn'] as const).map((m) => ({ value: m, label: say(`customer.budget_mode.${m}`) }))} />
      </Form.Item>
      <ReasonField name="note" label={say('customer.budget_note')} />
    </Dialog>
  )
}

function Pause({ of: b }: { of: Budget }) {
  const say = useSay()
  const send = async (until: string | undefined, note: string, header: { 'Idempotency-Key': string }) => {
    await data(api.POST('/v1/customers/{id}/budget/pause', { params: { path: { id: b.customer_id }, header }, body: { until, note: note.trim() } }))
    return say('customer.budget_done')
  }
  const ending = b.later?.paused_to === undefined && b.later !== undefined
  return (
    <>
      <Dialog<{ until: string; note: string }>
        label={say('customer.budget_pause')}
        permission="customer.manage"
        size="small"
        intro={say('customer.budget_pause_intro', { hours: b.wait_hours })}
        stale={[['budget'], ['offers']]}
        submit={(v, header) => send(v.until.trim(), v.note, header)}
      >
        <Form.Item name="until" label={say('customer.budget_pause_day')} rules={[{ validator: (_r, v: unknown) => (typeof v === 'string' && isDay(v.trim()) ? Promise.resolve() : Promise.reject(new Error(say('customer.budget_day_bad')))) }]}>
          <Input placeholder="2027-01-31" maxLength={10} inputMode="numeric" autoComplete="off" className="fm-digits" />
        </Form.Item>
        <ReasonField name="note" label={say('customer.budget_note')} />
      </Dialog>
      {b.now.paused_to && !ending && (
        <Dialog<{ note: string }>
          label={say('customer.budget_resume')}
          permission="customer.manage"
          size="small"
          intro={say('customer.budget_resume_intro', { hours: b.wait_hours })}
          stale={[['budget'], ['offers']]}
          submit={(v, header) => send(undefined, v.note, header)}
        >
          <ReasonField name="note" label={say('customer.budget_note')} />
        </Dialog>
      )}
    </>
  )
}

function History({ of: b }: { of: Budget }) {
  const say = useSay()
  if (b.history.length === 0) return null
  return (
    <details className="fm-more-facts">
      <summary>{say('customer.budget_history')} ({b.history.length})</summary>
      <ul className="fm-lines">
        {b.history.map((h) => (
          <li key={h.nr}>
            <div>
              <b>{say(`customer.budget_act.${h.act}`)}</b>
              <span className="fm-soft">{say(h.set_by.startsWith('customer:') ? 'customer.budget_by_customer' : 'customer.budget_by_staff')}</span>
            </div>
            <p className="fm-soft fm-small"><Instant at={h.at} />{h.note && ` · ${h.note}`}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What the customer allows himself, what is used of it, and how to change it at his request. */
export function BudgetSection({ customerId }: { customerId: string }) {
  const say = useSay()
  const language = useLanguage()
  const query = useQuery({
    queryKey: ['budget', customerId, language],
    queryFn: ({ signal }) => data(api.GET('/v1/customers/{id}/budget', { params: { path: { id: customerId } }, signal })),
  })
  return (
    <Section title={say('customer.budget')} extra={query.data && <span className="fm-actions"><SetBudget of={query.data} /><Pause of={query.data} /></span>}>
      <Loaded query={query}>
        {(b) => (
          <>
            {!b.set && <p className="fm-soft">{say('customer.budget_none')}</p>}
            <BudgetFacts of={b} />
            <details className="fm-more-facts" open={b.set}>
              <summary>{say('customer.budget_months')}</summary>
              <MonthBars of={b} />
            </details>
            <History of={b} />
          </>
        )}
      </Loaded>
    </Section>
  )
}
