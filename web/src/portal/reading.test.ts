import { expect, test } from 'vitest'
import { placeOf } from './place'
import { depth, nextReport, phase, Stopwatch } from './reading'

test('hidden time does not count', () => {
  let now = 0
  const watch = new Stopwatch(() => now)
  watch.run()
  now = 3000
  watch.run() // a second start changes nothing
  now = 4000
  watch.pause()
  now = 60_000
  expect(watch.ms()).toBe(4000)
  watch.run()
  now = 61_500
  expect(watch.ms()).toBe(5500)
})

test('depth is the share above the lower edge of the window', () => {
  expect(depth(100, 2000, 600)).toBe(250_000)
  expect(depth(-1400, 2000, 600)).toBe(1_000_000)
  expect(depth(-1500, 2000, 600)).toBe(1_000_000)
  expect(depth(700, 2000, 600)).toBe(0)
  expect(depth(0, 0, 600)).toBe(0)
})

test('first the time, then the end, then the button', () => {
  const rule = { min_seconds: 8, scroll_to_end: true }
  expect(phase({ dwell: 0, scroll: 0, end: false }, rule)).toEqual({ phase: 'wait', left: 8 })
  expect(phase({ dwell: 7001, scroll: 0, end: true }, rule)).toEqual({ phase: 'wait', left: 1 })
  expect(phase({ dwell: 8000, scroll: 0, end: false }, rule)).toEqual({ phase: 'scroll', left: 0 })
  expect(phase({ dwell: 8000, scroll: 0, end: true }, rule)).toEqual({ phase: 'ready', left: 0 })
  expect(phase({ dwell: 8000, scroll: 0, end: false }, { ...rule, scroll_to_end: false }).phase).toBe('ready')
})

test('a whole day of reading stays below two hundred reports', () => {
  let n = 0
  for (let at = nextReport(0); at < 86_400_000; at = nextReport(at)) n += 1
  expect(n).toBeLessThan(50)
})

test('only the path of a quote is a public page', () => {
  expect(placeOf('/p/demo/quote/ABC234')).toEqual({ tenant: 'demo', token: 'ABC234' })
  expect(placeOf('/p/demo/quote/ABC234/')).toEqual({ tenant: 'demo', token: 'ABC234' })
  for (const path of ['/', '/plans', '/p/demo/quote/', '/p/Demo/quote/x', '/p/demo/contract/x', '/p/demo/quote/x/y']) expect(placeOf(path)).toBeNull()
})
