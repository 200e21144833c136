import { useParams } from 'react-router'
import { useSay } from '@/i18n'
import { Acts } from '@/kit/acts'
import { DetailPage } from '@/kit/detail'
import { useAsk } from '@/kit/dialog'
import { useWorkplace } from '@/kit/workplace'
import { useDifferenceActs } from './acts'
import { loadItem, type Item } from './difference'
import { useShowDifference } from './show'

/** One difference on its own page. */
export default function DifferenceDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const { may } = useWorkplace()
  const show = useShowDifference()
  const [dialog, ask] = useAsk()
  const acts = useDifferenceActs(ask)
  return (
    <>
      <DetailPage<Item>
        name={['differences', id]}
        load={(signal) => loadItem(id, signal, may)}
        show={(d) => ({ ...show(d), actions: d.state === 'open' ? <Acts of={d} acts={acts} name="differences" /> : undefined })}
        back={{ to: '/differences', label: say('statements.diff') }}
        curl={{ path: `/v1/differences/${id}` }}
      />
      {dialog}
    </>
  )
}
