import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { api, data, listen } from '@/api/client'
import { Problem } from '@/api/problem'
import type { components } from '@/api/schema.gen'
import { speak, type Language } from '@/i18n'
import { homeZone } from '@/kit/time'
import { knownRole, WorkplaceProvider, type Role, type Workplace } from '@/kit/workplace'

/** The signed-in person; a role the page does not know counts as none. */
export type Me = Omit<components['schemas']['IdentityMe'], 'role'> & { role: Role }

const Context = createContext<Me | null>(null)

/** Who is signed in. Only inside the shell, where somebody is. */
export function useMe(): Me {
  const me = useContext(Context)
  if (!me) throw new Error('useMe outside the signed-in part')
  return me
}

/** Where to go after signing in: only a path of this site, never another one. */
export function safeNext(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next)) return '/'
  return /^\/(signin|setup)\b/.test(next) ? '/' : next
}

/** Keeps the person's own language on the server as well; a failure only costs the choice on other devices. */
export function keepLanguage(language: Language): void {
  void api.PUT('/v1/me/language', { body: { language } }).catch((e: unknown) => console.warn(Problem.from(e).message))
}

export const meKey = ['me'] as const

/** The signed-in person, or the way to the sign-in page. */
export function useSession() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { pathname, search, hash } = useLocation()
  const me = useQuery({
    queryKey: meKey,
    queryFn: async ({ signal }): Promise<Me> => {
      const found = await data(api.GET('/v1/me', { signal }))
      return { ...found, role: knownRole(found.role) ?? 'auditor' }
    },
    retry: (n, e) => Problem.from(e).status === 0 && n < 2,
    staleTime: 60_000,
  })
  const here = `${pathname}${search}${hash}`
  const leave = useCallback(
    (ended: boolean) => {
      client.clear()
      const query = new URLSearchParams()
      if (here !== '/') query.set('next', here)
      if (ended) query.set('ended', '1')
      void navigate({ pathname: '/signin', search: query.toString() }, { replace: true })
    },
    [client, here, navigate],
  )
  const known = me.data !== undefined
  useEffect(() => listen({ signedOut: () => leave(known) }), [leave, known])
  return { me, leave }
}

/** What the kit must know of the person and the shop. */
function useWorkplaceOf(me: Me): Workplace {
  const rights = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => data(api.GET('/v1/roles', { signal })),
    staleTime: Infinity,
    retry: false,
  })
  return useMemo(() => {
    const own = new Set(me.permissions)
    const list = rights.data?.data ?? []
    return {
      zone: me.zone || homeZone,
      role: me.role,
      may: (permission) => own.has(permission),
      holders: (permission): Role[] => list.flatMap((r) => (r.permissions.includes(permission) ? (knownRole(r.role) ?? []) : [])),
    }
  }, [me, rights.data])
}

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const place = useWorkplaceOf(me)
  const [spoken, setSpoken] = useState('')
  // The person's own language wins once, at sign-in; afterwards the switch decides.
  useEffect(() => {
    if (spoken === me.actor) return
    setSpoken(me.actor)
    speak(me.language)
  }, [me.actor, me.language, spoken])
  return (
    <Context.Provider value={me}>
      <WorkplaceProvider value={place}>{children}</WorkplaceProvider>
    </Context.Provider>
  )
}
