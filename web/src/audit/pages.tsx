import { SafetyCertificateOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const auditPages: readonly PageEntry[] = [
  { path: '/audit', word: 'audit.title', icon: <SafetyCertificateOutlined />, group: 'see', permission: 'audit.read', go: 'u', alias: 'shenji sj audit log', load: () => import('./list') },
  { path: '/audit/verify', word: 'audit.verify.title', permission: 'audit.read', load: () => import('./verify') },
  { path: '/audit/:id', word: 'audit.entry', permission: 'audit.read', load: () => import('./detail') },
]
