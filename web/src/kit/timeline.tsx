import { Checkbox } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useLanguage, useSay } from '@/i18n'
import type { Tone } from './status'
import { dayOf, exactInstant, formatInstant, longDay } from './time'
import { useWorkplace } from './workplace'

/** One thing that happened. `kind` groups entries for the filter; `to` leads to its proof. */
export interface Event {
  id: string
  at: string
  kind: string
  title: ReactNode
  text?: ReactNode
  actor?: string
  to?: string
  tone?: Tone
}

interface Props {
  events: readonly Event[]
  /** The kinds in the order of the filter, with their words. */
  kinds: readonly { value: string; label: string }[]
}

/** One vertical story, newest first, by day; kinds can be left out and every entry leads to its proof. */
export function Timeline({ events, kinds }: Props) {
  const say = useSay()
  const language = useLanguage()
  const { zone } = useWorkplace()
  const [off, setOff] = useState<readonly string[]>([])
  const present = kinds.filter((k) => events.some((e) => e.kind === k.value))
  const days = useMemo(() => {
    const shown = events.filter((e) => !off.includes(e.kind)).sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    const map = new Map<string, Event[]>()
    for (const e of shown) {
      const day = dayOf(e.at, zone)
      map.set(day, [...(map.get(day) ?? []), e])
    }
    return [...map]
  }, [events, off, zone])
  return (
    <div className="fm-story">
      {present.length > 1 && (
        <Checkbox.Group
          className="fm-noprint"
          options={present.map((k) => ({ value: k.value, label: k.label }))}
          value={present.map((k) => k.value).filter((v) => !off.includes(v))}
          onChange={(on) => setOff(present.map((k) => k.value).filter((v) => !on.includes(v)))}
        />
      )}
      {days.length === 0 && <p className="fm-soft">{say('kit.timeline.none')}</p>}
      {days.map(([day, list]) => (
        <div key={day} className="fm-story-day">
          <h3>{longDay(day, language)}</h3>
          <ol>
            {list.map((e) => (
              <li key={e.id} className={`fm-${e.tone ?? 'idle'}`}>
                <time dateTime={e.at} title={exactInstant(e.at, zone)}>
                  {formatInstant(e.at, zone).slice(11)}
                </time>
                <div>
                  <span className="fm-story-title">{e.to === undefined ? e.title : <Link to={e.to}>{e.title}</Link>}</span>
                  {e.actor !== undefined && <span className="fm-soft"> · {e.actor}</span>}
                  {e.text !== undefined && <div className="fm-soft">{e.text}</div>}
                </div>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  )
}
