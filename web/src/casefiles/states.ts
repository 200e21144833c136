import type { components } from '@/api/schema.gen'
import type { Key, Language } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import type { States, Tone } from '@/kit/status'

export type Casefile = components['schemas']['CasefileCasefile']
export type CaseView = components['schemas']['CasefileView']
export type Outcome = NonNullable<Casefile['outcome']>

export const caseStates: States<Casefile['state']> = {
  open: { tone: 'wait', word: 'casefiles.state.open' },
  working: { tone: 'info', word: 'casefiles.state.working' },
  resolved: { tone: 'good', word: 'casefiles.state.resolved' },
}

/** All outcomes; those that fit a kind of case stand first. */
export const outcomes: readonly Outcome[] = ['confirmed', 'unfounded', 'recovered', 'loss', 'explained', 'corrected', 'done', 'withdrawn']

const fitting: Readonly<Record<string, readonly Outcome[]>> = {
  order: ['unfounded', 'confirmed'],
  difference: ['explained', 'corrected', 'recovered', 'loss'],
  owner_task: ['done', 'withdrawn'],
  pay_out: ['done', 'withdrawn'],
}

export function outcomesFor(kind: string): Outcome[] {
  const first = fitting[kind] ?? []
  return [...first, ...outcomes.filter((o) => !first.includes(o))]
}

/** A case's title in the language of the reader. */
export const titleOf = (c: Pick<Casefile, 'title_zh' | 'title_en'>, language: Language): string => (language === 'en' ? c.title_en : c.title_zh)

/** The word of a kind; one that the page does not know is "other". */
export function kindWord(kind: string): Key {
  const key = `casefiles.kind.${kind}`
  return key in catalogue ? (key as Key) : 'casefiles.kind.other'
}

export const noteTone: Readonly<Record<string, Tone>> = { opened: 'wait', again: 'warn', note: 'idle', assigned: 'info', recovered: 'good', resolved: 'good' }
