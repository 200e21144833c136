import { PrinterOutlined } from './icons'
import { Button } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { useSay } from '@/i18n'

/** Names the window after the page, so that tabs and history can be told apart. */
export function useTitle(title: string): void {
  const say = useSay()
  useEffect(() => {
    document.title = title === '' ? say('kit.product') : `${title} · ${say('kit.product')}`
  }, [title, say])
}

interface Props {
  title: string
  /** Beside the title: a state, a count. */
  beside?: ReactNode
  /** Below the title: how fresh, one sentence of what it is for. */
  below?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** The frame of every page: one h1, what is below it, and the acts at the end of the line. */
export function Page({ title, beside, below, actions, children }: Props) {
  useTitle(title)
  return (
    <div className="fm-page">
      <header className="fm-page-head">
        <div>
          <h1>
            {title}
            {beside !== undefined && <span className="fm-page-beside">{beside}</span>}
          </h1>
          {below}
        </div>
        {actions !== undefined && <div className="fm-actions fm-noprint">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** Prints the page as it is; the print style sheet does the rest. */
export function PrintButton() {
  const say = useSay()
  return (
    <Button className="fm-noprint" icon={<PrinterOutlined />} onClick={() => window.print()}>
      {say('kit.print')}
    </Button>
  )
}
