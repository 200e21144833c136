import { daysBetween, isDay } from '@/kit/time'
import { sum, type Amounts, type ContractDetail, type Entry, type InstalmentPosition } from './states'

/**
 * What the dialogs of relief show before anybody presses the button, worked
 * out as the server will: book/ledger/reage.go, pause.go and chargeback.go.
 */

/** The largest number of instalments that a re-age makes. */
export const mostReAged = 60

/** A day so many months later; a day that the month lacks becomes its last. */
export function addMonths(day: string, months: number): string {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(d, last.getUTCDate()))).toISOString().slice(0, 10)
}

/** An amount in `n` even parts of whole minor units; the last takes the rest. */
export function split(total: number, n: number): number[] {
  const rest = total % n
  return Array.from({ length: n }, (_, i) => (total - rest) / n + (i === n - 1 ? rest : 0))
}

/** One line of a schedule that is unpaid or to be made. */
export interface Line {
  no: number
  kind: string
  due_day: string
  principal: number
  interest: number
  fee: number
}

const parts = (a: Amounts) => ({ principal: a.principal, interest: a.interest, fee: a.fee })
const worth = (l: Pick<Line, 'principal' | 'interest' | 'fee'>) => l.principal + l.interest + l.fee

/** What is unpaid besides late fees, as it stands: the part that a re-age makes due anew. */
export const unpaid = (of: readonly InstalmentPosition[]): Line[] =>
  of.filter((i) => worth(i.open) !== 0).map((i) => ({ no: i.no, kind: i.kind, due_day: i.due_day, ...parts(i.open) }))

/** Late fees that are booked and unpaid: they stay where they are or are let off. */
export const lateFees = (of: readonly InstalmentPosition[]): number => of.reduce((n, i) => n + i.booked.late_fee, 0)

/**
 * The new instalments of a re-age; null while count or first day cannot be.
 * Principal, interest and fees are divided each by themselves.
 */
export function reAged(of: readonly InstalmentPosition[], count: number | null | undefined, firstDue: string | undefined, today: string): Line[] | null {
  const first = firstDue?.trim() ?? ''
  if (!count || !Number.isInteger(count) || count < 1 || count > mostReAged || !isDay(first) || first <= today) return null
  const lines = unpaid(of)
  if (lines.length === 0) return null
  const total = (pick: (l: Line) => number) => split(lines.reduce((n, l) => n + pick(l), 0), count)
  const [principal, interest, fee] = [total((l) => l.principal), total((l) => l.interest), total((l) => l.fee)]
  const last = of.reduce((n, i) => Math.max(n, i.no), 0)
  return Array.from({ length: count }, (_, i) => ({
    no: last + 1 + i, kind: 're_aged', due_day: addMonths(first, i), principal: principal[i] ?? 0, interest: interest[i] ?? 0, fee: fee[i] ?? 0,
  }))
}

/** What all lines ask for. */
export const total = (lines: readonly Line[]): number => lines.reduce((n, l) => n + worth(l), 0)

/**
 * The interest that a pause lets off: of each instalment whose interest is
 * still to fall due the share of the paused nights, rounded up in favour of the
 * customer. A night counts for the day it ends on. null while the days cannot be.
 */
export function pausedInterest(of: readonly InstalmentPosition[], start: string | undefined, from: string | undefined, to: string | undefined, today: string): number | null {
  const [first, last] = [from?.trim() ?? '', to?.trim() ?? '']
  if (!start || !isDay(first) || !isDay(last) || last < first) return null
  let off = 0
  let begin = start
  for (const i of of) {
    const nights = daysBetween(begin, i.due_day)
    const after = daysBetween(begin, first)
    const paused = Math.min(daysBetween(begin, last), nights) - Math.max(after, 1) + 1
    if (nights > 0 && paused > 0) {
      const share = (BigInt(i.agreed.interest) * BigInt(paused) + BigInt(nights) - 1n) / BigInt(nights)
      const charged = i.due_day <= today ? Math.max(i.charged.interest, i.agreed.interest) : i.charged.interest
      off += Math.min(Number(share), Math.max(0, i.agreed.interest - charged))
    }
    if (i.due_day > begin) begin = i.due_day
  }
  return off
}

/** The entries that were not taken back, without those that take back. */
function standing(entries: readonly Entry[]): Entry[] {
  const gone = new Set(entries.flatMap((e) => (e.reverses ? [e.id, e.reverses] : [])))
  return entries.filter((e) => !gone.has(e.id))
}

const received = (e: Entry) => e.legs.reduce((n, l) => n + (l.account === 'bank' || l.account === 'platform.receivable' ? l.amount : 0), 0)

/** The days that were paused before and overlap these; the server pauses no day twice. */
export function pausedBefore(entries: readonly Entry[], from: string | undefined, to: string | undefined): { from: string; to: string } | undefined {
  const [first, last] = [from?.trim() ?? '', to?.trim() ?? '']
  for (const e of standing(entries)) {
    const days = /^pause:([\d-]+)\/([\d-]+)$/.exec(e.ref ?? '')
    const [, begin = '', end = ''] = days ?? []
    if (e.kind === 'interest_pause' && days && begin <= last && first <= end) return { from: begin, to: end }
  }
  return undefined
}

/** A payment that the bank may take back: what is left of it, and whether the schedule was made anew since. */
export interface Chargeable {
  left: number
  reAged: boolean
}

/** The payments of a contract with what is left of each, by entry. */
export function chargeable(entries: readonly Entry[]): Map<string, Chargeable> {
  const stand = standing(entries)
  const back = new Map<string, number>()
  for (const e of stand) {
    if (e.kind === 'charge_back' && e.ref?.startsWith('entry:')) back.set(e.ref.slice(6), (back.get(e.ref.slice(6)) ?? 0) - received(e))
  }
  const found = new Map<string, Chargeable>()
  for (const e of stand) {
    if (e.kind !== 'repayment' && e.kind !== 'repayment.early') continue
    const left = received(e) - (back.get(e.id) ?? 0)
    if (left > 0) found.set(e.id, { left, reAged: stand.some((r) => r.kind === 're_age' && r.recorded_at >= e.recorded_at) })
  }
  return found
}

/** The instalments whose payment was booked anew because an event came late or was taken back. */
export const rebooked = (entries: readonly Entry[]): Set<number> =>
  new Set(standing(entries).filter((e) => e.kind === 'contract.rebook').flatMap((e) => e.legs.flatMap((l) => {
    const no = /^contract:[^/]+\/(\d+)$/.exec(l.subject ?? '')?.[1]
    return no === undefined ? [] : [Number(no)]
  })))

type Agreed = ContractDetail['instalments'][number]

/** What re-ages took off an instalment. */
export const movedAway = (i: Agreed): number => (i.moved_principal ?? 0) + (i.moved_interest ?? 0) + (i.moved_fee ?? 0)

/** Where it went: a re-age moves everything unpaid, so from one it can only go to the next. */
export const movedTo = (i: Agreed): number | undefined => (movedAway(i) > 0 ? (i.re_age ?? 0) + 1 : undefined)

/** The schedule as signed, then what each re-age made, in order. */
export function schedules(of: readonly Agreed[]): { reAge: number; lines: Agreed[] }[] {
  const numbers = [...new Set(of.map((i) => i.re_age ?? 0))].toSorted((a, b) => a - b)
  return numbers.map((reAge) => ({ reAge, lines: of.filter((i) => (i.re_age ?? 0) === reAge) }))
}

/** An instalment of which re-ages moved everything away. */
export const emptied = (i: InstalmentPosition, agreed: Agreed | undefined): boolean =>
  agreed !== undefined && movedAway(agreed) > 0 && sum(i.agreed) - i.agreed.late_fee === 0 && sum(i.open) === 0
