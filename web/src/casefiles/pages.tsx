import type { PageEntry } from '@/app/pages'
import { FolderOpenOutlined } from '@/kit/icons'

export const casefilePages: readonly PageEntry[] = [
  { path: '/casefiles', word: 'casefiles.title', icon: <FolderOpenOutlined />, group: 'today', phone: true, go: 'f', permission: 'casefile.read', alias: 'anjuan aj cases tasks', load: () => import('./queue') },
  { path: '/casefiles/all', word: 'casefiles.all', permission: 'casefile.read', load: () => import('./list') },
  { path: '/casefiles/:id', word: 'casefiles.title', permission: 'casefile.read', load: () => import('./detail') },
]
