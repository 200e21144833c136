import { useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'

/** Names a kind of entry; one that the page does not know stays as it is. */
export function useKindName(): (kind: string) => string {
  const say = useSay() as (key: Key) => string
  return (kind) => {
    const key = `ledger.kind.${kind}`
    return key in catalogue ? say(key as Key) : kind
  }
}
