import { words } from '@/i18n/word'

/** What the pages of the ledger say. */
export const ledger = words('ledger', {
  'ledger.kind.platform.paid': ['平台订单支付', 'Paid at the platform'],
  'ledger.kind.platform.refund': ['平台订单退款', 'Refunded at the platform'],
  'ledger.kind.platform.fee': ['平台手续费', 'Platform fee'],
  'ledger.kind.platform.fee.refund': ['手续费退回', 'Platform fee given back'],
  'ledger.kind.settlement': ['平台结算', 'Settlement'],
  'ledger.kind.settlement.refund': ['结算扣回', 'Settlement taken back'],
  'ledger.kind.contract.open': ['合同生效', 'Contract in force'],
  'ledger.kind.contract.accrual': ['计提', 'Accrual'],
  'ledger.kind.repayment': ['还款', 'Repayment'],
  'ledger.kind.recovery': ['核销后收回', 'Recovery'],
  'ledger.kind.late_fee': ['违约金', 'Late fee'],
  'ledger.kind.waiver': ['减免', 'Waiver'],
  'ledger.kind.contract.refund': ['合同退款', 'Contract refund'],
  'ledger.kind.write_off': ['核销', 'Write-off'],
  'ledger.kind.overpaid.payout': ['多付退回', 'Overpayment paid out'],
  'ledger.kind.reversal': ['冲正', 'Reversal'],
  'ledger.kind.journal': ['手工分录', 'Manual entry'],
})
