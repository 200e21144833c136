import type { PageEntry } from '@/app/pages'
import { KeyOutlined, TeamOutlined } from '@/kit/icons'

export const staffPages: readonly PageEntry[] = [
  { path: '/staff', word: 'staff.title', icon: <TeamOutlined />, group: 'office', permission: 'user.read', alias: 'yuangong yg staff users people', load: () => import('./list') },
  { path: '/staff/roles', word: 'staff.roles', permission: 'user.read', load: () => import('./roles') },
  { path: '/staff/:id', word: 'staff.title', permission: 'user.read', load: () => import('./detail') },
  { path: '/keys', word: 'staff.keys', icon: <KeyOutlined />, group: 'office', permission: 'key.read', alias: 'miyao my api keys token', load: () => import('./keys') },
]
