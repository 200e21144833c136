import { audit } from '@/audit/words'
import { staff } from '@/staff/words'

/** The words of the folders about the house itself. */
export const officeWords = { ...audit, ...staff }
