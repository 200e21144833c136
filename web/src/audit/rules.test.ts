import { describe, expect, test } from 'vitest'
import { readOperations } from '@/api/operations'
import { changes, writing } from './rules'

describe('what an entry says of its objects', () => {
  test('every field of either side, in one order, with what was missing', () => {
    const found = changes([
      { object: 'user:usr_1', before: { state: 'invited', role: 'risk' }, after: { state: 'active', factor: 'confirmed', n: 3 } },
      { object: 'shop:shp_1', after: { name: '江南' } },
    ])
    expect(found).toEqual([
      {
        object: 'user:usr_1',
        fields: [
          { name: 'factor', before: null, after: 'confirmed' },
          { name: 'n', before: null, after: '3' },
          { name: 'role', before: 'risk', after: null },
          { name: 'state', before: 'invited', after: 'active' },
        ],
      },
      { object: 'shop:shp_1', fields: [{ name: 'name', before: null, after: '江南' }] },
    ])
  })

  test('a bare value is a field without a name; null is a value, not an absence', () => {
    expect(changes([{ object: 'setting:x', before: 7, after: 9 }])[0]?.fields).toEqual([{ name: '', before: '7', after: '9' }])
    expect(changes([{ object: 'a:b', before: { end: null }, after: { end: 'x' } }])[0]?.fields).toEqual([{ name: 'end', before: 'null', after: 'x' }])
  })

  test.each([[null], ['text'], [{ object: 'a:b' }], [[null, 3, { before: {} }]]])('%j shows nothing instead of breaking the page', (objects) => {
    expect(changes(objects)).toEqual([])
  })
})

test('only operations that write can be asked for, named in the language', () => {
  const operations = readOperations({
    paths: {
      '/v1/a': { get: { operationId: 'a.list', summary: 'List', description: '列表', 'x-permission': 'a.read', 'x-writes': false } },
      '/v1/b': { parameters: [], post: { operationId: 'b.make', summary: 'Make', description: '新建', 'x-permission': 'b.manage', 'x-writes': true } },
    },
  })
  expect(writing(operations, 'zh-CN')).toEqual([{ value: 'b.make', label: '新建' }])
  expect(writing(operations, 'en')).toEqual([{ value: 'b.make', label: 'Make' }])
})
