import { Form, Select } from 'antd'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { PlusOutlined } from '@/kit/icons'
import { roles, useToday } from '@/kit/workplace'
import { useChannels } from '@/settings/channel-names'
import { usePeople } from '@/staff/names'
import { DayField, filled, TextField } from './parts'
import type { Policy } from './states'

interface Values {
  title: string
  source: string
  published_on: string
  effective_on: string
  summary: string
  text?: string
  channels: string[]
  roles?: string[]
  users?: string[]
}

/** Records a policy update, or one that supersedes another: what was recorded is never edited. */
export function PolicyAct({ channel, supersedes, onDone }: { channel?: string; supersedes?: Policy; onDone?: (id: string) => void }) {
  const say = useSay()
  const today = useToday()
  const channels = useChannels().data ?? []
  const people = (usePeople().data ?? []).filter((p) => p.state === 'active')
  return (
    <Dialog<Values>
      label={supersedes ? say('channel.policy_supersede') : say('channel.policy_add')}
      permission="policy.manage"
      type={supersedes ? 'default' : 'primary'}
      icon={supersedes ? undefined : <PlusOutlined />}
      width={640}
      intro={<p className="fm-soft">{supersedes ? say('channel.policy_supersede_text') : say('channel.policy_add_text')}</p>}
      initial={{
        title: supersedes?.title, source: supersedes?.source, summary: supersedes?.summary, text: supersedes?.text, published_on: today, effective_on: supersedes?.effective_on ?? today,
        channels: supersedes?.channels ?? (channel === undefined ? [] : [channel]), roles: supersedes?.readers.roles ?? ['risk', 'finance'], users: supersedes?.readers.users ?? [],
      }}
      rename={{ '/readers': 'roles' }}
      stale={[['policies'], ['channels']]}
      submit={async (v, header) => {
        const body = {
          title: v.title.trim(), source: v.source.trim(), summary: v.summary.trim(), text: filled(v.text), published_on: v.published_on.trim(), effective_on: v.effective_on.trim(),
          channels: v.channels, readers: { roles: v.roles, users: v.users }, supersedes: supersedes?.id,
        }
        const made = await data(api.POST('/v1/policies', { params: { header }, body }))
        onDone?.(made.id)
        return say('channel.policy_added')
      }}
    >
      <TextField name="title" label={say('channel.policy_title')} most={200} />
      <TextField name="source" label={say('channel.policy_source')} most={500} extra={say('channel.policy_source_hint')} />
      <DayField name="published_on" label={say('channel.published_on')} />
      <DayField name="effective_on" label={say('channel.effective_on')} />
      <TextField name="summary" label={say('channel.policy_summary')} most={2000} rows={3} />
      <TextField name="text" label={say('channel.policy_text')} most={20_000} rows={4} required={false} />
      <Form.Item name="channels" label={say('channel.policy_channels')} rules={[{ required: true, message: say('kit.field.need') }]}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={channels.map((c) => ({ value: c.id, label: c.name }))} />
      </Form.Item>
      <Form.Item name="roles" label={say('channel.reader_roles')}>
        <Select mode="multiple" options={roles.map((r) => ({ value: r, label: say(`kit.role.${r}`) }))} />
      </Form.Item>
      <Form.Item name="users" label={say('channel.reader_users')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={people.map((p) => ({ value: p.id, label: p.name }))} />
      </Form.Item>
    </Dialog>
  )
}
