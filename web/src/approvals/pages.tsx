import type { PageEntry } from '@/app/pages'
import { AuditOutlined } from '@/kit/icons'

export const approvalPages: readonly PageEntry[] = [
  { path: '/approvals', word: 'approvals.title', icon: <AuditOutlined />, group: 'today', phone: true, go: 'a', permission: 'approval.read', alias: 'shenpi sp approvals', load: () => import('./queue') },
  { path: '/approvals/all', word: 'approvals.all', permission: 'approval.read', load: () => import('./list') },
  { path: '/approvals/:id', word: 'approvals.title', permission: 'approval.read', load: () => import('./detail') },
]
