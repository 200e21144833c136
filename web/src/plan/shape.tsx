import { Checkbox, Form, Input, Select } from 'antd'
import type { components } from '@/api/schema.gen'
import { useSay, type Say } from '@/i18n'
import { parseAmount, plainAmount } from '@/kit/amount'
import { fraction, share } from './rate'

type Plan = components['schemas']['PlanPlan']
type Try = components['schemas']['PlanPreviewIn']

const units = ['month', 'week', 'day'] as const
const counts = ['', '30/360', 'act/365', 'act/360', 'act/act'] as const

/** What the form asks about periods, grace, down payment and balloon; amounts and shares as they are typed. */
export interface Shaped {
  unit: (typeof units)[number]
  every: string
  month_end?: boolean
  day_count?: string
  down_by: 'share' | 'amount'
  down?: string
  down_step?: string
  balloon_by: 'none' | 'share' | 'amount'
  balloon?: string
  principal_grace?: string
  interest_grace?: string
  interest_free?: string
}

/** The kinds that charge interest, which alone can be put off or left out. */
export const bearsInterest = (kind: string) => ['equal_instalment', 'equal_principal', 'flat_interest'].includes(kind)

/** A share typed in per cent, in millionths; empty is none. */
export function readShare(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return 0
  const rate = fraction(text)
  if (rate === null) return null
  const ppm = Math.round(Number(rate) * 1_000_000)
  return ppm < 1_000_000 ? ppm : null
}

/** An amount that may be left out, in minor units. */
export function readAmount(text: string | undefined, currency: string): number | null {
  if (text === undefined || text.trim() === '') return 0
  const value = parseAmount(text, currency)
  return value === null || value < 0n ? null : Number(value)
}

const whole = (text: string | undefined) => Number(text?.trim() ?? 0)

type Terms = Pick<Try, 'unit' | 'every' | 'month_end' | 'day_count' | 'down_share_ppm' | 'down_amount' | 'down_step' | 'balloon_amount' | 'balloon_share_ppm' | 'principal_grace' | 'interest_grace' | 'interest_free'>

/** The terms as the server takes them. What makes no sense for the kind is left out, though it may still stand in a hidden field. */
export function shapeOf(v: Shaped & { kind: string }, currency: string): Terms {
  const balloon = v.kind !== 'deferred'
  const interest = bearsInterest(v.kind)
  return {
    unit: v.unit, every: whole(v.every), month_end: v.unit === 'month' && v.month_end === true, day_count: v.day_count ?? '',
    down_share_ppm: v.down_by === 'share' ? (readShare(v.down) ?? 0) : 0,
    down_amount: v.down_by === 'amount' ? (readAmount(v.down, currency) ?? 0) : 0,
    down_step: v.down_by === 'share' ? (readAmount(v.down_step, currency) ?? 0) : 0,
    balloon_share_ppm: balloon && v.balloon_by === 'share' ? (readShare(v.balloon) ?? 0) : 0,
    balloon_amount: balloon && v.balloon_by === 'amount' ? (readAmount(v.balloon, currency) ?? 0) : 0,
    principal_grace: balloon ? whole(v.principal_grace) : 0,
    interest_grace: interest ? whole(v.interest_grace) : 0,
    interest_free: interest ? whole(v.interest_free) : 0,
  }
}

/** What stands in the fields of a plan that is changed; without one, of a new plan. */
export function shapeOfPlan(p: Plan | undefined): Shaped {
  if (!p) return { unit: 'month', every: '1', month_end: false, day_count: '', down_by: 'share', down: '0', down_step: '', balloon_by: 'none', balloon: '', principal_grace: '0', interest_grace: '0', interest_free: '0' }
  const money = (amount: number | undefined) => (amount ? plainAmount({ amount, currency: p.currency }) : '')
  const percent = (ppm: number) => share(ppm).replace('%', '')
  return {
    unit: p.unit as Shaped['unit'], every: String(p.every), month_end: p.month_end ?? false, day_count: p.day_count ?? '',
    down_by: p.down_amount ? 'amount' : 'share', down: p.down_amount ? money(p.down_amount) : percent(p.down_share_ppm), down_step: money(p.down_step),
    balloon_by: p.balloon_amount ? 'amount' : p.balloon_share_ppm ? 'share' : 'none', balloon: p.balloon_amount ? money(p.balloon_amount) : p.balloon_share_ppm ? percent(p.balloon_share_ppm) : '',
    principal_grace: String(p.principal_grace ?? 0), interest_grace: String(p.interest_grace ?? 0), interest_free: String(p.interest_free ?? 0),
  }
}

/** Where the server's faults belong. */
export const renamed = { '/down_share_ppm': 'down', '/down_amount': 'down', '/balloon_share_ppm': 'balloon', '/balloon_amount': 'balloon' }

const rule = (fits: (text: string) => boolean, message: string) => ({
  validator: (_r: unknown, v: unknown) => (fits(typeof v === 'string' ? v : '') ? Promise.resolve() : Promise.reject(new Error(message))),
})

const inPeriods = (say: Say) => rule((t) => /^\d{0,2}$/.test(t.trim()), say('plan.periods_bad'))

/** A share or an amount, as chosen beside it. */
function Either({ name, by, currency, label }: { name: string; by: string | undefined; currency: string; label: string }) {
  const say = useSay()
  const shares = by === 'share'
  return (
    <Form.Item
      name={name}
      label={label}
      required
      dependencies={[`${name}_by`]}
      rules={[shares ? rule((t) => readShare(t) !== null, say('kit.field.percent_bad')) : rule((t) => readAmount(t, currency) !== null, say('kit.field.amount_bad'))]}
    >
      <Input maxLength={15} inputMode="decimal" autoComplete="off" className="fm-digits" {...(shares ? { suffix: '%' } : { prefix: currency === 'CNY' ? '¥' : currency })} />
    </Form.Item>
  )
}

/** The fields of the shape; which of them stand there depends on the kind. */
export function ShapeFields({ currency }: { currency: string }) {
  const say = useSay()
  const kind = (Form.useWatch('kind') as string | undefined) ?? ''
  const unit = (Form.useWatch('unit') as string | undefined) ?? 'month'
  const downBy = (Form.useWatch('down_by') as string | undefined) ?? 'share'
  const balloonBy = (Form.useWatch('balloon_by') as string | undefined) ?? 'none'
  const dayCount = (Form.useWatch('day_count') as string | undefined) ?? ''
  const known = (counts as readonly string[]).includes(dayCount) ? counts : [...counts, dayCount]
  const either = [{ value: 'share', label: say('plan.by.share') }, { value: 'amount', label: say('plan.by.amount') }]
  return (
    <>
      <div className="fm-till-two">
        <Form.Item name="unit" label={say('plan.unit')} required>
          <Select options={units.map((u) => ({ value: u, label: say(`plan.unit.${u}`) }))} />
        </Form.Item>
        <Form.Item name="every" label={say('plan.every')} required extra={say('plan.every_hint')} rules={[rule((t) => /^[1-9]\d{0,2}$/.test(t.trim()) && Number(t) <= 366, say('plan.every_bad'))]}>
          <Input maxLength={3} inputMode="numeric" className="fm-digits" />
        </Form.Item>
        <Form.Item name="down_by" label={say('plan.down_by')} required>
          <Select options={either} />
        </Form.Item>
        <Either name="down" by={downBy} currency={currency} label={say('plan.down_payment')} />
        {downBy === 'share' && (
          <Form.Item name="down_step" label={say('plan.down_step')} extra={say('plan.down_step_hint')} rules={[rule((t) => readAmount(t, currency) !== null, say('kit.field.amount_bad'))]}>
            <Input maxLength={15} inputMode="decimal" autoComplete="off" className="fm-digits" />
          </Form.Item>
        )}
        {bearsInterest(kind) && (
          <Form.Item name="day_count" label={say('plan.day_count')} required>
            <Select options={known.map((c) => ({ value: c, label: c === '' ? say('plan.day_count_equal') : c.toUpperCase() }))} />
          </Form.Item>
        )}
        {kind !== 'deferred' && (
          <>
            <Form.Item name="balloon_by" label={say('plan.balloon')} required extra={say('plan.balloon_hint')}>
              <Select options={[{ value: 'none', label: say('plan.by.none') }, ...either]} />
            </Form.Item>
            {balloonBy !== 'none' && <Either name="balloon" by={balloonBy} currency={currency} label={say('plan.balloon_size')} />}
            <Form.Item name="principal_grace" label={say('plan.principal_grace')} required rules={[inPeriods(say)]}>
              <Input maxLength={2} inputMode="numeric" className="fm-digits" />
            </Form.Item>
          </>
        )}
        {bearsInterest(kind) && (
          <>
            <Form.Item name="interest_grace" label={say('plan.interest_grace')} required rules={[inPeriods(say)]}>
              <Input maxLength={2} inputMode="numeric" className="fm-digits" />
            </Form.Item>
            <Form.Item name="interest_free" label={say('plan.interest_free')} required rules={[inPeriods(say)]}>
              <Input maxLength={2} inputMode="numeric" className="fm-digits" />
            </Form.Item>
          </>
        )}
      </div>
      {unit === 'month' && (
        <Form.Item name="month_end" valuePropName="checked">
          <Checkbox>{say('plan.month_end')}</Checkbox>
        </Form.Item>
      )}
    </>
  )
}
