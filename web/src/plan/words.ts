import { words } from '@/i18n/word'

/** What plans, quotes and the calculator say. */
export const plan = words('plan', {
  'plan.quote': ['报价', 'Quote'],
  'plan.total': ['顾客一共付', 'Customer pays in all'],
  'plan.customer_cost': ['其中费用与利息', 'of which fees and interest'],
  'plan.merchant_cost': ['本店承担的费用', 'Cost borne by the shop'],
  'plan.down_payment': ['首付', 'Down payment'],
  'plan.nominal': ['名义年化', 'Nominal rate'],
  'plan.effective': ['实际年化', 'Effective rate'],
  'plan.no': ['期', 'No.'],
  'plan.due': ['到期日', 'Due'],
  'plan.principal': ['本金', 'Principal'],
  'plan.interest': ['利息', 'Interest'],
  'plan.fee': ['费用', 'Fee'],
  'plan.pay': ['应付', 'To pay'],
  'plan.balance': ['剩余本金', 'Balance'],
  'plan.sum': ['合计', 'Total'],
  'plan.schedule': ['还款计划', 'Schedule'],
  'plan.grace': ['宽限 {n} 天', '{n} days of grace'],
  'plan.late_rate': ['逾期每年 {rate}', 'late fee {rate} a year'],
  'plan.late_warn': ['逾期费率超过司法保护的常见上限，请复核。', 'The late fee is above the usual limit that courts protect; please check it.'],
  'plan.example': ['示例费率', 'Example rate'],
  'plan.example_text': ['费率是公开资料中的示例，请换成你的合同费率后再用于真实订单。', 'The rate is an example from public material; record the rates of your own contract before real orders.'],
  'plan.source': ['费率来源：{source}', 'Source of the rate: {source}'],
  'plan.valid_until': ['报价有效至', 'Quote valid until'],
  'plan.hash': ['报价指纹', 'Fingerprint'],
})
