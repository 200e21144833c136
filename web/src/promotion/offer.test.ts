import { expect, test } from 'vitest'
import { currencyOf, fromOffer, noOffer, toOffer } from './offer'

test('nothing typed is no offer', () => {
  expect(toOffer(noOffer, 'CNY')).toEqual({ offer: undefined, bad: [] })
})

test('what is typed becomes minor units, and comes back', () => {
  const fields = { ...noOffer, price: '5,000', count: '12', fee: '360', down: '100.5', channel: ' 花呗 ', preselected: true, shown: 'no' as const }
  const { offer, bad } = toOffer(fields, 'CNY')
  expect(bad).toEqual([])
  expect(offer).toEqual({ price: { amount: 500_000, currency: 'CNY' }, count: 12, fee: 36_000, payer: 'customer', down_payment: 10_050, channel: '花呗', preselected: true, conditions_shown: false })
  expect(fromOffer(offer)).toEqual({ ...fields, price: '5000.00', fee: '360.00', down: '100.50', channel: '花呗' })
  expect(fromOffer(undefined)).toBe(noOffer)
})

test('a fee of nothing is a fee that is known', () => {
  expect(toOffer({ ...noOffer, price: '100', fee: '0', payer: 'merchant' }, currencyOf('US')).offer).toEqual({ price: { amount: 10_000, currency: 'USD' }, fee: 0, payer: 'merchant' })
})

test('what is no number is named, and half a pair of prices too', () => {
  expect(toOffer({ ...noOffer, price: 'abc', count: '121', fee: '-1' }, 'CNY')).toEqual({ offer: undefined, bad: ['price', 'count', 'fee'] })
  expect(toOffer({ ...noOffer, with: '5300' }, 'CNY').bad).toEqual(['without'])
})
