import { createRoot } from 'react-dom/client'
import { Portal } from './page'
import type { Place } from './place'
import './portal.css'

// Not in strict mode, which would open the link twice: each opening is counted.
export function start(root: HTMLElement, place: Place): void {
  createRoot(root).render(<Portal place={place} />)
}
