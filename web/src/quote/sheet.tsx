import { useEffect, useRef } from 'react'
import './quote.css'

/**
 * A page of the archive in a tree of its own: the styles of neither reach the
 * other, and it looks as it did. Every text in it was escaped by the server; the
 * content policy lets no script run.
 */
export function Sheet({ html, css, label }: { html: string; css: string; label: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const host = box.current
    if (!host) return
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
    const style = new CSSStyleSheet()
    style.replaceSync(css)
    root.adoptedStyleSheets = [style]
    root.innerHTML = html
  }, [html, css])
  return <div ref={box} role="group" aria-label={label} className="fm-sheet" />
}
