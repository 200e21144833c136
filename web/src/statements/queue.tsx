import { Button, Select } from 'antd'
import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { useAsk } from '@/kit/dialog'
import { Money } from '@/kit/money'
import { QueuePage } from '@/kit/queue'
import { choice, text, useUrl } from '@/kit/url'
import { useWorkplace } from '@/kit/workplace'
import { useDifferenceActs } from './acts'
import { apart, loadItem, type Item } from './difference'
import { useShowDifference } from './show'
import { codes, knownCode } from './states'

const schema = { code: choice(['', ...codes], ''), file: text() }

/** Only what does not fit: list at the left, both sides at the right. */
export default function DifferenceQueue() {
  const say = useSay()
  const navigate = useNavigate()
  const { may } = useWorkplace()
  const [{ code, file }, set] = useUrl(schema)
  const show = useShowDifference()
  const [dialog, ask] = useAsk()
  const acts = useDifferenceActs(ask)
  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      data(api.GET('/v1/differences', { params: { query: { state: 'open', code: code || undefined, file_id: file || undefined, cursor, limit: 50 } }, signal })),
    [code, file],
  )
  const open = useCallback((id: string, signal: AbortSignal) => loadItem(id, signal, may), [may])
  return (
    <>
      <QueuePage<Item>
        key={`${code} ${file}`}
        name="differences"
        title={say('statements.diff')}
        load={load}
        itemKey={(d) => d.id}
        row={(d) => {
          const known = knownCode(d.code)
          return (
            <span className="fm-two-line">
              <span>{known ? say(`statements.code.${known}`) : d.code}</span>
              <Money value={apart(d)} />
              <span className="fm-soft fm-small">…{(d.order_id ?? d.line_id ?? d.id).slice(-6)}</span>
              <span className="fm-soft fm-small fm-time">{d.day}</span>
            </span>
          )
        }}
        open={open}
        show={show}
        acts={acts}
        empty={{ title: say('statements.diff_empty'), text: say('statements.diff_empty_text') }}
        actions={
          <>
            <Select
              aria-label={say('statements.diff_code')}
              className="fm-code-filter"
              value={code}
              onChange={(v) => set({ code: v })}
              options={[{ value: '' as const, label: say('statements.line_all') }, ...codes.map((c) => ({ value: c, label: say(`statements.code.${c}`) }))]}
            />
            <Button onClick={() => void navigate('/differences/all')}>{say('statements.diff_all')}</Button>
          </>
        }
      />
      {dialog}
    </>
  )
}
