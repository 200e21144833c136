import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Day } from '@/kit/when'
import { useWorkplace } from '@/kit/workplace'
import { ContractHoldAct, LateFeeAct, PayAct, PromiseAct, WriteOffAct } from './acts'
import { PauseInterestAct, ReAgeAct } from './relief-acts'
import { EntryLines, HistoryParts, Instalments } from './parts'
import { positionStates, type ReceivableDetail } from './states'

export const loadReceivable = (id: string, signal?: AbortSignal): Promise<ReceivableDetail> => data(api.GET('/v1/receivables/{id}', { params: { path: { id } }, signal }))

/** Steps, promises and stops, where the person may see them. */
export function Collection({ contractId }: { contractId: string }) {
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['collection', contractId],
    queryFn: ({ signal }) => data(api.GET('/v1/contracts/{id}/collection', { params: { path: { id: contractId } }, signal })),
    enabled: may('collect.read'),
  })
  if (!may('collect.read')) return null
  return <Loaded query={query}>{(history) => <HistoryParts history={history} contractId={contractId} />}</Loaded>
}

export default function ReceivablePage() {
  const { id = '' } = useParams()
  const say = useSay()
  const contract = useQuery({ queryKey: ['contracts', id, 'plain'], queryFn: ({ signal }) => data(api.GET('/v1/contracts/{id}', { params: { path: { id } }, signal })), staleTime: 60_000 }).data
  return (
    <DetailPage<ReceivableDetail>
      name={['receivables', id]}
      load={(signal) => loadReceivable(id, signal)}
      show={(r) => ({
        title: say('receivable.one'),
        id: r.contract_id,
        state: <StateTag of={positionStates} state={r.state} />,
        money: r.overdue.amount > 0 ? { label: say('receivable.overdue'), value: r.overdue } : { label: say('receivable.outstanding'), value: r.outstanding },
        deadline: r.next_due ? { label: say('receivable.next_due'), day: r.next_due } : undefined,
        facts: [
          ...(r.overdue.amount > 0 ? [{ label: say('receivable.overdue_days'), value: say('receivable.days', { n: r.overdue_days }) }, { label: say('receivable.outstanding'), value: <Money value={r.outstanding} /> }] : []),
          { label: say('receivable.next_amount'), value: <Money value={r.next_amount} /> },
          { label: say('receivable.remaining'), value: <Money value={r.remaining} /> },
          ...(r.overpaid.amount > 0 ? [{ label: say('receivable.overpaid'), value: <Money value={r.overpaid} /> }] : []),
          { label: say('kit.asof'), value: <Day day={r.day} /> },
        ],
        body: (
          <>
            <Section title={say('receivable.instalments')}>
              <Instalments of={r.instalments} currency={r.currency} agreed={contract?.instalments} entries={r.entries} />
            </Section>
            <Section title={say('receivable.entries')}>
              <EntryLines of={r.entries} contractId={id} />
            </Section>
          </>
        ),
        related: [
          { label: say('receivable.contract'), to: `/contracts/${id}` },
          ...(contract ? [{ label: say('receivable.order'), to: `/orders/${contract.order_id}` }, { label: say('receivable.customer'), to: `/customers/${contract.customer_id}` }] : []),
        ],
        history: <Collection contractId={id} />,
        actions: (
          <>
            <PayAct of={r} primary />
            <PromiseAct contractId={id} due={r.overdue.amount > 0 ? r.overdue : r.next_amount} />
            <ContractHoldAct contractId={id} />
            <ReAgeAct of={r} contract={contract} />
            <PauseInterestAct of={r} contract={contract} />
            {contract && r.overdue.amount > 0 && <LateFeeAct orderId={contract.order_id} currency={r.currency} />}
            {r.overdue.amount > 0 && <WriteOffAct contractId={id} amount={r.outstanding} />}
          </>
        ),
      })}
      back={{ to: '/receivables', label: say('receivable.title') }}
      curl={{ path: `/v1/receivables/${id}` }}
    />
  )
}
