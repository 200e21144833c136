// Every page: quiet, accessible, inside the window; in both languages and themes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, desktop, noSideScroll, phone, quiet, settled } from '../browser.mjs'
import { ask, holdOrders } from './help.mjs'

/** The pages of the navigation, the way a person finds them. */
const navigation = (page) => page.locator('.fm-nav a').evaluateAll((links) => links.map((a) => a.getAttribute('href')))

/** Goes to a page as a link does, without loading the program's pages anew. */
async function go(page, path) {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await settled(page)
}

/** On a phone nothing to press may be outside the window, unless it can be scrolled to. */
async function reachable(page, where) {
  const outside = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    const inScroller = (e) => {
      for (let up = e.parentElement; up && up.id !== 'main'; up = up.parentElement) if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return true
      return false
    }
    return [...document.querySelectorAll('main button, main a, main input, .fm-bottom a, .fm-bottom button, .fm-top button')]
      .filter((e) => e.checkVisibility() && !inScroller(e))
      .map((e) => ({ e, box: e.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.left < -1 || box.right > room + 1))
      .map(({ e }) => e.outerHTML.slice(0, 120))
  })
  assert.deepEqual(outside, [], `${where}: outside the window`)
}

export function pagesWalk(seat) {
  let paths

  test('pages: the navigation leads somewhere, and so do the lists', async () => {
    const page = await seat.at('/')
    if ((await ask(page, 'GET', '/v1/orders?state=held')).data.length === 0) await holdOrders(page, 1)
    const places = await navigation(page)
    assert.ok(places.length >= 8, places.join(' '))
    // The set grows while it is walked: a list adds the page of its first row.
    const found = new Set(places)
    for (const path of found) {
      await page.goto(seat.program.url + path)
      await settled(page)
      assert.equal(await page.getByRole('heading', { level: 1, name: '没有这个页面' }).count(), 0, path)
      const row = page.locator('main [data-row-link]').first()
      if (places.includes(path) && (await row.count()) > 0) found.add(await row.getAttribute('href'))
    }
    paths = [...found]
    quiet(page, 'navigation')
    await seat.close(page)
  })

  // Each language, theme and width, without all eight pairings.
  for (const [size, theme, language] of [
    [desktop, 'light', 'zh-CN'], [desktop, 'dark', 'en'], [phone, 'light', 'en'], [phone, 'dark', 'zh-CN'],
  ]) {
    test(`pages: ${size.width} px, ${theme}, ${language}`, async (t) => {
      const page = await seat.at('/', { size, theme, language })
      assert.equal(await page.evaluate(() => document.documentElement.lang), language)
      const faults = []
      for (const path of paths) {
        const where = `${path} ${size.width} ${theme} ${language}`
        await go(page, path)
        for (const look of size === phone ? [noSideScroll, reachable, accessible, quiet] : [noSideScroll, accessible, quiet]) {
          try {
            await look(page, where)
          } catch (e) {
            faults.push(`${where}\n${e.actual?.join('\n') ?? e.message}`)
            page.complaints.length = 0
          }
        }
      }
      t.diagnostic(`${paths.length} pages`)
      assert.equal(faults.join('\n\n'), '')
      await seat.close(page)
    })
  }

  test('pages: at 390 px the menu and the bottom bar lead everywhere', async () => {
    const page = await seat.at('/', { size: phone })
    await page.locator('.fm-bottom').getByRole('button', { name: '菜单' }).click()
    await page.locator('.ant-drawer .fm-nav a[href="/glossary"]').click()
    await page.waitForURL((u) => u.pathname === '/glossary')
    await page.locator('.ant-drawer .fm-nav').waitFor({ state: 'hidden' })
    await page.locator('.fm-bottom a').nth(1).click()
    await page.waitForURL((u) => u.pathname !== '/glossary')
    quiet(page, 'phone')
    await seat.close(page)
  })
}
