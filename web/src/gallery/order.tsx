import { Button } from 'antd'
import { useParams } from 'react-router'
import { Act } from '@/kit/act'
import { DetailPage } from '@/kit/detail'
import { WhyDrawer } from '@/kit/why'
import { ask, useShow, useTwo, type FullOrder } from './sample'

export default function OrderDetail() {
  const { id = '' } = useParams()
  const two = useTwo()
  const show = useShow()
  return (
    <DetailPage<FullOrder>
      name={['orders', id]}
      load={(signal) => ask(`orders/${encodeURIComponent(id)}`, { signal })}
      show={(o) => ({
        ...show(o),
        actions: (
          <>
            <WhyDrawer why={o.why} label={o.goods} />
            <Act permission="order.decide" danger>
              {two('拒绝', 'Decline')}
            </Act>
            <Act permission="order.decide" type="primary" blocked={o.state === 'refunded' ? two('已退款的订单不能再接受', 'A refunded order cannot be accepted') : undefined}>
              {two('接受', 'Accept')}
            </Act>
          </>
        ),
        evidence: <Button size="small">{two('生成证据包', 'Make evidence pack')}</Button>,
      })}
      back={{ to: '/orders', label: two('订单', 'Orders') }}
      curl={{ path: `/v1/orders/${id}` }}
    />
  )
}
