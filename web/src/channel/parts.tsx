import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { StateTag, StatusTag } from '@/kit/status'
import { isDay } from '@/kit/time'
import { Day } from '@/kit/when'
import { useToday, useWorkplace } from '@/kit/workplace'
import { forever, healthStates, validityOf, validityStates, type Health } from './states'

/** The last day of something; what has no end says so. */
export function Until({ day, relative = false }: { day: string; relative?: boolean }) {
  const say = useSay()
  const today = useToday()
  return day === forever ? <span className="fm-soft">{say('channel.no_end')}</span> : <Day day={day} relative={relative} late={day < today} />
}

/** Valid, expiring, expired or not yet: always a word and a shape. */
export function ValidityTag({ from, to }: { from: string; to: string }) {
  return <StateTag of={validityStates} state={validityOf(from, to, useToday())} />
}

export function ExampleTag({ of }: { of: { example: boolean } }) {
  const say = useSay()
  return of.example ? <StatusTag tone="warn">{say('channel.example')}</StatusTag> : null
}

/** The health of all channels, read once for the list and the details. */
export function useHealth() {
  const { may } = useWorkplace()
  return useQuery({ queryKey: ['channels', 'health'], queryFn: ({ signal }) => data(api.GET('/v1/channels/health', { signal })), enabled: may('channel.read') })
}

/** What of a channel needs looking at, in words with numbers. */
export function HealthLine({ of }: { of: Health | undefined }) {
  const say = useSay()
  if (!of) return <span className="fm-soft">—</span>
  const facts = [
    of.expired > 0 && say('channel.count.expired', { n: of.expired }),
    of.expiring > 0 && say('channel.count.expiring', { n: of.expiring }),
    of.unread > 0 && say('channel.count.unread', { n: of.unread }),
    of.outstanding > 0 && say('channel.count.outstanding', { n: of.outstanding }),
    of.unconfirmed > 0 && say('channel.count.unconfirmed', { n: of.unconfirmed }),
    of.unchecked > 0 && say('channel.count.unchecked', { n: of.unchecked }),
    of.handwork > 0 && say('channel.count.handwork', { n: of.handwork }),
    of.no_officer && say('channel.count.no_officer'),
  ].filter((f) => f !== false)
  return (
    <span>
      <StateTag of={healthStates} state={of.state} /> {facts.length > 0 && <span className="fm-soft fm-small">{facts.join(say('kit.comma'))}</span>}
    </span>
  )
}

/** A calendar day typed by hand, as everywhere in the office: 2026-11-22. */
export function DayField({ name, label, required = true, extra }: { name: string | string[]; label: string; required?: boolean; extra?: string }) {
  const say = useSay()
  return (
    <Form.Item
      name={name}
      label={label}
      required={required}
      extra={extra}
      rules={[
        {
          validator: (_r, typed: unknown) => {
            const text = typeof typed === 'string' ? typed.trim() : ''
            return (text === '' ? !required : isDay(text)) ? Promise.resolve() : Promise.reject(new Error(say('channel.day_bad')))
          },
        },
      ]}
    >
      <Input maxLength={10} placeholder="2026-11-22" className="fm-digits" />
    </Form.Item>
  )
}

/** A text that must not be empty. */
export function TextField({ name, label, most = 300, required = true, rows, extra }: { name: string | string[]; label: string; most?: number; required?: boolean; rows?: number; extra?: string }) {
  const say = useSay()
  return (
    <Form.Item name={name} label={label} extra={extra} rules={required ? [{ required: true, whitespace: true, message: say('kit.field.need') }] : []}>
      {rows === undefined ? <Input maxLength={most} /> : <Input.TextArea rows={rows} maxLength={most} />}
    </Form.Item>
  )
}

/** Trimmed text, or nothing. */
export const filled = (text: string | undefined): string | undefined => (text?.trim() ? text.trim() : undefined)
