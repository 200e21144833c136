import { Form, Input } from 'antd'
import { useSay } from '@/i18n'
import { isDay } from '@/kit/time'
import { useToday } from '@/kit/workplace'

/** A day typed as 2026-11-21. */
export function DayField({ name, label, extra, required = false }: { name: string; label: string; extra?: string; required?: boolean }) {
  const say = useSay()
  const today = useToday()
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      required={required}
      rules={[
        {
          validator: (_r, v: unknown) => {
            const text = typeof v === 'string' ? v.trim() : ''
            return (text === '' && !required) || isDay(text) ? Promise.resolve() : Promise.reject(new Error(say('till.birth_bad')))
          },
        },
      ]}
    >
      <Input placeholder={today} maxLength={10} inputMode="numeric" autoComplete="off" className="fm-digits" />
    </Form.Item>
  )
}
