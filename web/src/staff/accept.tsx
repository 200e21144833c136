import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useLocation } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { CodesStep, FactorStep } from '@/app/setup'
import { Door } from '@/app/signin'
import { useSay } from '@/i18n'
import { bindProblem, ProblemAlert } from '@/kit/problem'
import { Stepper } from '@/kit/progress'
import { readInvite } from './states'

interface Fields {
  tenant: string
  code: string
  password: string
}

type Enrolment = components['schemas']['IdentityEnrolment']

function PasswordStep({ first, done }: { first: { tenant: string; code: string }; done: (made: Enrolment, tenant: string) => void }) {
  const say = useSay()
  const [form] = Form.useForm<Fields>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (v: Fields) => {
    setBusy(true)
    setError(null)
    const tenant = v.tenant.trim()
    try {
      done(await data(api.POST('/v1/invites/accept', { body: { code: v.code.trim(), password: v.password }, params: { query: tenant === '' ? {} : { tenant } } })), tenant)
    } catch (e) {
      bindProblem(form, e)
      setError(e)
      setBusy(false)
    }
  }
  return (
    <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={{ ...first }} onFinish={(v) => void submit(v)}>
      {/* Known from the link; asked for only where somebody types the code by hand. */}
      <Form.Item name="tenant" label={say('staff.accept_tenant')} hidden={first.tenant !== ''}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="code" label={say('staff.accept_code')} hidden={first.code !== ''} rules={[{ required: true, whitespace: true, message: say('staff.need') }]}>
        <Input autoComplete="off" maxLength={128} className="fm-digits" />
      </Form.Item>
      <Form.Item name="password" label={say('staff.accept_password')} extra={say('staff.own.password_hint')} rules={[{ required: true, min: 12, message: say('staff.own.password_short') }]}>
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
      {error !== null && <ProblemAlert error={error} fieldsShown />}
      <Button type="primary" htmlType="submit" block size="large" loading={busy}>
        {say('app.setup.next')}
      </Button>
    </Form>
  )
}

/** Where an invited person becomes a member of staff: a password, a second factor, the codes for a lost phone. */
export function Accept() {
  const say = useSay()
  const { hash } = useLocation()
  const [first] = useState(() => readInvite(hash))
  const [made, setMade] = useState<{ enrolment: Enrolment; tenant: string } | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const at = made === null ? 0 : codes === null ? 1 : 2
  return (
    <Door title={say('staff.accept')} wide>
      <p className="fm-soft">{say('staff.accept_text')}</p>
      <Stepper at={at} steps={[{ title: say('staff.accept_step') }, { title: say('app.setup.totp_step') }, { title: say('app.setup.codes_step') }]} />
      <div className="fm-setup">
        {made === null && <PasswordStep first={first} done={(enrolment, tenant) => setMade({ enrolment, tenant })} />}
        {made !== null && codes === null && (
          <FactorStep
            url={made.enrolment.otpauth_url}
            confirm={(totp) =>
              data(api.POST('/v1/factors/confirm', { body: { ticket: made.enrolment.ticket, totp }, params: { query: made.tenant === '' ? {} : { tenant: made.tenant } } }))
            }
            done={setCodes}
          />
        )}
        {codes !== null && <CodesStep codes={codes} />}
      </div>
    </Door>
  )
}
