import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import { CancelAct, FulfilAct, RefundAct, ReviewAct } from './acts'
import { useShow } from './show'
import { may, type OrderDetail } from './states'

export const loadOrder = (id: string, signal?: AbortSignal): Promise<OrderDetail> => data(api.GET('/v1/orders/{id}', { params: { path: { id } }, signal }))

function Acts({ detail }: { detail: OrderDetail }) {
  const { state } = detail.order
  if (state === 'held') {
    return (
      <>
        <ReviewAct detail={detail} outcome="accept" />
        <ReviewAct detail={detail} outcome="decline" />
        <CancelAct detail={detail} />
      </>
    )
  }
  return (
    <>
      {!may.cancel(state) && <FulfilAct detail={detail} />}
      {!may.cancel(state) && <RefundAct detail={detail} />}
      {may.cancel(state) && <CancelAct detail={detail} />}
    </>
  )
}

export default function OrderPage() {
  const { id = '' } = useParams()
  const say = useSay()
  const show = useShow((d) => <Acts detail={d} />)
  return (
    <DetailPage<OrderDetail>
      name={['orders', id]}
      load={(signal) => loadOrder(id, signal)}
      show={show}
      back={{ to: '/orders', label: say('order.title') }}
      curl={{ path: `/v1/orders/${id}` }}
    />
  )
}
