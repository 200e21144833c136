import { officeWords } from '@/app/office'
import { app } from '@/app/words'
import { tradeWords } from '@/app/trade'
import { kit } from '@/kit/words/words'

/** Every sentence of the back office. A noun folder adds its words here. */
export const catalogue = { ...app, ...kit, ...officeWords, ...tradeWords }

export type Key = keyof typeof catalogue
