import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { Code, CopyButton } from '@/kit/copy'
import { PrintButton } from '@/kit/page'
import { bindProblem, ProblemAlert } from '@/kit/problem'
import { Stepper } from '@/kit/progress'
import { Qr } from '@/kit/qr'
import { Door } from './signin'

type Enrolment = components['schemas']['IdentityEnrolment']

interface Fields {
  code: string
  shop: string
  name: string
  email: string
  password: string
}

/** The first run: one shop, one owner, a second factor and the codes for a lost phone. */
export function Setup() {
  const say = useSay()
  const [made, setMade] = useState<Enrolment | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const state = useQuery({ queryKey: ['setup'], queryFn: ({ signal }) => data(api.GET('/v1/setup', { signal })), retry: false, staleTime: Infinity })
  if (state.data && !state.data.needed && !made) return <Navigate to="/signin" replace />
  const at = made === null ? 0 : codes === null ? 1 : 2
  return (
    <Door title={say('app.setup')} wide>
      <p className="fm-soft">{say('app.setup.text')}</p>
      <Stepper at={at} steps={[{ title: say('app.setup.shop_step') }, { title: say('app.setup.totp_step') }, { title: say('app.setup.codes_step') }]} />
      <div className="fm-setup">
        {made === null && <ShopStep done={setMade} />}
        {made !== null && codes === null && (
          <FactorStep url={made.otpauth_url} confirm={(totp) => data(api.POST('/v1/setup/confirm', { body: { ticket: made.ticket, totp } }))} done={setCodes} />
        )}
        {codes !== null && <CodesStep codes={codes} />}
      </div>
    </Door>
  )
}

function ShopStep({ done }: { done: (made: Enrolment) => void }) {
  const say = useSay()
  const language = useLanguage()
  const [form] = Form.useForm<Fields>()
  const [params] = useSearchParams()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (v: Fields) => {
    setBusy(true)
    setError(null)
    try {
      const body = { code: v.code.trim(), shop: v.shop.trim(), name: v.name.trim(), email: v.email.trim(), password: v.password, language }
      done(await data(api.POST('/v1/setup', { body })))
    } catch (e) {
      bindProblem(form, e)
      setError(e)
      setBusy(false)
    }
  }
  const need = { required: true, whitespace: true, message: say('app.setup.need') }
  return (
    <Form<Fields> form={form} layout="vertical" onFinish={(v) => void submit(v)} requiredMark={false} initialValues={{ code: params.get('code') ?? '' }}>
      <Form.Item name="code" label={say('app.setup.code')} extra={say('app.setup.code_hint')} rules={[need]}>
        <Input autoComplete="off" maxLength={64} className="fm-digits" />
      </Form.Item>
      <Form.Item name="shop" label={say('app.setup.shop')} rules={[need]}>
        <Input autoComplete="organization" maxLength={80} />
      </Form.Item>
      <Form.Item name="name" label={say('app.setup.name')} rules={[need]}>
        <Input autoComplete="name" maxLength={80} />
      </Form.Item>
      <Form.Item name="email" label={say('app.setup.email')} rules={[{ required: true, type: 'email', message: say('app.signin.email_bad') }]}>
        <Input type="email" inputMode="email" autoComplete="username" maxLength={254} />
      </Form.Item>
      <Form.Item name="password" label={say('app.setup.password')} extra={say('app.setup.password_hint')} rules={[{ required: true, min: 12, message: say('app.setup.short') }]}>
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
      {error !== null && <ProblemAlert error={error} fieldsShown />}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {say('app.setup.next')}
      </Button>
    </Form>
  )
}

/** The shared secret inside an otpauth URL, in groups of four for typing. */
export function secretOf(url: string): string {
  const secret = /[?&]secret=([A-Z2-7]+)/i.exec(url)?.[1] ?? ''
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}

interface FactorProps {
  url: string
  confirm: (totp: string) => Promise<{ recovery_codes?: readonly string[] }>
  done: (recoveryCodes: readonly string[]) => void
}

/** Scanning the second factor and proving that it works. */
export function FactorStep({ url, confirm, done }: FactorProps) {
  const say = useSay()
  const [form] = Form.useForm<{ totp: string }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async ({ totp }: { totp: string }) => {
    setBusy(true)
    setError(null)
    try {
      const opened = await confirm(totp.replace(/\s/g, ''))
      done(opened.recovery_codes ?? [])
    } catch (e) {
      bindProblem(form, e)
      setError(e)
      setBusy(false)
    }
  }
  return (
    <div className="fm-factor">
      <Qr text={url} label={say('app.setup.qr')} />
      <div>
        <p>{say('app.setup.scan')}</p>
        <p className="fm-soft fm-small">
          {say('app.setup.by_hand')} <Code text={secretOf(url)} />
        </p>
        <Form form={form} layout="vertical" onFinish={(v) => void submit(v)} requiredMark={false}>
          <Form.Item name="totp" label={say('app.setup.totp')} rules={[{ required: true, pattern: /^\s*(\d\s*){6}$/, message: say('app.setup.need') }]}>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={12} className="fm-digits" />
          </Form.Item>
          {error !== null && <ProblemAlert error={error} fieldsShown />}
          <Button type="primary" htmlType="submit" loading={busy}>
            {say('app.setup.next')}
          </Button>
        </Form>
      </div>
    </div>
  )
}

/** The codes for a lost phone, seen once; going on takes a tick that they are kept. */
export function CodesStep({ codes }: { codes: readonly string[] }) {
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [kept, setKept] = useState(false)
  return (
    <div>
      <p>{say('app.setup.codes')}</p>
      <ul className="fm-codes">
        {codes.map((c) => (
          <li key={c}>
            <code>{c}</code>
          </li>
        ))}
      </ul>
      <div className="fm-actions fm-gap">
        <CopyButton text={codes.join('\n')} /> <PrintButton />
      </div>
      <p>
        <Checkbox checked={kept} onChange={(e) => setKept(e.target.checked)}>
          {say('app.setup.kept')}
        </Checkbox>
      </p>
      <Button
        type="primary"
        size="large"
        disabled={!kept}
        onClick={() => {
          client.clear()
          void navigate('/', { replace: true })
        }}
      >
        {say('app.setup.done')}
      </Button>
    </div>
  )
}
