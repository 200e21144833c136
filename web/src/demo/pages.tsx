import { MailOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const demoPages: readonly PageEntry[] = [
  { path: '/demo/letters', word: 'demo.letters', icon: <MailOutlined />, permission: 'notice.read', alias: 'yanshi xinxiang letters', load: () => import('./letters') },
]
