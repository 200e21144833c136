import { Form, Input, InputNumber, Select } from 'antd'
import { api, data } from '@/api/client'
import { useMe } from '@/app/session'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { AmountField, toMoney } from '@/kit/field'
import { PlusOutlined } from '@/kit/icons'

interface Fields {
  kind: string
  title: string
  object: string
  due_in: number
  money?: string
}

/** Opens a case that no rule found. */
export function NewCase() {
  const say = useSay()
  const me = useMe()
  const need = { required: true, whitespace: true, message: say('casefiles.need') }
  return (
    <Dialog<Fields>
      label={say('casefiles.new')}
      permission="casefile.work"
      icon={<PlusOutlined />}
      intro={<p className="fm-soft">{say('casefiles.new_text')}</p>}
      initial={{ kind: 'inquiry', due_in: 5 }}
      stale={[['casefiles']]}
      rename={{ '/money_at_risk/amount': 'money' }}
      submit={async (v, header) => {
        const money = v.money?.trim() ? toMoney(v.money, me.currency) : undefined
        await data(api.POST('/v1/casefiles', { body: { kind: v.kind, title: v.title.trim(), object: v.object.trim(), due_in: v.due_in, money_at_risk: money }, params: { header } }))
        return say('casefiles.new_said')
      }}
    >
      <Form.Item name="kind" label={say('casefiles.kind')} rules={[{ required: true }]}>
        <Select
          options={[
            { value: 'inquiry', label: say('casefiles.kind.inquiry') },
            { value: 'owner_task', label: say('casefiles.kind.owner_task') },
          ]}
        />
      </Form.Item>
      <Form.Item name="title" label={say('casefiles.new_title')} extra={say('casefiles.new_title_hint')} rules={[need]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="object" label={say('casefiles.new_object')} extra={say('casefiles.new_object_hint')} rules={[need]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="due_in" label={say('casefiles.new_days')} rules={[{ required: true, type: 'integer', min: 0, max: 250, message: say('casefiles.need') }]}>
        <InputNumber inputMode="numeric" />
      </Form.Item>
      <AmountField name="money" label={say('casefiles.risk')} currency={me.currency} required={false} />
    </Dialog>
  )
}
