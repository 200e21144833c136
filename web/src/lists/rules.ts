import type { components } from '@/api/schema.gen'
import type { States } from '@/kit/status'

export type Entry = components['schemas']['RiskEntry']
export type Rule = components['schemas']['RiskRuleView']

export const kinds = ['block', 'watch', 'trust'] as const
export const subjects = ['customer', 'phone', 'device', 'address', 'ip'] as const

export const kindTags: States<Entry['kind']> = {
  block: { tone: 'bad', word: 'lists.kind.block' },
  watch: { tone: 'warn', word: 'lists.kind.watch' },
  trust: { tone: 'good', word: 'lists.kind.trust' },
}

export const entryStates: States<'holds' | 'over' | 'removed'> = {
  holds: { tone: 'info', word: 'lists.holds' },
  over: { tone: 'idle', word: 'lists.over' },
  removed: { tone: 'idle', word: 'lists.removed' },
}

/** How an entry stands at a moment. */
export function entryState(e: Pick<Entry, 'removed_at' | 'expires_at'>, now: Date): keyof typeof entryStates {
  if (e.removed_at !== undefined) return 'removed'
  return Date.parse(e.expires_at) <= now.getTime() ? 'over' : 'holds'
}

export const limitNames = ['h1', 'd1', 'd7', 'd30', 'people_1h', 'people', 'hub', 'amount', 'step', 'share', 'age', 'gap', 'orders', 'refunds', 'deliveries', 'from', 'until'] as const
export type LimitName = (typeof limitNames)[number]

/** What a limit counts: money in minor units, a share in ppm, seconds, or things. */
export function unitOf(name: string): 'money' | 'share' | 'seconds' | 'count' {
  if (name === 'amount' || name === 'step') return 'money'
  if (name === 'share') return 'share'
  return name === 'age' || name === 'gap' ? 'seconds' : 'count'
}

/** A share in ppm as a percentage: 950000 is "95%". */
export const percent = (ppm: number): string => `${(ppm / 10_000).toString()}%`

/** A rule's limits in the order in which people read them; ones that the page does not know come last. */
export function limits(at: Readonly<Record<string, number>>): { name: string; value: number }[] {
  const place = (name: string) => {
    const i = limitNames.findIndex((n) => n === name)
    return i < 0 ? limitNames.length : i
  }
  return Object.entries(at)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => place(a.name) - place(b.name))
}

/** The sentence of a rule with its places left open. */
export const openSentence = (says: string): string => says.replace(/\{[a-z_]+\}/g, '…')
