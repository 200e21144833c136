// The developer: a key, an order by it, the order on the screen, the key's end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quiet, settled } from '../browser.mjs'
import { ask, sale, switchRole } from './help.mjs'

export function developerWalk(seat) {
  /** Makes a key on the page and returns its text, or the refusal that was shown. */
  async function makeKey(page, name, scopes) {
    await page.goto(`${seat.program.url}/keys`)
    await settled(page)
    await page.getByRole('button', { name: '新建密钥' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: '名称', exact: true }).fill(name)
    for (const scope of scopes) {
      await dialog.getByLabel('查找权限').fill(scope)
      await dialog.locator('.fm-scopes li').filter({ has: page.locator('code', { hasText: new RegExp(`^${scope.replace('.', '\\.')}$`) }) }).getByRole('checkbox').check()
    }
    await dialog.getByText(`已选 ${scopes.length} 项`).waitFor()
    await dialog.getByRole('button', { name: '新建密钥' }).click()
    return dialog
  }

  const call = (key, method, path, body, once) =>
    fetch(seat.program.url + path, {
      method,
      headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': 'application/json' }), ...(once && { 'Idempotency-Key': once }) },
      body: body && JSON.stringify(body),
    })

  test('developer: may make no key that reaches further than the role', async () => {
    const page = await seat.at('/', { role: 'developer' })
    const dialog = await makeKey(page, '越权', ['order.decide'])
    await dialog.locator('.ant-form-item-explain-error, [role="alert"]').first().waitFor()
    assert.equal(await dialog.locator('pre').count(), 0)
    const keys = await ask(page, 'GET', '/v1/keys')
    assert.equal(keys.data.filter((k) => k.name === '越权').length, 0)
    quiet(page, 'refused key')
    await seat.close(page)
  })

  test('developer: a key is shown once, sells by it, and is cut off', async () => {
    const page = await seat.at('/')
    const dialog = await makeKey(page, '走查对接', ['order.decide', 'order.read', 'order.quote'])
    await dialog.getByText('密钥已生成，只显示这一次').waitFor()
    const key = (await dialog.locator('pre').innerText()).trim()
    await dialog.getByRole('button', { name: '我已保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await settled(page)
    const row = page.locator('tbody tr').filter({ hasText: '走查对接' })
    await row.getByText(`…${key.slice(-4)}`).waitFor()
    assert.ok(!(await page.content()).includes(key), 'seen once')

    const description = await (await fetch(`${seat.program.url}/openapi.json`)).json()
    assert.match(description.openapi, /^3\.1/)
    assert.ok(description.paths['/v1/orders'].post)

    const body = sale({ plan_code: 'shop-free', count: 3, subject: '接口走查 <b>&', device: 'dev-e2e-own' })
    const once = crypto.randomUUID()
    const first = await call(key, 'POST', '/v1/orders', body, once)
    const decided = await first.json()
    assert.equal(first.status, 200, JSON.stringify(decided))
    const again = await call(key, 'POST', '/v1/orders', body, once)
    assert.deepEqual(await again.json(), decided, 'the same key, the same answer')
    const other = await call(key, 'POST', '/v1/orders', { ...body, subject: '别的' }, once)
    assert.equal(other.status, 422, 'the same key for another body')
    const bare = await call(key, 'POST', '/v1/orders', body)
    assert.equal(bare.status, 422)
    assert.match(await bare.text(), /Idempotency-Key/, 'a write says that it needs its key')
    assert.equal((await call(key, 'GET', '/v1/keys')).status, 403, 'beyond its scopes')

    await page.goto(`${seat.program.url}/orders?q=${body.outer_no}`)
    await settled(page)
    assert.equal(await page.locator('tbody tr').count(), 1, 'one order, although it was sent twice')
    await page.locator('tbody tr').getByText(body.outer_no).click()
    await page.waitForURL((u) => u.pathname === `/orders/${decided.order.id}`)
    await page.getByRole('heading', { level: 1 }).getByText('接口走查 <b>&').waitFor()
    await page.locator('.fm-story').getByText('程序接口').first().waitFor()

    await page.goto(`${seat.program.url}/keys`)
    await settled(page)
    await row.getByRole('button', { name: /^吊\s?销$/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: /^吊\s?销$/ }).click()
    await row.getByText('已吊销').waitFor()
    const over = await call(key, 'GET', `/v1/orders/${decided.order.id}`)
    assert.equal(over.status, 401)
    assert.equal(over.headers.get('content-type'), 'application/problem+json')
    quiet(page, 'keys')
    await switchRole(page, '开发')
    await page.getByRole('heading', { level: 1, name: '接口密钥' }).waitFor()
    await seat.close(page)
  })
}
