import { useQuery } from '@tanstack/react-query'
import { Button, Collapse } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { Problem } from '@/api/problem'
import { useLanguage, useSay } from '@/i18n'
import { Code } from '@/kit/copy'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { useWorkplace } from '@/kit/workplace'
import './contract.css'
import { ContractText } from './reading'
import type { ContractDetail } from './states'

type Evidence = components['schemas']['ContractEvidenceOut']

/** The text as signed, what the customer did with it, and whether every hash still agrees. */
export function ContractProof({ of: c, termName }: { of: ContractDetail; termName: (term: string) => string }) {
  const say = useSay()
  const { may } = useWorkplace()
  const allowed = may('contract.text')
  const query = useQuery({
    queryKey: ['contracts', c.id, 'evidence'],
    queryFn: ({ signal }) => data(api.GET('/v1/contracts/{id}/evidence', { params: { path: { id: c.id } }, signal })),
    enabled: allowed,
  })
  if (!allowed) return null
  return (
    <Section
      title={say('contract.proof')}
      extra={
        <span className="fm-actions fm-noprint">
          <Button size="small" href={`/v1/contracts/${c.id}/pdf`}>{say('contract.proof.pdf')}</Button>
          <Button size="small" href={`/v1/contracts/${c.id}/evidence/pdf`}>{say('contract.proof.annex')}</Button>
          <Button size="small" href={`/v1/contracts/${c.id}/evidence/file`}>{say('contract.proof.file')}</Button>
        </span>
      }
    >
      <Loaded query={query}>
        {(e) => (
          <>
            <Checks of={e} />
            <Seal id={c.id} />
            <Collapse
              ghost
              items={[
                { key: 'text', label: say('contract.proof.open'), children: <TextOf of={e} /> },
                { key: 'acts', label: `${say('contract.proof.acts')} (${e.acts.length})`, children: <Acts of={e} termName={termName} /> },
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Checks({ of: e }: { of: Evidence }) {
  const say = useSay()
  return (
    <>
      <p>
        {say('contract.proof.checks')} <StatusTag tone={e.sound ? 'good' : 'bad'}>{say(e.sound ? 'contract.proof.sound' : 'contract.proof.unsound')}</StatusTag>
      </p>
      <ul className="fm-lines">
        {e.checks.map((c) => (
          <li key={c.name}>
            <div>
              <span>{c.text}</span>
              <StatusTag tone={c.ok ? 'good' : 'bad'}>{say(c.ok ? 'contract.proof.ok' : 'contract.proof.bad')}</StatusTag>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function TextOf({ of: e }: { of: Evidence }) {
  const language = useLanguage()
  const doc = e.documents.find((d) => d.lang === language) ?? e.documents[0]
  return doc ? <ContractText blocks={doc.blocks} terms={doc.terms} /> : null
}

function Acts({ of: e, termName }: { of: Evidence; termName: (term: string) => string }) {
  const say = useSay()
  return (
    <ul className="fm-lines">
      {e.acts.map((a) => (
        <li key={a.no}>
          <div>
            <span>
              <b>{say(`contract.proof.act.${a.kind}`)}</b> {a.term ? termName(a.term) : ''}
            </span>
            <Instant at={a.at} />
          </div>
          <p className="fm-soft fm-small">
            {a.dwell_ms > 0 && <>{say('contract.proof.dwell', { n: Math.round(a.dwell_ms / 1000) })} · </>}
            {a.emphasis ? `${a.emphasis} · ` : ''}
            {a.channel} <Code text={a.hash} short={12} />
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The seal is made by a job a little after signing; before that there is nothing to show. */
function Seal({ id }: { id: string }) {
  const say = useSay()
  const language = useLanguage()
  const query = useQuery({
    queryKey: ['contracts', id, 'signature'],
    queryFn: ({ signal }) => data(api.GET('/v1/contracts/{id}/signature', { params: { path: { id } }, signal })),
    retry: false,
  })
  if (query.isError && Problem.from(query.error).status === 404) return null
  return (
    <Loaded query={query}>
      {(s) => (
        <>
          <p>
            {say('contract.proof.seal')} · {language === 'en' ? s.signer.name_en : s.signer.name_zh}{' '}
            <StatusTag tone={s.report.ok ? 'good' : 'bad'}>{say(s.report.ok ? 'contract.proof.seal_ok' : 'contract.proof.seal_bad')}</StatusTag>
          </p>
          {s.report.findings.map((f, i) => (
            <p key={i}>{language === 'en' ? f.en : f.zh}</p>
          ))}
          <p className="fm-soft fm-small">
            <Instant at={s.signed_at} /> · {say('contract.proof.key')} <Code text={s.report.key_id} short={16} /> ·{' '}
            <a href={`/v1/contracts/${id}/signature/file`}>{say('contract.proof.seal_file')}</a>
          </p>
        </>
      )}
    </Loaded>
  )
}
