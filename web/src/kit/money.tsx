import { useSay } from '@/i18n'
import { formatAmount, minor, plainAmount, type Amount } from './amount'

interface Props {
  value: Amount | null | undefined
  /** What the sign means here; shown beside the figure, because a colour or a sign alone is easily missed. */
  sign?: 'debit_credit' | 'in_out' | 'none'
  strong?: boolean
}

/**
 * An amount: tabular figures, currency sign, thousands, a real minus sign with
 * a word. Copying it gives the bare number that a spreadsheet takes.
 */
export function Money({ value, sign = 'none', strong = false }: Props) {
  const say = useSay()
  if (value === null || value === undefined) return <span className="fm-money fm-soft">—</span>
  const n = minor(value.amount)
  let word = n < 0n ? say('kit.money.minus') : ''
  if (sign === 'debit_credit' && n !== 0n) word = n < 0n ? say('kit.money.credit') : say('kit.money.debit')
  if (sign === 'in_out' && n !== 0n) word = n < 0n ? say('kit.money.out') : say('kit.money.in')
  return (
    <span
      className={strong ? 'fm-money fm-strong' : 'fm-money'}
      data-plain={plainAmount(value)}
      onCopy={(event) => {
        event.clipboardData.setData('text/plain', plainAmount(value))
        event.preventDefault()
      }}
    >
      {word !== '' && <span className={sign === 'none' ? 'fm-hidden' : 'fm-money-word'}>{word}</span>}
      {formatAmount(value)}
    </span>
  )
}
