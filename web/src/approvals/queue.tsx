import { Button } from 'antd'
import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import { useAsk } from '@/kit/dialog'
import { QueuePage } from '@/kit/queue'
import { Instant } from '@/kit/when'
import { useNames, useReadable } from '@/staff/names'
import { useApprovalActs } from './acts'
import { useShowApproval } from './show'
import { kindWord, type Approval } from './states'

/** What waits for a second person. */
export default function ApprovalQueue() {
  const say = useSay()
  const tell = say as (key: Key) => string
  const navigate = useNavigate()
  const names = useNames()
  const readable = useReadable()
  const show = useShowApproval()
  const [dialog, ask] = useAsk()
  const acts = useApprovalActs(ask)
  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal) => data(api.GET('/v1/approvals', { params: { query: { state: 'asked', cursor, limit: 50 } }, signal })),
    [],
  )
  const open = useCallback((id: string, signal: AbortSignal) => data(api.GET('/v1/approvals/{id}', { params: { path: { id } }, signal })), [])
  return (
    <>
      <QueuePage<Approval>
        name="approvals"
        title={say('approvals.title')}
        load={load}
        itemKey={(a) => a.id}
        row={(a) => (
          <span className="fm-stacked">
            <span className="fm-clip2">{readable(a.summary)}</span>
            <span className="fm-soft fm-small">
              {tell(kindWord(a.kind))} · {a.maker_name === '' ? names(a.maker) : a.maker_name} · <Instant at={a.asked_at} relative />
            </span>
          </span>
        )}
        open={open}
        show={show}
        acts={acts}
        empty={{ title: say('approvals.empty'), text: say('approvals.empty_text') }}
        actions={<Button onClick={() => void navigate('/approvals/all')}>{say('approvals.all')}</Button>}
      />
      {dialog}
    </>
  )
}
