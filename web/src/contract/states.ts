import type { components } from '@/api/schema.gen'
import type { States } from '@/kit/status'

export type Contract = components['schemas']['ContractContract']
export type ContractDetail = components['schemas']['ContractView']

export const contractStates: States<Contract['state']> = {
  offered: { tone: 'wait', word: 'contract.state.offered' },
  signed: { tone: 'info', word: 'contract.state.signed' },
  active: { tone: 'info', word: 'contract.state.active' },
  settled: { tone: 'good', word: 'contract.state.settled' },
  cancelled: { tone: 'idle', word: 'contract.state.cancelled' },
  written_off: { tone: 'bad', word: 'contract.state.written_off' },
}

export const allContractStates = Object.keys(contractStates) as Contract['state'][]
