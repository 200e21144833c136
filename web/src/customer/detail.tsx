import { useQuery } from '@tanstack/react-query'
import { useParams, Link } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import '@/kit/fields.css'
import { useFresh } from '@/kit/fresh'
import { Loaded } from '@/kit/loaded'
import { Masked } from '@/kit/masked'
import { Money } from '@/kit/money'
import { Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { Day, Instant } from '@/kit/when'
import { useWorkplace } from '@/kit/workplace'
import { contractStates } from '@/contract/states'
import { usePlanName } from '@/order/names'
import { orderStates } from '@/order/states'
import { BudgetSection } from './budget'
import { ConsentsSection } from './consents'
import { HoldAct, Holds } from './holds'
import { LimitSection } from './limit'
import { LinkAct } from './link'

export type CustomerDetail = components['schemas']['CustomerDetail']
type Person = components['schemas']['CustomerPerson']

/** One masked value of a customer; seeing it is an act with a reason and a fresh second factor. */
export function Secret({ id, value, label, pick }: { id: string; value: string; label: string; pick: (p: Person) => string | undefined }) {
  const fresh = useFresh()
  return (
    <Masked
      value={value}
      label={label}
      permission="customer.reveal"
      reveal={async (reason) => {
        const person = await fresh(() => data(api.POST('/v1/customers/{id}/reveal', { params: { path: { id } }, body: { reason } })))
        return { value: pick(person) ?? '—' }
      }}
    />
  )
}

function Orders({ id }: { id: string }) {
  const say = useSay()
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['orders', 'of-customer', id],
    queryFn: ({ signal }) => data(api.GET('/v1/orders', { params: { query: { customer_id: id, limit: 10 } }, signal })),
    enabled: may('order.read'),
  })
  if (!may('order.read')) return null
  return (
    <Section title={say('customer.orders')} extra={<Link to={`/orders?customer=${encodeURIComponent(id)}`}>{say('customer.orders_all')}</Link>}>
      <Loaded query={query}>
        {({ data: list }) =>
          list.length === 0 ? (
            <p className="fm-soft">{say('customer.orders_none')}</p>
          ) : (
            <ul className="fm-lines">
              {list.map((o) => (
                <li key={o.id}>
                  <div>
                    <Link to={`/orders/${o.id}`}>{o.subject === '' ? o.outer_no : o.subject}</Link>
                    <span className="fm-actions"><Money value={o.amount} /> <StateTag of={orderStates} state={o.state} /></span>
                  </div>
                  <p className="fm-soft fm-small"><span className="fm-digits">{o.outer_no}</span> · <Instant at={o.created_at} /></p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function Contracts({ id }: { id: string }) {
  const say = useSay()
  const planName = usePlanName()
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['contracts', 'of-customer', id],
    queryFn: ({ signal }) => data(api.GET('/v1/contracts', { params: { query: { customer_id: id, limit: 50 } }, signal })),
    enabled: may('contract.read'),
  })
  if (!may('contract.read')) return null
  return (
    <Section title={say('customer.contracts')}>
      <Loaded query={query}>
        {({ data: list }) =>
          list.length === 0 ? (
            <p className="fm-soft">{say('customer.contracts_none')}</p>
          ) : (
            <ul className="fm-lines">
              {list.map((c) => (
                <li key={c.id}>
                  <div>
                    <Link to={`/receivables/${c.id}`}>{planName(c.plan_code)}</Link>
                    <span className="fm-actions"><Money value={c.principal} /> <StateTag of={contractStates} state={c.state} /></span>
                  </div>
                  <p className="fm-soft fm-small"><Day day={c.active_day} /></p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

export default function CustomerPage() {
  const { id = '' } = useParams()
  const say = useSay()
  return (
    <DetailPage<CustomerDetail>
      name={['customers', id]}
      load={(signal) => data(api.GET('/v1/customers/{id}', { params: { path: { id } }, signal }))}
      show={(c) => ({
        title: c.name,
        id: c.id,
        state: <StatusTag tone={c.adult ? 'good' : 'warn'}>{c.adult ? say('customer.adult_yes') : say('customer.adult_no')}</StatusTag>,
        facts: [
          { label: say('customer.name'), value: <Secret id={id} value={c.name} label={say('customer.name')} pick={(p) => p.name} /> },
          { label: say('customer.phone'), value: <Secret id={id} value={c.phone} label={say('customer.phone')} pick={(p) => p.phone} /> },
          ...(c.email ? [{ label: say('customer.email'), value: <Secret id={id} value={c.email} label={say('customer.email')} pick={(p) => p.email} /> }] : []),
          ...(c.address ? [{ label: say('customer.address'), value: <Secret id={id} value={c.address} label={say('customer.address')} pick={(p) => p.address} /> }] : []),
          ...(c.external_no ? [{ label: say('customer.external_no'), value: c.external_no }] : []),
          { label: say('customer.created'), value: <Instant at={c.created_at} /> },
        ],
        body: (
          <>
            <LimitSection customerId={id} />
            <BudgetSection customerId={id} />
            <Orders id={id} />
            <Contracts id={id} />
            <ConsentsSection customerId={id} />
          </>
        ),
        history: (
          <>
            <h3>{say('customer.holds')}</h3>
            <Holds holds={c.holds} />
          </>
        ),
        actions: (
          <>
            <LinkAct customerId={id} />
            <HoldAct customerId={id} />
          </>
        ),
      })}
      back={{ to: '/customers', label: say('customer.title') }}
      curl={{ path: `/v1/customers/${id}` }}
    />
  )
}
