import { words } from '@/i18n/word'

/** What the fields of forms say. */
export const fields = words('kit', {
  'kit.table.of': ['{name}（表）', '{name}, table'],
  'kit.field.need': ['请填写', 'Please fill this in'],
  'kit.field.choose': ['请选择', 'Please choose'],
  'kit.field.amount_bad': ['请填写金额，例如 1299 或 1299.50', 'Enter an amount such as 1299 or 1299.50'],
  'kit.field.amount_positive': ['金额必须大于零', 'The amount must be more than zero'],
  'kit.field.amount_most': ['最多 {most}', 'At most {most}'],
  'kit.field.percent_bad': ['请填写百分数，例如 4.5', 'Enter a percentage such as 4.5'],
  'kit.field.reason': ['理由', 'Reason'],
})
