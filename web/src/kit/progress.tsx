import { Button, Steps } from 'antd'
import type { ReactNode } from 'react'
import { useSay } from '@/i18n'
import { StatusTag, type Tone } from './status'

export const jobStates = ['waiting', 'running', 'done', 'partial', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

const tones: Readonly<Record<JobState, Tone>> = {
  waiting: 'wait', running: 'info', done: 'good', partial: 'warn', failed: 'bad', cancelled: 'idle',
}

/** A long act on many things. */
export interface Job {
  state: JobState
  done: number
  failed: number
  total: number
}

interface Props {
  job: Job
  /** The file with one reason for each row that failed. */
  resultUrl?: string
  cancel?: () => void
  retryFailed?: () => void
}

/** How a job stands: honest counts, a result file, and what can still be done about it. */
export function JobProgress({ job, resultUrl, cancel, retryFailed }: Props) {
  const say = useSay()
  const part = (n: number) => (job.total === 0 ? 0 : (n / job.total) * 100)
  const live = job.state === 'running' || job.state === 'waiting'
  return (
    <div className="fm-job">
      <div className="fm-job-head">
        <StatusTag tone={tones[job.state]}>{say(`kit.job.${job.state}`)}</StatusTag>
        <span aria-live="polite">{say('kit.job.counts', { done: job.done, failed: job.failed, total: job.total })}</span>
      </div>
      <div
        className="fm-progress"
        role="progressbar"
        aria-label={say('kit.job.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(part(job.done + job.failed))}
      >
        <span style={{ width: `${part(job.done)}%` }} />
        {/* A single failure among thousands must still be seen. */}
        {job.failed > 0 && <span className="fm-progress-failed" style={{ width: `max(4px, ${part(job.failed)}%)` }} />}
      </div>
      <div className="fm-actions">
        {live && cancel && (
          <Button size="small" onClick={cancel}>
            {say('kit.cancel')}
          </Button>
        )}
        {resultUrl !== undefined && (
          <Button size="small" href={resultUrl}>
            {say('kit.job.result')}
          </Button>
        )}
        {!live && job.failed > 0 && retryFailed && (
          <Button size="small" onClick={retryFailed}>
            {say('kit.job.retry', { n: job.failed })}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The steps of something guided; upright where the window is narrow. */
export function Stepper({ at, steps }: { at: number; steps: readonly { title: string; text?: ReactNode }[] }) {
  const say = useSay()
  return (
    <nav aria-label={say('kit.steps')}>
      <p className="fm-hidden" aria-live="polite">
        {say('kit.step_of', { n: at + 1, total: steps.length, title: steps[at]?.title ?? '' })}
      </p>
      <Steps size="small" current={at} responsive items={steps.map((s) => ({ title: s.title, content: s.text }))} />
    </nav>
  )
}
