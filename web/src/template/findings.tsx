import { useLanguage, useSay } from '@/i18n'
import '@/contract/contract.css'
import { StatusTag } from '@/kit/status'
import { severityTone, type Finding, type Issue, type Report } from './states'

export type Side = Finding['lang']

interface Props {
  report: Report
  /** Leads to a place in the text; without it the places are only told. */
  jump?: (lang: Side, line: number, col: number, endLine?: number, endCol?: number) => void
}

/** What is to be said about a text: faults of the language first, then the wording. */
export function Findings({ report, jump }: Props) {
  const say = useSay()
  const issues: { lang: Side; issue: Issue }[] = [
    ...report.issues_zh.map((issue) => ({ lang: 'zh-CN' as const, issue })),
    ...report.issues_en.map((issue) => ({ lang: 'en' as const, issue })),
  ]
  if (issues.length === 0 && report.findings.length === 0) return <p>{say('template.findings_none')}</p>
  return (
    <>
      {report.blocked && (
        <p role="status">
          <StatusTag tone="bad">{say('template.blocked')}</StatusTag>
        </p>
      )}
      <ul className="fm-findings">
        {issues.map(({ lang, issue }, i) => (
          <IssueLine key={`i${i}`} lang={lang} of={issue} jump={jump} />
        ))}
        {report.findings.map((f, i) => (
          <FindingLine key={`f${i}`} of={f} jump={jump} />
        ))}
      </ul>
    </>
  )
}

function Place({ lang, line, go }: { lang: Side; line: number; go?: () => void }) {
  const say = useSay()
  const text = say(lang === 'en' ? 'template.en' : 'template.zh')
  const where = line === 0 ? say('template.whole', { text }) : say('template.place', { text, line })
  return go && line > 0 ? (
    <button type="button" className="fm-place" onClick={go}>{where}</button>
  ) : (
    <span className="fm-soft">{where}</span>
  )
}

function IssueLine({ lang, of: x, jump }: { lang: Side; of: Issue; jump?: Props['jump'] }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <li>
      <StatusTag tone="bad">{say('template.issue')}</StatusTag> <b>{language === 'en' ? x.en : x.zh}</b>
      <div className="fm-small">
        <Place lang={lang} line={x.line} go={jump && (() => jump(lang, x.line, x.col))} />
      </div>
    </li>
  )
}

function FindingLine({ of: f, jump }: { of: Finding; jump?: Props['jump'] }) {
  const say = useSay()
  const language = useLanguage()
  const said = (t: { zh: string; en: string }) => (language === 'en' ? t.en : t.zh)
  return (
    <li>
      <StatusTag tone={severityTone[f.severity]}>{say(`template.severity.${f.severity}`)}</StatusTag> <b>{said(f.title)}</b>
      {f.quote && <p><mark>{f.quote}</mark></p>}
      <div className="fm-small">
        <Place lang={f.lang} line={f.line} go={jump && (() => jump(f.lang, f.line, f.col, f.end_line, f.end_col))} />
        {f.clause && <span className="fm-soft"> · {say('template.in_clause', { id: f.clause })}</span>}
      </div>
      <p>{say('template.cure')}: {said(f.cure)}</p>
      <p className="fm-soft fm-small">{say('template.source')}: {f.source} · {f.rule}</p>
    </li>
  )
}
