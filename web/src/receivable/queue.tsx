import { useRef } from 'react'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Problem } from '@/api/problem'
import { Money } from '@/kit/money'
import { QueuePage, type QueueAct } from '@/kit/queue'
import { Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { useHoldName } from '@/customer/holds'
import { ContractHoldAct, PayAct, PromiseAct } from './acts'
import { Collection, loadReceivable } from './detail'
import { Gate, Instalments } from './parts'
import { bucketStates, type QueueItem, type ReceivableDetail } from './states'

/** An item of the queue; opened it brings the contract's position. */
interface Item {
  item: QueueItem
  position?: ReceivableDetail
}

const fetchPage = (cursor: string | undefined, signal?: AbortSignal) => data(api.GET('/v1/collect/queue', { params: { query: { cursor, limit: 50 } }, signal }))

/** The overdue contracts, each with its one lawful next step and the meter of the contact rules. */
export default function CollectQueue() {
  const say = useSay()
  const holdName = useHoldName()
  // The queue has no door for one item: what the list brought is kept by contract.
  const seen = useRef(new Map<string, QueueItem>())
  const keep = (items: readonly QueueItem[]) => {
    for (const i of items) seen.current.set(i.contract_id, i)
  }
  const find = async (id: string, signal: AbortSignal): Promise<QueueItem> => {
    let cursor: string | undefined
    for (;;) {
      const got = seen.current.get(id)
      if (got) return got
      const page = await fetchPage(cursor, signal)
      keep(page.data)
      if (!seen.current.has(id) && !page.next) throw new Problem(404, { detail: say('receivable.queue_empty') })
      cursor = page.next
    }
  }
  const act: QueueAct<Item> = {
    key: 'next',
    word: 'receivable.act',
    combo: 'n',
    permission: 'collect.contact',
    primary: true,
    blocked: ({ item }) => (item.gate.allowed ? undefined : item.sentence),
    run: async ({ item }) => {
      const out = await data(
        api.POST('/v1/orders/{id}/contacts', { params: { path: { id: item.order_id }, header: { 'Idempotency-Key': crypto.randomUUID() } }, body: { purpose: item.next_step } }),
      )
      seen.current.delete(item.contract_id)
      if (!out.decision.allowed) throw new Problem(409, { detail: say('receivable.refused', { why: out.sentence }) })
      return { said: say('receivable.contacted', { step: say(`receivable.contact.${item.next_step}`) }) }
    },
  }
  return (
    <QueuePage<Item>
      name="collect"
      title={say('receivable.queue')}
      load={async (cursor, signal) => {
        const page = await fetchPage(cursor, signal)
        keep(page.data)
        return { ...page, data: page.data.map((item): Item => ({ item })) }
      }}
      itemKey={(i) => i.item.contract_id}
      open={async (id, signal) => ({ item: await find(id, signal), position: await loadReceivable(id, signal) })}
      row={({ item: i }) => (
        <span className="fm-two-line">
          <b>{i.customer}</b>
          <Money value={i.overdue} />
          <span><StateTag of={bucketStates} state={i.bucket} /></span>
          <span className="fm-soft fm-small">{say('receivable.days', { n: i.overdue_days })}</span>
        </span>
      )}
      show={({ item: i, position }) => ({
        title: `${i.customer} ${i.phone}`,
        id: i.contract_id,
        state: <StateTag of={bucketStates} state={i.bucket} />,
        money: { label: say('receivable.overdue'), value: i.overdue },
        facts: [
          { label: say('receivable.overdue_days'), value: say('receivable.days', { n: i.overdue_days }) },
          { label: say('receivable.remaining'), value: <Money value={i.remaining} /> },
          { label: say('receivable.next_step'), value: i.next_step_name },
          ...(i.holds.length > 0 ? [{ label: say('customer.holds'), value: i.holds.map((h) => <StatusTag key={h} tone="warn">{holdName(h)}</StatusTag>) }] : []),
        ],
        body: (
          <>
            <Section title={say('receivable.gate')}>
              <Gate item={i} />
            </Section>
            {position && (
              <Section title={say('receivable.instalments')}>
                <div className="fm-actions fm-gap">
                  <PayAct of={position} />
                  <PromiseAct contractId={i.contract_id} due={i.overdue} />
                  <ContractHoldAct contractId={i.contract_id} />
                </div>
                <Instalments of={position.instalments} currency={position.currency} />
              </Section>
            )}
          </>
        ),
        related: [
          { label: say('receivable.one'), to: `/receivables/${i.contract_id}` },
          { label: `${say('receivable.order')} ${i.outer_no}`, to: `/orders/${i.order_id}` },
          { label: `${say('receivable.customer')} ${i.customer}`, to: `/customers/${i.customer_id}` },
        ],
        history: <Collection contractId={i.contract_id} />,
      })}
      acts={[act]}
      empty={{ title: say('receivable.queue_empty'), text: say('receivable.queue_empty_text') }}
    />
  )
}
