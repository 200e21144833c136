import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useMe } from '@/app/session'
import { FactorStep } from '@/app/setup'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { useFresh } from '@/kit/fresh'
import { Loaded } from '@/kit/loaded'
import { Pre } from '@/kit/pre'
import { ProblemAlert } from '@/kit/problem'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { DataTable } from '@/kit/table'
import { useDone } from '@/kit/undo'
import { Instant } from '@/kit/when'

type Session = components['schemas']['IdentitySessionView']

function Sessions() {
  const say = useSay()
  const query = useQuery({ queryKey: ['sessions'], queryFn: async ({ signal }) => (await data(api.GET('/v1/sessions', { signal }))).data })
  return (
    <Section title={say('staff.own.sessions')}>
      <Loaded query={query}>
        {(list) => (
          <DataTable<Session>
            caption={say('staff.own.sessions')}
            rows={list}
            rowKey={(s) => s.id}
            columns={[
              {
                key: 'seen',
                title: say('staff.seen'),
                render: (s) => (
                  <>
                    <Instant at={s.seen_at} relative /> {s.current && <StatusTag tone="info">{say('staff.own.here')}</StatusTag>}
                  </>
                ),
              },
              { key: 'ip', title: say('staff.own.from'), render: (s) => s.ip },
              { key: 'began', title: say('staff.own.began'), render: (s) => <Instant at={s.created_at} /> },
              { key: 'expires', title: say('staff.expires'), render: (s) => <Instant at={s.expires_at} />, phone: 'none' },
              {
                key: 'acts',
                title: say('kit.queue.bar'),
                render: (s) =>
                  s.current ? null : (
                    <Dialog
                      label={say('staff.own.end')}
                      stale={[['sessions']]}
                      submit={async () => {
                        await api.DELETE('/v1/sessions/{id}', { params: { path: { id: s.id } } })
                        return say('staff.own.ended')
                      }}
                    />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}

function PasswordButton() {
  const say = useSay()
  return (
    <Dialog<{ old: string; new: string }>
      label={say('staff.own.password')}
      stale={[['me'], ['sessions']]}
      submit={async (v) => {
        await api.PUT('/v1/me/password', { body: { old: v.old, new: v.new } })
        return say('staff.own.password_said')
      }}
    >
      <Form.Item name="old" label={say('staff.own.password_old')} rules={[{ required: true, message: say('staff.need') }]}>
        <Input.Password autoComplete="current-password" maxLength={256} />
      </Form.Item>
      <Form.Item name="new" label={say('staff.own.password_new')} extra={say('staff.own.password_hint')} rules={[{ required: true, min: 12, message: say('staff.own.password_short') }]}>
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Form.Item>
    </Dialog>
  )
}

function CodesButton() {
  const say = useSay()
  return (
    <Dialog
      label={say('staff.own.codes')}
      intro={say('staff.own.codes_text')}
      stale={[['me']]}
      submit={async (_v, header, close) => {
        const made = await data(api.POST('/v1/me/recovery-codes', { params: { header } }))
        return {
          show: (
            <>
              <p>{say('staff.own.codes_shown')}</p>
              <Pre text={made.recovery_codes.join('\n')} label={say('staff.own.codes')} />
              <div className="fm-actions fm-shown-foot">
                <Button type="primary" onClick={close}>
                  {say('staff.close')}
                </Button>
              </div>
            </>
          ),
        }
      }}
    />
  )
}

/** Replacing the authenticator stands on the page, not in a window: one needs both hands and the other phone. */
function Factor() {
  const say = useSay()
  const fresh = useFresh()
  const tell = useDone()
  const [made, setMade] = useState<components['schemas']['IdentityEnrolment'] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const me = useMe()
  const begin = () => {
    setError(null)
    fresh(() => data(api.POST('/v1/me/factor', {}))).then(setMade, setError)
  }
  return (
    <>
      {error !== null && <ProblemAlert error={error} />}
      {made === null ? (
        <Button onClick={begin}>{say('staff.own.factor')}</Button>
      ) : (
        <div className="fm-own-factor">
          <p className="fm-soft">{say('staff.own.factor_text')}</p>
          <FactorStep
            url={made.otpauth_url}
            confirm={(totp) => data(api.POST('/v1/factors/confirm', { body: { ticket: made.ticket, totp }, params: { query: { tenant: me.tenant } } }))}
            done={() => {
              setMade(null)
              tell(say('staff.own.factor_said'))
            }}
          />
        </div>
      )}
    </>
  )
}

/** What keeps one's own account safe: devices, password, second factor, recovery codes. */
export function OwnSecurity() {
  const say = useSay()
  const me = useMe()
  return (
    <>
      <Section title={say('staff.own.security')}>
        {me.password_due && <Alert type="warning" showIcon title={say('staff.own.password_due')} className="fm-gap" />}
        <div className="fm-actions">
          <PasswordButton />
          <Factor />
          <CodesButton />
          <span className={me.recovery_codes_left < 3 ? 'fm-asof-missing' : 'fm-soft'}>{say('staff.own.codes_left', { n: me.recovery_codes_left })}</span>
        </div>
      </Section>
      <Sessions />
    </>
  )
}
