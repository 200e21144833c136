import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { parseAmount } from '@/kit/amount'
import '@/kit/fields.css'
import { Money } from '@/kit/money'
import { ProblemAlert } from '@/kit/problem'
import { Term } from '@/kit/term'
import { Schedule } from './quote'
import { fraction, percent } from './rate'
import { shapeOf, type Shaped } from './shape'

type Try = components['schemas']['PlanPreviewIn']

/** The question for the server, as text so that two alike are one; '' while something typed makes no sense. */
export function question(v: Partial<Shaped> & { kind?: string; payer?: string; grace?: string }, typed: { amount: string; count: number; rate: string }, currency: string): string {
  const amount = parseAmount(typed.amount, currency)
  const rate = typed.rate.trim() === '' ? '0' : fraction(typed.rate)
  const grace = Number(v.grace ?? 0)
  if (!v.kind || amount === null || amount <= 0n || rate === null || !Number.isInteger(grace)) return ''
  const shape = shapeOf({ unit: 'month', every: '1', down_by: 'share', balloon_by: 'none', ...v, kind: v.kind }, currency)
  const { every = 0, principal_grace = 0, interest_grace = 0, interest_free = 0 } = shape
  if ([every, principal_grace, interest_grace, interest_free].some((n) => !Number.isInteger(n))) return ''
  const body: Try = { ...shape, kind: v.kind as Try['kind'], payer: v.payer as Try['payer'], currency, amount: Number(amount), count: typed.count, rate, remainder: 'last', grace_days: grace }
  return JSON.stringify(body)
}

/** What the terms in the fields give for an example, before they are saved. */
export function PreviewOf({ counts, currency }: { counts: readonly number[]; currency: string }) {
  const say = useSay()
  const language = useLanguage()
  const form = Form.useFormInstance()
  const values = Form.useWatch((v: Parameters<typeof question>[0]) => v, form) as Parameters<typeof question>[0] | undefined
  const [open, setOpen] = useState(false)
  const [amount, setAmount] = useState('3000')
  const [rate, setRate] = useState('')
  const [chosen, setChosen] = useState<number>()
  const count = chosen !== undefined && counts.includes(chosen) ? chosen : (counts[0] ?? 0)
  const asked = useDeferredValue(count > 0 && values ? question(values, { amount, count, rate }, currency) : '')
  const query = useQuery({
    queryKey: ['plan-preview', asked, language],
    queryFn: ({ signal }) => data(api.POST('/v1/plans/preview', { body: JSON.parse(asked) as Try, signal })),
    enabled: open && asked !== '',
    placeholderData: (before) => before,
    retry: false,
  })
  const p = query.data
  return (
    <details className="fm-more-facts" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{say('plan.preview')}</summary>
      <p className="fm-soft fm-small">{say('plan.preview_text')}</p>
      <div className="fm-calc-amount fm-gap">
        <Form.Item label={say('order.amount')} htmlFor="preview-amount" required>
          <Input id="preview-amount" prefix={currency === 'CNY' ? '¥' : currency} inputMode="decimal" maxLength={15} className="fm-digits" value={amount} onChange={(e) => setAmount(e.target.value)} />
        </Form.Item>
        <Form.Item label={say('plan.counts')} htmlFor="preview-count" required>
          <Select id="preview-count" value={count} onChange={setChosen} options={counts.map((n) => ({ value: n, label: String(n) }))} />
        </Form.Item>
        <Form.Item label={say('plan.rate_percent')} htmlFor="preview-rate" extra={say('plan.preview_rate')}>
          <Input id="preview-rate" inputMode="decimal" maxLength={8} className="fm-digits" value={rate} onChange={(e) => setRate(e.target.value)} />
        </Form.Item>
      </div>
      <div aria-live="polite">
        {open && asked === '' && <p className="fm-soft">{say('plan.preview_none')}</p>}
        {open && query.isError && <ProblemAlert error={query.error} />}
        {p && !query.isError && asked !== '' && (
          <>
            <div className="fm-cost">
              <div><span>{say('plan.total')}</span><Money value={p.total} strong /></div>
              <div><span>{say('plan.customer_cost')}</span><Money value={p.customer_cost} /></div>
              <div><span>{say('plan.merchant_cost')}</span><Money value={p.merchant_cost} /></div>
              <div><span><Term of="nominal_rate">{say('plan.nominal')}</Term></span><b>{percent(p.nominal)}</b></div>
              <div><span><Term of="effective_rate">{say('plan.effective')}</Term></span><b>{percent(p.effective)}</b></div>
            </div>
            <Schedule currency={currency} of={p.schedule.instalments} caption={say('plan.schedule')} />
          </>
        )}
      </div>
    </details>
  )
}
