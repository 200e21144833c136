import { Button } from 'antd'
import { useMemo } from 'react'
import { range as asRange } from '@/kit/url'
import { ListPage, type Ask, type Rows } from '@/kit/list'
import { Money } from '@/kit/money'
import { StateTag, VerdictTag, verdicts } from '@/kit/status'
import type { Column } from '@/kit/table'
import type { Filter } from '@/kit/filters'
import { Term } from '@/kit/term'
import { Day, Instant } from '@/kit/when'
import { useSay } from '@/i18n'
import { ask, orderStates, useTwo, type Order } from './sample'

function query(a: Ask): string {
  const p = new URLSearchParams({ sort: a.sort, limit: String(a.limit) })
  if (a.q) p.set('q', a.q)
  for (const key of ['verdict', 'state']) {
    const { not, of } = a.many(key)
    if (of.length > 0) p.set(key, (not ? '!' : '') + of.join(','))
  }
  const days = asRange(a.range('placed'), '')
  if (days?.from) p.set('from', days.from)
  if (days?.to) p.set('to', days.to)
  if (a.cursor) p.set('cursor', a.cursor)
  return p.toString()
}

export default function Orders() {
  const two = useTwo()
  const say = useSay()
  const columns = useMemo(
    (): Column<Order>[] => [
      { key: 'outer_no', title: two('订单号', 'Order'), render: (o) => o.outer_no },
      { key: 'goods', title: two('商品', 'Goods'), render: (o) => o.goods },
      { key: 'customer', title: two('客户', 'Customer'), render: (o) => `${o.customer.name} ${o.customer.phone}` },
      { key: 'platform', title: two('平台', 'Platform'), render: (o) => o.platform },
      { key: 'amount', title: two('金额', 'Amount'), align: 'right', sort: true, render: (o) => <Money value={o.amount} />, phone: 'end' },
      { key: 'verdict', title: two('结论', 'Verdict'), render: (o) => <VerdictTag verdict={o.verdict} /> },
      { key: 'state', title: two('履约', 'Fulfilment'), render: (o) => <StateTag of={orderStates} state={o.state} />, phone: 'none' },
      { key: 'placed_at', title: two('下单', 'Placed'), sort: true, render: (o) => <Instant at={o.placed_at} /> },
      { key: 'ship_by', title: two('最晚发货', 'Ship by'), off: true, render: (o) => <Day day={o.ship_by} relative />, phone: 'none' },
    ],
    [two],
  )
  const filters = useMemo(
    (): Filter[] => [
      { key: 'verdict', label: two('结论', 'Verdict'), kind: 'many', options: verdicts.map((v) => ({ value: v, label: say(`kit.verdict.${v}`) })) },
      { key: 'state', label: two('履约', 'Fulfilment'), kind: 'many', options: ['waiting', 'paid', 'shipped', 'signed', 'refunded'].map((v) => ({ value: v, label: v })) },
      { key: 'placed', label: two('下单日', 'Placed'), kind: 'days' },
      { key: 'late', label: two('快到发货期限', 'Ship soon'), kind: 'flag' },
    ],
    [two, say],
  )
  return (
    <ListPage<Order>
      name="orders"
      title={two('订单', 'Orders')}
      columns={columns}
      filters={filters}
      searchHint={two('订单号、手机尾号、姓名', 'Order, phone tail, name')}
      defaultSort="-placed_at"
      load={(a) => ask<Rows<Order>>(`orders?${query(a)}`, { signal: a.signal })}
      rowKey={(o) => o.id}
      to={(o) => `/orders/${o.id}`}
      views={[
        { label: two('全部', 'All'), search: '' },
        { label: two('待审', 'On hold'), search: '?verdict=hold', count: '34' },
        { label: two('近 7 天未接受', 'Not accepted, 7 days'), search: '?verdict=!accept&placed=7d', count: '1 000+' },
      ]}
      bulk={[
        { key: 'note', label: two('添加备注', 'Add note'), run: () => undefined },
        { key: 'decline', label: two('拒绝', 'Decline'), permission: 'order.decide', danger: true, run: () => undefined },
      ]}
      exporting={{ permission: 'order.export', start: () => Promise.resolve({ job: 'job_1' }) }}
      curl={(a) => ({ path: `/v1/orders?${query(a)}` })}
      empty={{ title: two('还没有订单', 'No orders yet'), text: two('接入店铺后，每一笔先享后付订单都会出现在这里。', 'Once a shop is connected, every pay-later order appears here.'), action: <Button type="primary">{two('接入店铺', 'Connect a shop')}</Button> }}
      below={
        <p className="fm-soft">
          {two('每一笔', 'Every ')}
          <Term of="plan">{two('分期', 'instalment')}</Term>
          {two('订单及其', ' order with its ')}
          <Term of="verdict" />
        </p>
      }
      actions={<Button type="primary">{two('手工录入', 'Enter by hand')}</Button>}
    />
  )
}
