import { BankOutlined, ContainerOutlined } from '@/kit/icons'
import type { PageEntry } from '@/app/pages'

export const ledgerPages: readonly PageEntry[] = [
  { path: '/ledger/entries', word: 'ledger.entries', icon: <ContainerOutlined />, group: 'money', permission: 'ledger.read', go: 'e', alias: 'fenlu fl ledger entries', load: () => import('./list') },
  { path: '/ledger/balance', word: 'ledger.trial', icon: <BankOutlined />, group: 'money', permission: 'ledger.read', go: 'b', alias: 'shisuan pingheng ssph trial balance', load: () => import('./trial') },
  { path: '/ledger/post', word: 'ledger.post_title', permission: 'ledger.post', load: () => import('./post') },
  { path: '/ledger/entries/:id', word: 'ledger.entry', permission: 'ledger.read', load: () => import('./detail') },
]
