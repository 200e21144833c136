import { auditPages } from '@/audit/pages'
import { staffPages } from '@/staff/pages'
import type { PageEntry } from './pages'

/** The pages about the house itself: who works here, what was done, what is set. */
export const officePages: readonly PageEntry[] = [...auditPages, ...staffPages]
