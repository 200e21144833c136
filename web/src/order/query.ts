import { parseAmount } from '@/kit/amount'
import type { Ask } from '@/kit/list'
import { allStates, creditors, knownVerdict } from './states'

/** A typed bound in minor units; what is no amount bounds nothing. */
function bound(text: string | undefined): number | undefined {
  const value = text === undefined ? null : parseAmount(text)
  return value === null || value < 0n ? undefined : Number(value)
}

/** What the list asks the server for, without the number searched for. */
export function query(ask: Ask) {
  const state = ask.many('state')
  const states = state.not ? allStates.filter((s) => !state.of.includes(s)) : state.of
  const days = ask.range('day')
  const creditor = ask.one('creditor')
  return {
    state: states.length === 0 ? undefined : states.join(','),
    platform: ask.one('platform'),
    creditor: creditors.find((c) => c === creditor),
    plan_code: ask.one('plan'),
    verdict: knownVerdict(ask.one('verdict')),
    customer_id: ask.one('customer'),
    from: days?.from === '' ? undefined : days?.from,
    to: days?.to === '' ? undefined : days?.to,
    min_amount: bound(ask.one('min')),
    max_amount: bound(ask.one('max')),
    imported: ask.flag('imported') ? ('true' as const) : undefined,
    limit: ask.limit,
  }
}

/** The numbers an order can be found by, in the order in which they are tried. */
export const numbers = ['outer_no', 'platform_no', 'tracking_no'] as const
export type Numbered = (typeof numbers)[number]

/** A cursor of a search remembers by which number it found its first page. */
export function splitCursor(cursor: string | undefined): { by?: Numbered; cursor?: string } {
  if (cursor === undefined) return {}
  const at = cursor.indexOf('|')
  const by = numbers.find((n) => n === cursor.slice(0, at))
  return by === undefined ? { cursor } : { by, cursor: cursor.slice(at + 1) }
}
