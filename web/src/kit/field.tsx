import './fields.css'
import { Form, Input } from 'antd'
import type { Rule } from 'antd/es/form'
import type { ReactNode } from 'react'
import { useSay, type Say } from '@/i18n'
import { formatAmount, parseAmount, type Amount } from './amount'

interface AmountProps {
  name: string | (string | number)[]
  label: string
  currency?: string
  /** In minor units; what is refunded cannot exceed what was paid. */
  most?: Amount
  required?: boolean
  extra?: ReactNode
}

function check(say: Say, currency: string, most: Amount | undefined, required: boolean): Rule {
  return {
    validator: (_rule, typed: unknown) => {
      const text = typeof typed === 'string' ? typed.trim() : ''
      if (text === '') return required ? Promise.reject(new Error(say('kit.field.need'))) : Promise.resolve()
      const value = parseAmount(text, currency)
      if (value === null) return Promise.reject(new Error(say('kit.field.amount_bad')))
      if (value <= 0n) return Promise.reject(new Error(say('kit.field.amount_positive')))
      if (most && value > BigInt(most.amount)) return Promise.reject(new Error(say('kit.field.amount_most', { most: formatAmount(most) })))
      return Promise.resolve()
    },
  }
}

/** An amount typed by a person; its value in the form is the text, `toMoney` makes minor units of it. */
export function AmountField({ name, label, currency = 'CNY', most, required = true, extra }: AmountProps) {
  const say = useSay()
  return (
    <Form.Item name={name} label={label} required={required} extra={extra} validateFirst rules={[check(say, currency, most, required)]}>
      <Input inputMode="decimal" autoComplete="off" prefix={currency === 'CNY' ? '¥' : currency} maxLength={20} className="fm-digits" />
    </Form.Item>
  )
}

/** A typed and checked amount as the API takes it. */
export function toMoney(text: string, currency = 'CNY'): { amount: number; currency: string } {
  const value = parseAmount(text, currency)
  if (value === null) throw new RangeError('the field has checked that this is an amount')
  return { amount: Number(value), currency }
}

/** Why: every weighty act asks for it, and the audit keeps it. */
export function ReasonField({ name = 'reason', label, hints = [] }: { name?: string; label?: string; hints?: readonly string[] }) {
  const say = useSay()
  const form = Form.useFormInstance()
  return (
    <>
      <Form.Item name={name} label={label ?? say('kit.field.reason')} rules={[{ required: true, whitespace: true, message: say('kit.field.need') }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
      {hints.length > 0 && (
        <div className="fm-hints">
          {hints.map((hint) => (
            <button key={hint} type="button" className="fm-hint" onClick={() => form.setFieldValue(name, hint)}>
              {hint}
            </button>
          ))}
        </div>
      )}
    </>
  )
}
