// Helpers for looking at the pages in a real browser. They know nothing of the
// fixture: given FENMING_URL and a one-time link they work on the program.
//
//   FENMING_CHROMIUM  the browser (default /usr/bin/chromium)
//   FENMING_SHOTS     where screenshots go (default e2e/shots)
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const here = fileURLToPath(new URL('.', import.meta.url))
const executablePath = process.env.FENMING_CHROMIUM ?? '/usr/bin/chromium'
const shots = process.env.FENMING_SHOTS ?? join(here, 'shots')
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
]

/** Why the browser tests cannot run here; undefined when they can. */
export const missing = existsSync(executablePath) ? undefined : `no browser at ${executablePath}; set FENMING_CHROMIUM`

export const launch = () => chromium.launch({ executablePath, args: flags })

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

/**
 * A fresh window. Everything the page complains about is kept in
 * `page.complaints`: console errors, exceptions, and breaches of the content
 * policy. An answer that a test expects to say no is not a complaint.
 */
export async function open(browser, { size = desktop, theme = 'light', language = 'zh-CN' } = {}) {
  const context = await browser.newContext({
    viewport: size, colorScheme: theme, locale: language, timezoneId: 'America/New_York', reducedMotion: 'reduce', hasTouch: size.width < 720,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await context.addInitScript(
    ([lang, mode]) => {
      try {
        if (localStorage.getItem('fenming.language') === null) localStorage.setItem('fenming.language', lang)
        if (localStorage.getItem('fenming.theme') === null) localStorage.setItem('fenming.theme', mode)
      } catch {
        // about:blank has no storage.
      }
      document.addEventListener('securitypolicyviolation', (e) => console.error(`content policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`))
    },
    [language, theme],
  )
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  countRequests(page)
  page.complaints = []
  page.on('pageerror', (e) => page.complaints.push(`exception: ${e.message}`))
  page.on('console', (m) => {
    if (m.type() === 'error' && !/Failed to load resource/.test(m.text())) page.complaints.push(m.text())
  })
  return page
}

/** Signs in by a one-time link and waits for the shell. */
export async function signIn(page, link, path = '/') {
  const url = new URL(link)
  if (path !== '/') url.searchParams.set('next', path)
  await page.goto(url.href)
  await page.waitForURL((u) => u.pathname !== '/signin')
  await settled(page)
}

/**
 * The page has come to rest: a heading, no skeleton, no open request, and still
 * so after it has drawn twice. A walk inside the page loads no document, so
 * that the browser's own "network idle" would say yes too soon.
 */
export async function settled(page) {
  const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))
  for (let calm = 0; calm < 2; ) {
    await page.waitForFunction(() => document.querySelector('h1') !== null && document.querySelector('[aria-busy="true"]:not([data-sample] *)') === null)
    await page.idle()
    const before = page.requests
    await drawn()
    calm = page.requests === before && page.underway.size === 0 ? calm + 1 : 0
  }
}

/** Counts the requests of a page, and says when none is open. */
function countRequests(page) {
  page.requests = 0
  page.underway = new Set()
  const waiting = new Set()
  const over = (request) => {
    page.underway.delete(request)
    if (page.underway.size > 0) return
    for (const done of waiting) done()
    waiting.clear()
  }
  page.on('request', (request) => {
    page.requests += 1
    page.underway.add(request)
  })
  page.on('requestfinished', over)
  page.on('requestfailed', over)
  page.idle = () => (page.underway.size === 0 ? undefined : new Promise((done) => waiting.add(done)))
}

/** WCAG 2.2 A and AA by axe; every breach fails with its place. */
export async function accessible(page, where) {
  // In a window as tall as the page no sticky bar lies over a button.
  const size = page.viewportSize()
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, await page.evaluate(() => document.documentElement.scrollHeight)) })
  // The content policy forbids injected script tags; evaluate is not one.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(axeFile, 'utf8'))
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }),
  )
  await page.setViewportSize(size)
  const told = violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary.split('\n')[1]?.trim() ?? ''}`).join(' | ')}`)
  assert.deepEqual(told, [], where)
}

/** Nothing is wider than the window. */
export async function noSideScroll(page, where) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    return [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > room + 1).slice(0, 5).map((e) => `${e.tagName}.${e.className}`)
  })
  assert.deepEqual(wide, [], `${where} is wider than the window`)
}

export async function shot(page, name, options = {}) {
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`), ...options })
}

/** No complaint since the last look. */
export function quiet(page, where) {
  assert.deepEqual(page.complaints, [], where)
}
