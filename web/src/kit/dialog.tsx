import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { Button, Form, Modal, type ButtonProps } from 'antd'
import { useCallback, useRef, useState, type ReactNode } from 'react'
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

interface Asking<V extends object> {
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

interface Props<V extends object> extends Asking<V> {
  /** The button, and the title of what it opens. */
  label: string
  title?: string
  permission?: string
  blocked?: string
  type?: ButtonProps['type']
  size?: ButtonProps['size']
  icon?: ReactNode
}

/**
 * A button that asks a few things and then acts. Faults stand at their fields,
 * what was typed stays, and a fresh second factor is asked for when needed.
 */
export function Dialog<V extends object = object>(props: Props<V>) {
  const tell = useDone()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Act permission={props.permission} blocked={props.blocked} type={props.type} size={props.size} icon={props.icon} danger={props.danger} onClick={() => setOpen(true)}>
        {props.label}
      </Act>
      <Frame title={props.title ?? props.label} open={open} width={props.width} close={close}>
        <Body
          {...props}
          ok={props.ok ?? props.label}
          close={close}
          done={(said) => {
            tell(said)
            close()
          }}
        />
      </Frame>
    </>
  )
}

function Frame({ title, open, width = 480, close, children }: { title: string; open: boolean; width?: number; close: () => void; children: ReactNode }) {
  const say = useSay()
  return (
    <Modal title={title} open={open} onCancel={close} footer={null} width={width} mask={{ closable: false }} destroyOnHidden closable={{ 'aria-label': say('kit.cancel') }}>
      {children}
    </Modal>
  )
}

/** The same question asked from code, such as an act of a queue. */
export interface Question<V extends object> extends Asking<V> {
  title: string
}

interface Open {
  // Each question has its own fields; outside they are all alike.
  question: Question<never>
  answer: (said: string | null) => void
}

/**
 * Asks before an act. The node must stand on the page; the promise gives what
 * was said when the act is done, null when the person thought better of it.
 */
export function useAsk(): [node: ReactNode, ask: <V extends object>(question: Question<V>) => Promise<string | null>] {
  const [at, setAt] = useState<Open | null>(null)
  const ask = useCallback(
    <V extends object>(question: Question<V>) =>
      new Promise<string | null>((answer) => setAt({ question: question as unknown as Question<never>, answer })),
    [],
  )
  const end = (said: string | null) => {
    at?.answer(said)
    setAt(null)
  }
  const node = (
    <Frame title={at?.question.title ?? ''} open={at !== null} width={at?.question.width} close={() => end(null)}>
      {at && <Body {...at.question} ok={at.question.ok ?? at.question.title} close={() => end(null)} done={end} />}
    </Frame>
  )
  return [node, ask]
}

interface BodyProps<V extends object> extends Asking<V> {
  ok: string
  close: () => void
  done: (said: string) => void
}

function Body<V extends object>({ intro, children, initial, ok, danger, rename, submit, stale = [], close, done }: BodyProps<V>) {
  const say = useSay()
  const client = useQueryClient()
  const fresh = useFresh()
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
      // Not waited for: what was done is done, the pages behind catch up.
      for (const queryKey of stale) void client.invalidateQueries({ queryKey })
      if (typeof said === 'object') {
        setShown(said.show)
        return
      }
      done(said)
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
          {ok}
        </Button>
        <Button onClick={close}>{say('kit.cancel')}</Button>
      </div>
    </Form>
  )
}
