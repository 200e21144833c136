import { EyeInvisibleOutlined, EyeOutlined } from './icons'
import { Button, Form, Input, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { useSay } from '@/i18n'
import { Act } from './act'
import { ProblemAlert } from './problem'

/** How long a revealed value stays, in seconds. */
export const showFor = 60

/** What a reveal gives back; `left` is the platform's remaining quota today, where it has one. */
export interface Revealed {
  value: string
  left?: number
}

interface Props {
  /** The masked value as the server sends it, such as 138****5678. */
  value: string
  /** What is masked, for the button's name: "phone". */
  label: string
  permission: string
  /** Asks the server for the clear value; the server logs who, what and why. */
  reveal: (reason: string) => Promise<Revealed>
}

/**
 * A value that is masked until somebody says why they need it. It hides itself
 * again after a minute and when the window loses the person's attention.
 */
export function Masked({ value, label, permission, reveal }: Props) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [clear, setClear] = useState<Revealed | null>(null)
  const [left, setLeft] = useState(showFor)

  useEffect(() => {
    if (!clear) return
    const hide = () => setClear(null)
    const onHide = () => {
      if (document.visibilityState === 'hidden') hide()
    }
    const count = setInterval(() => setLeft((n) => n - 1), 1000)
    const end = setTimeout(hide, showFor * 1000)
    document.addEventListener('visibilitychange', onHide)
    return () => {
      clearInterval(count)
      clearTimeout(end)
      document.removeEventListener('visibilitychange', onHide)
    }
  }, [clear])

  const ask = async (reason: string) => {
    setBusy(true)
    setError(null)
    try {
      const got = await reveal(reason.trim())
      setLeft(showFor)
      setClear(got)
      setOpen(false)
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }

  if (clear) {
    return (
      <span className="fm-masked">
        <mark>{clear.value}</mark>
        <Button
          type="text"
          size="small"
          icon={<EyeInvisibleOutlined />}
          aria-label={say('kit.mask.hide', { what: label })}
          onClick={() => setClear(null)}
        />
        <small className="fm-soft fm-noprint">
          {say('kit.mask.left', { n: left })}
          {clear.left !== undefined && ` · ${say('kit.mask.quota', { n: clear.left })}`}
        </small>
      </span>
    )
  }
  const button = (
    <Act
      type="text"
      size="small"
      permission={permission}
      icon={<EyeOutlined />}
      aria-label={say('kit.mask.show', { what: label })}
      className="fm-noprint"
      onClick={() => setOpen(true)}
    />
  )
  return (
    <span className="fm-masked">
      <span>{value}</span>
      <Popover
        trigger={[]}
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        content={
          <Reason label={label} busy={busy} error={error} ask={(reason) => void ask(reason)} close={() => setOpen(false)} />
        }
      >
        {button}
      </Popover>
    </span>
  )
}

interface ReasonProps {
  label: string
  busy: boolean
  error: unknown
  ask: (reason: string) => void
  close: () => void
}

/** The question before a reveal. The common reasons are one press; the audit keeps whatever stands in the box. */
function Reason({ label, busy, error, ask, close }: ReasonProps) {
  const say = useSay()
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <div role="dialog" aria-label={say('kit.mask.show', { what: label })}>
      <Form<{ reason: string }>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="fm-pop-form"
        onFinish={({ reason }) => ask(reason)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
        }}
      >
        <Form.Item name="reason" label={say('kit.mask.reason', { what: label })} rules={[{ required: true, whitespace: true, message: say('kit.mask.needed') }]}>
          {/* The person has just asked for this question; the next thing they do is answer it. */}
          {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <div className="fm-reasons">
          {[say('kit.mask.why_ship'), say('kit.mask.why_call'), say('kit.mask.why_case')].map((reason) => (
            <Button key={reason} size="small" onClick={() => form.setFieldValue('reason', reason)}>
              {reason}
            </Button>
          ))}
        </div>
        {error !== null && <ProblemAlert error={error} />}
        <p className="fm-soft fm-small">{say('kit.mask.logged', { n: showFor })}</p>
        <div className="fm-actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say('kit.mask.do')}
          </Button>
          <Button onClick={close}>{say('kit.cancel')}</Button>
        </div>
      </Form>
    </div>
  )
}
