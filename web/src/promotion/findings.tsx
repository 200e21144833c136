import './promotion.css'
import { Button } from 'antd'
import { Fragment, useId } from 'react'
import { useLanguage, useSay } from '@/i18n'
import { formatAmount } from '@/kit/amount'
import { StatusTag } from '@/kit/status'
import { percent } from '@/plan/rate'
import { segments } from './marks'
import { inLanguage, severityTone, type Finding, type Result } from './states'

/** The text with its findings marked; the number behind a mark leads to the finding. */
export function MarkedText({ text, findings, go }: { text: string; findings: readonly Finding[]; go: (n: number) => void }) {
  const say = useSay()
  const language = useLanguage()
  const nameOf = (f: Finding | undefined) => (f ? inLanguage(f.name, language) : '')
  return (
    <div className="fm-promo-text">
      {segments(text, findings).map((s, i) => (
        <Fragment key={i}>
          {s.begins.map((n) => (
            <button key={n} type="button" className="fm-promo-no" aria-label={`${say('promotion.findings')} ${n + 1}: ${nameOf(findings[n])}`} onClick={() => go(n)}>
              {n + 1}
            </button>
          ))}
          {s.severity === undefined ? s.text : <mark className={`fm-promo-${s.severity}`}>{s.text}</mark>}
        </Fragment>
      ))}
    </div>
  )
}

interface ListProps {
  findings: readonly Finding[]
  /** Makes the ids of the list unique on the page. */
  name: string
  apply?: (f: Finding) => void
  jump?: (f: Finding) => void
}

const anchor = (name: string, n: number) => `${name}-${n}`

/** Leads to a finding of the list. */
export function goTo(name: string, n: number): void {
  document.getElementById(anchor(name, n))?.focus()
}

/** Each finding: how grave, the words, why, by which rule, and what to write instead. */
export function FindingList({ findings, name, apply, jump }: ListProps) {
  const say = useSay()
  const language = useLanguage()
  if (findings.length === 0) return <p>{say('promotion.none_found')}</p>
  return (
    <ol className="fm-promo-list">
      {findings.map((f, n) => (
        <li key={n} id={anchor(name, n)} tabIndex={-1}>
          <h3>
            <span className="fm-count">{n + 1}</span>
            {inLanguage(f.name, language)}
            <StatusTag tone={severityTone[f.severity]}>{say(`promotion.severity.${f.severity}`)}</StatusTag>
          </h3>
          <p>{f.quote === '' ? <span className="fm-soft">{say('promotion.offer_fault')}</span> : <q>{f.quote}</q>}</p>
          {f.disguise && <p className="fm-soft">{inLanguage(f.disguise, language)}</p>}
          <p>{inLanguage(f.why, language)}</p>
          <p className="fm-soft fm-small">
            {say('promotion.source')}: {say('promotion.source_line', { source: f.source, date: f.source_date })} · {say(`promotion.confidence.${f.confidence}`)}
          </p>
          <Wording finding={f} />
          {(apply ?? jump) !== undefined && (
            <div className="fm-actions fm-noprint">
              {apply && (
                <Button size="small" type="primary" ghost onClick={() => apply(f)} aria-label={`${say('promotion.apply')} ${n + 1}`}>
                  {say('promotion.apply')}
                </Button>
              )}
              {jump && f.quote !== '' && (
                <Button size="small" onClick={() => jump(f)} aria-label={`${say('promotion.jump')} ${n + 1}`}>
                  {say('promotion.jump')}
                </Button>
              )}
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function Wording({ finding: f }: { finding: Finding }) {
  const say = useSay()
  const id = useId()
  return (
    <>
      <p className="fm-soft fm-small" id={id}>
        {say('promotion.mended')}
      </p>
      <blockquote aria-labelledby={id}>{f.mend.text}</blockquote>
      {f.mend.blanks.length > 0 && <p className="fm-soft fm-small">{say('promotion.blanks', { names: f.mend.text.match(/【[^】]*】/g)?.join(say('kit.comma')) ?? '' })}</p>}
    </>
  )
}

/** What the offer comes to, in a line. */
export function FiguresLine({ of: f }: { of: Result['figures'] }) {
  const say = useSay()
  if (!f?.known || !f.total || !f.customer_cost) return null
  const values = { cost: formatAmount(f.customer_cost), total: formatAmount(f.total), nominal: percent(f.nominal_rate), effective: percent(f.effective_rate) }
  return <p className="fm-soft fm-small">{say('promotion.figures', values)}</p>
}
