import { ProfileOutlined, SolutionOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const orderPages: readonly PageEntry[] = [
  { path: '/orders', word: 'order.title', icon: <ProfileOutlined />, group: 'decide', phone: true, permission: 'order.read', go: 'o', alias: 'dingdan dd orders', load: () => import('./list') },
  { path: '/review', word: 'order.queue', icon: <SolutionOutlined />, group: 'decide', permission: 'order.read', go: 'q', alias: 'daishen ds held queue', load: () => import('./queue') },
  { path: '/orders/:id', word: 'order.one', permission: 'order.read', load: () => import('./detail') },
]
