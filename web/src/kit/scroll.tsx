import type { ReactNode } from 'react'
import { useWide } from './table'

/**
 * A place for a table of figures that may be wider than the window. Only while
 * it is wider can it be focused, so that the keyboard can move it.
 */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  const [box, wide] = useWide()
  return (
    <div ref={box} className="fm-scroll" {...(wide ? { role: 'group', 'aria-label': label, tabIndex: 0 } : {})}>
      {children}
    </div>
  )
}
