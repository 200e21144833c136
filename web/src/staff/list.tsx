import { Form, Input, Select } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useMe } from '@/app/session'
import { useSay, type Language } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import type { Filter } from '@/kit/filters'
import { PlusOutlined } from '@/kit/icons'
import { ListPage } from '@/kit/list'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { roles, type Role } from '@/kit/workplace'
import { useRoleName } from './names'
import { ShownOnce } from './shown'
import { inviteLink, userStates, type User } from './states'

interface Invite {
  name: string
  email: string
  role: Role
  language: Language
}

function InviteButton() {
  const say = useSay()
  const me = useMe()
  const need = { required: true, whitespace: true, message: say('staff.need') }
  return (
    <Dialog<Invite>
      label={say('staff.invite')}
      permission="user.manage"
      type="primary"
      icon={<PlusOutlined />}
      intro={<p className="fm-soft">{say('staff.invite_text')}</p>}
      initial={{ role: 'service', language: 'zh-CN' }}
      ok={say('staff.invite_do')}
      stale={[['staff'], ['users']]}
      submit={async (v, header, close) => {
        const made = await data(api.POST('/v1/users', { body: { ...v, name: v.name.trim(), email: v.email.trim() }, params: { header } }))
        const link = inviteLink(location.origin, me.tenant, made.invitation.code)
        return { show: <Invited name={v.name} link={link} until={made.invitation.expires_at} close={close} /> }
      }}
    >
      <Form.Item name="name" label={say('staff.name')} rules={[need]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={say('staff.email')} rules={[{ required: true, type: 'email', message: say('staff.email_bad') }]}>
        <Input type="email" maxLength={254} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={say('staff.role')} rules={[{ required: true }]} extra={<Link to="/staff/roles">{say('staff.roles')}</Link>}>
        <Select options={roles.map((r) => ({ value: r, label: say(`kit.role.${r}`) }))} />
      </Form.Item>
      <Form.Item name="language" label={say('staff.language')} required>
        <Select
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
    </Dialog>
  )
}

/** The link of an invitation, to be handed over. */
export function Invited({ name, link, until, close }: { name: string; link: string; until: string; close: () => void }) {
  const say = useSay()
  return (
    <ShownOnce
      title={say('staff.invited_title')}
      text={say('staff.invited_text', { name })}
      label={say('staff.invited_link')}
      secret={link}
      below={
        <p className="fm-soft">
          {say('staff.expires')} <Instant at={until} />
        </p>
      }
      close={close}
    />
  )
}

export default function StaffList() {
  const say = useSay()
  const roleName = useRoleName()
  const columns = useMemo(
    (): Column<User>[] => [
      { key: 'name', title: say('staff.name'), render: (u) => u.name },
      { key: 'role', title: say('staff.role'), render: (u) => roleName(u.role) },
      { key: 'state', title: say('staff.state'), render: (u) => <StateTag of={userStates} state={u.state} />, phone: 'end' },
      { key: 'email', title: say('staff.email'), render: (u) => u.email },
      { key: 'seen', title: say('staff.seen'), render: (u) => (u.seen_at === undefined ? <span className="fm-soft">{say('staff.never')}</span> : <Instant at={u.seen_at} relative />) },
      { key: 'since', title: say('staff.since'), render: (u) => <Instant at={u.created_at} />, off: true, phone: 'none' },
    ],
    [say, roleName],
  )
  const filters = useMemo(
    (): Filter[] => [
      { key: 'state', label: say('staff.state'), kind: 'one', options: (['invited', 'active', 'disabled'] as const).map((v) => ({ value: v, label: say(`staff.state.${v}`) })) },
    ],
    [say],
  )
  return (
    <ListPage<User>
      name="staff"
      title={say('staff.title')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/users', { params: { query: { state: ask.one('state') as User['state'] | undefined, cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(u) => u.id}
      to={(u) => `/staff/${u.id}`}
      curl={(ask) => ({ path: `/v1/users?limit=${ask.limit}` })}
      empty={{ title: say('staff.empty') }}
      below={
        <p className="fm-soft">
          {say('staff.below')} <Link to="/staff/roles">{say('staff.roles')}</Link>
        </p>
      }
      actions={<InviteButton />}
    />
  )
}
