import { depth, nextReport, Stopwatch } from '@/portal/reading'
import type { Language } from '@/i18n/word'
import { brief, minor, say, type Option, type Options } from './model'
import { style } from './style'

interface Ask {
  tenant: string
  amount: number
  currency: string
  lang: Language
}

/** What a shop's page is told when its customer chooses. */
export interface Selected {
  plan_code: string
  count: number
}

/** The address this file came from: the program that answers. */
const home = new URL(import.meta.url).origin

/**
 * `<fenming-options tenant="…" amount="1299.00" currency="CNY" lang="zh-CN">`:
 * what paying later would cost, for any shop's page. Nothing is chosen before
 * the customer chooses. It tells `fenming-select` {plan_code, count},
 * `fenming-ready` {count} and `fenming-error` {status}.
 */
export class FenmingOptions extends HTMLElement {
  static readonly observedAttributes = ['tenant', 'amount', 'currency', 'lang', 'count', 'src']

  private readonly root = this.attachShadow({ mode: 'open' })
  private stop: AbortController | null = null
  private queued = false
  private chosen: string | null = null

  /** The plan and count that the customer chose; null before. */
  get value(): Selected | null {
    if (this.chosen === null) return null
    const at = this.chosen.lastIndexOf('/')
    return { plan_code: this.chosen.slice(0, at), count: Number(this.chosen.slice(at + 1)) }
  }

  connectedCallback(): void {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    this.root.adoptedStyleSheets = [sheet]
    this.refresh()
  }

  disconnectedCallback(): void {
    this.stop?.abort()
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after && this.isConnected) this.refresh()
  }

  /** Several attributes set one after the other make one question. */
  private refresh(): void {
    if (this.queued) return
    this.queued = true
    queueMicrotask(() => {
      this.queued = false
      if (this.isConnected) void this.load()
    })
  }

  private get language(): Language {
    const set = this.getAttribute('lang') ?? this.ownerDocument.documentElement.lang
    return set.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
  }

  private ask(): Ask | null {
    const currency = (this.getAttribute('currency') ?? 'CNY').toUpperCase()
    const amount = minor(this.getAttribute('amount') ?? '', currency)
    const tenant = this.getAttribute('tenant') ?? ''
    return amount === null || tenant === '' ? null : { tenant, amount, currency, lang: this.language }
  }

  /** The program's address: where this file came from, unless `src` names another. */
  private url(tenant: string, door: string): string {
    return `${this.getAttribute('src') ?? home}/v1/embed/${encodeURIComponent(tenant)}/${door}`
  }

  private async load(): Promise<void> {
    this.stop?.abort()
    const stop = new AbortController()
    this.stop = stop
    this.chosen = null
    const ask = this.ask()
    if (!ask) {
      this.fail(0)
      return
    }
    this.put(this.text('p', say(ask.lang, 'embed.loading'), 'status'))
    try {
      const query = new URLSearchParams({ amount: String(ask.amount), currency: ask.currency, lang: ask.lang })
      const answer = await fetch(`${this.url(ask.tenant, 'options')}?${query.toString()}`, { signal: stop.signal, credentials: 'omit' })
      if (!answer.ok) this.fail(answer.status)
      else {
        const options = (await answer.json()) as Options
        if (!stop.signal.aborted) this.show(ask, options, stop.signal)
      }
    } catch {
      if (!stop.signal.aborted) this.fail(0)
    }
  }

  /** The shop's page goes on: paying at once needs none of this. */
  private fail(status: number): void {
    const again = this.text('button', say(this.language, 'embed.again'), 'again')
    again.setAttribute('type', 'button')
    again.addEventListener('click', () => void this.load())
    const box = this.text('p', `${say(this.language, 'embed.failed')} `, 'error')
    box.setAttribute('role', 'status')
    box.append(again)
    this.put(box)
    this.tell('fenming-error', { status })
  }

  private show(ask: Ask, out: Options, signal: AbortSignal): void {
    const only = Number(this.getAttribute('count') ?? 0)
    const options = (out.table?.options ?? []).filter((o) => only === 0 || o.count === only)
    this.tell('fenming-ready', { count: options.length })
    if (options.length === 0) {
      this.put(this.text('p', say(ask.lang, 'embed.none'), 'none'))
      return
    }
    const title = this.text('h3', say(ask.lang, 'embed.title'), 'title')
    title.id = 'title'
    const group = this.text('div', '', 'options')
    group.setAttribute('role', 'radiogroup')
    group.setAttribute('aria-labelledby', 'title')
    group.append(...options.map((o) => this.radio(o, ask.lang)))
    const details = this.text('details', '', 'details') as HTMLDetailsElement
    details.append(this.text('summary', say(ask.lang, 'embed.details'), 'summary'), this.table(out))
    const statement = this.text('p', out.table?.statement ?? '', 'statement')
    const warnings = (out.table?.warnings ?? []).map((w) => this.text('p', w.text, 'warning'))
    this.put(title, group, details, statement, ...warnings)
    this.watch(ask, out, details, signal)
  }

  private radio(o: Option, lang: Language): HTMLElement {
    const { name, facts } = brief(o, lang)
    const label = this.text('label', '', 'option')
    const input = this.ownerDocument.createElement('input')
    input.type = 'radio'
    input.name = 'plan'
    input.value = `${o.plan_code}/${o.count}`
    input.addEventListener('change', () => {
      this.chosen = input.value
      for (const l of this.root.querySelectorAll('label')) l.setAttribute('part', l === label ? 'option option-selected' : 'option')
      this.tell('fenming-select', { ...this.value })
    })
    const body = this.text('span', '', 'option-body')
    body.append(this.text('span', name, 'option-name'), ...facts.map((f) => this.text('span', f, 'option-fact')))
    label.append(input, body)
    return label
  }

  /** The table as the server keeps it, byte for byte, each of its texts escaped there. */
  private table(out: Options): HTMLElement {
    const box = this.text('div', '', 'table')
    box.innerHTML = out.html ?? ''
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(out.css ?? '')
    this.root.adoptedStyleSheets = [sheet, ...this.root.adoptedStyleSheets.slice(-1)]
    return box
  }

  /** Opening the table is what shows it. From then on: how long, how far. */
  private watch(ask: Ask, out: Options, details: HTMLDetailsElement, signal: AbortSignal): void {
    const watch = new Stopwatch(() => performance.now())
    const doc = this.ownerDocument
    let show: string | null = null
    let scroll = 0
    let due = nextReport(0)
    const post = async (door: string, body: object, last = false): Promise<{ id?: string } | null> => {
      try {
        const answer = await fetch(this.url(ask.tenant, door), {
          method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), credentials: 'omit', keepalive: last,
        })
        return answer.ok ? ((await answer.json()) as { id?: string }) : null
      } catch {
        return null // what was read is told on a best-effort basis; the customer loses nothing
      }
    }
    const report = (last = false) => {
      due = nextReport(watch.ms())
      if (show !== null) void post('seen', { show_id: show, act: 'read', dwell_ms: watch.ms(), scroll_ppm: scroll, reached_end: scroll >= 995_000 }, last)
    }
    const turn = () => {
      if (doc.visibilityState === 'visible' && details.open) watch.run()
      else {
        watch.pause()
        report(true)
      }
    }
    const measure = () => {
      if (!details.open || doc.visibilityState !== 'visible') return
      const box = details.getBoundingClientRect()
      scroll = Math.max(scroll, depth(box.top, box.height, window.innerHeight))
      if (watch.ms() >= due) report()
    }
    const opened = async () => {
      if (details.open && show === null) {
        show = ''
        const kept = await post('shown', { amount: { amount: ask.amount, currency: ask.currency }, lang: ask.lang, day: out.day, sha256: out.sha256 })
        show = kept?.id ?? null
        if (show !== null && !signal.aborted) this.tell('fenming-shown', { show_id: show })
      }
      turn()
    }
    const tick = setInterval(measure, 500)
    details.addEventListener('toggle', () => void opened(), { signal })
    doc.addEventListener('visibilitychange', turn, { signal })
    window.addEventListener('pagehide', () => report(true), { signal })
    signal.addEventListener('abort', () => {
      clearInterval(tick)
      report(true)
    })
  }

  private put(...nodes: Node[]): void {
    const box = this.text('div', '', 'box')
    box.lang = this.language
    box.append(...nodes)
    this.root.replaceChildren(box)
  }

  private text(tag: string, content: string, part: string): HTMLElement {
    const e = this.ownerDocument.createElement(tag)
    e.setAttribute('part', part)
    e.textContent = content
    return e
  }

  private tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }
}

if (!customElements.get('fenming-options')) customElements.define('fenming-options', FenmingOptions)
