import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { useTitle } from '@/kit/page'
import { bindProblem, ProblemAlert } from '@/kit/problem'
import { LangSwitch } from '@/kit/switches'
import { DetailSkeleton } from '@/kit/skeletons'
import { Brand } from './brand'
import { safeNext } from './session'

/** The frame of the pages before the shop: the name, the claim, one card. */
export function Door({ title, children, wide = false }: { title: string; children: ReactNode; wide?: boolean }) {
  const say = useSay()
  useTitle(title)
  return (
    <div className="fm-door">
      <header className="fm-door-ink">
        <Brand />
        <p className="fm-claim">
          {/* Broken after the comma, never inside a Chinese word. */}
          {say('app.signin.claim').split(/(?<=，|, )/).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      </header>
      <div className="fm-door-paper">
        <aside className="fm-door-tools" aria-label={say('app.tools')}>
          <LangSwitch />
        </aside>
        <main className={wide ? 'fm-door-wide' : undefined}>
          <h1>{title}</h1>
          {children}
        </main>
      </div>
    </div>
  )
}

interface Fields {
  tenant?: string
  email: string
  password: string
  totp?: string
}

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Signing in; on the first run of a server it leads to the set-up. */
export function SignIn() {
  const say = useSay()
  const [params] = useSearchParams()
  const setup = useQuery({ queryKey: ['setup'], queryFn: ({ signal }) => data(api.GET('/v1/setup', { signal })), retry: false })
  const token = params.get('token')
  if (token !== null) return <ByLink token={token} />
  if (setup.data?.needed) return <Navigate to="/setup" replace />
  return (
    <Door title={say('app.signin')}>
      {params.has('ended') && <Alert type="info" showIcon title={say('app.signin.ended')} className="fm-gap" />}
      <PasswordForm next={safeNext(params.get('next'))} />
    </Door>
  )
}

function PasswordForm({ next }: { next: string }) {
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const [tenant, setTenant] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (v: Fields) => {
    setBusy(true)
    setError(null)
    try {
      const body = { email: v.email.trim(), password: v.password, totp: (v.totp ?? '').replace(/\s/g, '') }
      const tenant = v.tenant?.trim() ?? ''
      await api.POST('/v1/session', { body, params: { query: tenant === '' ? {} : { tenant } } })
      client.clear()
      await navigate(next, { replace: true })
    } catch (e) {
      bindProblem(form, e)
      setError(e)
      setBusy(false)
    }
  }
  return (
    <Form<Fields> form={form} layout="vertical" onFinish={(v) => void submit(v)} requiredMark={false}>
      {tenant && (
        <Form.Item name="tenant" label={say('app.signin.tenant')} extra={say('app.signin.tenant_hint')}>
          <Input autoComplete="organization" maxLength={64} />
        </Form.Item>
      )}
      <Form.Item name="email" label={say('app.signin.email')} rules={[{ required: true, pattern: email, message: say('app.signin.email_bad') }]}>
        <Input type="email" inputMode="email" autoComplete="username" maxLength={254} />
      </Form.Item>
      <Form.Item name="password" label={say('app.signin.password')} rules={[{ required: true, message: say('app.signin.password_need') }]}>
        <Input.Password autoComplete="current-password" maxLength={256} />
      </Form.Item>
      <Form.Item name="totp" label={say('app.signin.totp')} extra={say('app.signin.totp_hint')}>
        <Input autoComplete="one-time-code" maxLength={32} className="fm-digits" />
      </Form.Item>
      {error !== null && <ProblemAlert error={error} fieldsShown />}
      <Button type="primary" htmlType="submit" block size="large" loading={busy}>
        {say('app.signin')}
      </Button>
      {!tenant && (
        <Button type="link" block onClick={() => setTenant(true)}>
          {say('app.signin.tenant_show')}
        </Button>
      )}
    </Form>
  )
}

/** A one-time link: the token leaves the address before it is used, so that it stays in no history. */
function ByLink({ token }: { token: string }) {
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [params] = useSearchParams()
  const [error, setError] = useState<unknown>(null)
  const begun = useRef(false)
  const next = safeNext(params.get('next'))
  useEffect(() => {
    // React runs effects twice in development; the token works once.
    if (begun.current) return
    begun.current = true
    // The shop stands before the dot, so that the server knows where to look.
    api.POST('/v1/demo/enter', { body: { token }, params: { query: { tenant: token.split('.')[0] } } }).then(
      () => {
        client.clear()
        void navigate(next, { replace: true })
      },
      (e: unknown) => setError(e),
    )
  }, [token, next, navigate, client])
  return (
    <Door title={error === null ? say('app.signin.link') : say('app.signin.link_bad')}>
      {error === null ? (
        <DetailSkeleton />
      ) : (
        <ProblemAlert
          error={error}
          action={
            <Button size="small" onClick={() => void navigate('/signin', { replace: true })}>
              {say('app.signin.again')}
            </Button>
          }
        />
      )}
    </Door>
  )
}
