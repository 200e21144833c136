import { useQuery } from '@tanstack/react-query'
import { Collapse } from 'antd'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import { Code } from '@/kit/copy'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Pre } from '@/kit/pre'
import { Scroll } from '@/kit/scroll'
import { Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { Day, Instant } from '@/kit/when'
import { useWorkplace } from '@/kit/workplace'
import { useKindName } from '@/ledger/names'
import { DropRefundAct } from './acts'
import { fulfilments, refundStates, wordOf, type OrderDetail } from './states'

function useFulfilmentName() {
  const say = useSay() as (key: Key) => string
  return (value: string) => {
    const key = wordOf(fulfilments, value, (f) => `order.proof.${f}`)
    return key === undefined ? value : say(key)
  }
}

export function Items({ detail: { items = [] } }: { detail: OrderDetail }) {
  const say = useSay()
  const name = useFulfilmentName()
  if (items.length === 0) return null
  return (
    <Section title={say('order.items')}>
      <Scroll label={say('kit.table.of', { name: say('order.items') })}>
        <table className="fm-figures">
          <caption className="fm-hidden">{say('kit.table.of', { name: say('order.items') })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('order.item')}</th>
              <th scope="col">{say('order.category')}</th>
              <th scope="col">{say('order.fulfilment')}</th>
              <th scope="col" className="fm-right">{say('order.quantity')}</th>
              <th scope="col" className="fm-right">{say('order.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((i) => (
              <tr key={i.nr}>
                <th scope="row">
                  {i.name} {i.resale && <StatusTag tone="warn">{say('order.resale')}</StatusTag>}
                  <div className="fm-soft fm-small">{i.sku}</div>
                </th>
                <td>{i.category ?? '—'}</td>
                <td>{name(i.fulfilment)}</td>
                <td className="fm-right">{i.quantity}</td>
                <td className="fm-right"><Money value={i.amount} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  )
}

export function Proofs({ detail: { proofs = [] } }: { detail: OrderDetail }) {
  const say = useSay()
  const name = useFulfilmentName()
  return (
    <>
      {proofs.length === 0 && <p className="fm-soft">{say('order.proofs_none')}</p>}
      <ul className="fm-lines">
        {proofs.map((p) => (
          <li key={p.id}>
            <div>
              <b>{name(p.kind)}</b>
              <span>{p.carrier} {p.tracking_no && <Code text={p.tracking_no} />}</span>
            </div>
            <p className="fm-soft fm-small">
              {p.shipped_at && <>{say('order.proof.shipped')} <Instant at={p.shipped_at} /> </>}
              {p.signed_at && <>{say('order.proof.signed')} <Instant at={p.signed_at} /> </>}
              {p.evidence_sha256 && <Code text={p.evidence_sha256} short={12} />}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

export function Refunds({ detail: { refunds = [] } }: { detail: OrderDetail }) {
  const say = useSay()
  if (refunds.length === 0) return null
  return (
    <Section title={say('order.refunds')}>
      <ul className="fm-lines">
        {refunds.map((r) => (
          <li key={r.id}>
            <div>
              <Money value={r.amount} strong />
              <StateTag of={refundStates} state={r.state} />
            </div>
            <p>{r.reason}</p>
            <p className="fm-soft fm-small">
              {say('order.refund.created')} <Instant at={r.created_at} />
              {r.charges.amount !== 0 && <> · {say('order.refund.charges')} <Money value={r.charges} /></>}
              {r.approval_id && <> · <Link to={`/approvals/${r.approval_id}`}>{say('kit.noun.approval')}</Link></>}
            </p>
            {r.state === 'asked' && <DropRefundAct id={r.id} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What was booked for this order, and which statement line it came from. */
export function Entries({ orderId }: { orderId: string }) {
  const say = useSay()
  const kindName = useKindName()
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['entries', 'order', orderId],
    queryFn: ({ signal }) => data(api.GET('/v1/ledger/entries', { params: { query: { order_id: orderId, limit: 200 } }, signal })),
    enabled: may('ledger.read'),
  })
  if (!may('ledger.read')) return null
  return (
    <Section title={say('order.entries')}>
      <Loaded query={query}>
        {({ data: list }) =>
          list.length === 0 ? (
            <p className="fm-soft">{say('order.entries_none')}</p>
          ) : (
            <ul className="fm-lines">
              {list.map((e) => (
                <li key={e.id}>
                  <div>
                    <Link to={`/ledger/entries/${e.id}`}>{kindName(e.kind)}</Link>
                    <Money value={{ amount: e.legs.reduce((n, l) => n + Math.max(0, l.amount), 0), currency: e.legs[0]?.currency ?? 'CNY' }} />
                  </div>
                  <p className="fm-soft fm-small">
                    <Day day={e.effective} />
                    {e.ref?.startsWith('line:') && ` · ${say('order.entry.from_line')}`}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

/** Where a statement and this order disagree; nothing is shown while they agree. */
export function Differences({ orderId }: { orderId: string }) {
  const say = useSay()
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['differences', 'order', orderId],
    queryFn: ({ signal }) => data(api.GET('/v1/differences', { params: { query: { order_id: orderId, limit: 50 } }, signal })),
    enabled: may('statement.read'),
  })
  if (!query.data || query.data.data.length === 0) return null
  return (
    <Section title={say('order.differences')}>
      <ul className="fm-lines">
        {query.data.data.map((d) => (
          <li key={d.id}>
            <div>
              <Link to={`/differences/${d.id}`}>{d.code}</Link>
              <span><Money value={d.expected} /> → <Money value={d.actual} /></span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The raw messages to and from the platform, as they were stored. */
export function Messages({ orderId }: { orderId: string }) {
  const say = useSay()
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['messages', orderId],
    queryFn: ({ signal }) => data(api.GET('/v1/messages', { params: { query: { ref: `order:${orderId}` } }, signal })),
    enabled: may('channel.read'),
  })
  if (!may('channel.read')) return null
  return (
    <Section title={say('order.messages')}>
      <Loaded query={query}>
        {({ data: list }) =>
          list.length === 0 ? (
            <p className="fm-soft">{say('order.messages_none')}</p>
          ) : (
            <Collapse
              size="small"
              items={list.map((m) => ({
                key: m.id,
                label: (
                  <>
                    {m.direction === 'in' ? say('order.messages.in') : say('order.messages.out')} <code>{m.kind}</code>
                  </>
                ),
                extra: (
                  <span className="fm-soft fm-small">
                    {m.verified && `${say('order.messages.verified')} · `}
                    <Instant at={m.at} />
                  </span>
                ),
                children: <Pre text={m.body} label={say('order.messages.body', { kind: m.kind })} />,
              }))}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
