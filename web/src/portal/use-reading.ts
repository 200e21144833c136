import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Language } from '@/i18n/word'
import { seen } from './ask'
import type { Place } from './place'
import { depth, nextReport, Stopwatch, type Progress } from './reading'

/** Watches how long a sheet is in view and how far it is read, and reports it. */
export function useReading(place: Place, showID: string, sheet: RefObject<HTMLElement | null>, lang: Language) {
  const [progress, setProgress] = useState<Progress>({ dwell: 0, scroll: 0, end: false })
  const now = useRef<() => Progress>(() => ({ dwell: 0, scroll: 0, end: false }))
  useEffect(() => {
    const watch = new Stopwatch(() => performance.now())
    let scroll = 0
    let end = false
    let due = nextReport(0)
    const read = (): Progress => ({ dwell: watch.ms(), scroll, end })
    now.current = read
    // A report that is lost is made good by the next, which says the same and more.
    const report = (last = false) => {
      const p = read()
      due = nextReport(p.dwell)
      void seen(place, { show_id: showID, act: 'read', dwell_ms: p.dwell, scroll_ppm: p.scroll, reached_end: p.end }, lang, last).catch(() => undefined)
    }
    const measure = () => {
      const box = sheet.current?.getBoundingClientRect()
      if (!box || document.visibilityState !== 'visible') return
      scroll = Math.max(scroll, depth(box.top, box.height, window.innerHeight))
      if (!end && scroll >= 995_000) {
        end = true
        report()
      }
    }
    const turn = () => {
      if (document.visibilityState === 'visible') watch.run()
      else {
        watch.pause()
        report(true)
      }
    }
    if (document.visibilityState === 'visible') watch.run()
    measure()
    const tick = setInterval(() => {
      measure()
      setProgress(read())
      if (watch.ms() >= due) report()
    }, 250)
    const leave = () => report(true)
    document.addEventListener('visibilitychange', turn)
    window.addEventListener('scroll', measure, { passive: true })
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(tick)
      document.removeEventListener('visibilitychange', turn)
      window.removeEventListener('scroll', measure)
      window.removeEventListener('pagehide', leave)
      report(true)
    }
  }, [place, showID, sheet, lang])
  const acknowledge = useCallback(() => {
    const p = now.current()
    return seen(place, { show_id: showID, act: 'acknowledge', dwell_ms: p.dwell, scroll_ppm: p.scroll, reached_end: p.end }, lang)
  }, [place, showID, lang])
  return { progress, acknowledge }
}
