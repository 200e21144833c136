import { app } from '@/app/words'
import { kit } from '@/kit/words/words'

/** Every sentence of the back office. A noun folder adds its words here. */
export const catalogue = { ...app, ...kit }

export type Key = keyof typeof catalogue
