import { Alert, Form, Select } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { api, data } from '@/api/client'
import { byNoun, usePermissions } from '@/api/operations'
import { useMe } from '@/app/session'
import { useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import { Dialog } from '@/kit/dialog'
import { useNoun } from '@/kit/object'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { roles, useWorkplace, type Role } from '@/kit/workplace'
import { Invited } from './list'
import { useReadable, useRoleName } from './names'
import { inviteLink, userStates, type Outcome, type User } from './states'

const stale = (id: string) => [['staff', id], ['staff', 'list'], ['users']]

interface ActProps {
  user: User
  /** What an approval that now waits is told by. */
  told: (outcome: Outcome) => void
}

function RoleAct({ user, told }: ActProps) {
  const say = useSay()
  const me = useMe()
  return (
    <Dialog<{ role: Role }>
      label={say('staff.role_change')}
      permission="user.manage"
      blocked={user.id === me.actor ? say('staff.self') : undefined}
      intro={<p className="fm-soft">{say('staff.role_text')}</p>}
      stale={[...stale(user.id), ['approvals']]}
      submit={async ({ role }) => {
        const outcome = await data(api.PUT('/v1/users/{id}/role', { body: { role }, params: { path: { id: user.id } } }))
        told(outcome)
        return outcome.applied ? say('staff.applied') : say('staff.waits')
      }}
    >
      <Form.Item name="role" label={say('staff.role_new')} rules={[{ required: true, message: say('staff.need') }]}>
        <Select options={roles.filter((r) => r !== user.role).map((r) => ({ value: r, label: say(`kit.role.${r}`) }))} />
      </Form.Item>
    </Dialog>
  )
}

function StateAct({ user }: { user: User }) {
  const say = useSay()
  const me = useMe()
  const { name, id } = user
  if (user.state === 'disabled') {
    return (
      <Dialog
        label={say('staff.enable')}
        permission="user.manage"
        intro={say('staff.enable_text', { name })}
        stale={stale(id)}
        submit={async (_v, header) => {
          await api.POST('/v1/users/{id}/enable', { params: { path: { id }, header } })
          return say('staff.enabled_said', { name })
        }}
      />
    )
  }
  return (
    <Dialog
      label={say('staff.disable')}
      permission="user.manage"
      danger
      blocked={id === me.actor ? say('staff.self') : undefined}
      intro={say('staff.disable_text', { name })}
      stale={stale(id)}
      submit={async (_v, header) => {
        await api.POST('/v1/users/{id}/disable', { params: { path: { id }, header } })
        return say('staff.disabled_said', { name })
      }}
    />
  )
}

function AccessActs({ user, told }: ActProps) {
  const say = useSay()
  const me = useMe()
  const { name, id } = user
  if (user.state === 'invited') {
    return (
      <Dialog
        label={say('staff.invite_again')}
        permission="user.manage"
        intro={say('staff.invite_again_text')}
        stale={stale(id)}
        submit={async (_v, header, close) => {
          const made = await data(api.POST('/v1/users/{id}/invite', { params: { path: { id }, header } }))
          return { show: <Invited name={name} link={inviteLink(location.origin, me.tenant, made.code)} until={made.expires_at} close={close} /> }
        }}
      />
    )
  }
  return (
    <>
      <Dialog
        label={say('staff.sign_out')}
        permission="user.manage"
        intro={say('staff.sign_out_text', { name })}
        stale={stale(id)}
        submit={async (_v, header) => {
          await api.POST('/v1/users/{id}/sign-out', { params: { path: { id }, header } })
          return say('staff.signed_out', { name })
        }}
      />
      <Dialog
        label={say('staff.reset')}
        permission="user.manage"
        blocked={id === me.actor ? say('staff.self') : undefined}
        intro={say('staff.reset_text', { name })}
        stale={[...stale(id), ['approvals']]}
        submit={async (_v, header) => {
          const outcome = await data(api.POST('/v1/users/{id}/reset-factor', { params: { path: { id }, header } }))
          told(outcome)
          return outcome.applied ? say('staff.applied') : say('staff.waits')
        }}
      />
    </>
  )
}

function May({ role }: { role: string }) {
  const permissions = usePermissions()
  const { holders } = useWorkplace()
  const noun = useNoun()
  const own = byNoun(permissions.filter((p) => holders(p.permission).some((r) => r === role)))
  return (
    <dl className="fm-may">
      {own.map(([key, list]) => (
        <div key={key}>
          <dt>{noun(key)}</dt>
          {list.map((p) => (
            <dd key={p.permission}>{p.acts}</dd>
          ))}
        </div>
      ))}
    </dl>
  )
}

function Waiting({ outcome }: { outcome: Outcome }) {
  const say = useSay()
  const readable = useReadable()
  if (!outcome.approval) return null
  return (
    <Alert
      type="info"
      showIcon
      title={say('staff.waits')}
      description={
        <>
          {readable(outcome.approval.summary)} <Link to={`/approvals?item=${outcome.approval.id}`}>{say('staff.waits_see')}</Link>
        </>
      }
    />
  )
}

export default function StaffDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const roleName = useRoleName()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  return (
    <DetailPage<User>
      name={['staff', id]}
      load={(signal) => data(api.GET('/v1/users/{id}', { params: { path: { id } }, signal }))}
      show={(u) => ({
        title: u.name,
        id: u.id,
        state: <StateTag of={userStates} state={u.state} />,
        facts: [
          { label: say('staff.role'), value: roleName(u.role) },
          { label: say('staff.email'), value: u.email },
          { label: say('staff.seen'), value: u.seen_at === undefined ? say('staff.never') : <Instant at={u.seen_at} relative /> },
          { label: say('staff.since'), value: <Instant at={u.created_at} /> },
        ],
        body: (
          <>
            {outcome && <Waiting outcome={outcome} />}
            <Section title={say('staff.may')} extra={<Link to="/staff/roles">{say('staff.roles')}</Link>}>
              <May role={u.role} />
            </Section>
          </>
        ),
        related: [{ label: say('staff.acts'), to: `/audit?actor=${encodeURIComponent(u.id)}` }],
        actions: (
          <>
            <AccessActs user={u} told={setOutcome} />
            <RoleAct user={u} told={setOutcome} />
            <StateAct user={u} />
          </>
        ),
      })}
      back={{ to: '/staff', label: say('staff.title') }}
      curl={{ path: `/v1/users/${id}` }}
    />
  )
}
