import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { api, data } from '@/api/client'
import { Problem } from '@/api/problem'
import { useReading } from '@/contract/dwell'
import { ContractText, ReadAndAccept, type ActBody } from '@/contract/reading'
import type { Text } from '@/contract/text'
import { useLanguage, useSay, type Key, type Say } from '@/i18n'
import { Act } from '@/kit/act'
import { formatAmount } from '@/kit/amount'
import { Code } from '@/kit/copy'
import { Dialog } from '@/kit/dialog'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { ProblemAlert } from '@/kit/problem'
import { Qr } from '@/kit/qr'
import { Section } from '@/kit/section'
import { DetailSkeleton } from '@/kit/skeletons'
import { useDone } from '@/kit/undo'
import { Schedule, type Quote } from '@/plan/quote'
import { percent } from '@/plan/rate'
import { may, type OrderDetail } from './states'

const terms = ['price_and_cost', 'schedule', 'annual_rate', 'late_fee', 'acceleration', 'data_sharing', 'service_address', 'jurisdiction', 'returns'] as const
type TermId = (typeof terms)[number]
const methods = ['transfer', 'cash', 'card'] as const

/** The version of the texts of the terms in order/words.ts; whoever changes one of them raises it. */
export const textVersion = 'back-office-1'

/** The text of one key term, with the figures of this quote. The schedule is a table and stands beside it. */
export function termText(say: Say, term: TermId, q: Quote): string {
  switch (term) {
    case 'price_and_cost':
      return say('order.term.price_and_cost_text', { amount: formatAmount(q.amount), cost: formatAmount(q.customer_cost), total: formatAmount(q.total) })
    case 'schedule':
      return q.schedule.instalments.map((i) => `${i.no} ${i.due_day} ${formatAmount({ amount: i.principal + i.interest + i.fee, currency: q.amount.currency })}`).join('\n')
    case 'annual_rate':
      return say('order.term.annual_rate_text', { nominal: percent(q.nominal_rate), effective: percent(q.effective_rate) })
    case 'late_fee':
      return say('order.term.late_fee_text', { grace: q.grace_days, rate: percent(q.late_fee_rate) })
    case 'acceleration':
    case 'data_sharing':
    case 'service_address':
    case 'jurisdiction':
    case 'returns':
      return say(`order.term.${term}_text`)
  }
}

const known = (term: string): TermId | undefined => terms.find((t) => t === term)

/** The whole text that is shown for signing, in the order of the terms; its SHA-256 is kept with the signature. */
export function signedText(say: Say, keyTerms: readonly string[], q: Quote): string {
  return keyTerms
    .map((term) => {
      const id = known(term)
      return id === undefined ? term : `${say(`order.term.${id}`)}\n${termText(say, id, q)}`
    })
    .join('\n\n')
}

/** SHA-256 in lower-case hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(sum)].map((b) => b.toString(16).padStart(2, '0')).join('')
}

/** What must happen next with an order that has been accepted: pay at the platform, sign, or take the money. */
export function NextStep({ detail }: { detail: OrderDetail }) {
  const { order, contract, quote } = detail
  if (!may.pay(order.state)) return null
  if (order.channel_id) return <PayAtPlatform detail={detail} />
  if (order.state !== 'awaiting_payment') return null
  if (contract && quote) {
    return contract.document_hash ? <SignText order={order} contract={contract} down={quote.down_payment} /> : <Sign detail={detail} keyTerms={contract.key_terms} quote={quote} />
  }
  return <TakeMoney detail={detail} />
}

/** Reads the order again every few seconds until somebody has paid. */
function useFollow(id: string) {
  const client = useQueryClient()
  useEffect(() => {
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['orders', id] }), 4000)
    return () => clearInterval(timer)
  }, [client, id])
}

function PayAtPlatform({ detail: { order } }: { detail: OrderDetail }) {
  const say = useSay()
  useFollow(order.id)
  let body: ReactNode = <DetailSkeleton />
  if (order.pay_kind === 'qr' && order.pay_data) {
    body = (
      <div className="fm-pay">
        <Qr text={order.pay_data} label={say('order.pay.qr_label')} size={200} />
        <div>
          <Money value={order.amount} strong />
          <p className="fm-soft" role="status">{say('order.pay.qr_text')}</p>
          <Code text={order.pay_data} />
        </div>
      </div>
    )
  } else if (order.way === 'account') {
    body = <p role="status">{say('order.pay.account')}</p>
  } else {
    body = <p role="status" className="fm-soft">{say('order.pay.wait')}</p>
  }
  return <Section title={say('order.pay.qr')}>{body}</Section>
}

function useMethods() {
  const say = useSay()
  return methods.map((m) => ({ value: m, label: say(`order.method.${m}`) }))
}

/** Confirms the order; a try without an answer is repeated under the same key. */
function useConfirm(id: string, said: Key) {
  const client = useQueryClient()
  const say = useSay() as (key: Key) => string
  const tell = useDone()
  const once = useRef(crypto.randomUUID())
  return useMutation({
    mutationFn: async (body: Record<string, unknown>) =>
      data(api.POST('/v1/orders/{id}/confirm', { params: { path: { id }, header: { 'Idempotency-Key': once.current } }, body })),
    onError: (e) => {
      if (Problem.from(e).status !== 0) once.current = crypto.randomUUID()
    },
    onSuccess: async () => {
      tell(say(said))
      await client.invalidateQueries({ queryKey: ['orders'] })
    },
  })
}

interface Received {
  method?: string
  ref?: string
}

function Sign({ detail: { order }, keyTerms, quote }: { detail: OrderDetail; keyTerms: readonly string[]; quote: Quote }) {
  const say = useSay()
  const options = useMethods()
  const [ticked, setTicked] = useState<readonly string[]>([])
  const confirm = useConfirm(order.id, 'order.sign.done')
  const text = useMemo(() => signedText(say, keyTerms, quote), [say, keyTerms, quote])
  const hash = useQuery({ queryKey: ['sha256', text], queryFn: () => sha256(text), staleTime: Infinity })
  const down = quote.down_payment
  const missing = keyTerms.filter((t) => !ticked.includes(t)).length
  const toggle = (term: string, on: boolean) => setTicked((now) => (on ? [...now.filter((t) => t !== term), term] : now.filter((t) => t !== term)))
  const sign = (v: Received) =>
    confirm.mutate({
      accepted: [...ticked], text_hash: hash.data, text_version: textVersion, via: 'store',
      ...(down.amount > 0 ? { received: down, method: v.method, ref: v.ref?.trim() === '' ? undefined : v.ref } : {}),
    })
  return (
    <Section title={say('order.sign')}>
      <p className="fm-soft">{say('order.sign_text')}</p>
      <ul className="fm-terms">
        {keyTerms.map((term) => {
          const id = known(term)
          return (
            <li key={term} className={ticked.includes(term) ? 'fm-ticked' : undefined}>
              <Checkbox checked={ticked.includes(term)} onChange={(e) => toggle(term, e.target.checked)}>
                {id === undefined ? term : say(`order.term.${id}`)}
              </Checkbox>
              {id === 'schedule' && <Schedule currency={quote.amount.currency} of={quote.schedule.instalments} caption={say('plan.schedule')} />}
              {id !== undefined && id !== 'schedule' && <p>{termText(say, id, quote)}</p>}
            </li>
          )
        })}
      </ul>
      <Form<Received> layout="vertical" requiredMark={false} initialValues={{ method: 'transfer' }} onFinish={sign}>
        {down.amount > 0 && <DownFields down={down} options={options} />}
        <p className="fm-soft fm-small fm-gap">
          {say('order.sign.hash')} {hash.data !== undefined && <Code text={hash.data} short={16} />}
        </p>
        {confirm.isError && <ProblemAlert error={confirm.error} />}
        <SubmitAct blocked={missing > 0 ? say('order.sign.all', { n: missing }) : undefined} busy={confirm.isPending || hash.data === undefined} label={say('order.sign.do')} />
      </Form>
    </Section>
  )
}

type Contract = NonNullable<OrderDetail['contract']>

/** Signing a contract that has a text of its own: read and accepted here term by term, or on the customer's own device by a link. */
function SignText({ order, contract: c, down }: { order: OrderDetail['order']; contract: Contract; down: Quote['down_payment'] }) {
  const say = useSay()
  const language = useLanguage()
  const client = useQueryClient()
  const options = useMethods()
  const confirm = useConfirm(order.id, 'order.sign.done')
  const read = useReading()
  const key = ['contracts', c.id, 'text', language]
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => data(api.GET('/v1/contracts/{id}/text', { params: { path: { id: c.id }, query: { lang: language } }, signal })) })
  const act = (body: ActBody) =>
    data(api.POST('/v1/contracts/{id}/acts', { params: { path: { id: c.id }, header: { 'Idempotency-Key': crypto.randomUUID() } }, body: { ...body, channel: 'store' } }))
  const accepted = (term: string) => client.setQueryData<Text>(key, (t) => t && { ...t, accepted: [...t.accepted, term] })
  return (
    <Section title={say('order.sign')} extra={<SignLink id={c.id} />}>
      <Loaded query={query}>
        {(text) => {
          const signed = c.state !== 'offered'
          const missing = signed ? 0 : text.terms.filter((t) => !text.accepted.includes(t.id)).length
          const sign = async (v: Received) => {
            if (!signed) await act({ kind: 'shown', lang: text.lang, text_hash: text.hash, dwell_ms: read.current.dwell, scroll_ppm: read.current.scroll })
            confirm.mutate({ text_hash: text.binds, via: 'store', ...(down.amount > 0 ? { received: down, method: v.method, ref: v.ref?.trim() === '' ? undefined : v.ref } : {}) })
          }
          return (
            <>
              <p className="fm-soft">{say(signed ? 'order.sign.by_link' : 'order.sign_text')}</p>
              {signed ? <ContractText blocks={text.blocks} terms={text.terms} /> : <ReadAndAccept text={text} act={act} accepted={accepted} />}
              <Form<Received> layout="vertical" requiredMark={false} initialValues={{ method: 'transfer' }} onFinish={(v) => void sign(v)}>
                {down.amount > 0 && <DownFields down={down} options={options} />}
                <p className="fm-soft fm-small fm-gap">
                  {say('order.sign.hash')} <Code text={text.binds} short={16} />
                </p>
                {confirm.isError && <ProblemAlert error={confirm.error} />}
                <SubmitAct blocked={missing > 0 ? say('order.sign.all', { n: missing }) : undefined} busy={confirm.isPending} label={say(signed ? 'order.sign.force' : 'order.sign.do')} />
              </Form>
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

/** Makes the link for the customer's own device; it is shown once, as a code to scan. */
function SignLink({ id }: { id: string }) {
  const say = useSay()
  return (
    <Dialog
      label={say('order.sign.link')}
      permission="disclosure.link"
      size="small"
      intro={say('order.sign.link_text')}
      submit={async () => {
        const link = await data(api.POST('/v1/contracts/{id}/links', { params: { path: { id } }, body: { hours: 24 } }))
        const address = `${location.origin}${link.path}`
        return {
          show: (
            <div className="fm-pay">
              <Qr text={address} label={say('order.sign.link')} size={200} />
              <Code text={address} />
            </div>
          ),
        }
      }}
    />
  )
}

function DownFields({ down, options }: { down: Quote['down_payment']; options: { value: string; label: string }[] }) {
  const say = useSay()
  return (
    <div className="fm-actions">
      <Form.Item name="method" label={say('order.sign.down', { amount: formatAmount(down) })}>
        <Select options={options} style={{ minWidth: 140 }} />
      </Form.Item>
      <Form.Item name="ref" label={say('order.sign.ref')}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
    </div>
  )
}

/** The button that sends a form; blocked it says why, like every other act. */
function SubmitAct({ blocked, busy, label }: { blocked?: string; busy: boolean; label: string }) {
  const form = Form.useFormInstance()
  return (
    <Act permission="contract.manage" type="primary" blocked={blocked} loading={busy} onClick={() => form.submit()}>
      {label}
    </Act>
  )
}

function TakeMoney({ detail: { order } }: { detail: OrderDetail }) {
  const say = useSay()
  const options = useMethods()
  const confirm = useConfirm(order.id, 'order.cash.done')
  return (
    <Section title={say('order.cash')}>
      <p className="fm-gap">{say('order.cash_text', { amount: formatAmount(order.amount) })}</p>
      <Form<Received>
        layout="vertical"
        requiredMark={false}
        initialValues={{ method: 'cash' }}
        onFinish={(v) => confirm.mutate({ received: order.amount, method: v.method, ref: v.ref?.trim() === '' ? undefined : v.ref, via: 'store' })}
      >
        <div className="fm-actions">
          <Form.Item name="method" label={say('order.method')}>
            <Select options={options} style={{ minWidth: 140 }} />
          </Form.Item>
          <Form.Item name="ref" label={say('order.sign.ref')}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
        </div>
        {confirm.isError && <ProblemAlert error={confirm.error} />}
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {say('order.cash.do')}
        </Button>
      </Form>
    </Section>
  )
}
