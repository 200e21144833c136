import { ArrowLeftOutlined } from './icons'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useSay } from '@/i18n'
import type { Amount } from './amount'
import { Code } from './copy'
import { CurlButton, type Call } from './curl'
import { Money } from './money'
import { Page, PrintButton } from './page'
import { ProblemAlert } from './problem'
import { Section, Facts, type Fact } from './section'
import { DetailSkeleton } from './skeletons'
import { Timeline, type Event } from './timeline'
import { Day } from './when'
import { WhyBody, type Why } from './why'

/** What a detail page shows of one thing, in the same order everywhere. */
export interface Detail {
  title: string
  id: string
  state?: ReactNode
  money?: { label: string; value: Amount }
  deadline?: { label: string; day: string; late?: boolean }
  facts?: readonly Fact[]
  why?: Why
  /** The noun's own sections, between the why and the story. */
  body?: ReactNode
  timeline?: { events: readonly Event[]; kinds: readonly { value: string; label: string }[] }
  related?: readonly { label: string; to: string; beside?: ReactNode }[]
  evidence?: ReactNode
  history?: ReactNode
  actions?: ReactNode
}

interface Props<T> {
  /** The query key, such as ['order', id]. */
  name: readonly string[]
  load: (signal: AbortSignal) => Promise<T>
  show: (thing: T) => Detail
  back: { to: string; label: string }
  curl?: Call
}

/** One thing: what it is, its state, money and deadline · why · its story · what hangs on it · proof · history. */
export function DetailPage<T>({ name, load, show, back, curl }: Props<T>) {
  const say = useSay()
  const query = useQuery({ queryKey: [...name, 'detail'], queryFn: ({ signal }) => load(signal) })
  const backLink = (
    <nav aria-label={say('kit.detail.back')} className="fm-back fm-noprint">
      <Link to={back.to}>
        <ArrowLeftOutlined aria-hidden="true" /> {back.label}
      </Link>
    </nav>
  )
  if (!query.data) {
    return (
      <>
        {backLink}
        {query.isError ? <ProblemAlert error={query.error} retry={() => void query.refetch()} /> : <DetailSkeleton />}
      </>
    )
  }
  const d = show(query.data)
  return (
    <>
      {backLink}
      <Page
        title={d.title}
        beside={d.state}
        below={<Code text={d.id} />}
        actions={
          <>
            {curl && <CurlButton call={curl} />}
            <PrintButton />
            {d.actions}
          </>
        }
      >
        {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
        <DetailBody detail={d} />
      </Page>
    </>
  )
}

/** The body alone, for the right half of a queue. */
export function DetailBody({ detail: d }: { detail: Detail }) {
  const say = useSay()
  const aside = d.related !== undefined || d.evidence !== undefined || d.history !== undefined
  return (
    <>
      {(d.money ?? d.deadline ?? d.facts) !== undefined && (
        <div className="fm-lead">
          {d.money && (
            <div className="fm-lead-figure">
              <span className="fm-soft">{d.money.label}</span>
              <Money value={d.money.value} strong />
            </div>
          )}
          {d.deadline && (
            <div className="fm-lead-figure">
              <span className="fm-soft">{d.deadline.label}</span>
              <Day day={d.deadline.day} relative late={d.deadline.late} />
            </div>
          )}
          {d.facts && <Facts of={d.facts} />}
        </div>
      )}
      <div className={aside ? 'fm-two' : undefined}>
        <div>
          {d.why && (
            <Section title={say('kit.detail.why')}>
              <WhyBody why={d.why} />
            </Section>
          )}
          {d.body}
          {d.timeline && (
            <Section title={say('kit.detail.timeline')}>
              <Timeline events={d.timeline.events} kinds={d.timeline.kinds} />
            </Section>
          )}
        </div>
        {aside && (
          <div>
            {d.related && (
              <Section title={say('kit.detail.related')}>
                <ul className="fm-links">
                  {d.related.map((r) => (
                    <li key={r.to}>
                      <Link to={r.to}>{r.label}</Link>
                      {r.beside}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
            {d.evidence !== undefined && <Section title={say('kit.detail.evidence')}>{d.evidence}</Section>}
            {d.history !== undefined && <Section title={say('kit.detail.history')}>{d.history}</Section>}
          </div>
        )}
      </div>
    </>
  )
}
