import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { minor } from './model'
import { FenmingOptions } from './options'

const money = (amount: number) => ({ amount, currency: 'CNY' })
const line = (code: string, text: string) => ({ code, label: code, text, amount: money(0) })
const out = {
  day: '2026-11-22', count: 2, sha256: 'ab', html: '<article class="fp"><h1>分期选项说明</h1></article>', css: '.fp{}',
  table: {
    statement: '不收取其他费用', warnings: [{ code: 'borrow', label: '', text: '分期付款是借贷' }],
    options: [
      { plan_code: 'shop-free', name: '门店免息', count: 3, summary: [line('first', '¥433.00'), line('each', '¥433.00'), line('total', '¥1,299.00'), line('cost', '¥0.00'), line('effective_rate', '0.00%')] },
      { plan_code: 'huabei', name: '花呗', count: 12, summary: [line('first', '¥116.40'), line('each', '¥116.37'), line('total', '¥1,396.47'), line('cost', '¥97.47'), line('effective_rate', '14.60%')] },
    ],
  },
}

let calls: { url: string; body?: unknown }[] = []
let status = 200

beforeEach(() => {
  calls = []
  status = 200
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    calls.push({ url, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
    const body = url.includes('/shown') ? { id: 'dis_1' } : out
    return Promise.resolve(new Response(JSON.stringify(body), { status }))
  })
})

afterEach(() => {
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

async function mount(attributes: Record<string, string>) {
  const e = new FenmingOptions()
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value)
  const ready = new Promise((done) => {
    e.addEventListener('fenming-ready', done)
    e.addEventListener('fenming-error', done)
  })
  document.body.append(e)
  await ready
  await Promise.resolve()
  return { e, root: e.shadowRoot! }
}

test('an amount is minor units, or a price with a point', () => {
  expect(minor('129900', 'CNY')).toBe(129_900)
  expect(minor('1299.00', 'CNY')).toBe(129_900)
  expect(minor('1299.5', 'CNY')).toBe(129_950)
  expect(minor(' 0.01 ', 'CNY')).toBe(1)
  expect(minor('1.234', 'KWD')).toBe(1234)
  for (const bad of ['', '0', '0.00', '-5', '1,299.00', '1e5', '1299.001', '¥12.00']) expect(minor(bad, 'CNY')).toBeNull()
  expect(minor('12.5', 'JPY')).toBeNull()
})

test('options are radio buttons with their cost, and none is chosen', async () => {
  const { e, root } = await mount({ tenant: 'demo', amount: '1299.00', src: 'https://shop.example' })
  expect(calls[0]?.url).toBe('https://shop.example/v1/embed/demo/options?amount=129900&currency=CNY&lang=zh-CN')
  const radios = [...root.querySelectorAll('input')]
  expect(radios.map((r) => [r.type, r.name, r.checked])).toEqual([['radio', 'plan', false], ['radio', 'plan', false]])
  expect(root.querySelector('[role="radiogroup"]')?.getAttribute('aria-labelledby')).toBe('title')
  expect(root.textContent).toContain('综合年化 14.60%')
  expect(root.textContent).toContain('首期 ¥116.40')
  expect(root.textContent).toContain('不收取其他费用')
  expect(e.value).toBeNull()
})

test('a choice is told to the page', async () => {
  const { e, root } = await mount({ tenant: 'demo', amount: '129900', lang: 'en' })
  const told = new Promise<CustomEvent>((done) => document.body.addEventListener('fenming-select', (x) => done(x as CustomEvent), { once: true }))
  root.querySelectorAll('input')[1]!.click()
  expect((await told).detail).toEqual({ plan_code: 'huabei', count: 12 })
  expect(e.value).toEqual({ plan_code: 'huabei', count: 12 })
  expect(root.textContent).toContain('12 instalments')
})

test('opening the table is what is recorded as shown', async () => {
  const { e, root } = await mount({ tenant: 'demo', amount: '1299.00' })
  expect(calls.some((c) => c.url.includes('/shown'))).toBe(false)
  const shown = new Promise((done) => e.addEventListener('fenming-shown', done, { once: true }))
  const details = root.querySelector('details')!
  details.open = true
  details.dispatchEvent(new Event('toggle'))
  await shown
  expect(calls.find((c) => c.url.endsWith('/shown'))?.body).toEqual({ amount: money(129_900), lang: 'zh-CN', day: '2026-11-22', sha256: 'ab' })
  e.remove() // the reading is told when it ends
  expect(calls.find((c) => c.url.endsWith('/seen'))?.body).toMatchObject({ show_id: 'dis_1', act: 'read' })
})

test('one count only, when the shop asks for it', async () => {
  const { root } = await mount({ tenant: 'demo', amount: '1299.00', count: '3' })
  expect(root.querySelectorAll('input').length).toBe(1)
})

test('a refusal leaves a calm sentence, and the page goes on', async () => {
  status = 404
  const { root } = await mount({ tenant: 'demo', amount: '1299.00' })
  expect(root.textContent).toContain('不影响您一次付清')
  expect(root.querySelector('button')?.textContent).toBe('重试')
  calls = []
  await mount({ tenant: 'demo', amount: 'abc' })
  expect(calls).toEqual([])
})
