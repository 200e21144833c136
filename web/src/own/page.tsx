import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Radio } from 'antd'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { ceilings, MonthBars } from '@/customer/budget'
import { PurposeText } from '@/customer/consents'
import { useLanguage, useSay } from '@/i18n'
import { plainAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField } from '@/kit/field'
import '@/kit/fields.css'
import { KeysProvider } from '@/kit/keys'
import { Money } from '@/kit/money'
import { ProblemAlert } from '@/kit/problem'
import { Section } from '@/kit/section'
import { DetailSkeleton } from '@/kit/skeletons'
import { StateTag, StatusTag, type States } from '@/kit/status'
import { LangSwitch } from '@/kit/switches'
import { isDay } from '@/kit/time'
import { Day, Instant } from '@/kit/when'
import { WorkplaceProvider } from '@/kit/workplace'
import './own.css'

export type Own = components['schemas']['SellMeOut']
type Mode = Own['budget']['now']['on_exceed']

interface Place {
  tenant: string
  token: string
}

const stands: States<'none' | 'given' | 'refused' | 'withdrawn'> = {
  none: { tone: 'idle', word: 'own.stand.none' },
  given: { tone: 'good', word: 'own.stand.given' },
  refused: { tone: 'idle', word: 'own.stand.refused' },
  withdrawn: { tone: 'idle', word: 'own.stand.withdrawn' },
}

function Payments({ of: me }: { of: Own }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <Section title={say('own.payments')}>
      {me.payments.length === 0 ? (
        <p>{say('own.payments_none')}</p>
      ) : (
        <ul className="fm-lines">
          {me.payments.map((p, i) => (
            <li key={i}>
              <div>
                <span>
                  <Day day={p.day} relative late={p.overdue} />
                </span>
                <Money value={p.amount} strong />
              </div>
              <p className="fm-soft">{language === 'en' ? p.plan_name_en : p.plan_name_zh} · {say('own.nth', { no: p.no, count: p.count })}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Budget({ of: me, place }: { of: Own; place: Place }) {
  const say = useSay()
  const { budget: b } = me
  const take = useTaken(place)
  const pause = async (until: string | undefined) => {
    take(await data(api.POST('/v1/portal/{tenant}/{token}/me/pause', { params: { path: place }, body: { until } })))
    return say('own.done')
  }
  const ending = b.later !== undefined && b.later.paused_to === undefined
  return (
    <Section title={say('own.budget')}>
      <p>{say('own.budget_text', { hours: b.wait_hours })}</p>
      <dl className="fm-own-facts">
        <div>
          <dt>{say('own.budget_new')}</dt>
          <dd>{b.now.new_monthly ? <Money value={b.now.new_monthly} strong /> : say('own.no_ceiling')}</dd>
        </div>
        <div>
          <dt>{say('own.budget_used')}</dt>
          <dd><Money value={b.new_used} />{b.now.new_monthly && ` (${b.new_share_percent}%)`}</dd>
        </div>
        <div>
          <dt>{say('own.budget_due')}</dt>
          <dd>{b.now.due_monthly ? <Money value={b.now.due_monthly} strong /> : say('own.no_ceiling')}</dd>
        </div>
        <div>
          <dt>{say('own.budget_mode')}</dt>
          <dd>{say(`own.mode.${b.now.on_exceed}`)}</dd>
        </div>
      </dl>
      {b.now.paused_to && <p role="status"><StatusTag tone="info">{say('own.paused')}</StatusTag> <Day day={b.now.paused_to} /> {say('own.paused_until')}</p>}
      {b.later && b.later_at && <p role="status"><StatusTag tone="wait">{say('own.waits')}</StatusTag> <Instant at={b.later_at} /></p>}
      <div className="fm-actions">
        <Dialog<{ new_monthly?: string; due_monthly?: string; on_exceed: Mode }>
          label={say('own.budget_set')}
          initial={{ new_monthly: b.now.new_monthly && plainAmount(b.now.new_monthly), due_monthly: b.now.due_monthly && plainAmount(b.now.due_monthly), on_exceed: b.now.on_exceed }}
          submit={async (v) => {
            take(await data(api.POST('/v1/portal/{tenant}/{token}/me/budget', { params: { path: place }, body: ceilings(v) })))
            return say('own.done')
          }}
        >
          <AmountField name="new_monthly" label={say('own.budget_new')} required={false} extra={say('own.empty')} />
          <AmountField name="due_monthly" label={say('own.budget_due')} required={false} extra={say('own.empty')} />
          <Form.Item name="on_exceed" label={say('own.budget_mode')}>
            <Radio.Group options={(['stop', 'warn'] as const).map((m) => ({ value: m, label: say(`own.mode.${m}`) }))} />
          </Form.Item>
        </Dialog>
        <Dialog<{ until: string }> label={say('own.pause')} intro={say('own.pause_text', { hours: b.wait_hours })} submit={(v) => pause(v.until.trim())}>
          <Form.Item name="until" label={say('own.pause_day')} rules={[{ validator: (_r, v: unknown) => (typeof v === 'string' && isDay(v.trim()) ? Promise.resolve() : Promise.reject(new Error(say('own.day_bad')))) }]}>
            <Input placeholder="2027-01-31" maxLength={10} inputMode="numeric" autoComplete="off" className="fm-digits" />
          </Form.Item>
        </Dialog>
        {b.now.paused_to && !ending && <Dialog label={say('own.resume')} intro={say('own.resume_text', { hours: b.wait_hours })} submit={() => pause(undefined)} />}
      </div>
      <details className="fm-more-facts">
        <summary>{say('own.months')}</summary>
        <MonthBars of={b} />
      </details>
    </Section>
  )
}

function Consents({ of: me, place }: { of: Own; place: Place }) {
  const say = useSay()
  const take = useTaken(place)
  const name = (id: string) => me.consents.find((c) => c.purpose.id === id)?.purpose.title ?? id
  return (
    <Section title={say('own.consents')}>
      <p>{say('own.consents_text')}</p>
      <ul className="fm-lines">
        {me.consents.map((c) => {
          const send = async (yes: boolean) => {
            take(await data(api.POST('/v1/portal/{tenant}/{token}/me/consents', { params: { path: place }, body: { purpose: c.purpose.id, text_hash: c.purpose.text_hash, yes } })))
            return say('own.done')
          }
          const given = c.state === 'given'
          return (
            <li key={c.purpose.id}>
              <div>
                <b>{c.purpose.title}</b>
                <StateTag of={stands} state={c.state} />
              </div>
              <p className="fm-soft">{c.purpose.recipient}{c.given_at && <> · <Instant at={c.given_at} /></>}</p>
              <div className="fm-actions">
                {given ? (
                  <Dialog label={say('own.withdraw')} intro={<><p>{say('own.withdraw_text')}</p><p><b>{c.purpose.withdrawal}</b></p></>} submit={() => send(false)} />
                ) : (
                  <Dialog label={say('own.agree')} intro={<PurposeText of={c.purpose} />} submit={() => send(true)} />
                )}
                {c.state === 'none' && <Dialog label={say('own.refuse')} intro={<><PurposeText of={c.purpose} />{c.purpose.service_depends ? null : <p>{say('own.refuse_text')}</p>}</>} submit={() => send(false)} />}
              </div>
            </li>
          )
        })}
      </ul>
      {me.history.length > 0 && (
        <details className="fm-more-facts">
          <summary>{say('own.history')} ({me.history.length})</summary>
          <ul className="fm-lines">
            {me.history.map((h, i) => (
              <li key={i}>
                <div><span>{name(h.purpose)}</span> <StateTag of={stands} state={h.act} /></div>
                <p className="fm-soft"><Instant at={h.at} /> · {say(h.own ? 'own.by_me' : 'own.by_shop')}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}

const keyOf = ({ tenant, token }: Place, language: string) => ['own', tenant, token, language]

/** Every act answers with the whole page as it is afterwards. */
function useTaken(place: Place): (me: Own) => void {
  const client = useQueryClient()
  const language = useLanguage()
  return (me) => void client.setQueryData(keyOf(place, language), me)
}

/** A customer's own page behind a link: what is due, the budget, the consents. Nobody signs in. */
export default function OwnPage() {
  const { tenant = '', token = '' } = useParams()
  const say = useSay()
  const language = useLanguage()
  const place = { tenant, token }
  const query = useQuery({
    queryKey: keyOf(place, language),
    queryFn: ({ signal }) => data(api.GET('/v1/portal/{tenant}/{token}/me', { params: { path: place }, signal })),
  })
  const me = query.data
  useEffect(() => {
    document.title = me ? `${say('own.title')} · ${me.shop}` : say('own.title')
  }, [me, say])
  return (
    <WorkplaceProvider value={{ zone: me?.zone ?? 'Asia/Shanghai', role: null, may: () => false, holders: () => [] }}>
      <KeysProvider>
        <div className="fm-own">
          <header className="fm-own-head">
            <b>{me?.shop ?? ''}</b>
            <LangSwitch />
          </header>
          <main>
            <h1>{me ? say('own.hello', { name: me.name }) : say('own.title')}</h1>
            {query.isError && <ProblemAlert error={query.error} />}
            {query.isPending && <DetailSkeleton />}
            {me && (
              <>
                <Payments of={me} />
                <Budget of={me} place={place} />
                <Consents of={me} place={place} />
                <p className="fm-soft">{say('own.ends')} <Instant at={me.expires_at} /></p>
              </>
            )}
          </main>
        </div>
      </KeysProvider>
    </WorkplaceProvider>
  )
}
