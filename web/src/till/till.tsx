import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Form, Input, InputNumber, Select, type FormInstance } from 'antd'
import { useDeferredValue, useRef, useState } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { Problem } from '@/api/problem'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { Act } from '@/kit/act'
import { parseAmount } from '@/kit/amount'
import { CurlButton } from '@/kit/curl'
import { AmountField, toMoney } from '@/kit/field'
import { CloseOutlined, PlusOutlined } from '@/kit/icons'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Page } from '@/kit/page'
import { bindProblem, ProblemAlert } from '@/kit/problem'
import { Section } from '@/kit/section'
import { VerdictTag } from '@/kit/status'
import { isDay } from '@/kit/time'
import { text, useUrl } from '@/kit/url'
import { useWorkplace } from '@/kit/workplace'
import { loadOrder } from '@/order/detail'
import { NextStep } from '@/order/next'
import { OrderWhy } from '@/order/why'
import { OfferPick, splitKey } from './offers'
import './till.css'

type Body = components['schemas']['SellDecideIn']
type Product = components['schemas']['GoodsProduct']

interface Line {
  sku?: string
  quantity?: number
  amount?: string
}

interface Fields {
  outer_no: string
  items: Line[]
  customer: { name?: string; phone?: string; external_no?: string; address?: string; birth_day?: string }
  store?: string
}

/** A number of our own, short enough to read aloud: T + day + five random figures. */
export function freshNo(now: Date, random: number): string {
  const day = `${String(now.getFullYear()).slice(2)}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`
  return `T${day}${String(Math.floor(random * 100_000)).padStart(5, '0')}`
}

/** What is sold in all, in minor units; lines that are no amount yet count nothing. */
export const total = (lines: readonly Line[] | undefined): number =>
  (lines ?? []).reduce((sum, l) => sum + Number(parseAmount(l.amount ?? '') ?? 0n), 0)

/** The body of the question to the server. */
export function bodyOf(v: Fields, plan: string, products: readonly Product[]): Body {
  const clean = (s: string | undefined) => (s === undefined || s.trim() === '' ? undefined : s.trim())
  const chosen = plan === 'none' ? null : splitKey(plan)
  const items = v.items.map((l) => {
    const product = products.find((p) => p.sku === l.sku)
    return { sku: l.sku ?? 'OTHER', name: product?.name, quantity: l.quantity ?? 1, amount: toMoney(l.amount ?? '') }
  })
  return {
    outer_no: v.outer_no.trim(),
    amount: { amount: total(v.items), currency: 'CNY' },
    items,
    subject: items.map((i) => i.name ?? i.sku).join('、').slice(0, 120),
    customer: {
      name: clean(v.customer.name), phone: clean(v.customer.phone)?.replace(/\s/g, ''), external_no: clean(v.customer.external_no),
      address: clean(v.customer.address), birth_day: clean(v.customer.birth_day),
    },
    store: clean(v.store),
    ...(chosen ?? {}),
  }
}

const schema = { amount: text(), plan: text() }

export default function Till() {
  const say = useSay()
  const [start] = useUrl(schema)
  const [round, setRound] = useState(0)
  const [decided, setDecided] = useState('')
  return (
    <Page title={say('till.title')} below={<p className="fm-soft">{say('till.below')}</p>}>
      {decided === '' ? (
        <Sale key={round} amount={round === 0 ? start.amount : ''} plan={round === 0 ? start.plan : ''} done={setDecided} />
      ) : (
        <Result
          id={decided}
          again={() => {
            setDecided('')
            setRound((n) => n + 1)
          }}
        />
      )}
    </Page>
  )
}

function Sale({ amount, plan: first, done }: { amount: string; plan: string; done: (id: string) => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const [plan, setPlan] = useState(first)
  const once = useRef(crypto.randomUUID())
  const products = useQuery({ queryKey: ['products'], queryFn: ({ signal }) => data(api.GET('/v1/products', { params: { query: { limit: 200 } }, signal })), staleTime: 300_000 })
  const goods = products.data?.data ?? []
  const lines = Form.useWatch('items', form)
  const customerId = useKnownCustomer(form)
  const sum = total(lines)
  const send = useMutation({
    mutationFn: (v: Fields) => data(api.POST('/v1/orders', { params: { header: { 'Idempotency-Key': once.current } }, body: bodyOf(v, plan, goods) })),
    onSuccess: (out) => done(out.order.id),
    onError: (e) => {
      if (Problem.from(e).status !== 0) once.current = crypto.randomUUID()
      bindProblem(form, e)
    },
  })
  const submit = (v: Fields) => {
    if (plan === '') void message.warning(say('till.plan_need'))
    else send.mutate(v)
  }
  return (
    <Form<Fields> form={form} layout="vertical" onFinish={submit} initialValues={{ outer_no: freshNo(new Date(), Math.random()), items: [{ quantity: 1, amount }] }}>
      <div className="fm-till">
        <div>
          <Section title={say('till.what')}>
            <Lines goods={goods} />
            <div className="fm-till-total">
              <span>{say('till.total')}</span>
              <Money value={{ amount: sum, currency: 'CNY' }} strong />
            </div>
          </Section>
          <Section title={say('till.who')}>
            <Who />
          </Section>
        </div>
        <div>
          <Section title={say('till.how')}>
            <OfferPick amount={sum} currency="CNY" customerId={customerId} value={plan} onChange={setPlan} />
          </Section>
          {send.isError && <ProblemAlert error={send.error} />}
          <div className="fm-actions">
            <Act permission="order.decide" type="primary" size="large" loading={send.isPending} onClick={() => form.submit()}>
              {say('till.decide')}
            </Act>
            {sum > 0 && <SaleCurl plan={plan} goods={goods} />}
          </div>
        </div>
      </div>
    </Form>
  )
}

/** The id of the customer whose whole phone number is typed; '' while nobody of that number is known. */
function useKnownCustomer(form: FormInstance<Fields>): string {
  const { may } = useWorkplace()
  const typed = Form.useWatch<string | undefined>(['customer', 'phone'], form)
  const phone = useDeferredValue((typed ?? '').replace(/[\s-]/g, ''))
  const query = useQuery({
    queryKey: ['customers', 'by-phone', phone],
    queryFn: ({ signal }) => data(api.GET('/v1/customers', { params: { query: { phone, limit: 1 } }, signal })),
    enabled: /^\+?\d{11,15}$/.test(phone) && may('customer.read'),
    staleTime: 60_000,
  })
  return query.data?.data[0]?.id ?? ''
}

/** The same sale for a terminal; half-typed lines are left out. */
function SaleCurl({ plan, goods }: { plan: string; goods: readonly Product[] }) {
  const form = Form.useFormInstance<Fields>()
  // Before the fields have told their values there are none.
  const v = Form.useWatch((all: Partial<Fields>) => all, form) as Partial<Fields> | undefined
  if (!v?.items || !v.customer) return null
  const body = bodyOf({ outer_no: v.outer_no ?? '', customer: v.customer, store: v.store, items: v.items.filter((l) => parseAmount(l.amount ?? '') !== null) }, plan, goods)
  return <CurlButton call={{ method: 'POST', path: '/v1/orders', body }} />
}

function Lines({ goods }: { goods: readonly Product[] }) {
  const say = useSay()
  const options = [...goods.map((p) => ({ value: p.sku, label: `${p.name}（${p.sku}）` })), { value: 'OTHER', label: say('till.item_other') }]
  return (
    <Form.List name="items">
      {(fields, { add, remove }) => (
        <>
          {fields.map((f, i) => (
            <div key={f.key} className="fm-till-line">
              <Form.Item name={[f.name, 'sku']} label={i === 0 ? say('till.item') : undefined} rules={[{ required: true, message: say('kit.field.choose') }]}>
                <Select aria-label={say('till.item')} showSearch={{ filterOption: (typed, o) => (o?.label ?? '').toLowerCase().includes(typed.toLowerCase()) }} options={options} />
              </Form.Item>
              <Form.Item name={[f.name, 'quantity']} label={i === 0 ? say('till.quantity') : undefined} rules={[{ required: true, message: say('kit.field.need') }]}>
                <InputNumber aria-label={say('till.quantity')} min={1} max={1_000_000} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              {i === 0 ? <AmountField name={[f.name, 'amount']} label={say('till.price')} /> : <AmountField name={[f.name, 'amount']} label="" />}
              <Button
                type="text"
                className={i === 0 ? 'fm-under-label' : undefined}
                disabled={fields.length === 1}
                icon={<CloseOutlined />}
                aria-label={say('till.remove', { n: i + 1 })}
                onClick={() => remove(f.name)}
              />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({ quantity: 1 })} className="fm-gap">
            {say('till.add')}
          </Button>
        </>
      )}
    </Form.List>
  )
}

function Who() {
  const say = useSay()
  return (
    <div className="fm-till-two">
      <Form.Item name={['customer', 'name']} label={say('till.customer_name')}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name={['customer', 'phone']}
        label={say('till.phone')}
        rules={[{ required: true, message: say('kit.field.need') }, { pattern: /^\+?[\d\s-]{6,20}$/, message: say('till.phone_bad') }]}
      >
        <Input maxLength={40} inputMode="tel" autoComplete="off" className="fm-digits" />
      </Form.Item>
      <Form.Item name={['customer', 'external_no']} label={say('till.external_no')}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item name={['customer', 'birth_day']} label={say('till.birth_day')} extra={say('till.birth_hint')} rules={[{ validator: (_r, v: unknown) => (typeof v !== 'string' || v.trim() === '' || isDay(v.trim()) ? Promise.resolve() : Promise.reject(new Error(say('till.birth_bad')))) }]}>
        <Input placeholder="1990-05-17" maxLength={10} inputMode="numeric" autoComplete="off" className="fm-digits" />
      </Form.Item>
      <Form.Item name={['customer', 'address']} label={say('till.address')}>
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item name="store" label={say('till.store')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="outer_no" label={say('till.outer_no')} extra={say('till.outer_no_hint')} rules={[{ required: true, whitespace: true, message: say('kit.field.need') }]}>
        <Input maxLength={64} autoComplete="off" className="fm-digits" />
      </Form.Item>
    </div>
  )
}

/** What came of it: the verdict with its reasons, and the next step right here. */
function Result({ id, again }: { id: string; again: () => void }) {
  const say = useSay()
  const query = useQuery({ queryKey: ['orders', id, 'detail'], queryFn: ({ signal }) => loadOrder(id, signal) })
  return (
    <Loaded query={query}>
      {(d) => {
        const { order } = d
        const next = order.state === 'held' ? 'review' : order.state === 'declined' ? 'none' : order.channel_id ? 'pay' : order.contract_id ? 'sign' : 'cash'
        const open = ['decided', 'awaiting_payment', 'payment_unknown'].includes(order.state)
        return (
          <>
            <div className="fm-actions">
              <Button onClick={again} icon={<PlusOutlined />}>{say('till.next_order')}</Button>
              <Link to={`/orders/${id}`}>{say('till.open_order')} {order.outer_no}</Link>
            </div>
            <div className="fm-till">
              <div>
                <NextStep detail={d} />
                {!open && <Section title={order.outer_no}><p role="status">{say(`till.next.${next}`)}</p></Section>}
              </div>
              <div>
                <Section title={<>{say('till.result')} {d.verdict && <VerdictTag verdict={d.verdict.outcome} />}</>}>
                  {open && <p className="fm-gap" role="status"><b>{say(`till.next.${next}`)}</b></p>}
                  <OrderWhy detail={d} />
                </Section>
              </div>
            </div>
          </>
        )
      }}
    </Loaded>
  )
}
