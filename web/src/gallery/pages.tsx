import { AuditOutlined, FileSearchOutlined, InboxOutlined, ProfileOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

/** Sample pages on made-up data: how a noun folder uses the kit. They stand only in the gallery build. */
export const pages: readonly PageEntry[] = [
  { path: '/orders', word: 'app.group.decide', icon: <ProfileOutlined />, group: 'decide', phone: true, go: 'o', permission: 'order.read', alias: 'dingdan dd orders', load: () => import('./orders') },
  { path: '/orders/:id', word: 'app.group.decide', permission: 'order.read', load: () => import('./order') },
  { path: '/queue', word: 'kit.queue.bar', icon: <AuditOutlined />, group: 'decide', phone: true, go: 'q', permission: 'order.decide', alias: 'daishen ds queue', load: () => import('./queue') },
  { path: '/import', word: 'kit.upload.done', icon: <InboxOutlined />, group: 'money', permission: 'statement.import', load: () => import('./import') },
  { path: '/parts', word: 'app.tools', icon: <FileSearchOutlined />, group: 'see', load: () => import('./parts') },
]
