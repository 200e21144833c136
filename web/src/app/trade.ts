import { contract } from '@/contract/words'
import { customer } from '@/customer/words'
import { demo } from '@/demo/words'
import { embed } from '@/embed/words'
import { home } from '@/home/words'
import { imports } from '@/imports/words'
import { fields } from '@/kit/words/fields'
import { ledger } from '@/ledger/words'
import { order } from '@/order/words'
import { own } from '@/own/words'
import { plan } from '@/plan/words'
import { portal } from '@/portal/words'
import { promotion } from '@/promotion/words'
import { quote } from '@/quote/words'
import { receivable } from '@/receivable/words'
import { till } from '@/till/words'

/** The words of the folders about selling, customers, money owed and the books. */
export const tradeWords = { ...contract, ...customer, ...demo, ...embed, ...fields, ...home, ...imports, ...ledger, ...order, ...own, ...plan, ...portal, ...promotion, ...quote, ...receivable, ...till }
