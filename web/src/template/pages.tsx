import type { PageEntry } from '@/app/pages'
import { FileTextOutlined } from '@/kit/icons'

export const templatePages: readonly PageEntry[] = [
  { path: '/contract-templates', word: 'template.title', icon: <FileTextOutlined />, group: 'people', permission: 'template.read', alias: 'hetong moban htmb templates', load: () => import('./list') },
  { path: '/contract-templates/:id', word: 'template.one', permission: 'template.read', load: () => import('./detail') },
  { path: '/contract-templates/:id/edit', word: 'template.edit', permission: 'template.manage', load: () => import('./editor') },
]
