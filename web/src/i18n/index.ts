import { createInstance } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { catalogue, type Key } from './catalogue'
import { languages, type Language, type Placeholder, type Word } from './word'

export { languages, type Language } from './word'
export type { Key } from './catalogue'

type Names<K extends Key> = Placeholder<(typeof catalogue)[K][0]>

/** A key's placeholders and their values; nothing when it has none. */
export type Args<K extends Key> = [Names<K>] extends [never] ? [] : [Record<Names<K>, string | number>]

/** Says a sentence in the chosen language. Key and placeholders are checked by the compiler. */
export type Say = <K extends Key>(key: K, ...args: Args<K>) => string

const column = (i: 0 | 1) => Object.fromEntries(Object.entries<Word>(catalogue).map(([key, word]) => [key, word[i]]))

const stored = 'fenming.language'

const isLanguage = (s: string | null | undefined): s is Language => languages.some((l) => l === s)

/** The language before anybody is signed in: the last choice on this device, else the browser's. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(stored)
  if (isLanguage(kept)) return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export const i18n = createInstance()

void i18n.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: false,
  supportedLngs: [...languages],
  resources: { 'zh-CN': { translation: column(0) }, en: { translation: column(1) } },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  react: { useSuspense: false },
})

/** Changes the language of the page and remembers it on this device. */
export function speak(language: Language): void {
  localStorage.setItem(stored, language)
  document.documentElement.lang = language
  void i18n.changeLanguage(language)
}

/** The language now chosen. */
export function useLanguage(): Language {
  const { i18n: now } = useTranslation()
  return isLanguage(now.language) ? now.language : 'zh-CN'
}

/** The function that says sentences; the component renders again when the language changes. */
export function useSay(): Say {
  const { t } = useTranslation()
  return t as unknown as Say
}

/** The same outside a component. */
export const say: Say = (key, ...args) => i18n.t(key, { ...args[0] })
