import type { components } from '@/api/schema.gen'
import { verdicts, type Verdict } from '@/kit/status'
import { addDays } from '@/kit/time'

type Line = components['schemas']['ReportSalesLine']

export interface DayOfSales {
  day: string
  orders: number
  by: Record<Verdict, number>
  /** Net of refunds, minor units of the first currency seen. */
  net: number
}

/** The lines of a report by day: every day of the stretch is there, also the empty ones. */
export function byDay(lines: readonly Line[], from: string, to: string): DayOfSales[] {
  const days = new Map<string, DayOfSales>()
  for (let day = from; day <= to; day = addDays(day, 1)) days.set(day, { day, orders: 0, by: { accept: 0, step_up: 0, hold: 0, decline: 0 }, net: 0 })
  for (const line of lines) {
    const at = days.get(line.day)
    const verdict = verdicts.find((v) => v === line.outcome)
    if (!at) continue
    at.orders += line.orders
    at.net += line.net.amount
    if (verdict) at.by[verdict] += line.orders
  }
  return [...days.values()]
}
