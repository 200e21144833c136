import { InboxOutlined } from './icons'
import { Progress } from 'antd'
import { useId, useRef, useState, type ReactNode } from 'react'
import { refusal } from '@/api/client'
import { Problem } from '@/api/problem'
import { i18n, useSay } from '@/i18n'
import { ProblemAlert } from './problem'
import { StatusTag } from './status'

/** One file on its way. */
export interface Sending {
  name: string
  size: number
  part: number
  state: 'waiting' | 'sending' | 'done' | 'failed'
  error?: unknown
  result?: unknown
}

/**
 * Sends one file with progress. fetch cannot tell how much has left, hence the
 * old request. With `raw` the file is the whole body, else a field of a form.
 * A Problem is thrown for every answer that is not 2xx.
 */
export function send(url: string, file: File, onPart: (part: number) => void, key: string = crypto.randomUUID(), raw = false): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('Accept-Language', i18n.language)
    request.setRequestHeader('Idempotency-Key', key)
    request.upload.onprogress = (e) => {
      if (e.lengthComputable && e.total > 0) onPart(e.loaded / e.total)
    }
    request.onerror = () => reject(Problem.unreachable(new Error('upload')))
    request.onload = () => {
      const response = new Response(request.status === 204 ? null : request.responseText, {
        status: request.status,
        headers: { 'X-Request-Id': request.getResponseHeader('X-Request-Id') ?? '' },
      })
      if (!response.ok) void refusal(response).then(reject)
      else if (request.status === 204) resolve(undefined)
      else void response.json().then(resolve, () => resolve(undefined))
    }
    if (raw) request.setRequestHeader('Content-Type', 'application/octet-stream')
    const form = new FormData()
    form.append('file', file)
    request.send(raw ? file : form)
  })
}

interface Props {
  title: string
  hint: string
  /** Endings taken, as for <input accept>. */
  accept?: string
  /** The largest file taken, in bytes; the server checks again. */
  max: number
  /** Sends one file; see `send`. */
  upload: (file: File, onPart: (part: number) => void) => Promise<unknown>
  /** What to show of a file that has arrived. */
  result?: (result: unknown, name: string) => ReactNode
  onDone?: () => void
}

/** A place to drop files on, or to choose them by keyboard; they go one after the other. */
export function UploadDrop({ title, hint, accept, max, upload, result, onDone }: Props) {
  const say = useSay()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [list, setList] = useState<readonly Sending[]>([])

  const take = async (files: FileList | null) => {
    const fresh = [...(files ?? [])]
    const start = list.length
    const change = (i: number, patch: Partial<Sending>) =>
      setList((now) => now.map((s, j) => (j === start + i ? { ...s, ...patch } : s)))
    setList((now) => [...now, ...fresh.map((f): Sending => ({ name: f.name, size: f.size, part: 0, state: 'waiting' }))])
    for (const [i, file] of fresh.entries()) {
      if (file.size > max) {
        const detail = say('kit.upload.too_large', { n: Math.floor(max / 1_048_576) })
        change(i, { state: 'failed', error: new Problem(413, { detail }) })
        continue
      }
      change(i, { state: 'sending' })
      try {
        const got = await upload(file, (part) => change(i, { part }))
        change(i, { state: 'done', part: 1, result: got })
      } catch (error) {
        change(i, { state: 'failed', error })
      }
    }
    onDone?.()
  }

  return (
    <div className="fm-upload">
      {/* Dropping is the pointer's way; the input inside serves keyboards and screen readers. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={over ? 'fm-drop fm-drop-over' : 'fm-drop'}
        onDragOver={(e) => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault()
          setOver(false)
          void take(e.dataTransfer.files)
        }}
      >
        <InboxOutlined className="fm-drop-icon" aria-hidden="true" />
        <label htmlFor={id}>{title}</label>
        <input
          ref={input}
          id={id}
          type="file"
          multiple
          accept={accept}
          aria-describedby={`${id}-hint`}
          onChange={(e) => {
            void take(e.target.files)
            if (input.current) input.current.value = ''
          }}
        />
        <p id={`${id}-hint`} className="fm-soft">
          {hint}
        </p>
      </div>
      <ul className="fm-upload-list" aria-live="polite">
        {list.map((s, i) => (
          <li key={i}>
            <span className="fm-upload-name">{s.name}</span>
            {s.state === 'done' && <StatusTag tone="good">{say('kit.upload.done')}</StatusTag>}
            {s.state === 'waiting' && <StatusTag tone="wait">{say('kit.upload.waiting')}</StatusTag>}
            {s.state === 'failed' && <StatusTag tone="bad">{say('kit.upload.failed')}</StatusTag>}
            {s.state === 'sending' && <Progress percent={Math.round(s.part * 100)} size="small" aria-label={s.name} />}
            {s.error !== undefined && <ProblemAlert error={s.error} />}
            {s.state === 'done' && result?.(s.result, s.name)}
          </li>
        ))}
      </ul>
    </div>
  )
}
