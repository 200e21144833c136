import { words } from '@/i18n/word'

/** What a customer reads on the page of his contract, behind a link. */
export const sign = words('sign', {
  'sign.title': ['签署合同', 'Sign the contract'],
  'sign.intro': ['请阅读合同。加框的是重要条款，每条请单独确认；有不明白的可以点“解释一下”。全部确认后才能签署。', 'Please read the contract. The framed parts are key terms: accept each by itself, and press “Explain” when something is unclear. You can sign once all are accepted.'],
  'sign.price': ['价款', 'Price'],
  'sign.total': ['一共支付', 'You pay in all'],
  'sign.down': ['首付', 'Down payment'],
  'sign.left': ['还有 {n} 条重要条款未确认', '{n} key terms are not accepted yet'],
  'sign.ready': ['全部重要条款已确认', 'Every key term is accepted'],
  'sign.do': ['签署合同', 'Sign the contract'],
  'sign.binds': ['以中文文本为准，英文为翻译。', 'The Chinese text binds; English is a translation.'],
  'sign.signed': ['合同已签署', 'The contract is signed'],
  'sign.signed_down': ['请向本店支付首付 {amount}，收到后合同生效。', 'Please pay the shop {amount} down; the contract is in force once it has it.'],
  'sign.signed_force': ['合同已生效。', 'The contract is in force.'],
  'sign.file': ['下载合同（PDF）', 'Download the contract (PDF)'],
  'sign.over': ['这份合同已经结束或取消，不能签署。', 'This contract is over or cancelled and cannot be signed.'],
  'sign.late': ['报价已过期，请联系本店重新报价。', 'The offer has run out; ask the shop for a new one.'],
  'sign.ends': ['此链接有效至', 'This link works until'],
  'sign.none': ['现在不想签也可以：关闭页面即可，什么都不会发生。', 'You need not sign now: close the page and nothing happens.'],
})
