import { words } from '@/i18n/word'

/** What the component on shops' pages says. */
export const embed = words('embed', {
  'embed.title': ['分期付款选项', 'Ways to pay later'],
  'embed.none': ['这个金额没有可用的分期方案，可以一次付清。', 'There is no instalment plan for this amount; you may pay at once.'],
  'embed.failed': ['分期说明暂时无法显示，不影响您一次付清。', 'The instalment options cannot be shown just now; you may still pay at once.'],
  'embed.loading': ['正在读取分期选项…', 'Loading the instalment options…'],
  'embed.again': ['重试', 'Try again'],
  'embed.count': ['{count} 期', '{count} instalments'],
  'embed.each': ['每期 {amount}', '{amount} each'],
  'embed.first': ['首期 {amount}', 'first {amount}'],
  'embed.total': ['共付 {amount}', '{amount} in all'],
  'embed.cost': ['其中利息与费用 {amount}', 'of which interest and fees {amount}'],
  'embed.rate': ['综合年化 {rate}', '{rate} a year, all in'],
  'embed.details': ['每一项费用与逾期、退货说明', 'Every charge, lateness and refunds'],
})
