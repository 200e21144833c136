/**
 * Money as the API gives it: an integer count of the currency's smallest unit
 * (fen for CNY). Nothing here ever passes through a float.
 */
export interface Amount {
  amount: number | bigint | string
  currency: string
}

// ISO 4217 minor units where they are not 2.
const digits: Readonly<Record<string, number>> = {
  BHD: 3, CLP: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KRW: 0, KWD: 3, LYD: 3, OMR: 3, PYG: 0, TND: 3, UGX: 0, VND: 0,
  XAF: 0, XOF: 0, XPF: 0,
}

const signs: Readonly<Record<string, string>> = { CNY: '¥', USD: 'US$', EUR: '€', GBP: '£', HKD: 'HK$', JPY: 'JP¥', TWD: 'NT$' }

/** How many digits stand after the point in a currency. */
export function minorDigits(currency: string): number {
  return digits[currency] ?? 2
}

/** The count of smallest units as a BigInt. A number beyond 2^53 is refused: it has lost its last digits already. */
export function minor(value: number | bigint | string): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError('an amount is a whole number of minor units within 2^53')
  }
  return BigInt(value)
}

function split(value: bigint, currency: string): { whole: string; part: string } {
  const n = minorDigits(currency)
  const text = (value < 0n ? -value : value).toString().padStart(n + 1, '0')
  return { whole: text.slice(0, text.length - n), part: n === 0 ? '' : text.slice(-n) }
}

/** As a program wants it: 129900 fen become "1299.00", with an ASCII minus. */
export function plainAmount({ amount, currency }: Amount): string {
  const value = minor(amount)
  const { whole, part } = split(value, currency)
  return (value < 0n ? '-' : '') + whole + (part === '' ? '' : `.${part}`)
}

/** As a person reads it: "¥1,299.00", a loss as "−¥1,299.00" with a real minus sign. */
export function formatAmount({ amount, currency }: Amount): string {
  const value = minor(amount)
  const { whole, part } = split(value, currency)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const sign = signs[currency] ?? `${currency} `
  return (value < 0n ? '−' : '') + sign + grouped + (part === '' ? '' : `.${part}`)
}

/** For the axis of a chart only: 1234567890 fen as "1,234.57万" in Chinese, "12.35M" in English. */
export function shortAmount({ amount, currency }: Amount, language: string): string {
  const units = Number(minor(amount)) / 10 ** minorDigits(currency)
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 2 }).format(units)
}

/**
 * What a person typed, in minor units: "1,299", "￥1299.5", "-3.20". null when
 * it is no amount or has more digits after the point than the currency.
 */
export function parseAmount(text: string, currency = 'CNY'): bigint | null {
  const clean = text.trim().normalize('NFKC').replace(/[¥,\s]/g, '').replace(/^[−–]/, '-')
  const found = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(clean)
  const n = minorDigits(currency)
  const part = found?.[3] ?? ''
  if (!found || part.length > n) return null
  const value = BigInt((found[2] ?? '') + part.padEnd(n, '0'))
  return found[1] === '-' ? -value : value
}

/** The sum of amounts of one currency; null for an empty list or mixed currencies. */
export function sumAmounts(list: readonly Amount[]): Amount | null {
  const currency = list[0]?.currency
  if (currency === undefined || list.some((a) => a.currency !== currency)) return null
  return { amount: list.reduce((sum, a) => sum + minor(a.amount), 0n), currency }
}
