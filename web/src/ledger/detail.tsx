import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import { Dialog } from '@/kit/dialog'
import { ReasonField } from '@/kit/field'
import '@/kit/fields.css'
import { Money } from '@/kit/money'
import { ObjectLink } from '@/kit/object'
import { Scroll } from '@/kit/scroll'
import { Section } from '@/kit/section'
import { Day, Instant } from '@/kit/when'
import { useAccountName } from './accounts'
import { moved, type Entry } from './list'
import { useKindName } from './names'

function Legs({ entry }: { entry: Entry }) {
  const say = useSay()
  const name = useAccountName()
  const side = (amount: number, currency: string, on: boolean) => (on ? <Money value={{ amount: Math.abs(amount), currency }} /> : null)
  return (
    <Scroll label={say('kit.table.of', { name: say('ledger.legs') })}>
      <table className="fm-figures">
        <caption className="fm-hidden">{say('kit.table.of', { name: say('ledger.legs') })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('ledger.account')}</th>
            <th scope="col">{say('ledger.subject')}</th>
            <th scope="col" className="fm-right">{say('ledger.debit')}</th>
            <th scope="col" className="fm-right">{say('ledger.credit')}</th>
          </tr>
        </thead>
        <tbody>
          {entry.legs.map((l, i) => (
            <tr key={i}>
              <th scope="row">
                {name(l.account)} <span className="fm-soft fm-small">{l.account}</span>
              </th>
              <td>{l.subject ? <ObjectLink of={l.subject} plain /> : '—'}</td>
              <td className="fm-right">{side(l.amount, l.currency, l.amount > 0)}</td>
              <td className="fm-right">{side(l.amount, l.currency, l.amount < 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function ReverseAct({ id }: { id: string }) {
  const say = useSay()
  return (
    <Dialog<{ reason: string }>
      label={say('ledger.reverse')}
      permission="ledger.reverse"
      danger
      intro={say('ledger.reverse_intro')}
      stale={[['entries'], ['receivables'], ['orders'], ['home']]}
      submit={async (v, header) => {
        await data(api.POST('/v1/ledger/entries/{id}/reverse', { params: { path: { id }, header }, body: { reason: v.reason.trim() } }))
        return say('ledger.reverse_done')
      }}
    >
      <ReasonField />
    </Dialog>
  )
}

export default function EntryPage() {
  const { id = '' } = useParams()
  const say = useSay()
  const kindName = useKindName()
  return (
    <DetailPage<Entry>
      name={['entries', id]}
      load={(signal) => data(api.GET('/v1/ledger/entries/{id}', { params: { path: { id } }, signal }))}
      show={(e) => ({
        title: kindName(e.kind),
        id: e.id,
        money: { label: say('ledger.amount'), value: moved(e) },
        facts: [
          { label: say('ledger.effective'), value: <Day day={e.effective} /> },
          { label: say('ledger.recorded'), value: <Instant at={e.recorded_at} /> },
          { label: say('ledger.by'), value: <ObjectLink of={e.recorded_by} plain /> },
          { label: say('ledger.reason'), value: e.reason ?? '—' },
          { label: say('ledger.ref'), value: e.ref ? <ObjectLink of={e.ref} plain /> : '—' },
        ],
        body: (
          <Section title={say('ledger.legs')}>
            <Legs entry={e} />
          </Section>
        ),
        related: [
          ...(e.order_id ? [{ label: say('ledger.order'), to: `/orders/${e.order_id}` }] : []),
          ...(e.contract_id ? [{ label: say('ledger.contract'), to: `/receivables/${e.contract_id}` }] : []),
          ...(e.customer_id ? [{ label: say('ledger.customer'), to: `/customers/${e.customer_id}` }] : []),
          ...(e.reverses ? [{ label: say('ledger.reverses'), to: `/ledger/entries/${e.reverses}` }] : []),
        ],
        actions: <ReverseAct id={e.id} />,
      })}
      back={{ to: '/ledger/entries', label: say('ledger.entries') }}
      curl={{ path: `/v1/ledger/entries/${id}` }}
    />
  )
}
