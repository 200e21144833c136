import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, data } from '@/api/client'
import { useWorkplace } from '@/kit/workplace'

/** The channels of the shop, read once for names and choices. */
export function useChannels() {
  const { may } = useWorkplace()
  return useQuery({
    queryKey: ['channels'],
    queryFn: async ({ signal }) => (await data(api.GET('/v1/channels', { signal }))).data,
    enabled: may('channel.read'),
    staleTime: 60_000,
  })
}

/** Names a channel; an unknown one stays as its id. */
export function useChannelName(): (id: string) => string {
  const channels = useChannels().data
  return useCallback((id) => channels?.find((c) => c.id === id)?.name ?? id, [channels])
}
