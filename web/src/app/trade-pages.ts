import { orderPages } from '@/order/pages'
import { tillPages } from '@/till/pages'
import type { PageEntry } from './pages'

/** The pages about selling, customers, money owed and the books. */
export const tradePages: readonly PageEntry[] = [...orderPages, ...tillPages]
