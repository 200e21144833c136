import type { ComponentType, ReactNode } from 'react'
import { BookOutlined, HomeOutlined, UserOutlined } from '@/kit/icons'
import type { Key } from '@/i18n'
import { officePages } from './office-pages'
import { tradePages } from './trade-pages'

/** The groups of the navigation, in their order. */
export const groups = ['today', 'decide', 'money', 'collect', 'people', 'see', 'office'] as const
export type Group = (typeof groups)[number]

/**
 * A page of the back office. A noun folder lists its own; the shell makes the
 * routes, the navigation and the palette out of the list.
 */
export interface PageEntry {
  path: string
  word: Key
  icon?: ReactNode
  /** Where it stands in the navigation; a detail page stands nowhere. */
  group?: Group
  /** One of the four places at the bottom of a phone. */
  phone?: boolean
  /** What one must be allowed, to see it. */
  permission?: string
  /** The letter after `g`. */
  go?: string
  /** Pinyin, its initials and other names, for the palette. */
  alias?: string
  load: () => Promise<{ default: ComponentType }>
}

/** Each noun folder brings its pages. */
const nouns: readonly PageEntry[] = [...tradePages, ...officePages]

const house: readonly PageEntry[] = [
  { path: '/', word: 'app.home', icon: <HomeOutlined />, group: 'today', phone: true, go: 'h', alias: 'shouye sy home', load: () => import('./home') },
  { path: '/glossary', word: 'app.glossary', icon: <BookOutlined />, group: 'office', alias: 'shuyu sy words terms', load: () => import('./glossary') },
  { path: '/me', word: 'app.me', icon: <UserOutlined />, group: 'office', alias: 'shezhi sz wode settings theme language', load: () => import('./me') },
]

/** All pages. In gallery mode also the samples that show the kit at work. */
export async function allPages(): Promise<readonly PageEntry[]> {
  if (import.meta.env.MODE === 'gallery') return [...house, ...(await import('@/gallery/pages')).pages]
  return [...house, ...nouns]
}
