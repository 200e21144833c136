import { Button } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay, type Key } from '@/i18n'
import { Code } from '@/kit/copy'
import { DetailPage, type Detail } from '@/kit/detail'
import { Dialog } from '@/kit/dialog'
import { ReasonField } from '@/kit/field'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { useNames } from '@/staff/names'
import { FiguresLine, FindingList, goTo, MarkedText } from './findings'
import { inLanguage, publicStates, verdictStates, type View } from './states'

/** A check as it was kept, and what today's rules say. */
export default function PromotionDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const show = useShow()
  return (
    <DetailPage<View>
      name={['promotions', id]}
      load={(signal) => data(api.GET('/v1/promotions/{id}', { params: { path: { id } }, signal }))}
      show={show}
      back={{ to: '/promotions', label: say('promotion.back') }}
      curl={{ path: `/v1/promotions/${id}` }}
    />
  )
}

function useShow(): (c: View) => Detail {
  const say = useSay()
  const tell = say as (key: Key) => string
  const names = useNames()
  return (c) => ({
    title: c.campaign,
    id: c.id,
    state: (
      <>
        <StateTag of={verdictStates} state={c.result.verdict} /> <StateTag of={publicStates} state={c.state} />
      </>
    ),
    facts: [
      { label: say('promotion.medium'), value: tell(`promotion.medium.${c.medium}` as Key) },
      { label: say('promotion.jurisdiction'), value: tell(`promotion.jurisdiction.${c.jurisdiction}` as Key) },
      { label: say('promotion.saved_by'), value: names(c.saved_by) },
      { label: say('promotion.saved_at'), value: <Instant at={c.saved_at} /> },
      { label: say('promotion.pack'), value: c.result.pack },
      { label: say('promotion.hash'), value: <Code text={c.result.text_hash} /> },
      ...(c.published_at ? [{ label: say('promotion.published_at'), value: <Instant at={c.published_at} /> }] : []),
    ],
    body: (
      <>
        <Section title={say('promotion.text')}>
          <MarkedText text={c.text} findings={c.result.findings} go={(n) => goTo('finding', n)} />
          <FiguresLine of={c.result.figures} />
        </Section>
        <Today of={c} />
        <Section title={say('promotion.then')}>
          <FindingList name="finding" findings={c.result.findings} />
        </Section>
      </>
    ),
    related: c.approval_id ? [{ label: say('kit.noun.approval'), to: `/approvals/${c.approval_id}` }] : undefined,
    actions: <Acts of={c} />,
  })
}

function Today({ of: c }: { of: View }) {
  const say = useSay()
  const language = useLanguage()
  const named = (rules: readonly string[]) =>
    rules
      .map((r) => {
        const f = [...c.today.findings, ...c.result.findings].find((x) => x.rule === r)
        return f ? inLanguage(f.name, language) : r
      })
      .join(say('kit.comma'))
  return (
    <Section title={say('promotion.today')} extra={<StateTag of={verdictStates} state={c.today.verdict} />}>
      {c.new.length === 0 && c.gone.length === 0 && <p>{say('promotion.today_same')}</p>}
      {c.new.length > 0 && <p>{say('promotion.today_new', { rules: named(c.new) })}</p>}
      {c.gone.length > 0 && <p>{say('promotion.today_gone', { rules: named(c.gone) })}</p>}
    </Section>
  )
}

function Acts({ of: c }: { of: View }) {
  const say = useSay()
  const navigate = useNavigate()
  const fix = c.today.verdict === 'fix'
  const blocked =
    c.state === 'published' ? say('promotion.publish_over') : c.today.verdict === 'block' ? say('promotion.publish_block') : undefined
  return (
    <>
      <Button onClick={() => void navigate(`/promotions/new?from=${c.id}`)}>{say('promotion.rework')}</Button>
      <Dialog<{ reason?: string }>
        label={say('promotion.publish')}
        type="primary"
        permission="promotion.manage"
        blocked={blocked}
        intro={<p>{fix ? say('promotion.publish_fix') : say('promotion.publish_pass')}</p>}
        stale={[['promotions'], ['approvals']]}
        submit={async (v) => {
          const done = await data(api.POST('/v1/promotions/{id}/publish', { params: { path: { id: c.id } }, body: { reason: v.reason?.trim() } }))
          return done.state === 'published' ? say('promotion.publish_said') : say('promotion.publish_asked')
        }}
      >
        {fix && <ReasonField />}
      </Dialog>
    </>
  )
}
