import { DownloadOutlined } from '@/kit/icons'
import { App } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { Problem } from '@/api/problem'
import { useSay } from '@/i18n'
import { Act } from '@/kit/act'
import { Code } from '@/kit/copy'
import { DetailPage } from '@/kit/detail'
import { ObjectLink } from '@/kit/object'
import { saveText } from '@/kit/pre'
import { Section } from '@/kit/section'
import { Instant } from '@/kit/when'
import { useNames, useRoleName } from '@/staff/names'
import { useActName } from './names'
import { changes, type Change, type Entry } from './rules'

function Side({ value }: { value: string | null }) {
  const say = useSay()
  return value === null ? <span className="fm-soft">{say('audit.missing')}</span> : <code className="fm-wrap">{value}</code>
}

/** One object, field by field, before and after. */
export function ChangeTable({ change }: { change: Change }) {
  const say = useSay()
  return (
    <div className="fm-change">
      <h3>
        <ObjectLink of={change.object} />
      </h3>
      {change.fields.length > 0 && (
        <table className="fm-table fm-dense fm-fixed">
          <caption className="fm-hidden">{change.object}</caption>
          <thead>
            <tr>
              <th scope="col">{say('audit.field')}</th>
              <th scope="col">{say('audit.before')}</th>
              <th scope="col">{say('audit.after')}</th>
            </tr>
          </thead>
          <tbody>
            {change.fields.map((f) => (
              <tr key={f.name}>
                <th scope="row" className="fm-soft">
                  {f.name === '' ? '—' : f.name}
                </th>
                <td>
                  <Side value={f.before} />
                </td>
                <td className={f.before === f.after ? undefined : 'fm-changed'}>
                  <Side value={f.after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function ProofButton({ entry }: { entry: Entry }) {
  const say = useSay()
  const { message, notification } = App.useApp()
  const [busy, setBusy] = useState(false)
  const get = async () => {
    setBusy(true)
    try {
      const proof = await data(api.GET('/v1/audit/{id}/proof', { params: { path: { id: entry.id } } }))
      saveText(`proof-${entry.id}.json`, `${JSON.stringify(proof, null, 2)}\n`, 'application/json')
      void message.success(say('audit.proof_got'))
    } catch (e) {
      notification.error({ title: say('kit.act.failed'), description: Problem.from(e).message })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Act
      permission="audit.read"
      icon={<DownloadOutlined />}
      loading={busy}
      blocked={entry.leaf_index === undefined ? say('audit.proof_wait') : undefined}
      onClick={() => void get()}
    >
      {say('audit.proof_get')}
    </Act>
  )
}

export default function AuditDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const names = useNames()
  const opName = useActName()
  const roleName = useRoleName()
  return (
    <DetailPage<Entry>
      name={['audit', id]}
      load={(signal) => data(api.GET('/v1/audit/{id}', { params: { path: { id } }, signal }))}
      show={(e) => {
        const touched = changes(e.objects)
        return {
          title: opName(e.op),
          id: e.id,
          facts: [
            { label: say('audit.at'), value: <Instant at={e.at} /> },
            { label: say('audit.actor'), value: names(e.actor, e.actor_kind) },
            { label: say('audit.role'), value: e.role ? roleName(e.role) : '—' },
            { label: say('audit.ip'), value: e.ip ?? '—' },
            { label: say('audit.reason'), value: e.reason ?? '—' },
            { label: say('audit.place'), value: e.leaf_index === undefined ? say('audit.unsealed') : say('audit.sealed', { n: e.leaf_index + 1 }) },
          ],
          body: (
            <Section title={say('audit.changes')}>
              {touched.length === 0 && <p className="fm-soft">{say('audit.none')}</p>}
              {touched.map((c, i) => (
                <ChangeTable key={i} change={c} />
              ))}
            </Section>
          ),
          evidence: (
            <>
              <p className="fm-soft fm-gap">{say('audit.proof_text')}</p>
              <ProofButton entry={e} />
              <dl className="fm-plain">
                {e.digest && (
                  <div>
                    <dt>{say('audit.digest')}</dt>
                    <dd>
                      <Code text={e.digest} />
                    </dd>
                  </div>
                )}
                {e.request_id && (
                  <div>
                    <dt>{say('audit.request')}</dt>
                    <dd>
                      <Code text={e.request_id} />
                    </dd>
                  </div>
                )}
              </dl>
            </>
          ),
          related: [
            ...(e.actor_kind === 'user' ? [{ label: say('audit.same_actor'), to: `/audit?actor=${encodeURIComponent(e.actor)}` }] : []),
            { label: say('audit.same_op'), to: `/audit?op=${encodeURIComponent(e.op)}` },
          ],
        }
      }}
      back={{ to: '/audit', label: say('audit.title') }}
      curl={{ path: `/v1/audit/${id}` }}
    />
  )
}
