import { Checkbox, Form, Input, Select } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { plainAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField, toMoney } from '@/kit/field'
import '@/till/till.css'
import { isDay } from '@/kit/time'
import { useToday } from '@/kit/workplace'
import { categoriesOf, LenderFields, lenderOf, unknownLender, type Lent } from './lender'
import { PreviewOf } from './preview'
import { renamed, ShapeFields, shapeOf, shapeOfPlan, type Shaped } from './shape'

export type Plan = components['schemas']['PlanPlan']
type Body = components['schemas']['PlanPlanIn']

export const kinds = ['equal_instalment', 'equal_principal', 'flat_interest', 'flat_fee', 'interest_free', 'deferred'] as const
export const payers = ['customer', 'merchant'] as const
const creditors = ['platform', 'merchant', 'assigned'] as const

interface Fields extends Shaped, Lent {
  code: string
  name_zh: string
  name_en: string
  platform: string
  creditor: Body['creditor']
  kind: Body['kind']
  payer: (typeof payers)[number]
  counts: string
  min: string
  max: string
  grace?: string
  multiple?: string
  valid_from: string
  active: boolean
}

/** "3, 6，12" as numbers; null when one of them is no number of instalments. */
export function readCounts(text: string): number[] | null {
  const parts = text.normalize('NFKC').split(/[,、\s]+/).filter(Boolean)
  const found = parts.map(Number)
  return found.length === 0 || found.some((n) => !Number.isInteger(n) || n < 1 || n > 60) ? null : [...new Set(found)].sort((a, b) => a - b)
}

/** The plan as the server takes it. What the form does not ask for stays as it was. */
export function bodyOf(v: Fields, before?: Plan): Body {
  const kept = before && { rule_pack: before.rule_pack, valid_to: before.valid_to }
  const currency = before?.currency ?? 'CNY'
  // How rounding is carried belongs to the kind it was chosen for.
  const rounding = before?.kind === v.kind ? { adjust: before.adjust, instalment_step: before.instalment_step } : {}
  return {
    ...kept,
    ...rounding,
    ...shapeOf(v, currency),
    name_zh: v.name_zh.trim(), name_en: v.name_en.trim(), platform: v.platform.trim(), creditor: v.creditor, kind: v.kind, payer: v.payer, currency,
    counts: readCounts(v.counts) ?? [], min_amount: toMoney(v.min).amount, max_amount: toMoney(v.max).amount,
    creditor_kind: lenderOf(v.creditor, v.creditor_kind), categories_only: categoriesOf(v.categories_only), categories_never: categoriesOf(v.categories_never),
    grace_days: Number(v.grace ?? 0), late_fee_multiple: v.multiple?.trim() === '' ? undefined : v.multiple?.trim(), valid_from: v.valid_from.trim(), active: v.active,
  }
}

function initial(p: Plan | undefined, today: string): Partial<Fields> {
  if (!p) return { ...shapeOfPlan(p), platform: 'own', creditor: 'merchant', creditor_kind: 'merchant', categories_only: [], categories_never: [], kind: 'interest_free', payer: 'customer', counts: '3, 6, 12', min: '100', max: '20000', grace: '3', multiple: '1.5', valid_from: today, active: true }
  const money = (amount: number) => plainAmount({ amount, currency: p.currency })
  return {
    ...shapeOfPlan(p),
    code: p.code, name_zh: p.name_zh, name_en: p.name_en, platform: p.platform, creditor: p.creditor as Body['creditor'], kind: p.kind as Body['kind'],
    creditor_kind: lenderOf(p.creditor, p.creditor_kind as Lent['creditor_kind']) ?? unknownLender, categories_only: p.categories_only ?? [], categories_never: p.categories_never ?? [],
    payer: p.payer as Fields['payer'], counts: p.counts.join(', '), min: money(p.min_amount), max: money(p.max_amount),
    grace: String(p.grace_days), multiple: p.late_fee_multiple, valid_from: today, active: p.active,
  }
}

/** A new plan, or a new version of one. */
export function PlanAct({ of }: { of?: Plan }) {
  const say = useSay()
  const today = useToday()
  return (
    <Dialog<Fields>
      label={of ? say('plan.edit') : say('plan.new')}
      permission="plan.manage"
      type={of ? 'default' : 'primary'}
      width={620}
      initial={initial(of, today)}
      stale={[['plans'], ['offers']]}
      rename={{ ...renamed, '/min_amount': 'min', '/max_amount': 'max', '/grace_days': 'grace', '/late_fee_multiple': 'multiple' }}
      submit={async (v) => {
        await data(api.PUT('/v1/plans/{code}', { params: { path: { code: of?.code ?? v.code.trim() } }, body: bodyOf(v, of) }))
        return say('plan.saved')
      }}
    >
      <PlanFields fixed={of !== undefined} currency={of?.currency ?? 'CNY'} />
    </Dialog>
  )
}

function PlanFields({ fixed, currency }: { fixed: boolean; currency: string }) {
  const say = useSay()
  const counts = (Form.useWatch('counts') as string | undefined) ?? ''
  const need = [{ required: true, whitespace: true, message: say('kit.field.need') }]
  const rule = (fits: (text: string) => boolean, message: string) => ({
    validator: (_r: unknown, v: unknown) => (fits(typeof v === 'string' ? v : '') ? Promise.resolve() : Promise.reject(new Error(message))),
  })
  return (
    <>
      <div className="fm-till-two">
        {!fixed && (
          <Form.Item name="code" label={say('plan.code')} rules={[...need, { pattern: /^[a-z][a-z0-9-]{0,39}$/, message: say('plan.code_bad') }]}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item name="name_zh" label={say('plan.name_zh')} rules={need}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="name_en" label={say('plan.name_en')} rules={need}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="platform" label={say('plan.platform')} rules={need}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="creditor" label={say('plan.creditor')} required>
          <Select options={creditors.map((c) => ({ value: c, label: say(`order.creditor.${c}`) }))} />
        </Form.Item>
        <Form.Item name="kind" label={say('plan.kind')} required>
          <Select options={kinds.map((k) => ({ value: k, label: say(`plan.kind.${k}`) }))} />
        </Form.Item>
        <Form.Item name="payer" label={say('plan.payer')} required>
          <Select options={payers.map((p) => ({ value: p, label: say(`plan.payer.${p}`) }))} />
        </Form.Item>
        <Form.Item name="counts" label={say('plan.counts')} extra={say('plan.counts_hint')} required rules={[rule((t) => readCounts(t) !== null, say('plan.counts_bad'))]}>
          <Input maxLength={100} className="fm-digits" />
        </Form.Item>
        <AmountField name="min" label={say('plan.min')} />
        <AmountField name="max" label={say('plan.max')} />
        <Form.Item name="grace" label={say('plan.grace_days')} required rules={[rule((t) => /^\d{1,3}$/.test(t.trim()), say('kit.field.need'))]}>
          <Input maxLength={3} className="fm-digits" />
        </Form.Item>
        <Form.Item name="multiple" label={say('plan.multiple')}>
          <Input maxLength={8} className="fm-digits" />
        </Form.Item>
        <Form.Item name="valid_from" label={say('plan.valid_from')} required rules={[rule((t) => isDay(t.trim()), say('plan.day_bad'))]}>
          <Input maxLength={10} className="fm-digits" />
        </Form.Item>
      </div>
      <LenderFields />
      <ShapeFields currency={currency} />
      <PreviewOf counts={readCounts(counts) ?? []} currency={currency} />
      <Form.Item name="active" valuePropName="checked">
        <Checkbox>{say('plan.active_field')}</Checkbox>
      </Form.Item>
    </>
  )
}
