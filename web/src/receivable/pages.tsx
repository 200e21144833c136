import { MoneyCollectOutlined, PhoneOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const receivablePages: readonly PageEntry[] = [
  { path: '/receivables', word: 'receivable.title', icon: <MoneyCollectOutlined />, group: 'money', permission: 'receivable.read', go: 'r', alias: 'yingshou ys receivables', load: () => import('./list') },
  { path: '/receivables/:id', word: 'receivable.one', permission: 'receivable.read', load: () => import('./detail') },
  { path: '/collect', word: 'receivable.queue', icon: <PhoneOutlined />, group: 'collect', permission: 'collect.read', go: 'l', alias: 'cuishou cs collect queue', load: () => import('./queue') },
]
