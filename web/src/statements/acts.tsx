import { Button, Form, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { api, data } from '@/api/client'
import { useSay, type Say } from '@/i18n'
import type { useAsk } from '@/kit/dialog'
import { ReasonField } from '@/kit/field'
import { Money } from '@/kit/money'
import { ProblemAlert } from '@/kit/problem'
import type { QueueAct } from '@/kit/queue'
import { Facts } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { orderStates, type OrderDetail } from '@/order/states'
import type { Item } from './difference'

type Ask = ReturnType<typeof useAsk>[1]

const stale = [['differences'], ['statements'], ['casefiles']]

interface FindProps {
  value?: OrderDetail
  onChange?: (order: OrderDetail | undefined) => void
  id?: string
}

/** Finds an order by the shop's own number and shows what it is, before anything is joined to it. */
export function OrderFinder({ value, onChange, id }: FindProps) {
  const say = useSay()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const find = async (typed: string) => {
    const no = typed.trim()
    if (no === '') return
    setBusy(true)
    setError(null)
    try {
      const key = no.startsWith('ord_') ? no : `outer:${no}`
      onChange?.(await data(api.GET('/v1/orders/{id}', { params: { path: { id: key }, query: { include: 'refunds' } } })))
    } catch (e) {
      onChange?.(undefined)
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Input.Search id={id} enterButton={<Button>{say('statements.match_find')}</Button>} loading={busy} maxLength={100} onSearch={(v) => void find(v)} />
      {error !== null && <ProblemAlert error={error} />}
      {value && (
        <div className="fm-found">
          <Facts
            of={[
              { label: say('statements.line_order'), value: value.order.outer_no },
              { label: say('statements.line_amount'), value: <Money value={value.order.amount} /> },
              { label: say('statements.order_state'), value: <StateTag of={orderStates} state={value.order.state} /> },
              { label: say('statements.line_at'), value: <Instant at={value.order.created_at} /> },
            ]}
          />
        </div>
      )}
    </>
  )
}

interface MatchFields {
  found: OrderDetail
  refund_id?: string
  reason: string
}

function MatchForm({ refund }: { refund: boolean }) {
  const say = useSay()
  const found = Form.useWatch<OrderDetail | undefined>('found')
  return (
    <>
      <Form.Item name="found" label={say('statements.match_order')} rules={[{ required: true, message: say('statements.match_need') }]}>
        <OrderFinder />
      </Form.Item>
      {refund && (
        <Form.Item name="refund_id" label={say('statements.match_refund')} rules={[{ required: true, message: say('statements.need') }]}>
          <Select options={(found?.refunds ?? []).map((r) => ({ value: r.id, label: <Money value={r.amount} /> }))} />
        </Form.Item>
      )}
      <ReasonField />
    </>
  )
}

function matchAct(say: Say, ask: Ask): QueueAct<Item> {
  return {
    key: 'match',
    word: 'statements.match',
    combo: 'm',
    permission: 'statement.match',
    blocked: (d) => (d.state !== 'open' ? say('statements.over') : d.line_id === undefined ? say('statements.match_no_line') : undefined),
    run: async (d) => {
      const said = await ask<MatchFields>({
        title: say('statements.match'),
        intro: <p className="fm-soft">{say('statements.match_text')}</p>,
        stale,
        rename: { '/order_id': 'found' },
        children: <MatchForm refund={d.line?.kind === 'refund'} />,
        submit: async (v, header) => {
          await api.POST('/v1/lines/{id}/match', {
            body: { order_id: v.found.order.id, refund_id: v.refund_id, reason: v.reason.trim() },
            params: { path: { id: d.line_id ?? '' }, header },
          })
          return say('statements.matched', { no: v.found.order.outer_no })
        },
      })
      return said === null ? null : { said }
    },
  }
}

/** What can be done about a difference: write down why, or join the line to an order by hand. */
export function useDifferenceActs(ask: Ask): QueueAct<Item>[] {
  const say = useSay()
  return useMemo(
    () => [
      matchAct(say, ask),
      {
        key: 'explain',
        word: 'statements.explain',
        combo: 'e',
        permission: 'statement.match',
        primary: true,
        blocked: (d) => (d.state === 'open' ? undefined : say('statements.over')),
        run: async (d) => {
          const said = await ask<{ reason: string }>({
            title: say('statements.explain'),
            intro: <p className="fm-soft">{say('statements.explain_text')}</p>,
            stale,
            rename: { '/note': 'reason' },
            children: (
              <ReasonField
                label={say('statements.note')}
                hints={[say('statements.why.rounding'), say('statements.why.midnight'), say('statements.why.subsidy'), say('statements.why.other_shop')]}
              />
            ),
            submit: async (v, header) => {
              await api.POST('/v1/differences/{id}/explain', { body: { note: v.reason.trim() }, params: { path: { id: d.id }, header } })
              return say('statements.explained')
            },
          })
          return said === null ? null : { said }
        },
      },
    ],
    [say, ask],
  )
}
