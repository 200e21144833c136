import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { Code } from '@/kit/copy'
import { Dialog } from '@/kit/dialog'
import { Loaded } from '@/kit/loaded'
import { Facts, Section } from '@/kit/section'
import { StateTag, StatusTag, type Tone } from '@/kit/status'
import { DataTable } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useWorkplace } from '@/kit/workplace'
import { useNames, usePeople, useRoleName } from '@/staff/names'
import './channel.css'
import { FileField, sendFile } from './file'
import { HealthLine, TextField } from './parts'
import { handStates, hows, moments, type Handwork, type Profile } from './states'

const stale = [['channels'], ['handwork'], ['endings']]

/** Who may be a compliance officer: the server checks again. */
const officers = ['owner', 'risk', 'finance']

function OfficerAct({ of }: { of: Profile }) {
  const say = useSay()
  const roleName = useRoleName()
  const people = usePeople().data ?? []
  return (
    <Dialog<{ user?: string }>
      label={say('channel.officer_set')}
      permission="channel.describe"
      size="small"
      intro={say('channel.officer_text')}
      initial={{ user: of.channel.terms.officer }}
      stale={stale}
      submit={async (v, header) => {
        await data(api.PUT('/v1/channels/{id}/officer', { params: { path: { id: of.channel.id }, header }, body: { user: v.user ?? '' } }))
        return say('channel.officer_done')
      }}
    >
      <Form.Item name="user" label={say('channel.officer')}>
        <Select allowClear options={people.filter((p) => p.state === 'active' && officers.includes(p.role)).map((p) => ({ value: p.id, label: `${p.name} · ${roleName(p.role)}` }))} />
      </Form.Item>
    </Dialog>
  )
}

/** Who is owed, who answers for the rules, and what needs looking at. */
export function Summary({ of }: { of: Profile }) {
  const say = useSay()
  const names = useNames()
  const { creditor } = of.channel
  const d = of.details
  return (
    <Section title={say('channel.summary')} extra={<OfficerAct of={of} />}>
      <Facts
        of={[
          { label: say('channel.health'), value: <HealthLine of={of.health} /> },
          { label: say('channel.officer'), value: of.channel.terms.officer ? names(of.channel.terms.officer) : <StatusTag tone="warn">{say('channel.officer_none')}</StatusTag> },
          { label: say('channel.creditor'), value: creditor === 'platform' || creditor === 'merchant' || creditor === 'assigned' ? say(`settings.creditor.${creditor}`) : creditor },
          { label: say('channel.creditor_name'), value: d.creditor_name ?? '—' },
          { label: say('channel.creditor_kind'), value: d.creditor_kind ? say(`channel.lender.${d.creditor_kind}`) : '—' },
        ]}
      />
      <p className="fm-below">
        <Link to={`/statements?channel_id=${of.channel.id}`}>{say('statements.title')}</Link>{say('kit.comma')}
        <Link to="/ending">{say('channel.ending')}</Link>
      </p>
      <p className="fm-soft">{creditor === 'platform' ? say('channel.truth_platform') : say('channel.truth_merchant')}</p>
    </Section>
  )
}

const tones: Readonly<Record<(typeof hows)[number], Tone>> = { api: 'good', contract: 'info', acquirer: 'info', house: 'good', hand: 'warn', none: 'idle' }

type Lever = Profile['levers'][number]

function OpenHandwork({ channel, lever }: { channel: string; lever: Lever }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <Dialog<{ what: string }>
      label={say('channel.hand_open')}
      title={language === 'en' ? lever.en : lever.zh}
      ok={say('channel.hand_open')}
      permission="channel.describe"
      size="small"
      intro={<p>{language === 'en' ? lever.steps_en : lever.steps_zh}</p>}
      stale={stale}
      submit={async (v, header) => {
        await data(api.POST('/v1/handwork', { params: { header }, body: { channel_id: channel, lever: lever.code, what: v.what.trim() } }))
        return say('channel.hand_opened')
      }}
    >
      <TextField name="what" label={say('channel.hand_what')} most={500} rows={2} />
    </Dialog>
  )
}

/** Which levers there are, each at its moment, and how it is pulled at this platform. */
export function Levers({ of }: { of: Profile }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <Section title={say('channel.levers')}>
      <p className="fm-soft fm-gap">{say('channel.levers_text', { day: of.lever_data.version })}</p>
      <DataTable
        caption={say('channel.levers')}
        dense
        rows={[...of.levers].sort((a, b) => moments.indexOf(a.moment) - moments.indexOf(b.moment))}
        rowKey={(l) => l.code}
        columns={[
          { key: 'lever', title: say('channel.lever'), render: (l) => (language === 'en' ? l.en : l.zh) },
          { key: 'moment', title: say('channel.moment'), render: (l) => say(`channel.moment.${l.moment}`) },
          { key: 'how', title: say('channel.how'), phone: 'end', render: (l) => <StatusTag tone={tones[l.how]}>{say(`channel.how.${l.how}`)}</StatusTag> },
          { key: 'act', title: say('channel.acts'), render: (l) => (l.how === 'hand' ? <OpenHandwork channel={of.channel.id} lever={l} /> : <span className="fm-soft">—</span>) },
        ]}
      />
    </Section>
  )
}

function Prove({ of }: { of: Handwork }) {
  const say = useSay()
  return (
    <Dialog<{ file: File }>
      label={say('channel.hand_prove')}
      permission="channel.describe"
      size="small"
      intro={say('channel.hand_prove_text')}
      stale={stale}
      submit={async (v, header) => {
        await sendFile(`/v1/handwork/${of.id}/proof`, v.file, header)
        return say('channel.hand_proved')
      }}
    >
      <FileField label={say('channel.hand_proof')} />
    </Dialog>
  )
}

/** Work that only a person can do in the platform's back office, with its proof. */
export function HandworkList({ of }: { of: Profile }) {
  const say = useSay()
  const language = useLanguage()
  const names = useNames()
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['handwork', of.channel.id],
    queryFn: ({ signal }) => data(api.GET('/v1/handwork', { params: { query: { channel_id: of.channel.id, limit: 100 } }, signal })),
  })
  const lever = (code: string) => {
    const found = of.levers.find((l) => l.code === code)
    return found ? (language === 'en' ? found.en : found.zh) : code
  }
  return (
    <Section title={say('channel.hand')}>
      <p className="fm-soft fm-gap">{say('channel.hand_text')}</p>
      <Loaded query={query}>
        {({ data: list }) =>
          list.length === 0 ? (
            <p className="fm-soft">{say('channel.hand_none')}</p>
          ) : (
            <DataTable
              caption={say('channel.hand')}
              dense
              rows={list}
              rowKey={(h) => h.id}
              columns={[
                { key: 'what', title: say('channel.hand_what'), render: (h) => <><b>{lever(h.lever)}</b><br />{h.what}</> },
                { key: 'state', title: say('channel.state'), phone: 'end', render: (h) => <StateTag of={handStates} state={h.state} /> },
                { key: 'opened', title: say('channel.hand_by'), render: (h) => <><Instant at={h.opened_at} /> <span className="fm-soft">{names(h.opened_by)}</span></> },
                {
                  key: 'proof',
                  title: say('channel.hand_proof'),
                  render: (h) =>
                    h.proof ? (
                      <>
                        {may('paper.read') ? <a href={`/v1/handwork/${h.id}/proof`} download={h.proof.name} className="fm-file-link">{h.proof.name}</a> : h.proof.name} <Code text={h.proof.sha256} short={8} />
                        <br />
                        <Instant at={h.done_at} /> <span className="fm-soft">{names(h.done_by ?? '')}</span>
                      </>
                    ) : (
                      <Prove of={h} />
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
