import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, Select } from 'antd'
import { useId } from 'react'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { parseAmount } from '@/kit/amount'
import { useWorkplace } from '@/kit/workplace'
import type { Bad, OfferFields } from './offer'

interface Props {
  fields: OfferFields
  bad: readonly Bad[]
  currency: string
  change: (fields: OfferFields) => void
}

/** What is really offered, typed or loaded from one of the shop's plans. */
export function OfferForm({ fields, bad, currency, change }: Props) {
  const say = useSay()
  const id = useId()
  const set = (part: Partial<OfferFields>) => change({ ...fields, ...part })
  const sign = currency === 'CNY' ? '¥' : currency
  const number = (name: Bad, label: string, prefix: string | undefined) => (
    <Form.Item label={label} htmlFor={id + name} validateStatus={bad.includes(name) ? 'error' : undefined} help={bad.includes(name) ? say('promotion.bad_number') : undefined}>
      <Input id={id + name} inputMode="decimal" autoComplete="off" className="fm-digits" maxLength={15} prefix={prefix} value={fields[name]} onChange={(e) => set({ [name]: e.target.value })} />
    </Form.Item>
  )
  return (
    <Form layout="vertical" component="div">
      <p className="fm-soft fm-small fm-gap">{say('promotion.offer_hint')}</p>
      <div className="fm-promo-two">
        {number('price', say('promotion.price'), sign)}
        <PlanChoice fields={fields} currency={currency} change={change} />
        {number('count', say('promotion.count'), undefined)}
        {number('fee', say('promotion.fee'), sign)}
        <Form.Item label={say('promotion.payer')} htmlFor={`${id}payer`}>
          <Select
            id={`${id}payer`}
            value={fields.payer}
            onChange={(payer) => set({ payer })}
            options={[
              { value: 'customer', label: say('promotion.payer.customer') },
              { value: 'merchant', label: say('promotion.payer.merchant') },
            ]}
          />
        </Form.Item>
        {number('down', say('promotion.down'), sign)}
        {number('with', say('promotion.with'), sign)}
        {number('without', say('promotion.without'), sign)}
        <Form.Item label={say('promotion.channel')} htmlFor={`${id}channel`}>
          <Input id={`${id}channel`} maxLength={80} value={fields.channel} onChange={(e) => set({ channel: e.target.value })} />
        </Form.Item>
        <Form.Item label={say('promotion.shown')} htmlFor={`${id}shown`}>
          <Select
            id={`${id}shown`}
            value={fields.shown}
            onChange={(shown) => set({ shown })}
            options={(['unknown', 'yes', 'no'] as const).map((v) => ({ value: v, label: say(`promotion.shown.${v}`) }))}
          />
        </Form.Item>
      </div>
      <Checkbox checked={fields.preselected} onChange={(e) => set({ preselected: e.target.checked })}>
        {say('promotion.preselected')}
      </Checkbox>
    </Form>
  )
}

/** The plans that can be had at the price; choosing one fills in its real figures. */
function PlanChoice({ fields, currency, change }: Omit<Props, 'bad'>) {
  const say = useSay()
  const id = useId()
  const language = useLanguage()
  const { may } = useWorkplace()
  const amount = Number(parseAmount(fields.price.trim(), currency) ?? 0n)
  const query = useQuery({
    queryKey: ['offers', amount, currency, language],
    queryFn: ({ signal }) => data(api.GET('/v1/quotes/offers', { params: { query: { amount, currency } }, signal })),
    enabled: amount > 0 && may('quote.read'),
    placeholderData: (before) => before,
    retry: false,
  })
  if (!may('quote.read')) return null
  const open = (amount > 0 ? (query.data?.data ?? []) : []).filter((o) => o.available)
  return (
    <Form.Item label={say('promotion.offer_load')} htmlFor={id}>
      <Select
        id={id}
        value={null}
        disabled={amount <= 0}
        placeholder={amount > 0 ? say('promotion.offer_load') : say('promotion.offer_load_hint')}
        notFoundContent={say('promotion.offer_none')}
        onChange={(at: number | null) => {
          const o = at === null ? undefined : open[at]
          if (!o) return
          const cost = o.customer_cost?.amount ?? 0
          change({
            ...fields,
            count: String(o.count),
            fee: (cost / 100).toFixed(2),
            payer: cost === 0 ? 'merchant' : 'customer',
            down: o.down_payment && o.down_payment.amount > 0 ? (o.down_payment.amount / 100).toFixed(2) : '',
          })
        }}
        options={open.map((o, value) => ({ value, label: `${language === 'en' ? o.name_en : o.name_zh} × ${o.count}` }))}
      />
    </Form.Item>
  )
}
