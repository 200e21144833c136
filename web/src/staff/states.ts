import type { components } from '@/api/schema.gen'
import type { States } from '@/kit/status'

export type User = components['schemas']['IdentityUserView']
export type MachineKey = components['schemas']['IdentityKeyView']
export type Outcome = components['schemas']['ControlOutcome']

export const userStates: States<User['state']> = {
  invited: { tone: 'wait', word: 'staff.state.invited' },
  active: { tone: 'good', word: 'staff.state.active' },
  disabled: { tone: 'idle', word: 'staff.state.disabled' },
}

export const keyStates: States<'live' | 'over' | 'revoked'> = {
  live: { tone: 'good', word: 'staff.key_live' },
  over: { tone: 'warn', word: 'staff.key_over' },
  revoked: { tone: 'idle', word: 'staff.key_revoked' },
}

/** How a key stands at a moment. A revoked key stays revoked when its time is over. */
export function keyState(key: Pick<MachineKey, 'revoked_at' | 'expires_at'>, now: Date): keyof typeof keyStates {
  if (key.revoked_at !== undefined) return 'revoked'
  return Date.parse(key.expires_at) <= now.getTime() ? 'over' : 'live'
}

/** The address that an invited person opens. The code stands after the #, which no server and no log ever sees. */
export const inviteLink = (origin: string, tenant: string, code: string): string => `${origin}/invite#${encodeURIComponent(tenant)}.${encodeURIComponent(code)}`

/** The tenant and the code inside such an address; empty where it holds none. */
export function readInvite(hash: string): { tenant: string; code: string } {
  const text = hash.replace(/^#/, '')
  const at = text.indexOf('.')
  const part = (s: string) => {
    try {
      return decodeURIComponent(s)
    } catch {
      return ''
    }
  }
  return at < 0 ? { tenant: '', code: part(text) } : { tenant: part(text.slice(0, at)), code: part(text.slice(at + 1)) }
}
