import type { components } from '@/api/schema.gen'
import type { Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import type { States } from '@/kit/status'

export type Approval = components['schemas']['ControlView']

export const approvalStates: States<Approval['state']> = {
  asked: { tone: 'wait', word: 'approvals.state.asked' },
  approved: { tone: 'info', word: 'approvals.state.approved' },
  done: { tone: 'good', word: 'approvals.state.done' },
  rejected: { tone: 'bad', word: 'approvals.state.rejected' },
  withdrawn: { tone: 'idle', word: 'approvals.state.withdrawn' },
  expired: { tone: 'idle', word: 'approvals.state.expired' },
  failed: { tone: 'bad', word: 'approvals.state.failed' },
}

export function kindWord(kind: string): Key {
  const key = `approvals.kind.${kind}`
  return key in catalogue ? (key as Key) : 'approvals.kind.other'
}

/** Fields that only say which thing is meant; they are shown as a link, not as a change. */
const naming: Readonly<Record<string, string>> = { user: 'user', customer_id: 'customer', contract_id: 'contract', refund_id: 'refund' }

/** What an approval would write, field by field, apart from the thing it is about. */
export function asked(args: unknown): { name: string; value: unknown }[] {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return []
  return Object.entries(args)
    .filter(([name, value]) => !Object.hasOwn(naming, name) && value !== '' && value !== null)
    .map(([name, value]) => ({ name, value: value as unknown }))
}

/** The things that an approval names, as objects. */
export function affected(approval: Pick<Approval, 'object' | 'args'>): string[] {
  const args: unknown = approval.args
  const named =
    typeof args === 'object' && args !== null
      ? Object.entries(args).flatMap(([name, value]) => {
          const noun = Object.hasOwn(naming, name) ? naming[name] : undefined
          return noun !== undefined && typeof value === 'string' && value !== '' ? [`${noun}:${value}`] : []
        })
      : []
  return [...new Set([...named, ...(approval.object.includes(':') ? [approval.object] : [])])]
}
