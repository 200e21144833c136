import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Acts } from '@/kit/acts'
import { DetailPage } from '@/kit/detail'
import { useAsk } from '@/kit/dialog'
import { useCaseActs } from './acts'
import { useShowCase } from './show'
import type { CaseView } from './states'

export default function CaseDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const show = useShowCase()
  const [dialog, ask] = useAsk()
  const acts = useCaseActs(ask)
  return (
    <>
      <DetailPage<CaseView>
        name={['casefiles', id]}
        load={(signal) => data(api.GET('/v1/casefiles/{id}', { params: { path: { id } }, signal }))}
        show={(c) => ({ ...show(c), actions: <Acts of={c} acts={acts} name="casefiles" /> })}
        back={{ to: '/casefiles', label: say('casefiles.title') }}
        curl={{ path: `/v1/casefiles/${id}` }}
      />
      {dialog}
    </>
  )
}
