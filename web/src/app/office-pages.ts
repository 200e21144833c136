import { approvalPages } from '@/approvals/pages'
import { auditPages } from '@/audit/pages'
import { casefilePages } from '@/casefiles/pages'
import { channelPages } from '@/channel/pages'
import { listPages } from '@/lists/pages'
import { settingPages } from '@/settings/pages'
import { staffPages } from '@/staff/pages'
import { statementPages } from '@/statements/pages'
import type { PageEntry } from './pages'

/** The pages about the house itself: what waits, what does not fit, who works here, what was done, what is set. */
export const officePages: readonly PageEntry[] = [
  ...approvalPages, ...casefilePages, ...statementPages, ...listPages, ...auditPages, ...settingPages, ...channelPages, ...staffPages,
]
