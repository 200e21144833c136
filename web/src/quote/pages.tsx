import type { PageEntry } from '@/app/pages'
import { CodeOutlined, EyeOutlined, FundOutlined, ProfileOutlined, SafetyOutlined } from '@/kit/icons'

export const quotePages: readonly PageEntry[] = [
  { path: '/quotes', word: 'quote.title', icon: <ProfileOutlined />, group: 'decide', permission: 'quote.read', alias: 'baojia bj quotes', load: () => import('./list') },
  { path: '/quotes/:id', word: 'quote.one', permission: 'quote.read', load: () => import('./detail') },
  { path: '/shown', word: 'quote.shown', icon: <EyeOutlined />, group: 'see', permission: 'disclosure.read', alias: 'zhanshi jilu zsjl mingshi shown disclosures', load: () => import('./shown') },
  { path: '/shown/:id', word: 'quote.shown_one', permission: 'disclosure.read', load: () => import('./again') },
  { path: '/merchant-view', word: 'quote.side', icon: <FundOutlined />, group: 'decide', permission: 'plan.read', alias: 'mianxi daijia mxdj chengben subsidy', load: () => import('./merchant') },
  { path: '/caps', word: 'quote.caps', icon: <SafetyOutlined />, group: 'decide', permission: 'plan.read', alias: 'feilv shangxian flsx caps ceiling', load: () => import('./caps') },
  { path: '/embedding', word: 'quote.embed', icon: <CodeOutlined />, group: 'office', permission: 'embed.read', alias: 'wangdian qianru wdqr component embed', load: () => import('./embedding') },
]
