import { useQuery } from '@tanstack/react-query'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage } from '@/i18n'
import { useWorkplace } from '@/kit/workplace'

export type TrialLine = components['schemas']['LedgerTrialLine']

/** The trial balance, whose lines also name the accounts in use. */
export function useTrial(upTo: string | undefined) {
  const language = useLanguage()
  const { may } = useWorkplace()
  return useQuery({
    queryKey: ['entries', 'trial', upTo ?? '', language],
    queryFn: ({ signal }) => data(api.GET('/v1/ledger/trial-balance', { params: { query: { up_to: upTo } }, signal })),
    enabled: may('ledger.read'),
  })
}

/** Names an account by what the server calls it; an unused one keeps its code. */
export function useAccountName(): (account: string) => string {
  const lines = useTrial(undefined).data?.lines
  return (account) => lines?.find((l) => l.account === account)?.name ?? account
}
