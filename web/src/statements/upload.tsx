import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { components } from '@/api/schema.gen'
import { useSay } from '@/i18n'
import { JobLine, type JobView } from '@/kit/jobline'
import { Section } from '@/kit/section'
import { send, UploadDrop } from '@/kit/upload'
import { useWorkplace } from '@/kit/workplace'
import { useChannels } from '@/settings/channel-names'

type Imported = components['schemas']['ReconcileImportOut']

const most = 50 * 1_048_576

/** The address that takes a file: its name travels beside it, for the server to keep. */
export function uploadUrl(name: string, channel: string): string {
  const query = new URLSearchParams({ name })
  if (channel !== '') query.set('channel_id', channel)
  return `/v1/statements?${query.toString()}`
}

const figure = (result: unknown, name: string): number => {
  const value = typeof result === 'object' && result !== null ? (result as Record<string, unknown>)[name] : undefined
  return typeof value === 'number' ? value : 0
}

function Result({ of }: { of: Imported }) {
  const say = useSay()
  const client = useQueryClient()
  const brought = (job: JobView) =>
    job.state === 'done' && (
      <p>
        {say('statements.result', { lines: figure(job.result, 'lines'), matched: figure(job.result, 'matched'), odd: figure(job.result, 'odd'), aside: figure(job.result, 'set_aside') })}{' '}
        {figure(job.result, 'odd') > 0 && <Link to={`/differences?file=${of.file.id}`}>{say('statements.diff')}</Link>}
      </p>
    )
  return (
    <div className="fm-upload-result">
      <p>
        {say(`statements.kind.${of.file.kind}`)} · {of.file.from === of.file.to ? of.file.from : `${of.file.from} – ${of.file.to}`} ·{' '}
        <Link to={`/statements/${of.file.id}`}>{say('statements.open_file')}</Link>
      </p>
      {of.already && <p className="fm-soft">{say('statements.already')}</p>}
      {of.job_id !== undefined && (
        <JobLine
          id={of.job_id}
          result={brought}
          onEnd={() => {
            void client.invalidateQueries({ queryKey: ['statements'] })
            void client.invalidateQueries({ queryKey: ['differences'] })
          }}
        />
      )}
    </div>
  )
}

/** Where statements are dropped; the platform, the kind and the days are read from the file. */
export function Upload() {
  const say = useSay()
  const client = useQueryClient()
  const { may, holders } = useWorkplace()
  const channels = useChannels().data ?? []
  const [channel, setChannel] = useState('')
  if (!may('statement.import')) {
    const who = holders('statement.import').map((r) => say(`kit.role.${r}`)).join(say('kit.comma'))
    return (
      <Section title={say('statements.drop')}>
        <p className="fm-soft">{say('statements.drop_forbidden', { who })}</p>
      </Section>
    )
  }
  return (
    <Section
      title={say('statements.drop')}
      extra={
        channels.length > 1 && (
          <Select
            size="small"
            aria-label={say('statements.to_channel')}
            value={channel}
            onChange={setChannel}
            options={[{ value: '', label: say('statements.by_file') }, ...channels.map((c) => ({ value: c.id, label: c.name }))]}
          />
        )
      }
    >
      <UploadDrop
        title={say('statements.drop_title')}
        hint={say('statements.drop_hint')}
        accept=".zip,.csv,.xlsx,.txt"
        max={most}
        upload={(file, onPart) => send(uploadUrl(file.name, channel), file, onPart, crypto.randomUUID(), true)}
        result={(r) => <Result of={r as Imported} />}
        onDone={() => void client.invalidateQueries({ queryKey: ['statements'] })}
      />
    </Section>
  )
}
