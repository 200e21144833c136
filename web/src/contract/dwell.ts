import { useEffect, useRef, useState, type RefObject } from 'react'

const step = 250

/**
 * How long an element has been in view on a page in front, in milliseconds. It
 * runs only while `on`; `first` is called when the element comes into view for
 * the first time. Without an observer (an old browser) it counts as in view.
 */
export function useDwell(on: boolean, first: () => void): [ref: RefObject<HTMLElement | null>, dwell: number] {
  const ref = useRef<HTMLElement | null>(null)
  const inView = useRef(typeof IntersectionObserver === 'undefined')
  const told = useRef(false)
  const [dwell, setDwell] = useState(0)
  const tell = useRef(first)
  useEffect(() => {
    tell.current = first
  })
  useEffect(() => {
    const seen = () => {
      if (inView.current && !told.current) {
        told.current = true
        tell.current()
      }
    }
    const at = ref.current
    if (at === null || typeof IntersectionObserver === 'undefined') {
      seen()
      return
    }
    const watch = new IntersectionObserver(
      (entries) => {
        // A term taller than the window counts once it fills half of it.
        const e = entries.at(-1)
        inView.current = e !== undefined && (e.intersectionRatio >= 0.6 || e.intersectionRect.height >= window.innerHeight / 2)
        seen()
      },
      { threshold: [0, 0.2, 0.4, 0.6, 0.8, 1] },
    )
    watch.observe(at)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    if (!on) return
    const timer = setInterval(() => {
      if (inView.current && document.visibilityState === 'visible') setDwell((ms) => ms + step)
    }, step)
    return () => clearInterval(timer)
  }, [on])
  return [ref, dwell]
}

/** How long the whole text was open, and how far down it was seen, in ppm. */
export function useReading(): RefObject<{ dwell: number; scroll: number }> {
  const read = useRef({ dwell: 0, scroll: 0 })
  useEffect(() => {
    const look = () => {
      const whole = document.documentElement.scrollHeight
      const seen = whole === 0 ? 1 : (window.scrollY + window.innerHeight) / whole
      read.current.scroll = Math.max(read.current.scroll, Math.min(1_000_000, Math.round(seen * 1_000_000)))
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') read.current.dwell += step
    }, step)
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => {
      clearInterval(timer)
      window.removeEventListener('scroll', look)
    }
  }, [])
  return read
}
