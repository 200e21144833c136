import type { components } from '@/api/schema.gen'
import type { Language } from '@/i18n/word'
import { embed } from './words'

export type Options = components['schemas']['PortalOptionsOut']
export type Option = components['schemas']['DisclosureOption']
type Words = typeof embed

export function say(lang: Language, key: keyof Words, args: Record<string, string | number> = {}): string {
  return Object.entries(args).reduce<string>((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), embed[key][lang === 'en' ? 1 : 0])
}

/** Currencies of other than two decimals that the program knows. */
const decimals: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, BHD: 3, KWD: 3, JOD: 3, OMR: 3, TND: 3 }

/**
 * An amount attribute in minor units: "129900" is minor units already, "1299.00"
 * is a price as people write it. Null for what is neither, or is not above zero.
 */
export function minor(text: string, currency: string): number | null {
  const whole = /^\d{1,13}$/.exec(text.trim())
  if (whole) return Number(whole[0]) > 0 ? Number(whole[0]) : null
  const found = /^(\d{1,11})\.(\d{1,3})$/.exec(text.trim())
  const places = decimals[currency] ?? 2
  if (!found || (found[2] ?? '').length > places) return null
  const value = Number((found[1] ?? '') + (found[2] ?? '').padEnd(places, '0'))
  return value > 0 ? value : null
}

/** The line of a summary by its code. */
const line = (o: Option, code: string) => o.summary.find((l) => l.code === code)?.text

/** What stands beside a radio button: the same figures as in the table below, which the server wrote. */
export function brief(o: Option, lang: Language): { name: string; facts: string[] } {
  const facts: string[] = []
  const add = (key: keyof Words, name: string, code: string) => {
    const text = line(o, code)
    if (text !== undefined) facts.push(say(lang, key, { [name]: text }))
  }
  const first = line(o, 'first')
  if (o.count > 1 && first !== line(o, 'each')) add('embed.first', 'amount', 'first')
  add('embed.each', 'amount', o.count > 1 ? 'each' : 'first')
  add('embed.total', 'amount', 'total')
  add('embed.cost', 'amount', 'cost')
  add('embed.rate', 'rate', 'effective_rate')
  return { name: `${o.name} · ${say(lang, 'embed.count', { count: o.count })}`, facts }
}
