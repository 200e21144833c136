import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { Problem } from '@/api/problem'
import { useSay, type Key } from '@/i18n'
import { Act } from './act'
import type { QueueAct } from './queue'
import { useDone } from './undo'

/** The acts of a queue, on the page of one thing. `name` is the query key that holds it. */
export function Acts<T>({ of, acts, name }: { of: T; acts: readonly QueueAct<T>[]; name: string }) {
  const say = useSay()
  const tell = useDone()
  const client = useQueryClient()
  const { notification } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  const run = async (act: QueueAct<T>) => {
    if (busy !== null) return
    setBusy(act.key)
    try {
      const came = await act.run(of)
      if (came) tell(came.said, came.undo)
      await client.invalidateQueries({ queryKey: [name] })
    } catch (e) {
      notification.error({ title: say('kit.act.failed'), description: Problem.from(e).message })
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      {acts.map((act) => (
        <Act
          key={act.key}
          type={act.primary ? 'primary' : 'default'}
          danger={act.danger}
          permission={act.permission}
          blocked={act.blocked?.(of)}
          loading={busy === act.key}
          onClick={() => void run(act)}
        >
          {(say as (key: Key) => string)(act.word)}
        </Act>
      ))}
    </>
  )
}
