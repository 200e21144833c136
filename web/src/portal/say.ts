import type { Language, Placeholder } from '@/i18n/word'
import { portal } from './words'

type Words = typeof portal
export type PortalKey = keyof Words
type Names<K extends PortalKey> = Placeholder<Words[K][0]>
type Args<K extends PortalKey> = [Names<K>] extends [never] ? [] : [Record<Names<K>, string | number>]

export type Say = <K extends PortalKey>(key: K, ...args: Args<K>) => string

/** Says the few sentences of this page; the catalogue of the back office stays at home. */
export function sayIn(lang: Language): Say {
  return (key, ...args) =>
    Object.entries(args[0] ?? {}).reduce<string>((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), portal[key][lang === 'en' ? 1 : 0])
}

const stored = 'fenming.language'

/** The language of the last choice on this device, else the browser's. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(stored)
  if (kept === 'zh-CN' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export function keepLanguage(lang: Language): void {
  localStorage.setItem(stored, lang)
}

/** A moment in the reader's own zone, to the minute. */
export const moment = (iso: string, lang: Language) => new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
