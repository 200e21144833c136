import type { PageEntry } from '@/app/pages'
import { FileSearchOutlined } from '@/kit/icons'

export const promotionPages: readonly PageEntry[] = [
  { path: '/promotions', word: 'promotion.title', icon: <FileSearchOutlined />, group: 'see', permission: 'promotion.read', alias: 'cuxiao jiancha cxjc guanggao adverts promotions', load: () => import('./list') },
  { path: '/promotions/new', word: 'promotion.new', permission: 'promotion.check', alias: 'xuanchuan jiancha check advert', load: () => import('./editor') },
  { path: '/promotions/rules', word: 'promotion.rules', permission: 'promotion.read', load: () => import('./rules') },
  { path: '/promotions/:id', word: 'promotion.title', permission: 'promotion.read', load: () => import('./detail') },
]
