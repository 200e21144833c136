import { Checkbox, Form, Input, InputNumber } from 'antd'
import { useMemo, useState } from 'react'
import { api, data } from '@/api/client'
import { usePermissions } from '@/api/operations'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { PlusOutlined } from '@/kit/icons'
import { ListPage } from '@/kit/list'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useNow } from '@/kit/workplace'
import { useNames } from './names'
import { ShownOnce } from './shown'
import { keyState, keyStates, type MachineKey } from './states'

/** The rights to choose from, each in words; what does not fit the search stays chosen. */
export function ScopePicker({ value = [], onChange }: { value?: string[]; onChange?: (value: string[]) => void }) {
  const say = useSay()
  const permissions = usePermissions()
  const [typed, setTyped] = useState('')
  const asked = typed.trim().toLowerCase()
  const shown = permissions.filter((p) => asked === '' || `${p.permission} ${p.acts}`.toLowerCase().includes(asked))
  return (
    <div className="fm-scopes">
      <Input allowClear value={typed} onChange={(e) => setTyped(e.target.value)} placeholder={say('staff.key_scopes_find')} aria-label={say('staff.key_scopes_find')} />
      <ul>
        {shown.map((p) => (
          <li key={p.permission}>
            <Checkbox
              checked={value.includes(p.permission)}
              onChange={(e) => onChange?.(e.target.checked ? [...value, p.permission] : value.filter((v) => v !== p.permission))}
            >
              {p.acts} <code className="fm-soft">{p.permission}</code>
            </Checkbox>
          </li>
        ))}
      </ul>
      <p role="status" className="fm-soft fm-small">
        {say('staff.key_chosen', { n: value.length })}
      </p>
    </div>
  )
}

interface NewKey {
  name: string
  scopes: string[]
  days: number
  ips?: string
}

function NewKeyButton() {
  const say = useSay()
  return (
    <Dialog<NewKey>
      label={say('staff.key_new')}
      permission="key.manage"
      type="primary"
      icon={<PlusOutlined />}
      width={640}
      initial={{ days: 90, scopes: [] }}
      stale={[['keys']]}
      submit={async (v, header, close) => {
        const ips = (v.ips ?? '').split(/[\s,，]+/).filter(Boolean)
        const made = await data(api.POST('/v1/keys', { body: { name: v.name.trim(), scopes: v.scopes, days: v.days, ips: ips.length > 0 ? ips : undefined }, params: { header } }))
        return { show: <ShownOnce title={say('staff.key_made')} text={say('staff.key_made_text')} label={say('staff.key')} secret={made.secret} close={close} /> }
      }}
    >
      <Form.Item name="name" label={say('staff.key_name')} extra={say('staff.key_name_hint')} rules={[{ required: true, whitespace: true, message: say('staff.need') }]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="scopes" label={say('staff.key_scopes')} rules={[{ required: true, type: 'array', min: 1, message: say('staff.key_scopes_need') }]}>
        <ScopePicker />
      </Form.Item>
      <Form.Item name="days" label={say('staff.key_days')} extra={say('staff.key_days_hint')} rules={[{ required: true, type: 'integer', min: 1, max: 365, message: say('staff.key_days_bad') }]}>
        <InputNumber inputMode="numeric" />
      </Form.Item>
      <Form.Item name="ips" label={say('staff.key_ips')} extra={say('staff.key_ips_hint')}>
        <Input.TextArea rows={2} maxLength={1000} spellCheck={false} className="fm-mono" />
      </Form.Item>
    </Dialog>
  )
}

function RevokeButton({ of }: { of: MachineKey }) {
  const say = useSay()
  return (
    <Dialog
      label={say('staff.key_revoke')}
      permission="key.manage"
      danger
      intro={say('staff.key_revoke_text', { name: of.name })}
      stale={[['keys']]}
      submit={async () => {
        await api.DELETE('/v1/keys/{id}', { params: { path: { id: of.id } } })
        return say('staff.key_revoked_said', { name: of.name })
      }}
    />
  )
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  const permissions = usePermissions()
  return (
    <ul className="fm-tags">
      {scopes.map((s) => (
        <li key={s} title={permissions.find((p) => p.permission === s)?.acts}>
          <code>{s}</code>
        </li>
      ))}
    </ul>
  )
}

export default function Keys() {
  const say = useSay()
  const names = useNames()
  const now = useNow()
  const columns = useMemo(
    (): Column<MachineKey>[] => [
      { key: 'name', title: say('staff.key_name'), render: (k) => <b>{k.name}</b> },
      { key: 'state', title: say('staff.state'), render: (k) => <StateTag of={keyStates} state={keyState(k, now)} />, phone: 'end' },
      { key: 'hint', title: say('staff.key_tail'), render: (k) => <code className="fm-nowrap">…{k.hint}</code> },
      { key: 'scopes', title: say('staff.key_scopes'), render: (k) => <Scopes scopes={k.scopes} /> },
      { key: 'used', title: say('staff.key_used'), render: (k) => (k.used_at === undefined ? <span className="fm-soft">{say('staff.never')}</span> : <Instant at={k.used_at} relative />) },
      { key: 'expires', title: say('staff.key_expires'), render: (k) => <Instant at={k.expires_at} relative /> },
      { key: 'ips', title: say('staff.key_from'), render: (k) => (k.ips.length > 0 ? k.ips.join(say('kit.comma')) : say('staff.key_anywhere')), phone: 'none' },
      { key: 'by', title: say('staff.key_by'), render: (k) => names(k.created_by), off: true, phone: 'none' },
      { key: 'acts', title: say('kit.queue.bar'), render: (k) => (keyState(k, now) === 'revoked' ? null : <RevokeButton of={k} />) },
    ],
    [say, names, now],
  )
  return (
    <ListPage<MachineKey>
      name="keys"
      title={say('staff.keys')}
      columns={columns}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/keys', { params: { query: { cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(k) => k.id}
      curl={() => ({ path: '/v1/keys' })}
      empty={{ title: say('staff.keys_empty'), text: say('staff.keys_empty_text') }}
      below={<p className="fm-soft">{say('staff.keys_below')}</p>}
      actions={<NewKeyButton />}
    />
  )
}
