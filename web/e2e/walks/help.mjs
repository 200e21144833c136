// What the walks share: the signed-in browser, questions to the API, counting.
import assert from 'node:assert/strict'
import { open, settled } from '../browser.mjs'

/**
 * One signed-in person for all walks. A change of role ends the session and
 * opens another, so that the cookies go from walk to walk in `kept`.
 */
export class Seat {
  constructor(browser, program) {
    this.browser = browser
    this.program = program
    this.kept = undefined
  }

  /** A fresh window; signed in once the owner's walk has used the link. */
  async window(options = {}) {
    const page = await open(this.browser, options)
    if (this.kept) await page.context().addCookies(this.kept)
    return page
  }

  /** A window on a page of the shop, in a role and a language. */
  async at(path, { role = 'owner', language = 'zh-CN', ...options } = {}) {
    const page = await this.window({ language, ...options })
    await page.goto(this.program.url)
    await settled(page)
    const me = await ask(page, 'GET', '/v1/me')
    if (me.role !== role) await ask(page, 'POST', '/v1/demo/role', { role })
    if (me.role !== role || me.language !== language) await ask(page, 'PUT', '/v1/me/language', { language })
    await page.goto(this.program.url + path)
    await settled(page)
    await this.keep(page)
    return page
  }

  async keep(page) {
    this.kept = await page.context().cookies()
  }

  async close(page) {
    await this.keep(page)
    await page.context().close()
  }
}

/** Asks the API as the page would: same cookies, same origin. What is not 2xx fails. */
export async function ask(page, method, path, body) {
  const { status, text } = await page.evaluate(
    async ([verb, to, json]) => {
      const headers = { 'Idempotency-Key': crypto.randomUUID() }
      if (json !== undefined) headers['Content-Type'] = 'application/json'
      const answer = await fetch(to, { method: verb, headers, body: json === undefined ? undefined : JSON.stringify(json) })
      return { status: answer.status, text: await answer.text() }
    },
    [method, path, body],
  )
  assert.ok(status >= 200 && status < 300, `${method} ${path}: ${status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** Everything a list of the API holds. */
export async function all(page, path) {
  const rows = []
  for (let cursor = ''; ; ) {
    const got = await ask(page, 'GET', `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
    rows.push(...got.data)
    if (!got.next) return rows
    cursor = got.next
  }
}

// In a queue the rows are its list; the open one may hold tables of its own.
const rowPlaces = 'main:not(:has(.fm-queue)) .fm-table-box tbody tr, main .fm-queue-list li'
const rows = (page) => page.locator(rowPlaces).count()

/** How many rows the page shows once everything is loaded: a table, or a queue. */
export async function countRows(page) {
  for (;;) {
    await settled(page)
    const more = page.getByRole('button', { name: '加载更多' })
    if ((await more.count()) === 0) break
    const before = await rows(page)
    await more.first().click()
    await page.waitForFunction(([places, n]) => document.querySelectorAll(places).length > n, [rowPlaces, before])
  }
  return rows(page)
}

/** "¥1,234.50" in fen. */
export const fen = (text) => Math.round(Number(text.replace(/[^\d.-]/g, '')) * 100)

/** Changes the role by the switch at the top. */
export async function switchRole(page, name) {
  await page.getByRole('button', { name: /切换角色/ }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
  await page.getByRole('button', { name: new RegExp(`当前角色：${name}`) }).waitFor()
  await settled(page)
}

let nr = 0

/** An order as a shop's own system sends it. Four people on one device who buy what is easily resold are held. */
export function sale(over = {}) {
  nr += 1
  const no = String(nr).padStart(4, '0')
  const amount = { amount: 489_900 + nr * 100, currency: 'CNY' }
  return {
    outer_no: `E2E${no}`,
    amount,
    items: [{ sku: 'PH-E2E', name: '手机', category: '数码', fulfilment: 'shipment', resale: true, quantity: 1, amount }],
    customer: { external_no: `E${no}`, name: `走查客户${nr}`, phone: `1390000${no}`, birth_day: '1990-05-17', address: `浙江省杭州市西湖区走查路 ${nr} 号` },
    subject: '手机',
    plan_code: 'huabei',
    count: 6,
    way: 'qr',
    ...over,
  }
}

/** Places orders on one device until `n` of them wait for a person. */
export async function holdOrders(page, n) {
  const held = []
  for (let tries = 0; held.length < n; tries += 1) {
    assert.ok(tries < n + 6, 'the rules hold no order of a crowd on one device')
    const out = await ask(page, 'POST', '/v1/orders', sale({ device: 'dev-e2e-crowd', buyer_ip: '198.51.100.7' }))
    if (out.next === 'review') held.push(out)
  }
  return held
}
