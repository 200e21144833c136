import { Form, Input, Select } from 'antd'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { fraction, typedPercent } from './rate'

type Card = components['schemas']['PlanRateCard']
type Body = components['schemas']['PlanCardIn']

const fates = ['', 'returned', 'kept', 'pro_rata'] as const
type Fate = (typeof fates)[number]

/** What a card says beside its rate, as it is typed. */
export interface Ruled {
  late_daily?: string
  refund_fee?: Fate
  early_fee?: Fate
  settle_days?: string
}

/** A charge a day typed in per cent, at most 1; empty is none. Null when it is no such number. */
export function readDaily(text: string | undefined): string | null {
  if (text === undefined || text.trim() === '') return '0'
  const rate = fraction(text)
  return rate === null || Number(rate) > 0.01 ? null : rate
}

const isDays = (text: string) => /^\d{0,2}$/.test(text.trim()) && Number(text) <= 60

/** The rules as the server takes them; what is not known is left out. */
export function rulesOf(v: Ruled): Pick<Body, 'late_daily' | 'refund_fee' | 'early_fee' | 'settle_days'> {
  const late = readDaily(v.late_daily)
  return {
    late_daily: late === null || late === '0' ? undefined : late,
    refund_fee: v.refund_fee === '' ? undefined : v.refund_fee,
    early_fee: v.early_fee === '' ? undefined : v.early_fee,
    settle_days: v.settle_days?.trim() ? Number(v.settle_days) : undefined,
  }
}

/** What stands in the fields of a card that follows another. */
export function rulesOfCard(card: Card | undefined): Ruled {
  const fate = (of: string | undefined) => fates.find((f) => f === of) ?? ''
  return {
    late_daily: card?.late_daily && Number(card.late_daily) > 0 ? typedPercent(card.late_daily) : '', refund_fee: fate(card?.refund_fee), early_fee: fate(card?.early_fee),
    settle_days: card?.settle_days ? String(card.settle_days) : '',
  }
}

/** The fields of a platform's own rules: lateness, refunds, early payment, settlement. */
export function CardRules() {
  const say = useSay()
  const rule = (fits: (text: string) => boolean, message: string) => ({
    validator: (_r: unknown, v: unknown) => (fits(typeof v === 'string' ? v.trim() : '') ? Promise.resolve() : Promise.reject(new Error(message))),
  })
  const options = fates.map((f) => ({ value: f, label: f === '' ? say('plan.fate.unknown') : say(`plan.fate.${f}`) }))
  return (
    <>
      <Form.Item name="late_daily" label={say('plan.late_daily')} extra={say('plan.late_daily_hint')} rules={[rule((t) => readDaily(t) !== null, say('plan.late_daily_bad'))]}>
        <Input maxLength={12} inputMode="decimal" autoComplete="off" suffix="%" className="fm-digits" />
      </Form.Item>
      <Form.Item name="settle_days" label={say('plan.settle_days')} extra={say('plan.settle_days_hint')} rules={[rule(isDays, say('plan.settle_days_bad'))]}>
        <Input maxLength={2} inputMode="numeric" autoComplete="off" className="fm-digits" />
      </Form.Item>
      <Form.Item name="refund_fee" label={say('plan.refund_fee')} extra={say('plan.fate_hint')}>
        <Select options={options} />
      </Form.Item>
      <Form.Item name="early_fee" label={say('plan.early_fee')} extra={say('plan.fate_hint')}>
        <Select options={options} />
      </Form.Item>
    </>
  )
}
