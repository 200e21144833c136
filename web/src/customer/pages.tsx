import { TeamOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const customerPages: readonly PageEntry[] = [
  { path: '/customers', word: 'customer.title', icon: <TeamOutlined />, group: 'people', permission: 'customer.read', go: 'c', alias: 'kehu kh customers', load: () => import('./list') },
  { path: '/customers/:id', word: 'customer.one', permission: 'customer.read', load: () => import('./detail') },
]
