import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { api, data, refusal } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { Code } from '@/kit/copy'
import { DetailPage } from '@/kit/detail'
import { Loaded } from '@/kit/loaded'
import { Pre } from '@/kit/pre'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { Sheet } from './sheet'
import { depthText } from './shown'
import { seconds, type Shown } from './states'

const fileOf = (id: string) => `/v1/disclosures/${id}/file`

/** One showing: the exact page again, its proof, and what the reader did. */
export default function ShownPage() {
  const { id = '' } = useParams()
  const say = useSay()
  const language = useLanguage()
  return (
    <DetailPage<Shown>
      name={['shown', id]}
      load={(signal) => data(api.GET('/v1/disclosures/{id}', { params: { path: { id } }, signal }))}
      show={(s) => ({
        title: `${say('quote.shown_one')} · ${say(`quote.viewer.${s.viewer}`)}`,
        id: s.id,
        state: <StatusTag tone={s.intact ? 'good' : 'bad'}>{say(s.intact ? 'quote.intact' : 'quote.broken')}</StatusTag>,
        facts: [
          { label: say('quote.shown_at'), value: <Instant at={s.shown_at} /> },
          { label: say('quote.dwell'), value: <b>{say('quote.seconds', { n: seconds(s.dwell_ms) })}</b> },
          { label: say('quote.scroll'), value: depthText(say, s) },
          { label: say('quote.acknowledged'), value: s.acknowledged_at ? <Instant at={s.acknowledged_at} /> : say('quote.not_acknowledged') },
          { label: say('quote.form'), value: `${s.kind.toUpperCase()} · ${s.lang}` },
        ],
        body: (
          <Section title={say('quote.again')} extra={<a href={fileOf(s.id)} download="">{say('quote.file')}</a>}>
            <p className="fm-soft fm-small fm-gap">{say('quote.again_text')}</p>
            {s.intact && <Again of={s} />}
          </Section>
        ),
        timeline: {
          kinds: [{ value: 'read', label: say('quote.reports') }],
          events: s.seen.toReversed().map((e) => ({ id: e.id, at: e.at, kind: 'read', title: say(`quote.report.${e.act}`, { n: seconds(e.dwell_ms), share: depthText(say, e) }) })),
        },
        related: s.quote_ids.length === 0 ? undefined : s.quote_ids.map((q) => ({ label: `${say('quote.one')} …${q.slice(-6)}`, to: `/quotes/${q}` })),
        evidence: (
          <>
            <p>{say('quote.hash')} <Code text={s.sha256} short={16} /></p>
            <p>{say('quote.template')} <code>{s.template}</code></p>
            <p>{say('quote.shown_by')} <code>{s.shown_by}</code></p>
            {s.link_id !== undefined && <p>{say('quote.link_col')} <Code text={s.link_id} short={12} /></p>}
            <p className="fm-soft fm-small">{say('quote.rule', { n: s.reading.min_seconds, source: language === 'en' ? s.reading.source_en : s.reading.source_zh })}</p>
            {s.seen.length === 0 && <p className="fm-soft fm-small">{say('quote.reports_none')}</p>}
          </>
        ),
      })}
      back={{ to: '/shown', label: say('quote.shown') }}
      curl={{ path: `/v1/disclosures/${id}` }}
    />
  )
}

function Again({ of: s }: { of: Shown }) {
  const say = useSay()
  const text = useQuery({
    queryKey: ['shown', s.id, 'file'],
    queryFn: async ({ signal }) => {
      const answer = await fetch(fileOf(s.id), { signal, credentials: 'same-origin' })
      if (!answer.ok) throw await refusal(answer)
      return answer.text()
    },
    enabled: s.kind === 'html' || s.kind === 'json',
    staleTime: Infinity,
  })
  if (s.kind === 'png') return <img className="fm-sheet-picture" src={fileOf(s.id)} alt={say('quote.again')} />
  if (s.kind === 'pdf') return <p><a href={fileOf(s.id)} target="_blank" rel="noreferrer">{say('quote.file')}</a></p>
  return <Loaded query={text}>{(body) => (s.kind === 'json' ? <Pre text={body} label={say('quote.again')} /> : <Sheet html={body} css={s.css ?? ''} label={say('quote.again')} />)}</Loaded>
}
