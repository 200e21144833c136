import { App, Button } from 'antd'
import { useCallback } from 'react'
import { Problem } from '@/api/problem'
import { useSay } from '@/i18n'
import { useKeys } from './keys'

/** How long an act can be taken back with one press, in seconds. */
export const undoFor = 10

/**
 * Says that something was done and offers to take it back for ten seconds,
 * instead of asking "are you sure" before. `z` does the same. Without `undo`
 * it only says so.
 */
export function useDone(): (sentence: string, undo?: () => Promise<unknown>) => void {
  const say = useSay()
  const { message, notification } = App.useApp()
  const { setUndo } = useKeys()
  return useCallback(
    (sentence, undo) => {
      if (!undo) {
        void message.success(sentence)
        return
      }
      const key = crypto.randomUUID()
      const back = () => {
        message.destroy(key)
        setUndo(null)
        undo().then(
          () => void message.info(say('kit.undo.done')),
          (e: unknown) => notification.error({ title: say('kit.undo.failed'), description: Problem.from(e).message }),
        )
      }
      setUndo(back)
      void message.success({
        key,
        duration: undoFor,
        content: (
          <>
            {sentence}{' '}
            <Button type="link" size="small" onClick={back}>
              {say('kit.undo.button')}
            </Button>
          </>
        ),
        onClose: () => setUndo(null),
      })
    },
    [message, notification, say, setUndo],
  )
}
