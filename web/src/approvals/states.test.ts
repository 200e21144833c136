import { describe, expect, test } from 'vitest'
import { affected, asked, kindWord } from './states'

describe('what an approval would do', () => {
  test('a field that only names the thing is no change', () => {
    expect(asked({ user: 'usr_1', role: 'risk' })).toEqual([{ name: 'role', value: 'risk' }])
    expect(asked({ customer_id: 'cus_1', amount: { amount: 5000, currency: 'CNY' }, plan_code: '', reason: '老客户' })).toEqual([
      { name: 'amount', value: { amount: 5000, currency: 'CNY' } },
      { name: 'reason', value: '老客户' },
    ])
  })

  test('each thing is named once', () => {
    expect(affected({ object: 'user:usr_1', args: { user: 'usr_1', role: 'risk' } })).toEqual(['user:usr_1'])
    expect(affected({ object: 'limit:x', args: { customer_id: 'cus_1' } })).toEqual(['customer:cus_1', 'limit:x'])
    expect(affected({ object: 'plain', args: null })).toEqual([])
  })

  test.each([[null], ['text'], [[1, 2]], [undefined]])('%j asks for nothing that could be shown', (args) => {
    expect(asked(args)).toEqual([])
  })

  test('an unknown kind is other', () => {
    expect(kindWord('user.role')).toBe('approvals.kind.user.role')
    expect(kindWord('moon.landing')).toBe('approvals.kind.other')
  })
})
