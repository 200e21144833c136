import { expect, test } from 'vitest'
import { byDay } from './sales'

const line = (day: string, outcome: string, orders: number, net: number) => ({
  day, outcome, orders, paid: orders, platform: 'huabei', amount: { amount: net, currency: 'CNY' }, net: { amount: net, currency: 'CNY' }, link: '',
})

test('lines add up per day, empty days stand with zeros, other days are left out', () => {
  const days = byDay([line('2026-11-01', 'accept', 3, 900), line('2026-11-01', 'decline', 1, 0), line('2026-11-03', 'accept', 2, 50), line('2026-10-30', 'accept', 9, 9)], '2026-11-01', '2026-11-03')
  expect(days.map((d) => [d.day, d.orders, d.by.accept, d.by.decline, d.net])).toEqual([
    ['2026-11-01', 4, 3, 1, 900],
    ['2026-11-02', 0, 0, 0, 0],
    ['2026-11-03', 2, 2, 0, 50],
  ])
})
