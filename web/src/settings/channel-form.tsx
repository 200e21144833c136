import { Button, Form, Input, InputNumber, Segmented, Select } from 'antd'
import { api } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useMe } from '@/app/session'
import { useLanguage, useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { DeleteOutlined, PlusOutlined } from '@/kit/icons'
import { usePlatforms } from '@/order/names'
import { readCounts, type Channel } from './rules'

type Fee = components['schemas']['ChannelFee']

interface Fields {
  platform: string
  name: string
  creditor: 'platform' | 'merchant' | 'assigned'
  state: 'active' | 'paused'
  app_id?: string
  seller_id?: string
  gateway?: string
  private_key?: string
  platform_key?: string
  counts: string
  contract_until?: string
  fees: Fee[]
}

const filled = (text: string | undefined): string | undefined => (text?.trim() ? text.trim() : undefined)

/** What the form sends: keys only when somebody typed them, for empty ones leave the old ones as they are; what the profile keeps stays. */
export function bodyOf(v: Fields, channel: (Pick<Channel, 'id' | 'simulator'> & Partial<Pick<Channel, 'terms'>>) | undefined, demo: boolean): components['schemas']['ChannelSaveIn'] {
  const keys = { private_key_pem: filled(v.private_key), platform_key_pem: filled(v.platform_key) }
  return {
    id: channel?.id,
    platform: v.platform,
    name: v.name.trim(),
    creditor: v.creditor,
    state: v.state,
    app_id: filled(v.app_id),
    seller_id: filled(v.seller_id),
    gateway: filled(v.gateway),
    simulator: channel?.simulator ?? demo,
    keys: keys.private_key_pem === undefined && keys.platform_key_pem === undefined ? undefined : keys,
    terms: {
      counts: readCounts(v.counts) ?? [],
      settlement_days: channel?.terms?.settlement_days,
      contract_until: filled(v.contract_until),
      officer: channel?.terms?.officer,
      fees: v.fees,
    },
  }
}

function Fees() {
  const say = useSay()
  return (
    <Form.Item label={say('settings.fees')} extra={say('settings.fee_hint')}>
      <Form.List name="fees">
        {(fields, { add, remove }) => (
          <div className="fm-stacked">
            {fields.map((f) => (
              <div key={f.key} className="fm-fee-row">
                <Form.Item name={[f.name, 'count']} noStyle rules={[{ required: true, message: say('settings.need') }]}>
                  <InputNumber min={0} max={99} aria-label={say('settings.fee_count')} />
                </Form.Item>
                <Form.Item name={[f.name, 'rate']} noStyle rules={[{ required: true, pattern: /^0?\.\d+$|^[01]$/, message: say('settings.fee_hint') }]}>
                  <Input aria-label={say('settings.fee_rate')} maxLength={12} className="fm-digits" />
                </Form.Item>
                <Form.Item name={[f.name, 'payer']} noStyle>
                  <Select
                    aria-label={say('settings.fee_payer')}
                    options={[
                      { value: 'merchant', label: say('settings.payer.merchant') },
                      { value: 'customer', label: say('settings.payer.customer') },
                    ]}
                  />
                </Form.Item>
                <Button type="text" icon={<DeleteOutlined />} aria-label={say('settings.fee_drop')} onClick={() => remove(f.name)} />
              </div>
            ))}
            <div>
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({ count: 3, rate: '0.018', payer: 'merchant' })}>
                {say('settings.fee_add')}
              </Button>
            </div>
          </div>
        )}
      </Form.List>
    </Form.Item>
  )
}

function KeyFields() {
  const say = useSay()
  return (
    <>
      <p className="fm-soft fm-gap">{say('settings.keys_text')}</p>
      <Form.Item name="private_key" label={say('settings.private_key')}>
        <Input.TextArea rows={2} maxLength={8000} spellCheck={false} autoComplete="off" className="fm-mono" />
      </Form.Item>
      <Form.Item name="platform_key" label={say('settings.platform_key')}>
        <Input.TextArea rows={2} maxLength={8000} spellCheck={false} autoComplete="off" className="fm-mono" />
      </Form.Item>
    </>
  )
}

function TermFields() {
  const say = useSay()
  return (
    <>
      <Form.Item
        name="counts"
        label={say('settings.counts')}
        extra={say('settings.counts_hint')}
        rules={[{ validator: (_r, v: string) => (readCounts(v) === null ? Promise.reject(new Error(say('settings.counts_hint'))) : Promise.resolve()) }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="contract_until" label={say('settings.until')}>
        <Input type="date" />
      </Form.Item>
      <Fees />
    </>
  )
}

/** Adds a channel or changes one. */
export function ChannelDialog({ channel }: { channel?: Channel }) {
  const say = useSay()
  const me = useMe()
  const language = useLanguage()
  const platforms = usePlatforms().data?.data ?? []
  const options = [...platforms.map((p) => ({ value: p.ID, label: language === 'en' ? p.NameEN : p.NameZH })), { value: 'card', label: say('settings.platform_card') }]
  const need = { required: true, whitespace: true, message: say('settings.need') }
  const t = channel?.terms
  return (
    <Dialog<Fields>
      label={channel ? say('settings.edit') : say('settings.channel_new')}
      title={channel ? say('settings.channel_edit') : say('settings.channel_new')}
      ok={say('settings.edit')}
      permission="channel.manage"
      type={channel ? 'default' : 'primary'}
      icon={channel ? undefined : <PlusOutlined />}
      width={640}
      initial={{
        platform: channel?.platform ?? platforms[0]?.ID,
        name: channel?.name,
        creditor: (channel?.creditor as Fields['creditor'] | undefined) ?? 'platform',
        state: channel?.state === 'paused' ? 'paused' : 'active',
        app_id: channel?.app_id,
        seller_id: channel?.seller_id,
        gateway: channel?.gateway,
        counts: (t?.counts ?? []).join(', '),
        contract_until: t?.contract_until,
        fees: t?.fees ?? [],
      }}
      rename={{ '/private_key_pem': 'private_key', '/platform_key_pem': 'platform_key', '/keys/private_key_pem': 'private_key', '/keys/platform_key_pem': 'platform_key', '/terms/counts': 'counts', '/terms/contract_until': 'contract_until' }}
      stale={[['channels']]}
      submit={async (v) => {
        await api.PUT('/v1/channels', { body: bodyOf(v, channel, me.demo) })
        return say('settings.saved')
      }}
    >
      <Form.Item name="platform" label={say('settings.platform')} rules={[need]}>
        <Select disabled={channel !== undefined} options={options} />
      </Form.Item>
      <Form.Item name="name" label={say('settings.name')} rules={[need]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="creditor" label={say('settings.creditor')} required>
        <Select options={(['platform', 'merchant', 'assigned'] as const).map((c) => ({ value: c, label: say(`settings.creditor.${c}`) }))} />
      </Form.Item>
      <Form.Item name="state" label={say('settings.job_state')} required>
        <Segmented options={(['active', 'paused'] as const).map((s) => ({ value: s, label: say(`settings.channel_state.${s}`) }))} />
      </Form.Item>
      <Form.Item name="app_id" label={say('settings.app_id')}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="seller_id" label={say('settings.seller_id')}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="gateway" label={say('settings.gateway')} extra={say('settings.gateway_hint')}>
        <Input type="url" maxLength={300} autoComplete="off" />
      </Form.Item>
      <KeyFields />
      <TermFields />
    </Dialog>
  )
}
