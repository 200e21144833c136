import type { components } from '@/api/schema.gen'
import type { States } from '@/kit/status'

export type Receivable = components['schemas']['LedgerReceivable']
export type ReceivableDetail = components['schemas']['LedgerReceivableView']
export type InstalmentPosition = components['schemas']['LedgerInstalmentPosition']
export type ContractDetail = components['schemas']['ContractView']
export type Entry = components['schemas']['LedgerEntry']
export type History = components['schemas']['CollectHistoryOut']
export type QueueItem = components['schemas']['CollectQueueItem']
export type Amounts = components['schemas']['LedgerAmounts']

export const buckets = ['current', 'd1_30', 'd31_60', 'd61_90', 'd91'] as const
export type Bucket = (typeof buckets)[number]

export const bucketStates: States<Bucket> = {
  current: { tone: 'good', word: 'receivable.bucket.current' },
  d1_30: { tone: 'warn', word: 'receivable.bucket.d1_30' },
  d31_60: { tone: 'bad', word: 'receivable.bucket.d31_60' },
  d61_90: { tone: 'bad', word: 'receivable.bucket.d61_90' },
  d91: { tone: 'bad', word: 'receivable.bucket.d91' },
}

export const instalmentStates: States<InstalmentPosition['state']> = {
  paid: { tone: 'good', word: 'receivable.state.paid' },
  upcoming: { tone: 'idle', word: 'receivable.state.upcoming' },
  due: { tone: 'wait', word: 'receivable.state.due' },
  grace: { tone: 'wait', word: 'receivable.state.grace' },
  overdue: { tone: 'bad', word: 'receivable.state.overdue' },
}

export const positionStates: States<'active' | 'settled' | 'cancelled' | 'written_off'> = {
  active: { tone: 'info', word: 'receivable.position.active' },
  settled: { tone: 'good', word: 'receivable.position.settled' },
  cancelled: { tone: 'idle', word: 'receivable.position.cancelled' },
  written_off: { tone: 'bad', word: 'receivable.position.written_off' },
}

export const promiseStates: States<'open' | 'kept' | 'broken' | 'replaced' | 'cancelled'> = {
  open: { tone: 'wait', word: 'receivable.promise.open' },
  kept: { tone: 'good', word: 'receivable.promise.kept' },
  broken: { tone: 'bad', word: 'receivable.promise.broken' },
  replaced: { tone: 'idle', word: 'receivable.promise.replaced' },
  cancelled: { tone: 'idle', word: 'receivable.promise.cancelled' },
}

export const stepStates: States<'planned' | 'sent' | 'skipped'> = {
  planned: { tone: 'wait', word: 'receivable.step.planned' },
  sent: { tone: 'good', word: 'receivable.step.sent' },
  skipped: { tone: 'idle', word: 'receivable.step.skipped' },
}

/** The parts of an amount added up, in minor units. */
export const sum = (a: Amounts): number => a.principal + a.interest + a.fee + a.late_fee

/** Everything that shows a contract's money or counts it. */
export const stale = [['receivables'], ['contracts'], ['collect'], ['collection'], ['orders'], ['entries'], ['home'], ['report'], ['limit']] as const

/** What was typed, without the spaces around it; an empty field is not sent. */
export const blank = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim())
