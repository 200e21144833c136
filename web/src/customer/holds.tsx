import { Form, Select } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay, type Key } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { ReasonField } from '@/kit/field'
import '@/kit/fields.css'
import { StatusTag } from '@/kit/status'
import { Instant } from '@/kit/when'

export type Hold = components['schemas']['CustomerHold']

export const holdKinds = ['dispute', 'hardship', 'complaint', 'stop'] as const
export type HoldKind = (typeof holdKinds)[number]

/** Names a kind of hold; one that the page does not know stays as it is. */
export function useHoldName(): (kind: string) => string {
  const say = useSay() as (key: Key) => string
  return (kind) => {
    const known = holdKinds.find((k) => k === kind)
    return known === undefined ? kind : say(`customer.hold.${known}`)
  }
}

/** The fields of a stop: which kind and why. */
export function HoldFields() {
  const say = useSay()
  return (
    <>
      <Form.Item name="kind" label={say('customer.hold_kind')} rules={[{ required: true, message: say('kit.field.choose') }]}>
        <Select options={holdKinds.map((k) => ({ value: k, label: say(`customer.hold.${k}`) }))} />
      </Form.Item>
      <ReasonField />
    </>
  )
}

export function HoldAct({ customerId }: { customerId: string }) {
  const say = useSay()
  return (
    <Dialog<{ kind: HoldKind; reason: string }>
      label={say('customer.hold')}
      permission="customer.manage"
      intro={say('customer.hold_intro')}
      stale={[['customers'], ['collection'], ['collect']]}
      submit={async (v, header) => {
        await data(api.POST('/v1/customers/{id}/holds', { params: { path: { id: customerId }, header }, body: { kind: v.kind, reason: v.reason.trim() } }))
        return say('customer.hold_done')
      }}
    >
      <HoldFields />
    </Dialog>
  )
}

function LiftAct({ id }: { id: string }) {
  const say = useSay()
  return (
    <Dialog<{ reason: string }>
      label={say('customer.lift')}
      permission="customer.manage"
      stale={[['customers'], ['collection'], ['collect']]}
      submit={async (v, header) => {
        await data(api.POST('/v1/holds/{id}/lift', { params: { path: { id }, header }, body: { reason: v.reason.trim() } }))
        return say('customer.lift_done')
      }}
    >
      <ReasonField />
    </Dialog>
  )
}

/** What stands between this customer and any contact, newest first. `lift` replaces the plain way of lifting. */
export function Holds({ holds, lift }: { holds: readonly Hold[]; lift?: (hold: Hold) => React.ReactNode }) {
  const say = useSay()
  const name = useHoldName()
  if (holds.length === 0) return <p className="fm-soft">{say('customer.holds_none')}</p>
  return (
    <ul className="fm-lines">
      {holds.map((h) => (
        <li key={h.id}>
          <div>
            <b>{name(h.kind)}</b>
            <StatusTag tone={h.lifted_at ? 'idle' : 'warn'}>{h.lifted_at ? say('customer.lifted') : say('customer.standing')}</StatusTag>
          </div>
          <p>{h.reason}</p>
          <p className="fm-soft fm-small">
            <Instant at={h.placed_at} />
            {h.lifted_at && <> – <Instant at={h.lifted_at} /></>}
          </p>
          {!h.lifted_at && (lift ? lift(h) : <LiftAct id={h.id} />)}
        </li>
      ))}
    </ul>
  )
}
