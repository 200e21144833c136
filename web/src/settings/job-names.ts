import type { Key, Say } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'

/** What a kind of job does, in words; a kind that the page does not know stays as the program writes it. */
export function jobName(say: Say, kind: string): string {
  const key = `settings.job.${kind}`
  return key in catalogue ? (say as (key: Key) => string)(key as Key) : kind
}
