import { UploadOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const importPages: readonly PageEntry[] = [
  { path: '/imports', word: 'imports.title', icon: <UploadOutlined />, group: 'decide', permission: 'order.import', go: 'i', alias: 'daoru dr import csv excel', load: () => import('./list') },
]
