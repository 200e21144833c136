import { useId, type ReactNode } from 'react'

/** A titled part of a page; screen readers can jump from one to the next. */
export function Section({ title, extra, children }: { title: ReactNode; extra?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className="fm-section" aria-labelledby={id}>
      <div className="fm-section-head">
        <h2 id={id}>{title}</h2>
        {extra}
      </div>
      {children}
    </section>
  )
}

export interface Fact {
  label: ReactNode
  value: ReactNode
}

/** Label and value pairs. */
export function Facts({ of }: { of: readonly Fact[] }) {
  return (
    <dl className="fm-facts">
      {of.map((fact, i) => (
        <div key={i}>
          <dt>{fact.label}</dt>
          <dd>{fact.value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  )
}
