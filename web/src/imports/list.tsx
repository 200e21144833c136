import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import { Act } from '@/kit/act'
import '@/kit/fields.css'
import { Page } from '@/kit/page'
import { ProblemAlert } from '@/kit/problem'
import { JobProgress, Stepper, type JobState } from '@/kit/progress'
import { Section } from '@/kit/section'
import { ListSkeleton } from '@/kit/skeletons'
import { StatusTag } from '@/kit/status'
import { UploadDrop } from '@/kit/upload'
import { text, useUrl } from '@/kit/url'
import { Figures, Problems, SeeOrders } from './figures'
import { assign, missing, readResult, remember, remembered, sample, type Mapping, type Preview } from './mapping'

/** The largest file the program takes, in bytes. */
const most = 256 * 1_048_576

async function upload(file: File): Promise<Preview> {
  // The body is the file itself; the typed client would write it as JSON.
  const got = await api.POST('/v1/imports/files', {
    params: { query: { name: file.name }, header: { 'Idempotency-Key': crypto.randomUUID() } },
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file as unknown as string,
    bodySerializer: (body) => body as unknown as BodyInit,
  })
  return got.data as unknown as Preview
}

function useFieldName(): (field: string) => string {
  const say = useSay() as (key: Key) => string
  return (field) => {
    const key = `imports.f.${field}`
    return key in catalogue ? say(key as Key) : field
  }
}

const schema = { job: text() }

/** Orders from a file: preview, columns, dry run, import, report. A link to a running import shows its progress. */
export default function Imports() {
  const say = useSay()
  const [{ job }, set] = useUrl(schema)
  const [files, setFiles] = useState<readonly Preview[]>([])
  const [mapping, setMapping] = useState<Mapping>({})
  const [at, setAt] = useState(0)
  const step = job === '' ? at : 3
  const steps = (['file', 'columns', 'check', 'run'] as const).map((s) => ({ title: say(`imports.step.${s}`) }))
  const take = (p: Preview) => {
    setFiles((now) => [...now.filter((f) => f.sha256 !== p.sha256), p])
    setMapping((now) => ({ ...now, ...(remembered(p) ?? p.mapping) }))
  }
  return (
    <Page title={say('imports.title')} below={<p className="fm-soft">{say('imports.below')}</p>}>
      <Stepper at={step} steps={steps} />
      {step === 0 && <Files files={files} take={take} next={() => setAt(1)} />}
      {step === 1 && <Columns files={files} mapping={mapping} set={setMapping} back={() => setAt(0)} next={() => setAt(2)} />}
      {step === 2 && <DryRun files={files} mapping={mapping} back={() => setAt(1)} started={(id) => set({ job: id })} />}
      {step === 3 && (
        <Running
          id={job}
          again={() => {
            setFiles([])
            setMapping({})
            setAt(0)
            set({ job: '' })
          }}
        />
      )}
    </Page>
  )
}

function Files({ files, take, next }: { files: readonly Preview[]; take: (p: Preview) => void; next: () => void }) {
  const say = useSay()
  return (
    <Section title={say('imports.step.file')}>
      <UploadDrop
        title={say('imports.drop')}
        hint={say('imports.drop_hint')}
        accept=".csv,.xlsx,.zip,.txt"
        max={most}
        upload={async (file) => {
          const p = await upload(file)
          take(p)
          return p
        }}
        result={(r) => {
          const p = r as Preview
          return <p className="fm-soft">{say(`imports.layout.${p.layout}`)} · {say('imports.file_of', { name: p.role ?? p.name, n: p.count })}</p>
        }}
      />
      <div className="fm-actions">
        <Button type="primary" disabled={files.length === 0} onClick={next}>{say('imports.next_columns')}</Button>
      </div>
    </Section>
  )
}

interface ColumnsProps {
  files: readonly Preview[]
  mapping: Mapping
  set: (m: Mapping) => void
  back: () => void
  next: () => void
}

function Columns({ files, mapping, set, back, next }: ColumnsProps) {
  const say = useSay()
  const name = useFieldName()
  const file = files.find((f) => f.layout === 'generic')
  const lacks = file ? missing(file, mapping) : []
  const go = () => {
    if (file) remember(file.header_hash, mapping)
    next()
  }
  return (
    <Section title={say('imports.step.columns')}>
      {file === undefined ? <p className="fm-soft">{say('imports.no_mapping')}</p> : (
        <>
          {remembered(file) !== null && <p className="fm-soft fm-gap">{say('imports.remembered')}</p>}
          {lacks.length > 0 && <p className="fm-gap" role="status"><StatusTag tone="warn">{say('imports.missing', { names: lacks.map(name).join(say('kit.comma')) })}</StatusTag></p>}
          <div className="fm-scroll">
            <table className="fm-figures">
              <caption className="fm-hidden">{say('kit.table.of', { name: say('imports.step.columns') })}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('imports.field')}</th>
                  <th scope="col">{say('imports.column')}</th>
                  <th scope="col">{say('imports.sample')}</th>
                </tr>
              </thead>
              <tbody>
                {file.fields.map((f) => (
                  <tr key={f.key}>
                    <th scope="row">{name(f.key)} {f.required && <span className="fm-soft fm-small">{say('imports.required')}</span>}</th>
                    <td>
                      <Select
                        aria-label={name(f.key)}
                        value={mapping[f.key] ?? ''}
                        status={lacks.includes(f.key) ? 'warning' : undefined}
                        onChange={(column: string) => set(assign(mapping, f.key, column))}
                        options={[{ value: '', label: say('imports.none') }, ...file.header.map((h) => ({ value: h, label: h }))]}
                        style={{ width: '100%', minWidth: 140 }}
                      />
                    </td>
                    <td className="fm-soft">{sample(file, mapping[f.key])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <div className="fm-actions">
        <Button onClick={back}>{say('imports.back')}</Button>
        <Button type="primary" disabled={lacks.length > 0} onClick={go}>{say('imports.next_check')}</Button>
      </div>
    </Section>
  )
}

/** What both the dry run and the import are told. */
function order(files: readonly Preview[], mapping: Mapping): components['schemas']['IntakeStartIn'] {
  const generic = files.some((f) => f.layout === 'generic')
  return {
    files: files.map((f) => ({ name: f.name, sha256: f.sha256, ...(f.role === undefined ? {} : { role: f.role }) })),
    layout: generic ? 'generic' : 'olist',
    ...(generic ? { mapping: { ...mapping } } : {}),
  }
}

function DryRun({ files, mapping, back, started }: { files: readonly Preview[]; mapping: Mapping; back: () => void; started: (job: string) => void }) {
  const say = useSay()
  const once = useRef(crypto.randomUUID())
  const body = order(files, mapping)
  const check = useQuery({
    queryKey: ['import-check', body],
    queryFn: ({ signal }) => data(api.POST('/v1/imports/check', { body, signal })),
    staleTime: Infinity,
    retry: false,
  })
  const start = useMutation({
    mutationFn: () => data(api.POST('/v1/imports', { params: { header: { 'Idempotency-Key': once.current } }, body })),
    onSuccess: (out) => started(out.job_id),
  })
  return (
    <Section title={say('imports.step.check')}>
      {check.isPending && <><p className="fm-soft" role="status">{say('imports.checking')}</p><ListSkeleton rows={4} /></>}
      {check.isError && <ProblemAlert error={check.error} retry={() => void check.refetch()} />}
      {check.data && <><Figures check={check.data} /><Problems check={check.data} /></>}
      {start.isError && <ProblemAlert error={start.error} />}
      <div className="fm-actions">
        <Button onClick={back}>{say('imports.back')}</Button>
        {check.data && (
          <Act permission="order.import" type="primary" loading={start.isPending} blocked={check.data.new === 0 ? say('imports.nothing') : undefined} onClick={() => start.mutate()}>
            {say('imports.start', { n: check.data.new })}
          </Act>
        )}
      </div>
    </Section>
  )
}

const states: Readonly<Record<string, JobState>> = { ready: 'waiting', running: 'running', done: 'done', dead: 'failed', cancelled: 'cancelled' }

function Running({ id, again }: { id: string; again: () => void }) {
  const say = useSay()
  const query = useQuery({
    queryKey: ['jobs', id, 'import'],
    queryFn: ({ signal }) => data(api.GET('/v1/jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (q) => (q.state.data && ['done', 'dead', 'cancelled'].includes(q.state.data.state) ? false : 1500),
  })
  const job = query.data
  const result = readResult(job?.result)
  const over = job !== undefined && ['done', 'dead', 'cancelled'].includes(job.state)
  return (
    <Section title={over && job.state === 'done' ? say('imports.done') : say('imports.step.run')}>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {job && (
        <>
          {!over && <p className="fm-soft fm-gap">{say('imports.running')}</p>}
          <JobProgress job={{ state: states[job.state] ?? 'running', done: job.done, failed: result?.refused ?? 0, total: Math.max(job.total, job.done + (result?.refused ?? 0)) }} />
          {job.last_error && <ProblemAlert error={new Error(job.last_error)} />}
        </>
      )}
      {result && <Figures check={result} />}
      <div className="fm-actions">
        <Link to={`/jobs/${id}`}>{say('imports.open_job')}</Link>
        {over && <SeeOrders />}
        {over && <Button onClick={again}>{say('imports.again')}</Button>}
      </div>
    </Section>
  )
}
