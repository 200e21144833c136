import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import { Dialog } from '@/kit/dialog'
import { Loaded } from '@/kit/loaded'
import { Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { isDay } from '@/kit/time'
import { Day, Instant } from '@/kit/when'
import { Findings, type Side } from './findings'
import { Preview, type Sample } from './preview'
import { plansOf, versionStates, type Template, type Version } from './states'

const stale = [['templates'], ['approvals']]

export default function TemplatePage() {
  const { id = '' } = useParams()
  const say = useSay()
  const language = useLanguage()
  return (
    <DetailPage<Template>
      name={['templates', id]}
      load={(signal) => data(api.GET('/v1/contract-templates/{id}', { params: { path: { id } }, signal }))}
      show={(t) => {
        const versions = t.versions ?? []
        const inForce = versions.find((v) => v.in_force)
        const shown = versions.find((v) => v.state === 'draft' || v.state === 'proposed') ?? inForce ?? versions[0]
        return {
          title: language === 'en' ? t.name_en : t.name_zh,
          id: t.id,
          state: inForce ? <StatusTag tone="good">{say('template.in_force')}</StatusTag> : undefined,
          facts: [
            { label: say('template.code'), value: t.code },
            { label: say('template.in_force'), value: inForce ? say('template.version', { no: inForce.no }) : say('template.in_force_none') },
            { label: say('template.plans'), value: plansOf(shown, say('template.plans_all')) },
            { label: say('template.pack'), value: shown?.pack ?? '' },
            { label: say('template.review'), value: <Review text={shown?.review ?? ''} /> },
          ],
          actions: shown && <Acts id={id} of={shown} />,
          body: (
            <>
              <Section title={say('template.versions')}>
                <ul className="fm-lines">
                  {versions.map((v) => (
                    <VersionLine key={v.no} id={id} of={v} draft={versions.some((x) => x.state === 'draft')} />
                  ))}
                </ul>
              </Section>
              {shown && <Shown id={id} no={shown.no} />}
            </>
          ),
        }
      }}
      back={{ to: '/contract-templates', label: say('template.title') }}
      curl={{ path: `/v1/contract-templates/${id}` }}
    />
  )
}

function Review({ text }: { text: string }) {
  const say = useSay()
  return text === '' ? <StatusTag tone="warn">{say('template.review_none')}</StatusTag> : text
}

function Acts({ id, of: v }: { id: string; of: Version }) {
  const say = useSay()
  if (v.state === 'proposed') return <Link to="/approvals">{say('template.state.proposed')}</Link>
  if (v.state !== 'draft') return null
  return (
    <>
      <Link to={`/contract-templates/${id}/edit`}>{say('template.edit')}</Link>
      <Dialog<{ from_day?: string }>
        label={say('template.propose')}
        permission="template.manage"
        type="primary"
        intro={say('template.propose_text')}
        stale={stale}
        submit={async (f, once) => {
          await data(api.POST('/v1/contract-templates/{id}/propose', { params: { path: { id }, header: once }, body: { from_day: f.from_day?.trim() === '' ? undefined : f.from_day?.trim() } }))
          return say('template.proposed')
        }}
      >
        <Form.Item
          name="from_day"
          label={say('template.from')}
          extra={say('template.from_hint')}
          rules={[{ validator: (_r, d: unknown) => (typeof d !== 'string' || d.trim() === '' || isDay(d.trim()) ? Promise.resolve() : Promise.reject(new Error(say('template.from_bad')))) }]}
        >
          <Input maxLength={10} className="fm-digits" />
        </Form.Item>
      </Dialog>
    </>
  )
}

function VersionLine({ id, of: v, draft }: { id: string; of: Version; draft: boolean }) {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <li>
      <div>
        <span>
          <b>{say('template.version', { no: v.no })}</b> <StateTag of={versionStates} state={v.state} /> {v.in_force && <StatusTag tone="good">{say('template.in_force')}</StatusTag>}
        </span>
        <span className="fm-actions">
          {v.state !== 'draft' && !draft && (
            <Dialog
              label={say('template.revise')}
              permission="template.manage"
              size="small"
              stale={stale}
              submit={async (_f, once) => {
                await data(api.POST('/v1/contract-templates/{id}/revise', { params: { path: { id }, header: once }, body: { no: v.no } }))
                void navigate(`/contract-templates/${id}/edit`)
                return say('template.revised')
              }}
            />
          )}
          {v.state === 'approved' && (
            <Dialog
              label={say('template.retire')}
              permission="template.approve"
              size="small"
              danger
              intro={say('template.retire_text')}
              stale={stale}
              submit={async (_f, once) => {
                await data(api.POST('/v1/contract-templates/{id}/retire', { params: { path: { id }, header: once }, body: { no: v.no } }))
                return say('template.retired')
              }}
            />
          )}
        </span>
      </div>
      <p className="fm-soft fm-small">
        {v.from_day && <>{say('template.from')} <Day day={v.from_day} /> · </>}
        {v.approved_at ? <>{say('template.approved_by')} {v.names?.approved ?? v.approved_by} <Instant at={v.approved_at} /></> : <Instant at={v.saved_at} />}
      </p>
      {v.note && <p className="fm-small">{v.note}</p>}
    </li>
  )
}

/** What a version says and what is to be said about it. */
function Shown({ id, no }: { id: string; no: number }) {
  const say = useSay()
  const language = useLanguage()
  const [sample, setSample] = useState<Sample>('fee')
  const query = useQuery({ queryKey: ['templates', id, 'version', no], queryFn: ({ signal }) => data(api.GET('/v1/contract-templates/{id}/version', { params: { path: { id }, query: { no } }, signal })) })
  const check = useQuery({
    queryKey: ['templates', id, 'preview', no, sample, language],
    queryFn: ({ signal }) => data(api.POST('/v1/contract-templates/check', { body: { zh: query.data?.zh ?? '', en: query.data?.en ?? '', sample }, signal })),
    enabled: query.data !== undefined,
    placeholderData: (before) => before,
  })
  return (
    <>
      <Section title={`${say('template.findings')} · ${say('template.version', { no })}`}>
        <Loaded query={query}>{(v) => <Findings report={v.report} />}</Loaded>
      </Section>
      <Section title={say('template.preview')}>
        <Loaded query={check}>{(r) => <Preview docs={r.preview} lacking={r.lacking} sample={sample} pick={setSample} />}</Loaded>
      </Section>
      {no > 1 && <Difference id={id} no={no} />}
    </>
  )
}

function Difference({ id, no }: { id: string; no: number }) {
  const say = useSay()
  const lang: Side = useLanguage() === 'en' ? 'en' : 'zh-CN'
  const query = useQuery({ queryKey: ['templates', id, 'diff', no, lang], queryFn: ({ signal }) => data(api.GET('/v1/contract-templates/{id}/diff', { params: { path: { id }, query: { to: no, lang } }, signal })) })
  return (
    <Section title={say('template.diff')}>
      <Loaded query={query}>
        {(d) =>
          d.changes.every((c) => c.op === 'same') ? (
            <p>{say('template.diff_none')}</p>
          ) : (
            <table className="fm-diff">
              <tbody>
                {d.changes.map((c, i) => (
                  <tr key={i} className={c.op === 'same' ? undefined : `fm-${c.op}`}>
                    <td className="fm-no">{c.old_no}</td>
                    <td className="fm-no">{c.new_no}</td>
                    <td>{c.op === 'added' ? <ins>{c.text}</ins> : c.op === 'removed' ? <del>{c.text}</del> : c.text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Section>
  )
}
