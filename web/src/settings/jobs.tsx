import { useMemo } from 'react'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import type { Filter } from '@/kit/filters'
import { jobStates } from '@/kit/jobline'
import { ListPage } from '@/kit/list'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { jobName } from './job-names'
import type { Job } from './rules'

const states = ['ready', 'running', 'done', 'dead', 'cancelled'] as const

export default function Jobs() {
  const say = useSay()
  const columns = useMemo(
    (): Column<Job>[] => [
      { key: 'kind', title: say('settings.job_kind'), render: (j) => <span title={j.kind}>{jobName(say, j.kind)}</span> },
      { key: 'state', title: say('settings.job_state'), render: (j) => <StateTag of={jobStates} state={j.state} />, phone: 'end' },
      { key: 'progress', title: say('settings.job_progress'), align: 'right', render: (j) => (j.total > 0 ? `${j.done} / ${j.total}` : <span className="fm-soft">—</span>), phone: 'none' },
      { key: 'run', title: say('settings.job_run_at'), render: (j) => <Instant at={j.run_at} relative /> },
      { key: 'ended', title: say('settings.job_ended'), render: (j) => <Instant at={j.ended_at} /> },
      { key: 'attempt', title: say('settings.job_attempt'), align: 'right', render: (j) => j.attempt, phone: 'none' },
      { key: 'error', title: say('settings.job_error'), render: (j) => (j.last_error ? <span className="fm-clip2">{j.last_error}</span> : <span className="fm-soft">—</span>), phone: 'none' },
    ],
    [say],
  )
  const filters = useMemo(
    (): Filter[] => [{ key: 'state', label: say('settings.job_state'), kind: 'one', options: states.map((v) => ({ value: v, label: (say as (key: Key) => string)(jobStates[v].word) })) }],
    [say],
  )
  return (
    <ListPage<Job>
      name="jobs"
      title={say('settings.jobs')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/jobs', { params: { query: { state: ask.one('state') as Job['state'] | undefined, cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      views={[
        { label: say('settings.jobs'), search: '' },
        { label: say('kit.job.failed'), search: '?state=dead' },
        { label: say('kit.job.running'), search: '?state=running' },
        { label: say('kit.job.waiting'), search: '?state=ready' },
      ]}
      rowKey={(j) => j.id}
      to={(j) => `/jobs/${j.id}`}
      curl={(ask) => ({ path: `/v1/jobs?limit=${ask.limit}` })}
      empty={{ title: say('settings.jobs_empty') }}
      below={<p className="fm-soft">{say('settings.jobs_below')}</p>}
    />
  )
}
