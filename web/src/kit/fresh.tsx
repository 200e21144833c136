import { App, Button, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '@/api/client'
import { Problem } from '@/api/problem'
import { useSay } from '@/i18n'
import { bindProblem, ProblemAlert } from './problem'

/** Whether an act was turned away only because the second factor is no longer fresh. */
export const needsFresh = (error: unknown): boolean => Problem.from(error).code === 'step_up_required'

/**
 * Runs an act; where the server wants a fresh second factor it asks for the
 * code and runs the act again, so that nobody types the same form twice.
 * Closing the question gives the server's own refusal back.
 */
export function useFresh(): <T>(act: () => Promise<T>) => Promise<T> {
  const say = useSay()
  const { modal } = App.useApp()
  return useCallback(
    async <T,>(act: () => Promise<T>): Promise<T> => {
      try {
        return await act()
      } catch (refused) {
        if (!needsFresh(refused)) throw refused
        await new Promise<void>((resolve, reject) => {
          const dialog = modal.info({
            title: say('kit.fresh.title'),
            icon: null,
            footer: null,
            closable: true,
            mask: { closable: false },
            destroyOnHidden: true,
            content: (
              <Ask
                done={() => {
                  dialog.destroy()
                  resolve()
                }}
              />
            ),
            onCancel: () => reject(Problem.from(refused)),
          })
        })
        return act()
      }
    },
    [modal, say],
  )
}

function Ask({ done }: { done: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<{ totp: string }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async ({ totp }: { totp: string }) => {
    setBusy(true)
    setError(null)
    try {
      await api.POST('/v1/session/step-up', { body: { totp: totp.replace(/\s/g, '') } })
      done()
    } catch (e) {
      bindProblem(form, e)
      setError(e)
      setBusy(false)
    }
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(v) => void send(v)}>
      <p className="fm-soft fm-gap">{say('kit.fresh.text')}</p>
      <Form.Item name="totp" label={say('kit.fresh.code')} extra={say('kit.fresh.hint')} rules={[{ required: true, whitespace: true, message: say('kit.fresh.need') }]}>
        {/* The person was just asked for this code and for nothing else. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Input autoFocus inputMode="text" autoComplete="one-time-code" maxLength={32} className="fm-digits" />
      </Form.Item>
      {error !== null && <ProblemAlert error={error} fieldsShown />}
      <Button type="primary" htmlType="submit" block loading={busy}>
        {say('kit.fresh.do')}
      </Button>
    </Form>
  )
}
