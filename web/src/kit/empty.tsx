import type { ReactNode } from 'react'

interface Props {
  title: string
  /** What will appear here and why it is useful. */
  text?: string
  /** The one next step. */
  action?: ReactNode
  /** Nothing to do is a good state: it gets a tick instead of an empty tray. */
  done?: boolean
}

/** An empty place that teaches: what will be here, why, and the one button that fills it. */
export function EmptyState({ title, text, action, done = false }: Props) {
  return (
    <div className="fm-empty">
      <svg viewBox="0 0 64 40" width="80" height="50" aria-hidden="true">
        {done ? (
          <path d="M16 21l11 11 22-24" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
        ) : (
          <g fill="none" stroke="currentColor" strokeWidth="2">
            <rect x="9" y="4" width="46" height="32" rx="4" />
            <path d="M9 14h46M18 22h14M18 29h22" />
          </g>
        )}
      </svg>
      <p className="fm-empty-title">{title}</p>
      {text !== undefined && <p className="fm-soft">{text}</p>}
      {action}
    </div>
  )
}
