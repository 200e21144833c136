import { Button } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { Problem } from '@/api/problem'
import { useSay } from '@/i18n'
import '@/kit/fields.css'
import { CheckCircleFilled } from '@/kit/icons'
import { ProblemAlert } from '@/kit/problem'
import { Scroll } from '@/kit/scroll'
import './contract.css'
import { useDwell } from './dwell'
import { piecesOf, secondsLeft, type ActOut, type Part, type Term, type Text } from './text'

/** What a page does with a text. */
export interface ActBody {
  kind: 'shown' | 'term_shown' | 'asked' | 'accepted'
  term?: string
  lang: Text['lang']
  text_hash: string
  emphasis?: string
  dwell_ms?: number
  scroll_ppm?: number
}

/** How key terms are emphasised on this page, as the record names it. */
export const emphasis = 'frame,bold,background,own button'

/** One stretch of the text. */
export function PartView({ of: p }: { of: Part }) {
  switch (p.kind) {
    case 'title':
      return <h2 className="fm-contract-title">{p.text}</h2>
    case 'heading':
      return <h3>{p.text}</h3>
    case 'paragraph':
      return <p>{p.text}</p>
    case 'list':
      return (
        <ul className="fm-contract-items">
          {p.items.map((text, i) => (
            <li key={i}>{text}</li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <Scroll label={p.head?.join(' ') ?? ''}>
          <table className="fm-figures">
            {p.head && (
              <thead>
                <tr>
                  {p.head.map((text, i) => (
                    <th key={i} scope="col" className={i > 0 ? 'fm-right' : undefined}>{text}</th>
                  ))}
                </tr>
              </thead>
            )}
            <tbody>
              {p.rows.map((cells, r) => (
                <tr key={r}>
                  {cells.map((text, i) => (i === 0 ? <th key={i} scope="row">{text}</th> : <td key={i} className="fm-right fm-digits">{text}</td>))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )
  }
}

/** The text as it stands, key terms framed; nothing to press. */
export function ContractText({ blocks, terms, beside }: { blocks: Text['blocks']; terms: readonly Pick<Term, 'id' | 'title'>[]; beside?: (term: string) => ReactNode }) {
  const say = useSay()
  return (
    <article className="fm-contract">
      {piecesOf(blocks).map((piece, i) => {
        const parts = piece.parts.map((p, n) => <PartView key={n} of={p} />)
        const term = terms.find((t) => t.id === piece.term)
        return term === undefined ? (
          <div key={i}>{parts}</div>
        ) : (
          <section key={i} className="fm-keyterm">
            <h3 className="fm-keyterm-head">
              <span className="fm-keyterm-mark">{say('contract.key_term')}</span> {term.title}
            </h3>
            {parts}
            {beside?.(term.id)}
          </section>
        )
      })}
    </article>
  )
}

interface Reading {
  text: Text
  /** Sends an act; what it answers tells what is left. */
  act: (body: ActBody) => Promise<ActOut>
  /** A term was accepted. */
  accepted: (term: string) => void
}

/** The text to be read and accepted term by term. Nothing is ticked beforehand, no button accepts two terms. */
export function ReadAndAccept({ text, act, accepted }: Reading) {
  return (
    <article className="fm-contract">
      {piecesOf(text.blocks).map((piece, i) => {
        const parts = piece.parts.map((p, n) => <PartView key={n} of={p} />)
        const term = text.terms.find((t) => t.id === piece.term)
        if (term === undefined) return <div key={i}>{parts}</div>
        return (
          <TermCard key={`${term.id}/${text.lang}`} text={text} term={term} done={text.accepted.includes(term.id)} act={act} accepted={accepted}>
            {parts}
          </TermCard>
        )
      })}
    </article>
  )
}

function TermCard({ text, term, done, act, accepted, children }: Reading & { term: Term; done: boolean; children: ReactNode }) {
  const say = useSay()
  const id = useId()
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState('')
  const [error, setError] = useState<unknown>(null)
  const about = { term: term.id, lang: text.lang, text_hash: term.hash }
  const run = async (body: ActBody) => {
    setError(null)
    try {
      return await act(body)
    } catch (e) {
      setError(Problem.from(e))
      return undefined
    }
  }
  const show = async () => {
    if (done) return
    if (await run({ kind: 'term_shown', ...about, emphasis })) setShown(true)
  }
  const [ref, dwell] = useDwell(shown && !done, () => void show())
  const wait = secondsLeft(term.least_ms, dwell)
  const accept = async () => {
    setBusy(true)
    if (await run({ kind: 'accepted', ...about, emphasis, dwell_ms: dwell })) accepted(term.id)
    setBusy(false)
  }
  const ask = async () => {
    const out = await run({ kind: 'asked', ...about })
    if (out) setTold(out.explanation ?? say('contract.read.no_words'))
  }
  return (
    <section ref={ref} className={done ? 'fm-keyterm fm-ticked' : 'fm-keyterm'} aria-labelledby={id}>
      <h3 id={id} className="fm-keyterm-head">
        <span className="fm-keyterm-mark">{say('contract.key_term')}</span> {term.title}
      </h3>
      {children}
      {told !== '' && (
        <div className="fm-keyterm-told" role="status">
          <b>{say('contract.read.plain')}</b>
          <p>{told}</p>
        </div>
      )}
      {error !== null && <ProblemAlert error={error} retry={shown ? undefined : () => void show()} />}
      <div className="fm-actions">
        {done ? (
          <span className="fm-keyterm-done">
            <CheckCircleFilled /> {say('contract.read.accepted')}
          </span>
        ) : (
          <>
            <Button type="primary" ghost loading={busy} disabled={!shown || wait > 0} onClick={() => void accept()} aria-describedby={`${id}-wait`}>
              {say('contract.read.accept')}
            </Button>
            <span id={`${id}-wait`} className="fm-soft fm-small">{wait > 0 ? say('contract.read.wait', { n: wait }) : ''}</span>
          </>
        )}
        <Button type="text" onClick={() => void ask()} disabled={done || told !== ''}>
          {say('contract.read.explain')}
        </Button>
      </div>
    </section>
  )
}
