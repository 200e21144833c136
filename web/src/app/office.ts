import { approvals } from '@/approvals/words'
import { audit } from '@/audit/words'
import { casefiles } from '@/casefiles/words'
import { staff } from '@/staff/words'
import { statements } from '@/statements/words'

/** The words of the folders about the house itself. */
export const officeWords = { ...approvals, ...audit, ...casefiles, ...staff, ...statements }
