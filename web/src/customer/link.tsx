import { Form, InputNumber } from 'antd'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { Pre } from '@/kit/pre'
import { Qr } from '@/kit/qr'

/** The link to the customer's own page, shown once, with a code to scan at the counter. */
export function LinkAct({ customerId }: { customerId: string }) {
  const say = useSay()
  return (
    <Dialog<{ days: number }>
      label={say('customer.link')}
      permission="disclosure.link"
      intro={say('customer.link_intro')}
      initial={{ days: 30 }}
      submit={async (v) => {
        const made = await data(api.POST('/v1/customers/{id}/links', { params: { path: { id: customerId } }, body: { days: v.days } }))
        const link = `${location.origin}${made.path}`
        return {
          show: (
            <div role="status">
              <p>{say('customer.link_made')}</p>
              <Pre text={link} label={say('customer.link')} />
              <Qr text={link} label={say('customer.link_scan')} />
            </div>
          ),
        }
      }}
    >
      <Form.Item name="days" label={say('customer.link_days')} rules={[{ required: true, message: say('kit.field.need') }]}>
        <InputNumber min={1} max={90} precision={0} />
      </Form.Item>
    </Dialog>
  )
}
