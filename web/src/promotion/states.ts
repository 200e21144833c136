import type { components } from '@/api/schema.gen'
import type { Language } from '@/i18n'
import type { States, Tone } from '@/kit/status'

export type Finding = components['schemas']['PromotionFinding']
export type Result = components['schemas']['PromotionResult']
export type Offer = components['schemas']['PromotionOffer']
export type Entry = components['schemas']['PromotionEntry']
export type View = components['schemas']['PromotionView']
export type Verdict = Result['verdict']
export type Severity = Finding['severity']
export type Jurisdiction = NonNullable<components['schemas']['PromotionCheckIn']['jurisdiction']>
export type Medium = NonNullable<components['schemas']['PromotionCheckIn']['medium']>

export const jurisdictions: readonly Jurisdiction[] = ['CN', 'EU', 'UK', 'US']
export const media: readonly Medium[] = ['banner', 'live_script', 'product_page', 'sms']

export const verdictStates: States<Verdict> = {
  pass: { tone: 'good', word: 'promotion.verdict.pass' },
  fix: { tone: 'warn', word: 'promotion.verdict.fix' },
  block: { tone: 'bad', word: 'promotion.verdict.block' },
}

export const publicStates: States<Entry['state']> = {
  draft: { tone: 'idle', word: 'promotion.state.draft' },
  asked: { tone: 'wait', word: 'promotion.state.asked' },
  published: { tone: 'good', word: 'promotion.state.published' },
}

export const severityTone: Readonly<Record<Severity, Tone>> = { block: 'bad', warn: 'warn', advise: 'info' }

/** A sentence of the rules in the language of the reader. */
export const inLanguage = (t: { zh: string; en: string }, language: Language): string => (language === 'en' ? t.en : t.zh)

/** Tenths of a percent as people write them: 948 is 94.8 %. */
export const tenths = (n: number): string => `${(n / 10).toFixed(1)} %`
