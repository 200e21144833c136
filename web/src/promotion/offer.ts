import { parseAmount } from '@/kit/amount'
import type { Jurisdiction, Offer } from './states'

/** The offer as it is typed. */
export interface OfferFields {
  price: string
  count: string
  fee: string
  payer: 'customer' | 'merchant'
  down: string
  with: string
  without: string
  channel: string
  preselected: boolean
  shown: 'unknown' | 'yes' | 'no'
}

export const noOffer: OfferFields = { price: '', count: '', fee: '', payer: 'customer', down: '', with: '', without: '', channel: '', preselected: false, shown: 'unknown' }

const currencies: Readonly<Record<Jurisdiction, string>> = { CN: 'CNY', EU: 'EUR', UK: 'GBP', US: 'USD' }

export const currencyOf = (j: Jurisdiction): string => currencies[j]

/** The fields that hold no number. */
export type Bad = 'price' | 'count' | 'fee' | 'down' | 'with' | 'without'

/** What is typed as the server takes it; undefined while nothing is. Fields that are no numbers are named. */
export function toOffer(fields: OfferFields, currency: string): { offer?: Offer; bad: Bad[] } {
  const bad: Bad[] = []
  const amount = (name: Bad): number | undefined => {
    const text = fields[name].trim()
    if (text === '') return undefined
    const value = parseAmount(text, currency)
    if (value === null || value < 0n || (name === 'price' && value === 0n)) {
      bad.push(name)
      return undefined
    }
    return Number(value)
  }
  const offer: Offer = {}
  const price = amount('price')
  if (price !== undefined) offer.price = { amount: price, currency }
  const count = fields.count.trim()
  if (/^([1-9]\d?|1[01]\d|120)$/.test(count)) offer.count = Number(count)
  else if (count !== '') bad.push('count')
  const fee = amount('fee')
  if (fee !== undefined) {
    offer.fee = fee
    offer.payer = fields.payer
  }
  const down = amount('down')
  if (down) offer.down_payment = down
  const dear = amount('with')
  const cash = amount('without')
  if (dear !== undefined && cash !== undefined) {
    offer.price_with_plan = dear
    offer.price_without_plan = cash
  } else if (dear !== undefined || cash !== undefined) bad.push(dear === undefined ? 'with' : 'without')
  if (fields.channel.trim() !== '') offer.channel = fields.channel.trim()
  if (fields.preselected) offer.preselected = true
  if (fields.shown !== 'unknown') offer.conditions_shown = fields.shown === 'yes'
  return { offer: bad.length > 0 || Object.keys(offer).length === 0 ? undefined : offer, bad }
}

const decimal = (minor: number | undefined): string => (minor === undefined || minor === 0 ? '' : (minor / 100).toFixed(2))

/** An offer of a saved check, back in the fields. Currencies here have two decimals. */
export function fromOffer(o: Offer | undefined): OfferFields {
  if (!o) return noOffer
  return {
    price: decimal(o.price?.amount),
    count: o.count ? String(o.count) : '',
    fee: o.fee === undefined ? '' : (o.fee / 100).toFixed(2),
    payer: o.payer ?? 'customer',
    down: decimal(o.down_payment),
    with: decimal(o.price_with_plan),
    without: decimal(o.price_without_plan),
    channel: o.channel ?? '',
    preselected: o.preselected ?? false,
    shown: o.conditions_shown === undefined ? 'unknown' : o.conditions_shown ? 'yes' : 'no',
  }
}
