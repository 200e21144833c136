import { approvals } from '@/approvals/words'
import { audit } from '@/audit/words'
import { channel } from '@/channel/words'
import { casefiles } from '@/casefiles/words'
import { lists } from '@/lists/words'
import { settings } from '@/settings/words'
import { staff } from '@/staff/words'
import { statements } from '@/statements/words'

/** The words of the folders about the house itself. */
export const officeWords = { ...approvals, ...audit, ...casefiles, ...channel, ...lists, ...settings, ...staff, ...statements }
