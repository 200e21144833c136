/** "0.13747799" as "13.75%": a decimal fraction as a percentage with so many digits, rounded half up, without floats. */
export function percent(rate: string | null | undefined, digits = 2): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(rate ?? '')
  if (!found) return '—'
  const [, sign = '', whole = '0', part = ''] = found
  const keep = digits + 2
  const scaled = BigInt(whole + part.slice(0, keep).padEnd(keep, '0')) + (Number(part[keep] ?? '0') >= 5 ? 1n : 0n)
  const text = scaled.toString().padStart(digits + 1, '0')
  const minus = sign === '' || scaled === 0n ? '' : '−'
  return `${minus}${text.slice(0, text.length - digits)}${digits === 0 ? '' : `.${text.slice(-digits)}`}%`
}

/** "4.5" (percent, as typed) as the decimal fraction "0.045"; null when it is no such number. */
export function fraction(typed: string): string | null {
  const clean = typed.trim().normalize('NFKC').replace(/%$/, '').trim()
  const found = /^(\d{1,6})(?:\.(\d{1,8}))?$/.exec(clean)
  if (!found) return null
  const whole = (found[1] ?? '').padStart(3, '0')
  const part = `${whole.slice(-2)}${found[2] ?? ''}`.replace(/0+$/, '')
  const head = whole.slice(0, -2).replace(/^0+(?=\d)/, '')
  return part === '' ? head : `${head}.${part}`
}

/** A share in millionths as a percentage: 300000 as "30%". */
export function share(ppm: number): string {
  return `${(ppm / 10_000).toFixed(4).replace(/\.?0+$/, '')}%`
}

/** A decimal fraction as it is typed in per cent: "0.0005" as "0.05"; nothing for none. */
export function typedPercent(rate: string | undefined): string {
  return rate === undefined ? '' : percent(rate, 6).replace(/\.?0+%$/, '').replace(/%$/, '')
}

/** Two decimals multiplied without floats: "0.03" times "4" is "0.12". */
export function times(a: string, b: string): string {
  const parts = (text: string) => ({ value: BigInt(text.replace('.', '')), places: text.split('.')[1]?.length ?? 0 })
  const [x, y] = [parts(a), parts(b)]
  const places = x.places + y.places
  const digits = (x.value * y.value).toString().padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}
