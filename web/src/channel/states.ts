import type { components } from '@/api/schema.gen'
import type { States } from '@/kit/status'

export type Paper = components['schemas']['ChannelPaper']
export type Profile = components['schemas']['ChannelProfile']
export type Details = components['schemas']['ChannelDetails']
export type Health = components['schemas']['ChannelHealth']
export type PlatformFee = components['schemas']['ChannelPlatformFee']
export type Policy = components['schemas']['ChannelPolicyView']
export type Handwork = components['schemas']['ChannelHandwork']
export type Ending = components['schemas']['ChannelEnding']
export type Validity = Paper['validity']

/** The last day of what has no end. */
export const forever = '9999-12-31'

/** How many days before its end something counts as expiring; the server warns from the same day on. */
const horizon = 60

const dayLength = 86_400_000

/** Days from one ISO day to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayLength)

/** What something valid from one day to another, both included, is on a day. */
export function validityOf(from: string, to: string, day: string): Validity {
  if (to !== '' && day > to) return 'expired'
  if (day < from) return 'not_yet'
  return to !== '' && daysBetween(day, to) <= horizon ? 'expiring' : 'valid'
}

export const validityStates: States<Validity> = {
  valid: { tone: 'good', word: 'channel.validity.valid' },
  expiring: { tone: 'warn', word: 'channel.validity.expiring' },
  expired: { tone: 'bad', word: 'channel.validity.expired' },
  not_yet: { tone: 'wait', word: 'channel.validity.not_yet' },
}

export const healthStates: States<Health['state']> = {
  good: { tone: 'good', word: 'channel.health.good' },
  attention: { tone: 'warn', word: 'channel.health.attention' },
  bad: { tone: 'bad', word: 'channel.health.bad' },
}

export const handStates: States<Handwork['state']> = {
  open: { tone: 'wait', word: 'channel.hand_state.open' },
  done: { tone: 'good', word: 'channel.hand_state.done' },
}

export const paperKinds = ['business_licence', 'contract', 'authorisation', 'icp_filing', 'complaint_commitment', 'industry_licence', 'account_proof', 'other'] as const
export const feeKinds = ['payment', 'technical', 'withdrawal', 'deposit', 'subsidy', 'refund', 'other'] as const
export const creditorKinds = ['merchant', 'bank', 'consumer_finance', 'micro_loan', 'other_licensed'] as const
export const refundFees = ['returned', 'partly', 'kept', 'unknown'] as const
export const moments = ['before', 'paid', 'settings', 'after'] as const
export const hows = ['api', 'contract', 'acquirer', 'house', 'hand', 'none'] as const

/** What one card that ends is part of, for the list of what ends. */
export interface CardEnd {
  platform: string
  until: string
  count: number
}

interface Dated {
  id: string
  platform: string
  kind: string
  plan_code?: string
  count: number
  payer: string
  valid_from: string
  valid_to: string
}

const samePrice = (a: Dated, b: Dated) =>
  a.platform === b.platform && a.kind === b.kind && (a.plan_code ?? '') === (b.plan_code ?? '') && a.count === b.count && a.payer === b.payer

/** Whether another card goes on where this one ends, or has taken its place already. */
export const succeeded = (card: Dated, all: readonly Dated[]): boolean =>
  all.some((o) => o.id !== card.id && samePrice(o, card) && o.valid_to > card.valid_to && daysBetween(card.valid_to, o.valid_from) <= 1)

/** Cards that end within the horizon or have ended lately, and that nothing follows: those of a platform and day together. */
export function cardEnds(cards: readonly Dated[], today: string): CardEnd[] {
  const found = new Map<string, CardEnd>()
  for (const c of cards) {
    const left = daysBetween(today, c.valid_to)
    if (left > horizon || left < -horizon || succeeded(c, cards)) continue
    const key = `${c.platform} ${c.valid_to}`
    const had = found.get(key)
    if (had) had.count += 1
    else found.set(key, { platform: c.platform, until: c.valid_to, count: 1 })
  }
  return [...found.values()].sort((a, b) => a.until.localeCompare(b.until))
}
