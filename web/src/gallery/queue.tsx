import { useCallback, useMemo } from 'react'
import { Money } from '@/kit/money'
import { QueuePage, type QueueAct } from '@/kit/queue'
import { Day } from '@/kit/when'
import type { Rows } from '@/kit/list'
import { ask, useShow, useTwo, type FullOrder, type Order } from './sample'

export default function Queue() {
  const two = useTwo()
  const show = useShow()
  const open = useCallback((key: string, signal: AbortSignal) => ask<FullOrder>(`orders/${key}`, { signal }), [])
  const acts = useMemo((): QueueAct<FullOrder>[] => {
    const decide = (verdict: string, said: string) => async (o: FullOrder) => {
      await ask(`orders/${o.id}/decide`, { method: 'POST', body: JSON.stringify({ verdict }) })
      return { said: `${said} · ${o.goods}`, undo: () => ask(`orders/${o.id}/undo`, { method: 'POST' }) }
    }
    return [
      { key: 'decline', word: 'kit.verdict.decline', combo: 'd', permission: 'order.decide', danger: true, run: decide('decline', two('已拒绝', 'Declined')) },
      { key: 'step_up', word: 'kit.verdict.step_up', combo: 's', permission: 'order.decide', run: decide('step_up', two('已要求核验', 'Step-up asked')) },
      { key: 'accept', word: 'kit.verdict.accept', combo: 'a', permission: 'order.decide', primary: true, run: decide('accept', two('已接受', 'Accepted')) },
    ]
  }, [two])
  return (
    <QueuePage<FullOrder>
      name="review"
      title={two('待审订单', 'Orders on hold')}
      load={(_cursor, signal) => ask<Rows<FullOrder>>('queue', { signal })}
      itemKey={(o) => o.id}
      row={(o: Order) => (
        <span className="fm-two-line">
          <span>{o.goods}</span>
          <Money value={o.amount} />
          <span className="fm-soft fm-small">
            {o.platform} · {o.customer.name}
          </span>
          <span className="fm-soft fm-small">
            <Day day={o.ship_by} />
          </span>
        </span>
      )}
      open={open}
      show={show}
      acts={acts}
      empty={{ title: two('没有待审订单', 'Nothing on hold'), text: two('规则拦下的订单会排在这里，最急的在前。', 'Orders that rules hold back queue here, the most urgent first.') }}
    />
  )
}
