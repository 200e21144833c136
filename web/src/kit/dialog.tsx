import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { Button, Form, Modal, type ButtonProps } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { Problem } from '@/api/problem'
import { useSay } from '@/i18n'
import { Act } from './act'
import { useFresh } from './fresh'
import { bindProblem, ProblemAlert } from './problem'
import { useDone } from './undo'

/** What every write carries, so that a repeated try does nothing twice. */
export interface Once {
  'Idempotency-Key': string
}

interface Props<V extends object> {
  /** The button, and the title of what it opens. */
  label: string
  title?: string
  permission?: string
  blocked?: string
  type?: ButtonProps['type']
  icon?: ReactNode
  danger?: boolean
  /** What this does and whom it touches, above the fields. */
  intro?: ReactNode
  children?: ReactNode
  initial?: Partial<V>
  ok?: string
  width?: number
  /** Where a fault of the answer belongs, if not at the field of the same name. */
  rename?: Readonly<Record<string, string | (string | number)[]>>
  /** Does it. What it returns is said; a node is shown in the window instead (a secret seen once). */
  submit: (values: V, once: Once, close: () => void) => Promise<string | { show: ReactNode }>
  /** What must be read anew afterwards. */
  stale?: readonly QueryKey[]
}

/**
 * A button that asks a few things and then acts. Faults stand at their fields,
 * what was typed stays, and a fresh second factor is asked for when needed.
 */
export function Dialog<V extends object = object>(props: Props<V>) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Act permission={props.permission} blocked={props.blocked} type={props.type} icon={props.icon} danger={props.danger} onClick={() => setOpen(true)}>
        {props.label}
      </Act>
      <Modal
        title={props.title ?? props.label}
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        width={props.width ?? 480}
        mask={{ closable: false }}
        destroyOnHidden
        closable={{ 'aria-label': say('kit.cancel') }}
      >
        <Body {...props} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Body<V extends object>({ intro, children, initial, ok, label, danger, rename, submit, stale = [], close }: Props<V> & { close: () => void }) {
  const say = useSay()
  const client = useQueryClient()
  const fresh = useFresh()
  const tell = useDone()
  const [form] = Form.useForm<V>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [shown, setShown] = useState<ReactNode>(null)
  const once = useRef(crypto.randomUUID())
  const send = async (values: V) => {
    setBusy(true)
    setError(null)
    try {
      const said = await fresh(() => submit(values, { 'Idempotency-Key': once.current }, close))
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })))
      if (typeof said === 'object') {
        setShown(said.show)
        return
      }
      tell(said)
      close()
    } catch (e) {
      // Only a try that got no answer may be the same try again.
      if (Problem.from(e).status !== 0) once.current = crypto.randomUUID()
      const rest = bindProblem(form, e, rename)
      const problem = Problem.from(e)
      if (problem.fields.length === 0 || rest.length > 0 || problem.detail !== '') setError(e)
    } finally {
      setBusy(false)
    }
  }
  if (shown !== null) return <>{shown}</>
  return (
    <Form<V> form={form} layout="vertical" initialValues={initial} onFinish={(v) => void send(v)}>
      {intro !== undefined && <div className="fm-gap">{intro}</div>}
      {children}
      {error !== null && <ProblemAlert error={error} fieldsShown />}
      <div className="fm-actions">
        <Button type="primary" danger={danger} htmlType="submit" loading={busy}>
          {ok ?? label}
        </Button>
        <Button onClick={close}>{say('kit.cancel')}</Button>
      </div>
    </Form>
  )
}
