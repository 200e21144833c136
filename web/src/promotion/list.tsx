import { Button } from 'antd'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { PlusOutlined } from '@/kit/icons'
import { ListPage } from '@/kit/list'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useNames } from '@/staff/names'
import { publicStates, verdictStates, type Entry, type Verdict } from './states'

const verdicts = ['pass', 'fix', 'block'] as const
const states = ['draft', 'asked', 'published'] as const

/** Every check that was kept. */
export default function PromotionList() {
  const say = useSay()
  const names = useNames()
  const navigate = useNavigate()
  const columns = useMemo((): Column<Entry>[] => {
    const tell = say as (key: Key) => string
    return [
      { key: 'campaign', title: say('promotion.campaign'), render: (c) => c.campaign },
      { key: 'verdict', title: say('promotion.verdict'), render: (c) => <StateTag of={verdictStates} state={c.verdict} />, phone: 'end' },
      { key: 'state', title: say('promotion.state'), render: (c) => <StateTag of={publicStates} state={c.state} /> },
      { key: 'medium', title: say('promotion.medium'), render: (c) => tell(`promotion.medium.${c.medium}` as Key) },
      { key: 'jurisdiction', title: say('promotion.jurisdiction'), render: (c) => tell(`promotion.jurisdiction.${c.jurisdiction}` as Key), phone: 'none' },
      { key: 'pack', title: say('promotion.pack'), render: (c) => c.pack, off: true, phone: 'none' },
      { key: 'by', title: say('promotion.saved_by'), render: (c) => names(c.saved_by), phone: 'none' },
      { key: 'at', title: say('promotion.saved_at'), render: (c) => <Instant at={c.saved_at} /> },
    ]
  }, [say, names])
  const filters = useMemo(
    (): Filter[] => [
      { key: 'verdict', label: say('promotion.verdict'), kind: 'one', options: verdicts.map((v) => ({ value: v, label: say(`promotion.verdict.${v}`) })) },
      { key: 'state', label: say('promotion.state'), kind: 'one', options: states.map((v) => ({ value: v, label: say(`promotion.state.${v}`) })) },
    ],
    [say],
  )
  return (
    <ListPage<Entry>
      name="promotions"
      title={say('promotion.title')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) =>
        data(
          api.GET('/v1/promotions', {
            params: { query: { verdict: ask.one('verdict') as Verdict | undefined, state: ask.one('state') as Entry['state'] | undefined, cursor: ask.cursor, limit: ask.limit } },
            signal: ask.signal,
          }),
        )
      }
      views={[
        { label: say('promotion.everywhere'), search: '' },
        { label: say('promotion.verdict.block'), search: '?verdict=block' },
        { label: say('promotion.state.published'), search: '?state=published' },
      ]}
      rowKey={(c) => c.id}
      to={(c) => `/promotions/${c.id}`}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/promotions/new')}>
          {say('promotion.new')}
        </Button>
      }
      curl={(ask) => ({ path: `/v1/promotions?limit=${ask.limit}` })}
      empty={{ title: say('promotion.empty'), text: say('promotion.empty_text') }}
      below={
        <p className="fm-soft">
          {say('promotion.below')} <Link to="/promotions/rules">{say('promotion.rules')}</Link>
        </p>
      }
    />
  )
}
