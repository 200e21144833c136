/** The mark: one half ink, one half paper, and the point that is made. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="fm-mark">
      <rect x="3" y="3" width="26" height="26" rx="6" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M9 3h7v26H9a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6Z" fill="currentColor" />
      <circle cx="22.5" cy="16" r="3.2" className="fm-mark-point" />
    </svg>
  )
}

/** Mark and name. */
export function Brand() {
  return (
    <span className="fm-brand">
      <Mark />
      <span className="fm-brand-zh" lang="zh-CN">
        分明
      </span>
      <span className="fm-brand-en">Fenming</span>
    </span>
  )
}
