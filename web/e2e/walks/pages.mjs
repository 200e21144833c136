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

/** One page of each thing that the lists lead to. */
async function details(page, paths) {
  const found = []
  for (const path of paths) {
    await go(page, path)
    const row = page.locator('main [data-row-link]').first()
    if ((await row.count()) > 0) found.push(await row.getAttribute('href'))
  }
  return found
}

export function pagesWalk(seat) {
  let paths

  test('pages: the navigation leads somewhere, and so do the lists', async () => {
    const page = await seat.at('/')
    if ((await ask(page, 'GET', '/v1/orders?state=held')).data.length === 0) await holdOrders(page, 1)
    const places = await navigation(page)
    assert.ok(places.length >= 8, places.join(' '))
    paths = [...new Set([...places, ...(await details(page, places))])]
    for (const path of paths) {
      await page.goto(seat.program.url + path)
      await settled(page)
      assert.equal(await page.getByRole('heading', { level: 1, name: '没有这个页面' }).count(), 0, path)
    }
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
        for (const look of [noSideScroll, accessible, quiet]) {
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

  test('pages: at 390 px everything to press is inside the window', async () => {
    const page = await seat.at('/', { size: phone })
    for (const path of paths) {
      await go(page, path)
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
      assert.deepEqual(outside, [], path)
    }
    await page.goto(seat.program.url)
    await settled(page)
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
