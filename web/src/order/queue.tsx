import { Form, Input } from 'antd'
import { useState } from 'react'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import '@/kit/fields.css'
import { Money } from '@/kit/money'
import { QueuePage, type QueueAct } from '@/kit/queue'
import { Section } from '@/kit/section'
import { Instant } from '@/kit/when'
import { review } from './acts'
import { loadOrder } from './detail'
import { useShow } from './show'
import type { OrderDetail } from './states'

/** In the list an order stands alone; opened it brings all that is known of it. */
type Item = OrderDetail

function Reason({ value, set }: { value: string; set: (text: string) => void }) {
  const say = useSay()
  const hints = [say('order.review.why_called'), say('order.review.why_known'), say('order.review.why_reach'), say('order.review.why_ring')]
  return (
    <Section title={say('order.review')}>
      <Form layout="vertical">
        <Form.Item required label={say('kit.field.reason')} htmlFor="review-reason" extra={say('order.review_text')}>
          <Input.TextArea id="review-reason" value={value} onChange={(e) => set(e.target.value)} rows={2} maxLength={200} />
        </Form.Item>
        <div className="fm-hints">
          {hints.map((h) => (
            <button key={h} type="button" className="fm-hint" onClick={() => set(h)}>
              {h}
            </button>
          ))}
        </div>
      </Form>
    </Section>
  )
}

const itemKey = (i: Item) => i.order.id
const open = async (id: string, signal: AbortSignal): Promise<Item> => loadOrder(id, signal)

async function load(cursor: string | undefined, signal: AbortSignal) {
  const page = await data(api.GET('/v1/orders', { params: { query: { state: 'held', cursor, limit: 50 } }, signal }))
  return { ...page, data: page.data.map((order): Item => ({ order, state_name: '' })) }
}

export default function OrderQueue() {
  const say = useSay()
  // The reason belongs to the order it was written for.
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const reason = (i: Item) => (reasons[i.order.id] ?? '').trim()
  const show = useShow(undefined, (d) => <Reason value={reasons[d.order.id] ?? ''} set={(text) => setReasons((now) => ({ ...now, [d.order.id]: text }))} />)
  const act = (outcome: 'accept' | 'decline'): QueueAct<Item> => ({
    key: outcome,
    word: outcome === 'accept' ? 'order.review.accept' : 'order.review.decline',
    combo: outcome === 'accept' ? 'a' : 'd',
    permission: 'order.hold',
    primary: outcome === 'accept',
    danger: outcome === 'decline',
    blocked: (i) => (reason(i) === '' ? say('order.review_need') : undefined),
    run: async (i) => {
      await review(i.order.id, outcome, reason(i))
      return { said: outcome === 'accept' ? say('order.review.accepted', { no: i.order.outer_no }) : say('order.review.declined', { no: i.order.outer_no }) }
    },
  })
  return (
    <QueuePage<Item>
      name="orders-held"
      title={say('order.queue')}
      load={load}
      itemKey={itemKey}
      open={open}
      row={({ order: o }) => (
        <span className="fm-two-line">
          <b>{o.subject === '' ? o.outer_no : o.subject}</b>
          <Money value={o.amount} />
          <span className="fm-soft fm-small fm-digits">{o.outer_no}</span>
          <span className="fm-soft fm-small"><Instant at={o.created_at} relative /></span>
        </span>
      )}
      show={show}
      acts={[act('accept'), act('decline')]}
      empty={{ title: say('order.queue_empty'), text: say('order.queue_empty_text') }}
    />
  )
}
