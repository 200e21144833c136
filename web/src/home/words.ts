import { words } from '@/i18n/word'

/** What the first page says. */
export const home = words('home', {
  'home.figures': ['今天要看的', 'What today needs'],
  'home.none': ['没有', 'None'],
  'home.at_least': ['至少 {n}', 'at least {n}'],
  'home.fresh': ['各渠道对账单已齐到 {day}', 'Statements of all channels are complete up to {day}'],
  'home.missing': ['尚缺的对账单', 'Statements not yet here'],
  'home.missing_row': ['{channel} · {day}', '{channel} · {day}'],
  'home.dead': ['有 {n} 个后台任务失败且无人处理', '{n} background jobs failed and nobody has looked'],
  'home.dead_open': ['去看看', 'Look at them'],
  'home.sales': ['近 14 天的订单', 'Orders of the last 14 days'],
  'home.sales_label': ['每天各结论的订单数', 'Orders per day by verdict'],
  'home.sales_day': ['日期', 'Day'],
  'home.sales_amount': ['成交净额', 'Net sales'],
  'home.sales_none': ['这段时间没有订单。', 'No orders in this time.'],
  'home.ageing': ['应收账龄', 'Receivables by age'],
  'home.ageing_bucket': ['账龄', 'Age'],
  'home.ageing_contracts': ['合同', 'Contracts'],
  'home.ageing_outstanding': ['未还', 'Outstanding'],
  'home.ageing_overdue': ['其中逾期', 'of which overdue'],
  'home.ageing_none': ['没有未还的应收。', 'Nothing is owed.'],
})
