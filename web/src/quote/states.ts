import type { components } from '@/api/schema.gen'
import type { States } from '@/kit/status'

export type Link = components['schemas']['DisclosureLink']
export type Item = components['schemas']['DisclosureItem']
export type Shown = components['schemas']['DisclosureDetail']

export const capStates: States<'within' | 'above' | 'unknown'> = {
  within: { tone: 'good', word: 'quote.cap.within' },
  above: { tone: 'warn', word: 'quote.cap.above' },
  unknown: { tone: 'idle', word: 'quote.cap.unknown' },
}

export const linkStates: States<'live' | 'over' | 'revoked'> = {
  live: { tone: 'good', word: 'quote.link_live' },
  over: { tone: 'idle', word: 'quote.link_over' },
  revoked: { tone: 'bad', word: 'quote.link_revoked' },
}

/** Whether a link still opens. */
export const linkState = (l: Link, now: number): keyof typeof linkStates =>
  l.revoked_at ? 'revoked' : new Date(l.expires_at).getTime() <= now ? 'over' : 'live'

/** Milliseconds in view as whole seconds, rounded down: never more than there was. */
export const seconds = (ms: number): number => Math.floor(ms / 1000)
