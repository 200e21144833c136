import { useCallback } from 'react'
import { useOperationName } from '@/api/operations'
import { useSay } from '@/i18n'
import { jobName } from '@/settings/job-names'

/** Names what an entry says was done: an operation, or a job of the program. */
export function useActName(): (op: string) => string {
  const say = useSay()
  const operation = useOperationName()
  return useCallback((op) => (op.startsWith('job.') ? jobName(say, op.slice(4)) : operation(op)), [say, operation])
}
