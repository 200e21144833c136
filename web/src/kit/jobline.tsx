import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { JobProgress, type JobState } from './progress'
import { StateTag, type States } from './status'
import { useWorkplace } from './workplace'

export type JobView = components['schemas']['JobView']

/** The server's states of a job in the words of the kit. */
export const jobState: Readonly<Record<JobView['state'], JobState>> = { ready: 'waiting', running: 'running', done: 'done', dead: 'failed', cancelled: 'cancelled' }

/** The tag of a job, for one that counted nothing. */
export const jobStates: States<JobView['state']> = {
  ready: { tone: 'wait', word: 'kit.job.waiting' },
  running: { tone: 'info', word: 'kit.job.running' },
  done: { tone: 'good', word: 'kit.job.done' },
  dead: { tone: 'bad', word: 'kit.job.failed' },
  cancelled: { tone: 'idle', word: 'kit.job.cancelled' },
}

export const ended = (job: JobView): boolean => job.state === 'done' || job.state === 'dead' || job.state === 'cancelled'

/** Follows a job until its end and shows how it stands; what it brought stands below. */
export function JobLine({ id, result, onEnd }: { id: string; result?: (job: JobView) => ReactNode; onEnd?: () => void }) {
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['jobs', id, 'detail'],
    queryFn: ({ signal }) => data(api.GET('/v1/jobs/{id}', { params: { path: { id } }, signal })),
    enabled: may('job.read'),
    refetchInterval: (q) => (q.state.data && ended(q.state.data) ? false : 1000),
  })
  const job = query.data
  const over = job !== undefined && ended(job)
  const told = useRef(false)
  useEffect(() => {
    if (!over || told.current) return
    told.current = true
    onEnd?.()
  }, [over, onEnd])
  if (!job) return null
  return (
    <>
      {over && job.total === 0 ? (
        <StateTag of={jobStates} state={job.state} />
      ) : (
        <JobProgress job={{ state: jobState[job.state], done: job.done, failed: 0, total: Math.max(job.total, job.done) }} />
      )}
      {job.last_error !== undefined && job.state === 'dead' && <p className="fm-problem">{job.last_error}</p>}
      {over && result?.(job)}
    </>
  )
}
