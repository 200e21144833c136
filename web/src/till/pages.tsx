import { CalculatorOutlined, CreditCardOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const tillPages: readonly PageEntry[] = [
  { path: '/till', word: 'till.title', icon: <CreditCardOutlined />, group: 'decide', phone: true, permission: 'order.decide', go: 't', alias: 'shouyintai syt kaidan kd till', load: () => import('./till') },
  { path: '/calculator', word: 'till.calc', icon: <CalculatorOutlined />, group: 'decide', permission: 'quote.read', go: 'k', alias: 'jisuanqi jsq fenqi calculator', load: () => import('./calculator') },
]
