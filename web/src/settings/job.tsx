import { Alert } from 'antd'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Acts } from '@/kit/acts'
import { DetailPage } from '@/kit/detail'
import { JobLine, jobStates } from '@/kit/jobline'
import { Pre } from '@/kit/pre'
import type { QueueAct } from '@/kit/queue'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { jobName } from './job-names'
import type { Job } from './rules'

export default function JobDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const acts = useMemo(
    (): QueueAct<Job>[] => [
      {
        key: 'cancel',
        word: 'settings.job_cancel',
        combo: 'c',
        permission: 'job.manage',
        blocked: (j) => (j.state === 'ready' ? undefined : say('settings.job_not_waiting')),
        run: async (j) => {
          await api.POST('/v1/jobs/{id}/cancel', { params: { path: { id: j.id } } })
          return { said: say('settings.job_cancel_said') }
        },
      },
      {
        key: 'retry',
        word: 'settings.job_retry',
        combo: 'r',
        primary: true,
        permission: 'job.manage',
        blocked: (j) => (j.state === 'dead' ? undefined : say('settings.job_not_dead')),
        run: async (j) => {
          await api.POST('/v1/jobs/{id}/retry', { params: { path: { id: j.id } } })
          return { said: say('settings.job_retry_said') }
        },
      },
    ],
    [say],
  )
  return (
    <DetailPage<Job>
      name={['jobs', id]}
      load={(signal) => data(api.GET('/v1/jobs/{id}', { params: { path: { id } }, signal }))}
      show={(j) => ({
        title: jobName(say, j.kind),
        id: j.id,
        state: <StateTag of={jobStates} state={j.state} />,
        facts: [
          { label: say('settings.job_run_at'), value: <Instant at={j.run_at} /> },
          { label: say('settings.job_created'), value: <Instant at={j.created_at} /> },
          { label: say('settings.job_ended'), value: <Instant at={j.ended_at} /> },
          { label: say('settings.job_attempt'), value: j.attempt },
          { label: say('settings.job_kind'), value: <code>{j.kind}</code> },
        ],
        body: (
          <>
            {j.last_error && <Alert type={j.state === 'dead' ? 'error' : 'warning'} showIcon title={say('settings.job_error')} description={j.last_error} className="fm-gap" />}
            <Section title={say('settings.job_progress')}>
              <JobLine id={j.id} />
            </Section>
            {j.result !== undefined && j.result !== null && (
              <Section title={say('settings.job_result')}>
                <Pre text={JSON.stringify(j.result, null, 2)} label={say('settings.job_result')} />
              </Section>
            )}
          </>
        ),
        actions: <Acts of={j} acts={acts} name="jobs" />,
      })}
      back={{ to: '/jobs', label: say('settings.jobs') }}
      curl={{ path: `/v1/jobs/${id}` }}
    />
  )
}
