import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import { Act } from '@/kit/act'
import { Code } from '@/kit/copy'
import { DetailPage } from '@/kit/detail'
import { DownloadOutlined } from '@/kit/icons'
import { Money } from '@/kit/money'
import { Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { useChannelName } from '@/settings/channel-names'
import { useNames } from '@/staff/names'
import { Lines } from './lines'
import { span } from './list'
import { controls, fileStates, warnings, type Control, type Statement } from './states'

function Figure({ of, value }: { of: Control; value: number }) {
  return of.unit === 'fen' ? <Money value={{ amount: value, currency: 'CNY' }} /> : <>{value}</>
}

/** The totals that the file states beside those that were counted. */
export function Controls({ list }: { list: readonly Control[] }) {
  const say = useSay()
  const tell = say as (key: Key) => string
  const name = (c: Control) => {
    const key = `statements.control.${c.name}`
    return `${key in catalogue ? tell(key as Key) : c.name} · ${say(`statements.control_${c.unit}`)}`
  }
  return (
    <table className="fm-table fm-dense">
      <caption className="fm-hidden">{say('statements.controls')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('statements.control')}</th>
          <th scope="col" className="fm-right">
            {say('statements.declared')}
          </th>
          <th scope="col" className="fm-right">
            {say('statements.counted')}
          </th>
          <th scope="col">{say('statements.state')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((c) => (
          <tr key={`${c.name}_${c.unit}`}>
            <th scope="row">{name(c)}</th>
            <td className="fm-right">
              <Figure of={c} value={c.declared} />
            </td>
            <td className="fm-right">
              <Figure of={c} value={c.counted} />
            </td>
            <td>
              {c.declared === c.counted ? <StatusTag tone="good">{say('statements.fits')}</StatusTag> : <StatusTag tone="bad">{say('statements.differs')}</StatusTag>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Body({ of: s }: { of: Statement }) {
  const say = useSay()
  const language = useLanguage()
  const totals = controls(s.controls)
  const noticed = warnings(s.warnings, language)
  return (
    <>
      <Lines file={s.id} />
      {totals.length > 0 && (
        <Section title={say('statements.controls')}>
          <p className="fm-soft fm-gap">{say('statements.controls_text')}</p>
          <Controls list={totals} />
        </Section>
      )}
      {noticed.length > 0 && (
        <Section title={say('statements.warnings')}>
          <ul className="fm-bullets">
            {noticed.map((w, i) => (
              <li key={i}>
                {w.line > 0 && <span className="fm-soft">{say('statements.at_line', { n: w.line })} </span>}
                {w.text}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

export default function StatementDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const names = useNames()
  const channelName = useChannelName()
  return (
    <DetailPage<Statement>
      name={['statements', id]}
      load={(signal) => data(api.GET('/v1/statements/{id}', { params: { path: { id } }, signal }))}
      show={(s) => ({
        title: `${channelName(s.channel_id)} · ${span(s)}`,
        id: s.id,
        state: <StateTag of={fileStates} state={s.state} />,
        facts: [
          { label: say('statements.kind'), value: say(`statements.kind.${s.kind}`) },
          { label: say('statements.lines'), value: s.lines },
          { label: say('statements.added'), value: s.added },
          { label: say('statements.source'), value: say(`statements.source.${s.source}`) },
          { label: say('statements.received'), value: <Instant at={s.received_at} /> },
          { label: say('statements.received_by'), value: names(s.received_by) },
        ],
        body: <Body of={s} />,
        evidence: (
          <>
            <p className="fm-soft fm-gap">{say('statements.original_text')}</p>
            <dl className="fm-plain">
              <div>
                <dt>{say('statements.name')}</dt>
                <dd className="fm-anywhere">{s.name}</dd>
              </div>
              <div>
                <dt>{say('statements.size')}</dt>
                <dd>{say('statements.kb', { n: (s.size / 1024).toFixed(1) })}</dd>
              </div>
              <div>
                <dt>{say('statements.sha')}</dt>
                <dd>
                  <Code text={s.sha256} />
                </dd>
              </div>
              {s.account !== undefined && (
                <div>
                  <dt>{say('statements.account')}</dt>
                  <dd>{s.account}</dd>
                </div>
              )}
              <div>
                <dt>{say('statements.variant')}</dt>
                <dd>{s.variant}</dd>
              </div>
            </dl>
          </>
        ),
        related: [{ label: say('statements.differences'), to: `/differences/all?file=${s.id}` }],
        actions: (
          <Act permission="statement.read" icon={<DownloadOutlined />} onClick={() => location.assign(`/v1/statements/${encodeURIComponent(id)}/original`)}>
            {say('statements.original')}
          </Act>
        ),
      })}
      back={{ to: '/statements', label: say('statements.title') }}
      curl={{ path: `/v1/statements/${id}` }}
    />
  )
}
