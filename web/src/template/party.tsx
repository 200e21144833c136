import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'

type Party = components['schemas']['ContractParty']

/** How contracts name the seller. */
export function PartyAct() {
  const say = useSay()
  const query = useQuery({ queryKey: ['contract-party'], queryFn: ({ signal }) => data(api.GET('/v1/contract-party', { signal })) })
  return (
    <Dialog<Party>
      key={query.data?.saved_at ?? query.status}
      label={say('template.party')}
      permission="template.manage"
      initial={query.data}
      stale={[['contract-party'], ['templates']]}
      submit={async (v) => {
        await data(api.PUT('/v1/contract-party', { body: v }))
        return say('template.party_saved')
      }}
    >
      <Form.Item name="name" label={say('template.party_name')} rules={[{ required: true, whitespace: true, message: say('kit.field.need') }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="code" label={say('template.party_code')}>
        <Input maxLength={18} autoComplete="off" className="fm-digits" />
      </Form.Item>
      <Form.Item name="address" label={say('template.party_address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="phone" label={say('template.party_phone')}>
        <Input maxLength={40} inputMode="tel" className="fm-digits" />
      </Form.Item>
      <Form.Item name="court" label={say('template.party_court')} extra={say('template.party_court_hint')}>
        <Input maxLength={80} />
      </Form.Item>
    </Dialog>
  )
}
