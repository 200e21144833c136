import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { knownRole, useWorkplace } from '@/kit/workplace'

/** The people of the house by id, for every place that must say who did something. */
export function usePeople() {
  const { may } = useWorkplace()
  return useQuery({
    queryKey: ['users', 'names'],
    queryFn: async ({ signal }) => (await data(api.GET('/v1/users', { params: { query: { limit: 200 } }, signal }))).data,
    enabled: may('user.read'),
    staleTime: 60_000,
  })
}

/** Names an actor: a person, a machine key, the program itself. Somebody unknown is named by the id. */
export function useNames(): (actor: string, kind?: string) => string {
  const say = useSay()
  const people = usePeople().data
  return useCallback(
    (actor, kind) => {
      const found = people?.find((p) => p.id === actor)
      if (found) return found.name
      if (kind === 'key' || actor.startsWith('key_')) return `${say('staff.key')} …${actor.slice(-4)}`
      if (kind === 'platform') return say('staff.platform')
      if (kind === 'nobody') return say('staff.nobody')
      if (actor === '' || kind === 'system' || /^system\b/.test(actor)) return say('staff.system')
      return actor
    },
    [people, say],
  )
}

/** The name of a role; one that the page does not know stays as the server writes it. */
export function useRoleName(): (role: string) => string {
  const say = useSay()
  return useCallback(
    (role) => {
      const known = knownRole(role)
      return known ? say(`kit.role.${known}`) : role
    },
    [say],
  )
}

/** A sentence of the server with people's names in the place of their ids. */
export function useReadable(): (sentence: string) => string {
  const names = useNames()
  return useCallback((sentence) => sentence.replace(/\busr_[0-9a-z]+/g, (id) => names(id)), [names])
}
