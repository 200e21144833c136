import type { PageEntry } from '@/app/pages'
import { CalendarOutlined, ReadOutlined } from '@/kit/icons'

export const channelPages: readonly PageEntry[] = [
  { path: '/channels/:id', word: 'settings.channel', permission: 'channel.read', load: () => import('./detail') },
  { path: '/policies', word: 'channel.policies', icon: <ReadOutlined />, group: 'office', permission: 'policy.read', alias: 'zhengce zc gengxin policies updates rules', load: () => import('./policies') },
  { path: '/policies/:id', word: 'channel.policy', permission: 'policy.read', load: () => import('./policy') },
  { path: '/ending', word: 'channel.ending', icon: <CalendarOutlined />, group: 'office', permission: 'plan.read', alias: 'daoqi dq zizhi zz expiry ending papers', load: () => import('./ending') },
]
