import type { PageEntry } from '@/app/pages'
import { DiffOutlined, FileDoneOutlined } from '@/kit/icons'

export const statementPages: readonly PageEntry[] = [
  { path: '/statements', word: 'statements.title', icon: <FileDoneOutlined />, group: 'money', go: 's', permission: 'statement.read', alias: 'duizhangdan dzd statements import', load: () => import('./list') },
  { path: '/statements/days', word: 'statements.calendar', permission: 'statement.read', load: () => import('./list') },
  { path: '/statements/:id', word: 'statements.title', permission: 'statement.read', load: () => import('./detail') },
  { path: '/differences', word: 'statements.diff', icon: <DiffOutlined />, group: 'money', go: 'x', permission: 'statement.read', alias: 'chayi cy differences reconcile', load: () => import('./queue') },
  { path: '/differences/all', word: 'statements.diff_all', permission: 'statement.read', load: () => import('./differences') },
  { path: '/differences/:id', word: 'statements.diff', permission: 'statement.read', load: () => import('./one') },
]
