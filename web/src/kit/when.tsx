import { Tooltip } from 'antd'
import { WarningOutlined } from './icons'
import { useLanguage } from '@/i18n'
import { exactInstant, formatInstant, longDay, relativeDay, relativeInstant } from './time'
import { useNow, useToday, useWorkplace } from './workplace'

/**
 * A moment in the shop's zone. The exact time with seconds and zone is one
 * hover, tap or focus away; `relative` suits stories, the plain form lists.
 */
export function Instant({ at, relative = false }: { at: string | null | undefined; relative?: boolean }) {
  const { zone } = useWorkplace()
  const now = useNow()
  const language = useLanguage()
  if (!at) return <span className="fm-soft">—</span>
  return (
    <Tooltip title={exactInstant(at, zone)} trigger={['hover', 'click', 'focus']}>
      <time dateTime={at} className="fm-time">
        {relative ? relativeInstant(at, now, zone, language) : formatInstant(at, zone)}
      </time>
    </Tooltip>
  )
}

/** A calendar day. With `relative` it also says how far away: "2026-11-24 · 3 天后"; one that should not have passed is `late`. */
export function Day({ day, relative = false, late = false }: { day: string | null | undefined; relative?: boolean; late?: boolean }) {
  const today = useToday()
  const language = useLanguage()
  if (!day) return <span className="fm-soft">—</span>
  return (
    <time dateTime={day} className={late ? 'fm-time fm-late' : 'fm-time'} title={longDay(day, language)}>
      {late && (
        <>
          <WarningOutlined />{' '}
        </>
      )}
      {day}
      {relative && <span className="fm-soft"> · {relativeDay(day, today, language)}</span>}
    </time>
  )
}
