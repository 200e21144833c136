// The first run: an empty server, the printed code, the second factor, the door.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { accessible, open, phone, quiet, settled } from '../browser.mjs'
import { empty } from '../program.mjs'

const step = 30_000

/** RFC 6238 with the usual SHA-1, 30 s and 6 digits; `at` in ms. */
export function totp(secret, at) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/[\s=]/g, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / step)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const from = mac[19] & 15
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('the one-time codes are those of RFC 6238, appendix B', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' // "12345678901234567890"
  assert.equal(totp(secret, 59_000), '287082')
  assert.equal(totp(secret, 1_111_111_109_000), '081804')
})

export function firstWalk(seat) {
  test('first run: from the printed code to the shop, out, and in again', async () => {
    const program = await empty()
    try {
      const page = await open(seat.browser, { size: phone })
      await page.goto(program.url)
      await page.waitForURL((u) => u.pathname === '/setup')
      await settled(page)
      await accessible(page, 'set-up')
      const fill = async (code) => {
        await page.getByLabel('一次性设置码').fill(code)
        await page.getByLabel('店铺名称').fill('青禾')
        await page.getByLabel('店主姓名').fill('林晓')
        await page.getByLabel('店主邮箱').fill('owner@example.com')
        await page.getByLabel('店主密码').fill('a long and quiet sentence')
        await page.getByRole('button', { name: '下一步' }).click()
      }
      await fill('0000-not-the-code')
      await page.locator('.ant-form-item-explain-error, [role="alert"]').first().waitFor()
      await fill(program.code)
      await page.getByRole('img', { name: '验证器二维码' }).waitFor()
      const secret = (await page.locator('.fm-factor code').first().innerText()).replace(/\s/g, '')
      await page.getByLabel('6 位数字').fill(totp(secret, Date.now()))
      await page.getByRole('button', { name: '下一步' }).click()
      await page.locator('.fm-codes li').first().waitFor()
      const codes = await page.locator('.fm-codes code').allInnerTexts()
      assert.ok(codes.length >= 8 && new Set(codes).size === codes.length)
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: '进入店铺' }).click()
      await page.getByRole('heading', { level: 1, name: '首页' }).waitFor()
      await settled(page)

      await page.getByRole('button', { name: '林晓 的账户' }).click()
      await page.getByRole('menuitem', { name: '退出' }).click()
      await page.getByRole('heading', { level: 1, name: '登录' }).waitFor()
      await page.goto(`${program.url}/orders?state=held`)
      await page.getByRole('heading', { level: 1, name: '登录' }).waitFor()
      await settled(page)
      await accessible(page, 'sign-in')
      const signIn = async (password, code) => {
        await page.getByLabel('邮箱').fill('owner@example.com')
        await page.getByLabel('密码').first().fill(password)
        await page.getByLabel('动态验证码').fill(code)
        await page.getByRole('button', { name: /^登\s?录$/ }).click()
      }
      // A code is good for one use; that of the next step is new and already taken.
      const right = totp(secret, Date.now() + step)
      const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0')
      await signIn('a long and quiet sentence', wrong)
      const refusal = page.getByRole('alert').first()
      await refusal.waitFor()
      const said = (await refusal.innerText()).split('\n')[0]
      await signIn('another sentence altogether', right)
      await settled(page)
      assert.equal((await refusal.innerText()).split('\n')[0], said, 'a wrong password and a wrong code are told apart by nobody')
      await signIn('a long and quiet sentence', right)
      await page.waitForURL((u) => u.pathname === '/orders' && u.search === '?state=held')
      await settled(page)
      await page.getByRole('heading', { level: 1, name: '订单' }).waitFor()
      quiet(page, 'first run')
      await page.context().close()
    } finally {
      await program.stop()
    }
  })
}
