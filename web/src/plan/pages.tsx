import { PercentageOutlined, TagsOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const planPages: readonly PageEntry[] = [
  { path: '/plans', word: 'plan.title', icon: <TagsOutlined />, group: 'decide', permission: 'plan.read', go: 'p', alias: 'fangan fa plans', load: () => import('./list') },
  { path: '/rates', word: 'plan.rates', icon: <PercentageOutlined />, group: 'decide', permission: 'plan.read', alias: 'feilv fl lpr rates', load: () => import('./rates') },
]
