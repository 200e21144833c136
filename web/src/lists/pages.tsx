import type { PageEntry } from '@/app/pages'
import { FilterOutlined, StopOutlined } from '@/kit/icons'

export const listPages: readonly PageEntry[] = [
  { path: '/rules', word: 'lists.rules', icon: <FilterOutlined />, group: 'decide', permission: 'risk.read', alias: 'guize gz rules score', load: () => import('./ruleset') },
  { path: '/lists', word: 'lists.title', icon: <StopOutlined />, group: 'decide', permission: 'list.read', alias: 'mingdan md lists block watch trust', load: () => import('./list') },
]
