import { expect, test } from 'vitest'
import { objectPath, splitObject } from './object'

test('an object is a noun and an id; only the first colon parts them', () => {
  expect(splitObject('order:ord_1')).toEqual({ noun: 'order', id: 'ord_1' })
  expect(splitObject('job:day:2026-11-20')).toEqual({ noun: 'job', id: 'day:2026-11-20' })
  expect(splitObject('nothing')).toEqual({ noun: '', id: 'nothing' })
})

test('a noun without a page leads nowhere, nor does one that only looks like a property', () => {
  expect(objectPath('order:ord_1')).toBe('/orders/ord_1')
  expect(objectPath('difference:dif_1')).toBe('/differences/dif_1')
  expect(objectPath('contract:ctr_1/reminder')).toBe('/contracts/ctr_1')
  expect(objectPath('order:a b')).toBe('/orders/a%20b')
  expect(objectPath('order:')).toBeUndefined()
  expect(objectPath('leg:1')).toBeUndefined()
  expect(objectPath('constructor:1')).toBeUndefined()
})
