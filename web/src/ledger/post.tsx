import { CloseOutlined, PlusOutlined } from '@/kit/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { AutoComplete, Button, Form, Input, Select } from 'antd'
import { useRef } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { Problem } from '@/api/problem'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { Act } from '@/kit/act'
import { parseAmount } from '@/kit/amount'
import { AmountField, ReasonField } from '@/kit/field'
import { Money } from '@/kit/money'
import { Page } from '@/kit/page'
import { bindProblem, ProblemAlert } from '@/kit/problem'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { isDay } from '@/kit/time'
import { useDone } from '@/kit/undo'
import { useToday } from '@/kit/workplace'
import { useTrial } from './accounts'

interface Leg {
  account?: string
  subject?: string
  side: 'debit' | 'credit'
  amount?: string
}

interface Fields {
  effective: string
  legs: Leg[]
  reason: string
  order_id?: string
}

/** Debits less credits of what is typed, in minor units. */
export function difference(legs: readonly Partial<Leg>[] | undefined): number {
  return (legs ?? []).reduce((n, l) => n + (l.side === 'credit' ? -1 : 1) * Number(parseAmount(l.amount ?? '') ?? 0n), 0)
}

/** The entry as the server takes it: credits are negative. */
export function bodyOf(v: Fields): components['schemas']['LedgerPostIn'] {
  const blank = (s: string | undefined) => (s === undefined || s.trim() === '' ? undefined : s.trim())
  return {
    effective: v.effective.trim(),
    reason: v.reason.trim(),
    order_id: blank(v.order_id),
    legs: v.legs.map((l) => ({
      account: (l.account ?? '').trim(), subject: blank(l.subject), currency: 'CNY', amount: (l.side === 'credit' ? -1 : 1) * Number(parseAmount(l.amount ?? '') ?? 0n),
    })),
  }
}

export default function Post() {
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const tell = useDone()
  const today = useToday()
  const [form] = Form.useForm<Fields>()
  const once = useRef(crypto.randomUUID())
  const legs = Form.useWatch('legs', form) as Leg[] | undefined
  const odd = difference(legs)
  const send = useMutation({
    mutationFn: (v: Fields) => data(api.POST('/v1/ledger/entries', { params: { header: { 'Idempotency-Key': once.current } }, body: bodyOf(v) })),
    onSuccess: async () => {
      tell(say('ledger.post_done'))
      await client.invalidateQueries({ queryKey: ['entries'] })
      void navigate('/ledger/entries')
    },
    onError: (e) => {
      if (Problem.from(e).status !== 0) once.current = crypto.randomUUID()
      bindProblem(form, e)
    },
  })
  return (
    <Page title={say('ledger.post_title')} below={<p className="fm-soft">{say('ledger.post_text')}</p>}>
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ effective: today, legs: [{ side: 'debit' }, { side: 'credit' }] }}
        onFinish={(v) => send.mutate(v)}
      >
        <Section title={say('ledger.legs')} extra={<StatusTag tone={odd === 0 ? 'good' : 'warn'}>{odd === 0 ? say('ledger.post_even') : say('ledger.post_diff')} {odd !== 0 && <Money value={{ amount: odd, currency: 'CNY' }} sign="debit_credit" />}</StatusTag>}>
          <Legs />
          <Form.Item
            name="effective"
            label={say('ledger.effective')}
            extra={say('ledger.post_day_hint')}
            required
            rules={[{ validator: (_r, v: unknown) => (typeof v === 'string' && isDay(v.trim()) ? Promise.resolve() : Promise.reject(new Error(say('ledger.post_day_bad')))) }]}
          >
            <Input maxLength={10} className="fm-digits" style={{ maxWidth: 180 }} />
          </Form.Item>
          <ReasonField label={say('ledger.reason')} />
          <Form.Item name="order_id" label={say('ledger.post_order')}>
            <Input maxLength={40} placeholder="ord_…" autoComplete="off" />
          </Form.Item>
          {send.isError && <ProblemAlert error={send.error} />}
          <Act permission="ledger.post" type="primary" loading={send.isPending} blocked={odd === 0 ? undefined : say('ledger.post_odd')} onClick={() => form.submit()}>
            {say('ledger.post')}
          </Act>
        </Section>
      </Form>
    </Page>
  )
}

function Legs() {
  const say = useSay()
  const accounts = useTrial(undefined).data?.lines ?? []
  const options = [...new Map(accounts.map((a) => [a.account, { value: a.account, label: `${a.name} · ${a.account}` }])).values()]
  const need = [{ required: true, whitespace: true, message: say('kit.field.need') }]
  return (
    <Form.List name="legs">
      {(fields, { add, remove }) => (
        <>
          {fields.map((f, i) => (
            <div key={f.key} className="fm-legs">
              <Form.Item name={[f.name, 'account']} label={say('ledger.account')} rules={need}>
                <AutoComplete options={options} showSearch={{ filterOption: (typed, o) => (o?.label ?? '').toLowerCase().includes(typed.toLowerCase()) }} />
              </Form.Item>
              <Form.Item name={[f.name, 'subject']} label={say('ledger.subject')}>
                <Input maxLength={120} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[f.name, 'side']} label={say('ledger.post_side')} required>
                <Select options={[{ value: 'debit', label: say('ledger.debit') }, { value: 'credit', label: say('ledger.credit') }]} />
              </Form.Item>
              <AmountField name={[f.name, 'amount']} label={say('ledger.amount')} />
              <Button type="text" className="fm-under-label" disabled={fields.length <= 2} icon={<CloseOutlined />} aria-label={say('ledger.post_remove', { n: i + 1 })} onClick={() => remove(f.name)} />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} className="fm-gap" onClick={() => add({ side: 'debit' })}>
            {say('ledger.post_add')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
