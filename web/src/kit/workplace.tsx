import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react'
import { dayOf, homeZone } from './time'

/** The roles of the product; the server owns what each may do. */
export const roles = ['owner', 'risk', 'finance', 'collector', 'service', 'auditor', 'developer', 'sysadmin'] as const
export type Role = (typeof roles)[number]

/** A role by the server's name; undefined for one that the page does not know. */
export const knownRole = (role: string): Role | undefined => roles.find((r) => r === role)

/** What every part must know of the place it stands in: the shop's zone and what this person may do. */
export interface Workplace {
  zone: string
  role: Role | null
  /** Whether the signed-in person holds the permission. */
  may: (permission: string) => boolean
  /** The roles that hold a permission, to name them on a button one may not press. */
  holders: (permission: string) => readonly Role[]
}

const nobody: Workplace = { zone: homeZone, role: null, may: () => false, holders: () => [] }

const Context = createContext<Workplace>(nobody)

export function WorkplaceProvider({ value, children }: { value: Workplace; children: ReactNode }) {
  return <Context.Provider value={value}>{children}</Context.Provider>
}

export const useWorkplace = (): Workplace => useContext(Context)

const tick = 30_000
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const watchers = new Set<() => void>()

function watch(told: () => void): () => void {
  watchers.add(told)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const w of watchers) w()
  }, tick)
  return () => {
    watchers.delete(told)
    if (watchers.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The present, renewed every half minute for everything that shows "3 minutes ago"; one timer for the page. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(watch, () => now))
}

/** Today in the shop's zone. */
export function useToday(): string {
  const { zone } = useWorkplace()
  return dayOf(useNow(), zone)
}
