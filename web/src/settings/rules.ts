import type { components } from '@/api/schema.gen'
import type { Say } from '@/i18n'
import { formatAmount } from '@/kit/amount'
import type { States } from '@/kit/status'

export type Setting = components['schemas']['TenantSettingView']
export type Letter = components['schemas']['NoticeView']
export type Channel = components['schemas']['ChannelChannel']
export type Platform = components['schemas']['PlatformDescriptor']
export type Job = components['schemas']['JobView']

export const letterStates: States<Letter['state']> = {
  queued: { tone: 'wait', word: 'settings.notice_state.queued' },
  sending: { tone: 'info', word: 'settings.notice_state.sending' },
  sent: { tone: 'good', word: 'settings.notice_state.sent' },
  failed: { tone: 'bad', word: 'settings.notice_state.failed' },
  unknown: { tone: 'warn', word: 'settings.notice_state.unknown' },
  cancelled: { tone: 'idle', word: 'settings.notice_state.cancelled' },
}

export const channelStates: States<'active' | 'paused'> = {
  active: { tone: 'good', word: 'settings.channel_state.active' },
  paused: { tone: 'warn', word: 'settings.channel_state.paused' },
}

const units = ['minutes', 'hours', 'days', 'contacts'] as const

/** Minutes since midnight as a time of day: 540 is "09:00". */
export const timeOfDay = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Whether a setting of minutes is a time of day: the hours within which somebody may be contacted. */
export const isTimeOfDay = (name: string): boolean => name === 'contact.open' || name === 'contact.close'

export const isMoney = (unit: string): boolean => unit === 'minor units'

/** The value of a setting as people say it. */
export function valueIn(say: Say, setting: Pick<Setting, 'name' | 'unit'>, value: number, currency: string): string {
  if (isTimeOfDay(setting.name)) return timeOfDay(value)
  if (isMoney(setting.unit)) return formatAmount({ amount: value, currency })
  const unit = units.find((u) => u === setting.unit)
  return unit ? say(`settings.unit.${unit}`, { n: value }) : `${value} ${setting.unit}`
}

/** A rate written as a decimal, as a percentage without losing a digit: "0.018" is "1.8%". */
export function percentOf(rate: string): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(rate.trim())
  if (!found) return rate
  const part = (found[3] ?? '').padEnd(2, '0')
  const whole = `${found[2] ?? '0'}${part.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = part.slice(2).replace(/0+$/, '')
  return `${found[1] ?? ''}${whole}${rest === '' ? '' : `.${rest}`}%`
}

/** Instalment counts as typed: "3, 6，12" gives [3, 6, 12]; null when something else stands there. */
export function readCounts(text: string): number[] | null {
  const parts = text.split(/[\s,，、]+/).filter(Boolean)
  return parts.every((p) => /^\d{1,3}$/.test(p)) ? parts.map(Number) : null
}

/** Whether a connector was ever proven against the real platform; the server says "never" until somebody has done it. */
export const wasConfirmed = (platform: Pick<Platform, 'ConfirmedLive'>): boolean => /^\d{4}-\d{2}-\d{2}/.test(platform.ConfirmedLive)

/** A time of day as minutes since midnight; null when it is none. */
export function readTime(text: string): number | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim())
  return found ? Number(found[1]) * 60 + Number(found[2]) : null
}
