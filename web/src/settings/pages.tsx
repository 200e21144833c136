import type { PageEntry } from '@/app/pages'
import { ApiOutlined, MailOutlined, ScheduleOutlined, SettingOutlined } from '@/kit/icons'

export const settingPages: readonly PageEntry[] = [
  { path: '/settings', word: 'settings.title', icon: <SettingOutlined />, group: 'office', permission: 'tenant.read', alias: 'shezhi sz settings shops knobs', load: () => import('./shop') },
  { path: '/channels', word: 'settings.channels', icon: <ApiOutlined />, group: 'office', permission: 'channel.read', alias: 'qudao qd pingtai pt channels platforms', load: () => import('./channels') },
  { path: '/notices', word: 'settings.notices', icon: <MailOutlined />, group: 'office', permission: 'notice.read', alias: 'tongzhi tz notices letters mail', load: () => import('./notices') },
  { path: '/notices/:id', word: 'settings.notices', permission: 'notice.read', load: () => import('./notice') },
  { path: '/jobs', word: 'settings.jobs', icon: <ScheduleOutlined />, group: 'office', permission: 'job.read', alias: 'renwu rw jobs queue background', load: () => import('./jobs') },
  { path: '/jobs/:id', word: 'settings.jobs', permission: 'job.read', load: () => import('./job') },
]
