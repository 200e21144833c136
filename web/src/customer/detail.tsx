import { useQuery } from '@tanstack/react-query'
import { useParams, Link } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import { Dialog } from '@/kit/dialog'
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
import { HoldAct, Holds } from './holds'
import { LimitSection } from './limit'

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

function usePurpose(): (purpose: string) => string {
  const say = useSay()
  return (purpose) => (purpose.startsWith('contract:') ? say('customer.purpose.contract', { id: `…${purpose.slice(-6)}` }) : purpose)
}

function Consents({ customer: c }: { customer: CustomerDetail }) {
  const say = useSay()
  const name = usePurpose()
  if (c.consents.length === 0) return <p className="fm-soft">{say('customer.consents_none')}</p>
  return (
    <ul className="fm-lines">
      {c.consents.map((s) => (
        <li key={s.id}>
          <div>
            <b>{name(s.purpose)}</b>
            <StatusTag tone={s.withdrawn_at ? 'idle' : 'good'}>{s.withdrawn_at ? say('customer.consent_withdrawn') : say('customer.standing')}</StatusTag>
          </div>
          <p className="fm-soft fm-small">
            {say('customer.consent_given')} <Instant at={s.given_at} /> · {s.channel} · {s.text_version}
          </p>
          {!s.withdrawn_at && (
            <Dialog
              label={say('customer.withdraw')}
              permission="customer.manage"
              intro={say('customer.withdraw_intro', { purpose: name(s.purpose) })}
              stale={[['customers']]}
              submit={async (_v, header) => {
                await data(api.POST('/v1/customers/{id}/withdraw', { params: { path: { id: c.id }, header }, body: { purpose: s.purpose } }))
                return say('customer.withdraw_done')
              }}
            />
          )}
        </li>
      ))}
    </ul>
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
            <Orders id={id} />
            <Contracts id={id} />
          </>
        ),
        evidence: (
          <>
            <h3>{say('customer.consents')}</h3>
            <Consents customer={c} />
          </>
        ),
        history: (
          <>
            <h3>{say('customer.holds')}</h3>
            <Holds holds={c.holds} />
          </>
        ),
        actions: <HoldAct customerId={id} />,
      })}
      back={{ to: '/customers', label: say('customer.title') }}
      curl={{ path: `/v1/customers/${id}` }}
    />
  )
}
