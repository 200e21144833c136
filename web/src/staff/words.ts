import { words } from '@/i18n/word'

export const staff = words('staff', {
  'staff.key': ['接口密钥', 'Machine key'],
  'staff.platform': ['平台', 'The platform'],
  'staff.system': ['系统', 'The system'],
  'staff.nobody': ['未登录', 'Not signed in'],
})
