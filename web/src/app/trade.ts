import { demo } from '@/demo/words'
import { home } from '@/home/words'
import { fields } from '@/kit/words/fields'
import { ledger } from '@/ledger/words'
import { order } from '@/order/words'
import { plan } from '@/plan/words'
import { till } from '@/till/words'

/** The words of the folders about selling, customers, money owed and the books. */
export const tradeWords = { ...demo, ...fields, ...home, ...ledger, ...order, ...plan, ...till }
