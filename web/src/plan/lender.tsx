import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useEffect } from 'react'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { StatusTag } from '@/kit/status'
import { Day } from '@/kit/when'
import { forever } from '@/channel/states'
import { useToday, useWorkplace } from '@/kit/workplace'
import { percent, times } from './rate'

type Cap = components['schemas']['PlanCap']
type Body = components['schemas']['PlanPlanIn']
export type LenderKind = NonNullable<Body['creditor_kind']>

/** Who may lend on a platform, and who when the shop itself is owed. */
const licensed = ['bank', 'consumer_finance', 'micro_loan', 'other_licensed'] as const
export const unknownLender = ''

/** What the form asks about the lender and about what may be bought. */
export interface Lent {
  creditor_kind?: LenderKind | typeof unknownLender
  categories_only?: string[]
  categories_never?: string[]
}

/** The lender's kind as the server takes it: a shop that is owed is a merchant, a platform never is. */
export function lenderOf(creditor: string, kind: Lent['creditor_kind']): LenderKind | undefined {
  if (creditor !== 'platform') return 'merchant'
  return licensed.find((k) => k === kind)
}

/** Names of categories without blanks and repetitions; none is left out. */
export function categoriesOf(names: readonly string[] | undefined): string[] | undefined {
  const found = [...new Set((names ?? []).map((n) => n.trim()).filter(Boolean))]
  return found.length === 0 ? undefined : found
}

/** The ceilings for a kind of lender that are in force on a day. */
export function capsFor(all: readonly Cap[], kind: string, day: string): Cap[] {
  return all.filter((c) => c.kinds.includes(kind) && c.valid_from <= day && c.valid_to >= day)
}

/** The newest loan prime rate published by a day. */
export function primeOn<P extends { published_on: string }>(all: readonly P[], day: string): P | undefined {
  return all.filter((p) => p.published_on <= day).sort((a, b) => b.published_on.localeCompare(a.published_on))[0]
}

/** Which ceiling applies to the lender, from where, and since when. */
function Ceiling({ kind }: { kind: string }) {
  const say = useSay()
  const zh = useLanguage() === 'zh-CN'
  const today = useToday()
  const caps = useQuery({ queryKey: ['caps'], queryFn: ({ signal }) => data(api.GET('/v1/caps', { signal })), staleTime: Infinity })
  const primes = useQuery({ queryKey: ['lpr'], queryFn: ({ signal }) => data(api.GET('/v1/lpr', { signal })) })
  const prime = primeOn(primes.data?.data ?? [], today)
  const limit = (c: Cap) => {
    if (c.action === 'outside') return say('plan.cap.outside')
    if (Number(c.multiple) === 0) return say('plan.cap.fixed', { limit: percent(c.fixed) })
    if (!prime) return say('plan.cap.no_prime', { n: c.multiple })
    return say('plan.cap.multiple', { n: c.multiple, limit: percent(times(prime.rate, c.multiple)), prime: percent(prime.rate), day: prime.published_on })
  }
  if (kind === unknownLender) return <p className="fm-soft fm-small">{say('plan.cap.unknown')}</p>
  const found = capsFor(caps.data?.data ?? [], kind, today)
  if (caps.isSuccess && found.length === 0) return <p className="fm-soft fm-small">{say('plan.cap.none')}</p>
  return (
    <ul className="fm-small fm-gap" aria-label={say('plan.cap.title')} aria-live="polite">
      {found.map((c) => (
        <li key={c.rule}>
          <b>{limit(c)}</b> <StatusTag tone={c.action === 'refuse' ? 'bad' : c.action === 'warn' ? 'warn' : 'idle'}>{say(`plan.cap.act.${c.action}`)}</StatusTag>
          <br />
          {zh ? c.note_zh : c.note_en}
          <br />
          <span className="fm-soft">
            {zh ? c.source_zh : c.source_en} · {say('plan.cap.since')} <Day day={c.valid_from} />
            {c.valid_to !== forever && (
              <>
                {' – '}
                <Day day={c.valid_to} />
              </>
            )}{' '}
            · {say(`plan.cap.read.${c.confidence}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Who lends, and for which categories of goods. */
export function LenderFields() {
  const say = useSay()
  const form = Form.useFormInstance()
  const { may } = useWorkplace()
  const creditor = (Form.useWatch('creditor') as string | undefined) ?? 'merchant'
  const kind = (Form.useWatch('creditor_kind') as string | undefined) ?? unknownLender
  const fits = lenderOf(creditor, kind as Lent['creditor_kind']) ?? unknownLender
  useEffect(() => {
    if (kind !== fits) form.setFieldValue('creditor_kind', fits)
  }, [form, kind, fits])
  const goods = useQuery({ queryKey: ['categories'], queryFn: ({ signal }) => data(api.GET('/v1/categories', { signal })), enabled: may('goods.read') })
  const options = (goods.data?.data ?? []).map((c) => ({ value: c.name, label: c.name }))
  const choices: readonly (LenderKind | typeof unknownLender)[] = creditor === 'platform' ? [unknownLender, ...licensed] : ['merchant']
  const short = { validator: (_r: unknown, v: unknown) => (Array.isArray(v) && v.some((n) => typeof n === 'string' && n.trim().length > 60) ? Promise.reject(new Error(say('plan.category_long'))) : Promise.resolve()) }
  const apart = {
    validator: (_r: unknown, v: unknown) => {
      const only = (form.getFieldValue('categories_only') ?? []) as string[]
      const both = Array.isArray(v) ? only.filter((n) => v.includes(n)) : []
      return both.length > 0 ? Promise.reject(new Error(say('plan.category_both', { name: both[0] ?? '' }))) : Promise.resolve()
    },
  }
  return (
    <>
      <Form.Item name="creditor_kind" label={say('plan.lender')} required extra={say('plan.lender_hint')}>
        <Select options={choices.map((k) => ({ value: k, label: k === unknownLender ? say('plan.lender.unknown') : say(`plan.lender.${k}`) }))} />
      </Form.Item>
      <Ceiling kind={fits} />
      <div className="fm-till-two">
        <Form.Item name="categories_only" label={say('plan.category_only')} extra={say('plan.category_only_hint')} rules={[short]}>
          <Select mode="tags" maxCount={50} tokenSeparators={[',', '，', '、']} options={options} />
        </Form.Item>
        <Form.Item name="categories_never" label={say('plan.category_never')} extra={say('plan.category_never_hint')} dependencies={['categories_only']} rules={[short, apart]}>
          <Select mode="tags" maxCount={50} tokenSeparators={[',', '，', '、']} options={options} />
        </Form.Item>
      </div>
    </>
  )
}
