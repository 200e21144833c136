import { useEffect, useMemo, useRef, useState } from 'react'
import { Problem } from '@/api/problem'
import type { Language } from '@/i18n/word'
import { file, look as lookAt, open, type Look, type Opened } from './ask'
import type { Place } from './place'
import { phase } from './reading'
import { firstLanguage, keepLanguage, moment, sayIn, type Say } from './say'
import { useReading } from './use-reading'

type State = { look: Look; opened: Opened } | { problem: Problem } | null

/** The page of a public link: the cost table exactly as it is kept, and what a reader may do with it. */
export function Portal({ place }: { place: Place }) {
  const [lang, setLang] = useState<Language>(firstLanguage)
  const [tries, setTries] = useState(0)
  const [state, setState] = useState<State>(null)
  const say = useMemo(() => sayIn(lang), [lang])
  useEffect(() => {
    document.documentElement.lang = lang
    const stop = new AbortController()
    Promise.all([lookAt(place, stop.signal), open(place, lang, stop.signal)]).then(
      ([look, opened]) => setState({ look, opened }),
      (e: unknown) => {
        if (!stop.signal.aborted) setState({ problem: Problem.from(e) })
      },
    )
    return () => stop.abort()
  }, [place, lang, tries])
  const shop = state !== null && 'look' in state ? state.look.shop : ''
  useEffect(() => {
    document.title = shop === '' ? say('portal.title') : `${say('portal.title')} · ${shop}`
  }, [shop, say])
  return (
    <div className="pp">
      <a className="pp-skip" href="#cost">{say('portal.skip')}</a>
      <header className="pp-top">
        <p className="pp-shop">{shop}</p>
        <div role="group" aria-label={say('portal.language')} className="pp-lang">
          {(['zh-CN', 'en'] as const).map((l) => (
            <button
              key={l}
              type="button"
              lang={l}
              aria-pressed={l === lang}
              onClick={() => {
                keepLanguage(l)
                setLang(l)
              }}
            >
              {l === 'en' ? 'English' : '中文'}
            </button>
          ))}
        </div>
      </header>
      {state === null && <main id="cost" aria-busy="true" className="pp-card"><p role="status">{say('portal.loading')}</p></main>}
      {state !== null && 'problem' in state && <Refusal problem={state.problem} say={say} again={() => setTries((n) => n + 1)} />}
      {state !== null && 'look' in state && <Sheet key={state.opened.show.id} place={place} look={state.look} opened={state.opened} lang={lang} say={say} />}
    </div>
  )
}

function Refusal({ problem, say, again }: { problem: Problem; say: Say; again: () => void }) {
  const why = problem.status === 404 ? 'gone' : problem.status === 0 ? 'offline' : 'busy'
  return (
    <main id="cost" className="pp-card">
      <h1>{say(`portal.${why}`)}</h1>
      <p>{say(`portal.${why}_text`)}</p>
      {why !== 'gone' && <button type="button" className="pp-button" onClick={again}>{say('portal.again')}</button>}
    </main>
  )
}

interface SheetProps {
  place: Place
  look: Look
  opened: Opened
  lang: Language
  say: Say
}

function Sheet({ place, look, opened, lang, say }: SheetProps) {
  const sheet = useRef<HTMLDivElement>(null)
  const { progress, acknowledge } = useReading(place, opened.show.id, sheet, lang)
  const [done, setDone] = useState(look.acknowledged_at)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState('')
  useEffect(() => {
    // A constructed sheet needs no leave of the content policy.
    const style = new CSSStyleSheet()
    style.replaceSync(opened.css)
    document.adoptedStyleSheets = [style]
    return () => {
      document.adoptedStyleSheets = []
    }
  }, [opened.css])
  const rule = opened.table.reading
  const at = phase(progress, rule)
  const send = async () => {
    setBusy(true)
    setFailed('')
    try {
      setDone((await acknowledge()).at)
    } catch (e) {
      setFailed(say('portal.failed', { why: Problem.from(e).message }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <main id="cost" tabIndex={-1}>
        <p className="pp-intro">{say('portal.no_need')}</p>
        {look.expired && <p className="pp-note" role="status">{say('portal.expired', { time: moment(look.valid_until, lang) })}</p>}
        {/* The server writes it, every text escaped, and keeps these bytes; the content policy lets no script run. */}
        <div ref={sheet} className="pp-sheet" dangerouslySetInnerHTML={{ __html: opened.html }} />
        <Keep place={place} lang={lang} say={say} day={look.day} />
        <p className="pp-soft">{say('portal.link_until', { time: moment(look.expires_at, lang) })}</p>
        <p className="pp-soft">{say('portal.recorded')}</p>
      </main>
      <div className="pp-bar" role="region" aria-label={say('portal.acknowledge')}>
        <div className="pp-bar-in">
          {/* The seconds are for the eye; what is read aloud changes only when something changes. */}
          <p>
            {done !== undefined ? say('portal.done', { time: moment(done, lang) }) : at.phase === 'wait' ? say('portal.wait', { n: at.left }) : say(`portal.${at.phase}`)}
          </p>
          <p className="pp-hidden" aria-live="polite">
            {done !== undefined ? say('portal.done', { time: moment(done, lang) }) : at.phase === 'wait' ? say('portal.wait_said', { n: rule.min_seconds }) : say(`portal.${at.phase}`)}
          </p>
          {failed !== '' && <p role="alert" className="pp-bad">{failed}</p>}
          {done === undefined && (
            <button type="button" className="pp-button pp-first" disabled={at.phase !== 'ready' || busy} onClick={() => void send()}>
              {say('portal.acknowledge')}
            </button>
          )}
        </div>
      </div>
    </>
  )
}

/** Ways to keep a copy. */
function Keep({ place, lang, say, day }: { place: Place; lang: Language; say: Say; day: string }) {
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const fetchFile = async (form: 'pdf' | 'png') => {
    setBusy(true)
    setSaid(say('portal.making'))
    try {
      const made = await file(place, form, lang)
      const a = document.createElement('a')
      a.href = made.path
      a.download = `${say('portal.title')}-${day}.${form}`
      a.click()
      setSaid(say('portal.made'))
    } catch (e) {
      setSaid(say('portal.failed', { why: Problem.from(e).message }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="pp-keep" aria-label={say('portal.keep')}>
      <button type="button" className="pp-button" onClick={() => window.print()}>{say('portal.print')}</button>
      <button type="button" className="pp-button" disabled={busy} onClick={() => void fetchFile('pdf')}>{say('portal.pdf')}</button>
      <button type="button" className="pp-button" disabled={busy} onClick={() => void fetchFile('png')}>{say('portal.png')}</button>
      <p role="status" className="pp-soft">{said}</p>
    </section>
  )
}
