import {
  CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, ExclamationCircleFilled, InfoCircleOutlined, MinusCircleOutlined,
} from './icons'
import type { ReactNode } from 'react'
import { useSay, type Key } from '@/i18n'

/** What a state means to the reader, apart from its name. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'wait' | 'idle'

const icons: Readonly<Record<Tone, ReactNode>> = {
  good: <CheckCircleFilled />,
  warn: <ExclamationCircleFilled />,
  bad: <CloseCircleFilled />,
  info: <InfoCircleOutlined />,
  wait: <ClockCircleOutlined />,
  idle: <MinusCircleOutlined />,
}

/** A state: always a word and an icon of its own shape, never colour alone. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`fm-status fm-${tone}`}>
      <span aria-hidden="true">{icons[tone]}</span>
      {children}
    </span>
  )
}

export const verdicts = ['accept', 'step_up', 'hold', 'decline'] as const
export type Verdict = (typeof verdicts)[number]

const verdictTone: Readonly<Record<Verdict, Tone>> = { accept: 'good', step_up: 'info', hold: 'wait', decline: 'bad' }

/** The four answers to an order. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const say = useSay()
  return <StatusTag tone={verdictTone[verdict]}>{say(`kit.verdict.${verdict}`)}</StatusTag>
}

/** A noun's states: the tone and the word of each, once for lists, details and filters. */
export type States<S extends string> = Readonly<Record<S, { tone: Tone; word: Key }>>

/** The tag of a state out of such a table. A state the page does not know yet is shown as it came. */
export function StateTag<S extends string>({ of, state }: { of: States<S>; state: string }) {
  const say = useSay() as (key: Key) => string
  const known = Object.hasOwn(of, state) ? of[state as S] : undefined
  return <StatusTag tone={known?.tone ?? 'idle'}>{known ? say(known.word) : state}</StatusTag>
}
