import { describe, expect, test } from 'vitest'
import { addMonths, chargeable, lateFees, movedTo, pausedBefore, pausedInterest, reAged, rebooked, schedules, split, total, unpaid } from './reliefs'
import type { Amounts, ContractDetail, Entry, InstalmentPosition } from './states'

const none: Amounts = { principal: 0, interest: 0, fee: 0, late_fee: 0 }

function at(no: number, due_day: string, of: Partial<InstalmentPosition>): InstalmentPosition {
  return {
    no, kind: 'regular', due_day, grace_day: due_day, agreed: none, charged: none, paid: none, refunded: none, waived: none, written_off: none, booked: none, open: none,
    overdue_days: 0, state: 'upcoming', ...of,
  }
}

function entry(id: string, kind: string, bank: number, over: Partial<Entry> = {}): Entry {
  return { id, kind, effective: '2026-06-01', recorded_at: '2026-06-01T02:00:00Z', recorded_by: 'user:1', legs: [{ account: 'bank', subject: 'own', amount: bank, currency: 'CNY' }, { account: 'customer.principal', subject: 'contract:c/2', amount: -bank, currency: 'CNY' }], ...over }
}

describe('new instalments', () => {
  // Instalment 1 is paid. 2 owes 100.00 + 5.00 + 1.00 and a late fee of 3.00, 3 owes 100.01 + 2.00.
  const of = [
    at(1, '2026-04-30', {}),
    at(2, '2026-05-30', { open: { principal: 10_000, interest: 500, fee: 100, late_fee: 300 }, booked: { principal: 10_000, interest: 500, fee: 100, late_fee: 300 } }),
    at(3, '2026-06-30', { open: { principal: 10_001, interest: 200, fee: 0, late_fee: 0 } }),
  ]
  test('each part is split evenly by itself, the rest in the last', () => {
    // 20001 = 3 × 6667; 700 = 2 × 233 + 234; 100 = 2 × 33 + 34.
    expect(reAged(of, 3, '2026-07-31', '2026-06-10')).toEqual([
      { no: 4, kind: 're_aged', due_day: '2026-07-31', principal: 6667, interest: 233, fee: 33 },
      { no: 5, kind: 're_aged', due_day: '2026-08-31', principal: 6667, interest: 233, fee: 33 },
      { no: 6, kind: 're_aged', due_day: '2026-09-30', principal: 6667, interest: 234, fee: 34 },
    ])
  })
  test('not a cent more is owed, whatever the count; late fees stay out of it', () => {
    for (let n = 1; n <= 60; n++) expect(total(reAged(of, n, '2026-07-31', '2026-06-10') ?? [])).toBe(total(unpaid(of)))
    expect(total(unpaid(of))).toBe(20_801)
    expect(lateFees(of)).toBe(300)
  })
  test.each([[0, '2026-07-31'], [61, '2026-07-31'], [1.5, '2026-07-31'], [null, '2026-07-31'], [3, '2026-06-10'], [3, '2026-06-31'], [3, '']])('%s instalments from %s cannot be', (count, first) => {
    expect(reAged(of, count, first, '2026-06-10')).toBeNull()
  })
  test('where nothing is unpaid nothing is made', () => expect(reAged([at(1, '2026-04-30', {})], 3, '2026-07-31', '2026-06-10')).toBeNull())
})

test('a part that does not divide leaves its rest in the last', () => {
  expect(split(10, 4)).toEqual([2, 2, 2, 4])
  expect(split(2, 3)).toEqual([0, 0, 2])
  expect(split(9_007_199_254_740_991, 2)).toEqual([4_503_599_627_370_495, 4_503_599_627_370_496])
})

test('a day that the month lacks becomes its last', () => {
  expect([0, 1, 2, 13].map((n) => addMonths('2027-01-31', n))).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2028-02-29'])
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
})

describe('paused interest', () => {
  const interest = (n: number): Amounts => ({ ...none, interest: n })
  // 30 nights to 03-31, 30 nights to 04-30; the first is due already.
  const of = [
    at(1, '2026-03-31', { agreed: interest(1000), charged: interest(1000), open: interest(1000) }),
    at(2, '2026-04-30', { agreed: interest(500), open: interest(500) }),
    at(3, '2026-05-30', { agreed: interest(301), open: interest(301) }),
  ]
  test('ten of thirty nights are a third, rounded up: 500 / 3 = 166.67', () => expect(pausedInterest(of, '2026-03-01', '2026-04-10', '2026-04-19', '2026-04-05')).toBe(167))
  test('a pause over two instalments takes its share of each: 1 of 30 of 500, 2 of 30 of 301', () =>
    expect(pausedInterest(of, '2026-03-01', '2026-04-30', '2026-05-02', '2026-04-05')).toBe(17 + 21))
  test('interest that fell due is not let off', () => expect(pausedInterest(of, '2026-03-01', '2026-03-10', '2026-03-19', '2026-04-05')).toBe(0))
  test('nor what fell due since the night booked', () => expect(pausedInterest(of, '2026-03-01', '2026-04-10', '2026-04-19', '2026-04-30')).toBe(0))
  test('a second pause lets off what is left at most', () => {
    const left = [at(2, '2026-04-30', { agreed: interest(500), charged: interest(499) })]
    expect(pausedInterest(left, '2026-03-31', '2026-04-20', '2026-04-29', '2026-04-05')).toBe(1)
  })
  test('days out of order cannot be', () => {
    expect(pausedInterest(of, '2026-03-01', '2026-04-19', '2026-04-10', '2026-04-05')).toBeNull()
    expect(pausedInterest(of, undefined, '2026-04-10', '2026-04-19', '2026-04-05')).toBeNull()
  })
})

test('no day is paused twice, unless the pause was taken back', () => {
  const pause = entry('p', 'interest_pause', 0, { ref: 'pause:2026-04-10/2026-04-19' })
  expect(pausedBefore([pause], '2026-04-19', '2026-04-20')).toEqual({ from: '2026-04-10', to: '2026-04-19' })
  expect(pausedBefore([pause], '2026-04-20', '2026-04-25')).toBeUndefined()
  expect(pausedBefore([pause, entry('r', 'reversal', 0, { reverses: 'p', ref: pause.ref })], '2026-04-19', '2026-04-20')).toBeUndefined()
})

describe('a payment', () => {
  test('can be taken back up to what is left of it', () => {
    const entries = [entry('a', 'repayment', 1000), entry('b', 'repayment.early', 500), entry('x', 'charge_back', -300, { ref: 'entry:a' }), entry('w', 'write_off', 0)]
    expect([...chargeable(entries)]).toEqual([['a', { left: 700, reAged: false }], ['b', { left: 500, reAged: false }]])
  })
  test('not when it was reversed or is gone; a charge-back that was reversed counts no more', () => {
    const entries = [
      entry('a', 'repayment', 1000), entry('r', 'reversal', -1000, { reverses: 'a' }), entry('b', 'repayment', 200), entry('x', 'charge_back', -200, { ref: 'entry:b' }),
      entry('c', 'repayment', 60), entry('y', 'charge_back', -60, { ref: 'entry:c' }), entry('z', 'reversal', 60, { reverses: 'y' }),
    ]
    expect([...chargeable(entries).keys()]).toEqual(['c'])
  })
  test('before a re-age stands', () => {
    const entries = [entry('a', 'repayment', 1000), entry('n', 're_age', 0, { recorded_at: '2026-06-02T02:00:00Z' }), entry('b', 'repayment', 10, { recorded_at: '2026-06-03T02:00:00Z' })]
    expect(chargeable(entries).get('a')?.reAged).toBe(true)
    expect(chargeable(entries).get('b')?.reAged).toBe(false)
  })
})

test('a rebooking marks the instalments it touches', () => {
  expect([...rebooked([entry('a', 'contract.rebook', 0), entry('b', 'repayment', 5)])]).toEqual([2])
})

test('a schedule is shown as signed and as made anew', () => {
  const line = (no: number, re_age: number, moved: number) => ({ no, kind: re_age > 0 ? 're_aged' : 'regular', due_day: '2026-05-30', grace_day: '2026-06-02', principal: 100, interest: 0, fee: 0, re_age, moved_principal: moved }) as ContractDetail['instalments'][number]
  const of = [line(1, 0, 0), line(2, 0, 100), line(3, 1, 40), line(4, 2, 0)]
  expect(schedules(of).map((s) => [s.reAge, s.lines.map((l) => l.no)])).toEqual([[0, [1, 2]], [1, [3]], [2, [4]]])
  expect(of.map(movedTo)).toEqual([undefined, 1, 2, undefined])
})
