import { expect, test } from 'vitest'
import { bodyOf } from './channel-form'

const typed = {
  platform: 'huabei', name: ' 花呗 ', creditor: 'platform' as const, state: 'active' as const, app_id: ' 2021 ', seller_id: '', gateway: '', counts: '3，6',
  contract_until: '', fees: [{ count: 0, rate: '0.006', payer: 'merchant' as const }],
}

test('keys that nobody typed are not sent, so that the old ones stay', () => {
  expect(bodyOf(typed, { id: 'chn_1', simulator: false }, false).keys).toBeUndefined()
  expect(bodyOf({ ...typed, private_key: '  ' }, undefined, false).keys).toBeUndefined()
  expect(bodyOf({ ...typed, private_key: 'PEM\n' }, undefined, false).keys).toEqual({ private_key_pem: 'PEM', platform_key_pem: undefined })
})

test('a channel keeps what it is: a demo makes toys, a shop real ones, a change neither', () => {
  expect(bodyOf(typed, undefined, true).simulator).toBe(true)
  expect(bodyOf(typed, undefined, false).simulator).toBe(false)
  expect(bodyOf(typed, { id: 'chn_1', simulator: true }, false)).toMatchObject({ id: 'chn_1', simulator: true, name: '花呗', app_id: '2021', terms: { counts: [3, 6] } })
  expect(bodyOf(typed, undefined, false).seller_id).toBeUndefined()
})

test('what stands in the profile survives a change of the channel', () => {
  const terms = { officer: 'usr_1', settlement_days: 1 }
  expect(bodyOf(typed, { id: 'chn_1', simulator: false, terms }, false).terms).toMatchObject(terms)
})
