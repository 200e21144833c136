import { beforeEach, describe, expect, test } from 'vitest'
import { assign, missing, readResult, remember, remembered, sample } from './mapping'

const preview = {
  header_hash: 'h1',
  header: ['订单号', '金额', '时间'],
  fields: [{ key: 'outer_no', required: true }, { key: 'amount', required: true }, { key: 'store', required: false }],
  rows: [['', '10'], ['A2', '20']],
}

beforeEach(() => localStorage.clear())

describe('a mapping', () => {
  test('is kept by header and comes back only with columns that are there', () => {
    remember('h1', { outer_no: '订单号', amount: '旧列' })
    expect(remembered(preview)).toEqual({ outer_no: '订单号' })
    expect(remembered({ ...preview, header_hash: 'h2' })).toBeNull()
  })

  test('that was mangled is forgotten', () => {
    localStorage.setItem('fenming.mapping.h1', '{"a":')
    expect(remembered(preview)).toBeNull()
  })

  test('misses only required fields', () => {
    expect(missing(preview, { outer_no: '订单号' })).toEqual(['amount'])
    expect(missing(preview, { outer_no: '订单号', amount: '金额' })).toEqual([])
  })

  test('gives one column to one field', () => {
    expect(assign({ outer_no: '订单号', amount: '金额' }, 'store', '金额')).toEqual({ outer_no: '订单号', store: '金额' })
    expect(assign({ outer_no: '订单号' }, 'outer_no', '')).toEqual({})
  })

  test('shows the first value of a column', () => {
    expect(sample(preview, '订单号')).toBe('A2')
    expect(sample(preview, '时间')).toBe('')
    expect(sample(preview, undefined)).toBe('')
  })
})

test('a result of another job is no result', () => {
  expect(readResult({ orders: 1, new: 1, refused: 0 })).not.toBeNull()
  expect(readResult({ rows: 3 })).toBeNull()
  expect(readResult(null)).toBeNull()
})
