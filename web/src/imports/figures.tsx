import { Link } from 'react-router'
import { useLanguage, useSay } from '@/i18n'
import '@/kit/fields.css'
import { DownloadOutlined } from '@/kit/icons'
import { Money } from '@/kit/money'
import { StatusTag } from '@/kit/status'
import type { Check } from './mapping'

function Figure({ label, n }: { label: string; n: number }) {
  return (
    <div>
      <span>{label}</span>
      <b>{n}</b>
    </div>
  )
}

/** What an import does or did: every order is new, already there, or refused with its reason. */
export function Figures({ check: c }: { check: Check }) {
  const say = useSay()
  return (
    <>
      <div className="fm-cost">
        <Figure label={say('imports.orders')} n={c.orders} />
        <Figure label={say('imports.new')} n={c.new} />
        <Figure label={say('imports.already')} n={c.already} />
        <Figure label={say('imports.refused')} n={c.refused} />
        <Figure label={say('imports.noted')} n={c.noted} />
        <Figure label={say('imports.credit')} n={c.credit} />
        {c.amounts.map((a) => (
          <div key={a.currency}>
            <span>{say('imports.amounts')}</span>
            <Money value={a} />
          </div>
        ))}
        {c.first && (
          <div>
            <span>{say('imports.days')}</span>
            <b>{c.first} – {c.last}</b>
          </div>
        )}
      </div>
      {c.report && (
        <p className="fm-gap fm-actions">
          <a href={`/v1/imports/reports/${c.report}?format=xlsx`} download>
            <DownloadOutlined /> {say('imports.report_xlsx')}
          </a>
          <a href={`/v1/imports/reports/${c.report}?format=csv`} download>{say('imports.report_csv')}</a>
        </p>
      )}
    </>
  )
}

/** The first odd rows, each with what is wrong and how to mend it. */
export function Problems({ check: c }: { check: Check }) {
  const say = useSay()
  const language = useLanguage()
  if (c.problems.length === 0) return null
  return (
    <>
      <h3>{say('imports.problems')}</h3>
      <ul className="fm-lines">
        {c.problems.map((p, i) => (
          <li key={i}>
            <div>
              <span>
                <StatusTag tone={p.refused ? 'bad' : 'warn'}>{p.refused ? say('imports.refused') : say('imports.noted')}</StatusTag>{' '}
                {p.outer_no && <b className="fm-digits">{p.outer_no}</b>} {language === 'en' ? p.en : p.zh}
              </span>
              <span className="fm-soft fm-small">{say('imports.problem_where', { file: p.file, line: p.line })}</span>
            </div>
            <p className="fm-soft fm-small">{say('imports.cure', { cure: language === 'en' ? p.cure_en : p.cure_zh })}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

export function SeeOrders() {
  const say = useSay()
  return <Link to="/orders?imported=1">{say('imports.see_orders')}</Link>
}
