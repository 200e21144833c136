import { useMemo } from 'react'
import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Acts } from '@/kit/acts'
import { DetailPage } from '@/kit/detail'
import { ObjectLink } from '@/kit/object'
import type { QueueAct } from '@/kit/queue'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { letterStates, type Letter } from './rules'

export default function LetterDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const acts = useMemo(
    (): QueueAct<Letter>[] => [
      {
        key: 'cancel',
        word: 'settings.notice_cancel',
        combo: 'c',
        permission: 'notice.cancel',
        blocked: (n) => (n.state === 'queued' ? undefined : say('settings.notice_gone')),
        run: async (n) => {
          await api.POST('/v1/notices/{id}/cancel', { params: { path: { id: n.id } } })
          return { said: say('settings.notice_cancel_said') }
        },
      },
    ],
    [say],
  )
  return (
    <DetailPage<Letter>
      name={['notices', id]}
      load={(signal) => data(api.GET('/v1/notices/{id}', { params: { path: { id } }, signal }))}
      show={(n) => ({
        title: n.subject,
        id: n.id,
        state: <StateTag of={letterStates} state={n.state} />,
        facts: [
          { label: say('settings.address'), value: n.address },
          { label: say('settings.notice_about'), value: n.ref === '' ? '—' : <ObjectLink of={n.ref} /> },
          { label: say('settings.notice_created'), value: <Instant at={n.created_at} /> },
          { label: say('settings.notice_after'), value: <Instant at={n.not_before} /> },
          { label: say('settings.notice_ended'), value: <Instant at={n.ended_at} /> },
          { label: say('settings.notice_kind'), value: <code>{n.kind}</code> },
        ],
        body: (
          <Section title={say('settings.notice_body')}>
            <div className="fm-letter" lang={n.lang}>
              {n.body ?? '—'}
            </div>
          </Section>
        ),
        evidence: n.receipt ? (
          <>
            <p className="fm-soft">{say('settings.notice_receipt')}</p>
            <code className="fm-wrap">{n.receipt}</code>
          </>
        ) : undefined,
        related: n.customer_id ? [{ label: say('kit.noun.customer'), to: `/customers/${n.customer_id}` }] : undefined,
        actions: <Acts of={n} acts={acts} name="notices" />,
      })}
      back={{ to: '/notices', label: say('settings.notices') }}
      curl={{ path: `/v1/notices/${id}` }}
    />
  )
}
