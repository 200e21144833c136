import { Button, Segmented } from 'antd'
import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { useMe } from '@/app/session'
import { useLanguage, useSay, type Key } from '@/i18n'
import { useAsk } from '@/kit/dialog'
import { Money } from '@/kit/money'
import { QueuePage } from '@/kit/queue'
import { choice, useUrl } from '@/kit/url'
import { Day } from '@/kit/when'
import { useToday } from '@/kit/workplace'
import { useCaseActs } from './acts'
import { NewCase } from './new'
import { useShowCase } from './show'
import { caseStates, kindWord, titleOf, type Casefile, type CaseView } from './states'

const schema = { whose: choice(['everyone', 'mine'], 'everyone') }

function Row({ of: c }: { of: Casefile }) {
  const say = useSay() as (key: Key) => string
  const language = useLanguage()
  const today = useToday()
  return (
    <span className="fm-stacked">
      <span className="fm-row">
        <span className="fm-clip2">{titleOf(c, language)}</span>
        <Money value={c.money_at_risk} />
      </span>
      <span className="fm-row fm-soft fm-small">
        <span>
          {say(kindWord(c.kind))}
          {c.state === 'working' && ` · ${say(caseStates.working.word)}`}
        </span>
        <Day day={c.due_day} relative late={c.due_day < today} />
      </span>
    </span>
  )
}

/** The cases that wait for somebody, the most pressing first. */
export default function CaseQueue() {
  const say = useSay()
  const me = useMe()
  const navigate = useNavigate()
  const [{ whose }, set] = useUrl(schema)
  const show = useShowCase()
  const [dialog, ask] = useAsk()
  const acts = useCaseActs(ask)
  const mine = whose === 'mine'
  const load = useCallback(
    async (cursor: string | undefined, signal: AbortSignal) => {
      const found = await data(api.GET('/v1/casefiles', { params: { query: { cursor, limit: 50, assignee: mine ? me.actor : undefined } }, signal }))
      // The list tells less than the page of a case; what is missing comes when it is opened.
      return { ...found, data: found.data.map((c): CaseView => ({ ...c, notes: [] })) }
    },
    [mine, me.actor],
  )
  const open = useCallback((id: string, signal: AbortSignal) => data(api.GET('/v1/casefiles/{id}', { params: { path: { id } }, signal })), [])
  return (
    <>
      <QueuePage<CaseView>
        key={whose}
        name="casefiles"
        title={say('casefiles.title')}
        load={load}
        itemKey={(c) => c.id}
        row={(c) => <Row of={c} />}
        open={open}
        show={show}
        acts={acts}
        empty={{ title: say('casefiles.empty'), text: say('casefiles.empty_text') }}
        actions={
          <>
            <Segmented<'everyone' | 'mine'>
              aria-label={say('casefiles.whose')}
              value={whose}
              onChange={(v) => set({ whose: v })}
              options={[
                { value: 'everyone', label: say('casefiles.everyone') },
                { value: 'mine', label: say('casefiles.mine') },
              ]}
            />
            <Button onClick={() => void navigate('/casefiles/all')}>{say('casefiles.all')}</Button>
            <NewCase />
          </>
        }
      />
      {dialog}
    </>
  )
}
