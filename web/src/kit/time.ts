import type { Language } from '@/i18n'

/** The zone of a shop that has not said otherwise. */
export const homeZone = 'Asia/Shanghai'

const pad = (n: number) => String(n).padStart(2, '0')

/** The parts of an instant in a zone; numbers, month 1–12, weekday 0 = Sunday. */
function parts(at: Date, zone: string) {
  const found = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const get = (type: Intl.DateTimeFormatPartTypes) => Number(found.find((p) => p.type === type)?.value)
  return { y: get('year'), mo: get('month'), d: get('day'), h: get('hour'), mi: get('minute'), s: get('second') }
}

/** The business day (ISO text) on which an instant falls in a zone. */
export function dayOf(at: Date | string, zone: string): string {
  const p = parts(new Date(at), zone)
  return `${p.y}-${pad(p.mo)}-${pad(p.d)}`
}

/** The instant at which a day begins in a zone, for a question about days asked of a list of instants. */
export function dayStart(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // A zone's distance from UTC is read twice, for it may differ on both sides of a clock change.
  let at = midnight
  for (let i = 0; i < 2; i++) {
    const p = parts(new Date(at), zone)
    at = midnight - (Date.UTC(p.y, p.mo - 1, p.d, p.h, p.mi, p.s) - at)
  }
  return new Date(at).toISOString()
}

/** Date and time in the shop's zone to the minute: "2026-11-20 09:05". */
export function formatInstant(at: Date | string, zone: string): string {
  const p = parts(new Date(at), zone)
  return `${p.y}-${pad(p.mo)}-${pad(p.d)} ${pad(p.h)}:${pad(p.mi)}`
}

/** The same with seconds and zone, for a tooltip, an export or evidence: "2026-11-20 09:05:07 GMT+8". */
export function exactInstant(at: Date | string, zone: string): string {
  const date = new Date(at)
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(date)
    .find((p) => p.type === 'timeZoneName')
  return `${formatInstant(date, zone)}:${pad(parts(date, zone).s)} ${name?.value ?? zone}`
}

const scale: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1],
]

/** "3 分钟前", "in 2 days"; beyond 30 days the absolute time says more. */
export function relativeInstant(at: Date | string, now: Date, zone: string, language: Language): string {
  const seconds = Math.round((new Date(at).getTime() - now.getTime()) / 1000)
  if (Math.abs(seconds) > 30 * 86_400) return formatInstant(at, zone)
  const [unit, size] = scale.find(([, s]) => Math.abs(seconds) >= s) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
}

const utcDay = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** Whether a text is a real calendar day such as 2026-02-28. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utcDay(text)) && addDays(text, 0) === text
}

/** A day so many days later (or earlier); calendar days know no zone and no daylight saving. */
export function addDays(day: string, days: number): string {
  return new Date(utcDay(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Days from one to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utcDay(to) - utcDay(from)) / 86_400_000)
}

/** "明天", "3 天前", "in 5 days". */
export function relativeDay(day: string, today: string, language: Language): string {
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(daysBetween(today, day), 'day')
}

/** A day with its weekday for headings: "2026-11-20 周五". */
export function longDay(day: string, language: Language): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(utcDay(day)))
  return `${day} ${weekday}`
}

/** A stretch of days, both ends included; an open end is ''. */
export interface Range {
  from: string
  to: string
}

/** The named stretches a list offers, counted back from today in the shop's zone. */
export const presets = ['today', 'yesterday', '7d', '30d', 'month', 'last_month'] as const
export type Preset = (typeof presets)[number]

/** The days of a preset. */
export function presetRange(preset: Preset, today: string): Range {
  const first = `${today.slice(0, 8)}01`
  switch (preset) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case '7d':
      return { from: addDays(today, -6), to: today }
    case '30d':
      return { from: addDays(today, -29), to: today }
    case 'month':
      return { from: first, to: today }
    case 'last_month': {
      const end = addDays(first, -1)
      return { from: `${end.slice(0, 8)}01`, to: end }
    }
  }
}
