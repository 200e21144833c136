import { CheckOutlined, CopyOutlined } from './icons'
import { Button, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { useSay } from '@/i18n'

/** Copies a text and says so for a moment, to eyes and to screen readers. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const say = useSay()
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 2000)
    return () => clearTimeout(timer)
  }, [done])
  const name = done ? say('kit.copied') : (label ?? say('kit.copy'))
  return (
    <Tooltip title={name}>
      <Button
        type="text"
        size="small"
        className="fm-noprint"
        aria-label={name}
        icon={done ? <CheckOutlined /> : <CopyOutlined />}
        onClick={(event) => {
          event.stopPropagation()
          void navigator.clipboard.writeText(text).then(() => setDone(true))
        }}
      />
    </Tooltip>
  )
}

/** An id, a hash or a number in fixed-width type that one can copy. `short` shows the first figures only. */
export function Code({ text, short }: { text: string; short?: number }) {
  const shown = short !== undefined && text.length > short ? `${text.slice(0, short)}…` : text
  return (
    <span className="fm-code">
      <code title={text}>{shown}</code>
      <CopyButton text={text} />
    </span>
  )
}
