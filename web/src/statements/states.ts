import type { components } from '@/api/schema.gen'
import type { States } from '@/kit/status'
import { addDays } from '@/kit/time'

export type Statement = components['schemas']['StatementFile']
export type Line = components['schemas']['StatementLine']
export type Difference = components['schemas']['StatementDifference']
export type DayView = components['schemas']['ReconcileDayView']

export const fileStates: States<Statement['state']> = {
  received: { tone: 'wait', word: 'statements.state.received' },
  loaded: { tone: 'info', word: 'statements.state.loaded' },
  matched: { tone: 'good', word: 'statements.state.matched' },
}

export const lineStates: States<Line['state']> = {
  new: { tone: 'wait', word: 'statements.line.new' },
  matched: { tone: 'good', word: 'statements.line.matched' },
  odd: { tone: 'warn', word: 'statements.line.odd' },
  set_aside: { tone: 'idle', word: 'statements.line.set_aside' },
}

export const differenceStates: States<Difference['state']> = {
  open: { tone: 'warn', word: 'statements.diff_state.open' },
  explained: { tone: 'good', word: 'statements.diff_state.explained' },
  gone: { tone: 'idle', word: 'statements.diff_state.gone' },
}

/** Why something does not fit. */
export const codes = ['order_missing', 'line_missing', 'amount_differs', 'fee_differs', 'paid_twice', 'refund_missing', 'refund_unlisted', 'not_paid'] as const
export type Code = (typeof codes)[number]
export const knownCode = (code: string): Code | undefined => codes.find((c) => c === code)

export const controlNames = [
  'trade', 'refund', 'income', 'expense', 'summary_trade', 'summary_refund', 'summary_order', 'summary_received', 'summary_fee', 'summary_share', 'summary_net',
] as const

/** A total that the file states: money in fen, or rows. */
export interface Control {
  name: string
  unit: 'count' | 'fen'
  declared: number
  counted: number
}

const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null

/** The totals of a file; what does not look like one is left out. */
export function controls(of: unknown): Control[] {
  if (!Array.isArray(of)) return []
  return of.filter(isRecord).flatMap((c) => {
    const found = typeof c.name === 'string' ? /^(.+)_(count|fen)$/.exec(c.name) : null
    if (!found || typeof c.declared !== 'number' || typeof c.counted !== 'number') return []
    return [{ name: found[1] ?? '', unit: found[2] === 'fen' ? ('fen' as const) : ('count' as const), declared: c.declared, counted: c.counted }]
  })
}

/** What the reader noticed, in a language. */
export function warnings(of: unknown, language: 'zh-CN' | 'en'): { line: number; text: string }[] {
  if (!Array.isArray(of)) return []
  return of.filter(isRecord).map((w) => {
    const text = language === 'en' ? w.en : w.zh
    return { line: typeof w.line === 'number' ? w.line : 0, text: typeof text === 'string' ? text : '' }
  })
}

/** The days of a month by weeks that begin on Monday; null before the first and after the last. */
export function weeks(month: string): (string | null)[][] {
  const first = `${month}-01`
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const cells: (string | null)[] = Array.from({ length: lead }, () => null)
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) cells.push(day)
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7))
}

/** A month so many months later or earlier. */
export function addMonths(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + by)
  return at.toISOString().slice(0, 7)
}

export const lastDay = (month: string): string => addDays(`${addMonths(month, 1)}-01`, -1)
