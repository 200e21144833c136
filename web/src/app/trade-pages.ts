import { contractPages } from '@/contract/pages'
import { customerPages } from '@/customer/pages'
import { demoPages } from '@/demo/pages'
import { importPages } from '@/imports/pages'
import { ledgerPages } from '@/ledger/pages'
import { orderPages } from '@/order/pages'
import { planPages } from '@/plan/pages'
import { promotionPages } from '@/promotion/pages'
import { quotePages } from '@/quote/pages'
import { receivablePages } from '@/receivable/pages'
import { templatePages } from '@/template/pages'
import { tillPages } from '@/till/pages'
import type { PageEntry } from './pages'

/** The pages about selling, customers, money owed and the books. */
export const tradePages: readonly PageEntry[] = [
  ...orderPages, ...tillPages, ...planPages, ...quotePages, ...promotionPages, ...importPages, ...receivablePages, ...ledgerPages, ...customerPages, ...contractPages, ...templatePages, ...demoPages,
]
