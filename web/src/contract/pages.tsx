import { FileProtectOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const contractPages: readonly PageEntry[] = [
  { path: '/contracts', word: 'contract.title', icon: <FileProtectOutlined />, group: 'people', permission: 'contract.read', alias: 'hetong ht contracts', load: () => import('./list') },
  { path: '/contracts/:id', word: 'contract.one', permission: 'contract.read', load: () => import('./detail') },
]
