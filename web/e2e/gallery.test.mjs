// The kit and the shell in a real browser, under the content policy of the
// program, on made-up data: npm run build:gallery, then npm run e2e.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { accessible, desktop, launch, missing, noSideScroll, open, phone, quiet, settled, shot, signIn } from './browser.mjs'
import { start } from './fixture.mjs'

const built = existsSync(fileURLToPath(new URL('../dist-gallery/index.html', import.meta.url)))
const skip = missing ?? (built ? false : 'no gallery build: npm run build:gallery')

const pages = {
  home: '/', orders: '/orders?verdict=!accept&placed=30d', order: '/orders/ord_01JD100000X', queue: '/queue', import: '/import', parts: '/parts',
  glossary: '/glossary#creditor', me: '/me', lost: '/nowhere',
}

describe('gallery', { skip }, () => {
  let browser
  let fx
  before(async () => {
    fx = await start()
    browser = await launch()
  })
  after(async () => {
    await browser.close()
    await fx.stop()
  })
  const window = async (options, path) => {
    Object.assign(fx.state, { role: 'owner', setup: false, fail: null, language: options.language ?? 'zh-CN' })
    fx.state.decided.clear()
    const page = await open(browser, options)
    if (path !== undefined) await signIn(page, fx.link(), path)
    return page
  }

  // Each size in both themes and both languages, without all eight pairings.
  for (const [size, name, theme, language] of [
    [desktop, 'desktop', 'light', 'zh-CN'], [desktop, 'desktop', 'dark', 'en'], [phone, 'phone', 'light', 'en'], [phone, 'phone', 'dark', 'zh-CN'],
  ]) {
    test(`every page: ${name}, ${theme}, ${language}`, async () => {
      const page = await window({ size, theme, language }, '/')
      for (const [at, path] of Object.entries(pages)) {
        await page.goto(fx.url + path)
        await settled(page)
        const where = `${at}-${name}-${theme}-${language}`
        await shot(page, where)
        await noSideScroll(page, where)
        await accessible(page, where)
        quiet(page, where)
      }
      await page.context().close()
    })
  }

  test('what pops up stays inside the window and is accessible', async () => {
    for (const size of [desktop, phone]) {
      const page = await window({ size }, '/orders?verdict=!accept')
      const inside = async (selector, where) => {
        await page.locator(selector).last().waitFor()
        const box = await page.locator(selector).last().boundingBox()
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width + 1, `${where}: ${JSON.stringify(box)}`)
        await accessible(page, where)
        await page.keyboard.press('Escape')
      }
      await page.locator('.fm-chip-main').first().click()
      await inside('.ant-popover:not(.ant-popover-hidden)', 'filter')
      await page.goto(`${fx.url}/orders/ord_01JD100000X`)
      await settled(page)
      await page.getByRole('button', { name: '债权人' }).click()
      await inside('.ant-popover:not(.ant-popover-hidden)', 'term')
      await page.getByRole('button', { name: '查看完整手机号' }).click()
      await inside('.ant-popover:not(.ant-popover-hidden)', 'mask')
      await page.reload()
      await settled(page)
      await page.getByRole('button', { name: /^为什么 / }).click()
      await inside('.ant-drawer-section', 'why')
      quiet(page, 'pop-ups')
      await page.context().close()
    }
  })

  test('the queue by keyboard alone: next, act, undo', async () => {
    const page = await window({}, '/queue')
    const title = () => page.locator('.fm-queue-title').innerText()
    const first = await page.locator('.fm-queue-list li').count()
    await page.keyboard.press('j')
    await page.waitForURL(/item=/)
    // The address changes before the page does.
    await page.locator('.fm-queue-list li:nth-child(2) [aria-current]').waitFor()
    await settled(page)
    const acted = page.url()
    await page.keyboard.press('a')
    await page.getByRole('button', { name: '撤销' }).waitFor()
    await page.waitForURL((u) => u.href !== acted)
    assert.equal(await page.locator('.fm-queue-list li').count(), first - 1)
    await page.keyboard.press('z')
    await page.getByText('已撤销').waitFor()
    await page.waitForURL((u) => u.href === acted)
    await page.waitForFunction((n) => document.querySelectorAll('.fm-queue-list li').length === n, first)
    assert.notEqual(await title(), '')
    quiet(page, 'queue')
    await page.context().close()
  })

  test('search, filter and sort live in the address and survive Back', async () => {
    const page = await window({}, '/orders')
    await page.getByRole('textbox', { name: '搜索' }).fill('小米')
    await page.waitForURL(/q=/)
    await settled(page)
    await page.getByRole('button', { name: '金额', exact: true }).click()
    await page.waitForURL(/sort=-amount/)
    await page.locator('th[aria-sort="descending"]').getByText('金额').waitFor()
    await settled(page)
    const names = await page.locator('tbody tr td:nth-child(3)').allInnerTexts()
    assert.ok(names.length > 3 && names.every((n) => n === '小米电视 65'))
    const money = (await page.locator('tbody .fm-money').allInnerTexts()).map((s) => Number(s.replace(/[¥,]/g, '')))
    assert.deepEqual(money, [...money].sort((a, b) => b - a))
    await page.locator('tbody tr').first().click()
    await page.waitForURL(/\/orders\/ord_/)
    await page.goBack()
    await settled(page)
    assert.equal(await page.getByRole('textbox', { name: '搜索' }).inputValue(), '小米')
    await page.context().close()
  })

  test('find anything: a page by its initials, an act by name', async () => {
    const page = await window({}, '/')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('shuyu')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/glossary/)
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await page.waitForURL((u) => u.pathname === '/')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('键盘快捷键').waitFor()
    await page.context().close()
  })

  test('a revealed value needs a reason and is covered on leaving', async () => {
    const page = await window({}, '/orders/ord_01JD100000X')
    await page.getByRole('button', { name: '查看完整手机号' }).click()
    await page.getByRole('button', { name: '查看', exact: true }).click()
    await page.getByText('请填写理由').waitFor()
    await page.getByRole('button', { name: '客户来电核对' }).click()
    await page.getByRole('button', { name: '查看', exact: true }).click()
    const clear = await page.locator('mark').innerText()
    assert.match(clear, /^1\d{10}$/)
    await page.getByRole('button', { name: '重新遮住手机号' }).click()
    assert.equal(await page.locator('mark').count(), 0)
    await page.context().close()
  })

  test('a role that may not still sees the button, and who may', async () => {
    const page = await window({})
    fx.state.role = 'finance'
    await signIn(page, fx.link(), '/orders/ord_01JD100000X')
    await page.getByRole('button', { name: /接受/ }).hover()
    await page.locator('.fm-note').getByText(/店主、风控/).waitFor()
    assert.equal(await page.locator('.fm-nav a[href="/queue"]').count(), 0)
    await page.context().close()
  })

  test('paper is always light, and nothing to press is on it', async () => {
    const page = await window({ theme: 'dark' }, '/orders/ord_01JD100000X')
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => globalThis.dispatchEvent(new Event('beforeprint')))
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light')
    assert.equal(await page.locator('.fm-side, .fm-top, .fm-page-head .ant-btn').filter({ visible: true }).count(), 0)
    await shot(page, 'print', { fullPage: true })
    await page.evaluate(() => globalThis.dispatchEvent(new Event('afterprint')))
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
    await page.context().close()
  })

  test('the door: a wrong password says so, the right one leads back', async () => {
    const page = await window({})
    fx.state.signedIn = false
    await page.goto(`${fx.url}/orders?verdict=hold`)
    await page.getByRole('heading', { name: '登录' }).waitFor()
    await accessible(page, 'sign-in')
    await page.getByLabel('邮箱').fill('owner@example.com')
    await page.getByLabel('密码').first().fill('no')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('req_01JDQ4T8').waitFor()
    await page.getByLabel('密码').first().fill('correct horse battery')
    await page.getByLabel('动态验证码').fill('123456')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(/\/orders\?verdict=hold$/)
    await page.context().close()
  })

  test('a session that ends brings the door, and then the same page', async () => {
    const page = await window({}, '/orders')
    fx.state.signedIn = false
    await page.getByRole('textbox', { name: '搜索' }).fill('138')
    await page.waitForURL(/\/signin\?.*ended=1/)
    await page.getByText(/登录已过期/).waitFor()
    await page.context().close()
  })

  test('a server that is busy says so on the page, and the page stays', async () => {
    const page = await window({}, '/orders')
    fx.state.fail = 500
    await page.getByRole('textbox', { name: '搜索' }).fill('x')
    await page.getByText('数据库正在备份').waitFor()
    fx.state.fail = null
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByText('没有符合条件的记录').waitFor()
    await page.context().close()
  })
})

describe('first run', { skip }, () => {
  test('from an empty server to the shop, on a phone', async () => {
    const fx = await start({ setup: true })
    const browser = await launch()
    try {
      const page = await open(browser, { size: phone })
      await page.goto(fx.url)
      await page.getByRole('heading', { name: '开张' }).waitFor()
      await accessible(page, 'set-up')
      await noSideScroll(page, 'set-up')
      await page.getByLabel('一次性设置码').fill('wrong')
      await page.getByLabel('店铺名称').fill('青禾')
      await page.getByLabel('姓名').fill('林晓')
      await page.getByLabel('店主邮箱').fill('owner@example.com')
      await page.getByLabel('店主密码').fill('a long sentence')
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByText('与终端显示的不一致').waitFor()
      await page.getByLabel('一次性设置码').fill('OPEN-SESAME')
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByRole('img', { name: '验证器二维码' }).waitFor()
      await accessible(page, 'second factor')
      await page.getByLabel('6 位数字').fill('123 456')
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByText('7K2M-QF4D').waitFor()
      await noSideScroll(page, 'codes')
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: '进入店铺' }).click()
      await page.getByRole('heading', { name: '首页' }).waitFor()
      quiet(page, 'first run')
    } finally {
      await browser.close()
      await fx.stop()
    }
  })
})
