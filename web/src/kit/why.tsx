import { QuestionCircleOutlined } from './icons'
import { Button, Drawer } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useSay } from '@/i18n'
import { AsOf } from './asof'

/** One fact that carried the result; `to` opens the rows behind it. */
export interface WhyFact {
  label: string
  value: ReactNode
  to?: string
  /** The rule or definition it comes from. */
  rule?: { name: string; to: string }
}

export interface Why {
  /** The result in one sentence, with its numbers. */
  sentence: string
  facts: readonly WhyFact[]
  /** What would turn it. */
  turns?: readonly string[]
  /** How a figure is made, in the words of the field. */
  formula?: string
  /** What may be told to the customer. */
  customer?: string
  asOf?: string
  missing?: readonly string[]
}

/** The body of a why, also usable on a page and in print. */
export function WhyBody({ why }: { why: Why }) {
  const say = useSay()
  return (
    <div className="fm-why">
      <p className="fm-why-sentence">{why.sentence}</p>
      {why.facts.length > 0 && (
        <table className="fm-why-facts">
          <caption className="fm-hidden">{say('kit.why.facts')}</caption>
          <tbody>
            {why.facts.map((fact) => (
              <tr key={fact.label}>
                <th scope="row">
                  {fact.label}
                  {fact.rule && (
                    <>
                      {' '}
                      <Link to={fact.rule.to} className="fm-small">
                        {fact.rule.name}
                      </Link>
                    </>
                  )}
                </th>
                <td>{fact.to ? <Link to={fact.to}>{fact.value}</Link> : fact.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {why.formula && (
        <>
          <h3>{say('kit.why.formula')}</h3>
          <p>{why.formula}</p>
        </>
      )}
      {why.turns && why.turns.length > 0 && (
        <>
          <h3>{say('kit.why.turns')}</h3>
          <ul>
            {why.turns.map((turn) => (
              <li key={turn}>{turn}</li>
            ))}
          </ul>
        </>
      )}
      {why.customer && (
        <>
          <h3>{say('kit.why.customer')}</h3>
          <blockquote>{why.customer}</blockquote>
        </>
      )}
      <AsOf at={why.asOf} missing={why.missing} />
    </div>
  )
}

/** A figure or a verdict's "why", behind one button. */
export function WhyDrawer({ why, label }: { why: Why; label?: string }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        type="link"
        size="small"
        className="fm-noprint"
        icon={<QuestionCircleOutlined />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-label={label === undefined ? undefined : `${say('kit.why.button')} ${label}`}
      >
        {say('kit.why.button')}
      </Button>
      <Drawer title={label === undefined ? say('kit.why.title') : `${say('kit.why.title')} · ${label}`} open={open} onClose={() => setOpen(false)} size={440} destroyOnHidden>
        <WhyBody why={why} />
      </Drawer>
    </>
  )
}
