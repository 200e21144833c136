import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Acts } from '@/kit/acts'
import { DetailPage } from '@/kit/detail'
import { useAsk } from '@/kit/dialog'
import { useApprovalActs } from './acts'
import { useShowApproval } from './show'
import type { Approval } from './states'

export default function ApprovalDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const show = useShowApproval()
  const [dialog, ask] = useAsk()
  const acts = useApprovalActs(ask)
  return (
    <>
      <DetailPage<Approval>
        name={['approvals', id]}
        load={(signal) => data(api.GET('/v1/approvals/{id}', { params: { path: { id } }, signal }))}
        show={(a) => ({ ...show(a), actions: a.state === 'asked' || a.state === 'approved' ? <Acts of={a} acts={acts} name="approvals" /> : undefined })}
        back={{ to: '/approvals', label: say('approvals.title') }}
        curl={{ path: `/v1/approvals/${id}` }}
      />
      {dialog}
    </>
  )
}
