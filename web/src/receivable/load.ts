import { api, data } from '@/api/client'
import type { Ask, Rows } from '@/kit/list'
import { buckets, type Bucket, type Receivable } from './states'

const late = buckets.slice(1)

async function page(bucket: Bucket | undefined, ask: Ask, cursor: string | undefined) {
  return data(api.GET('/v1/receivables', { params: { query: { bucket, customer_id: ask.one('customer'), cursor, limit: ask.limit } }, signal: ask.signal }))
}

/** A cursor that walks through the late buckets one after the other remembers in which it stands. */
export function splitLate(cursor: string | undefined): { bucket: Bucket; cursor?: string } {
  const at = cursor?.indexOf('|') ?? -1
  const bucket = late.find((b) => b === cursor?.slice(0, at)) ?? 'd1_30'
  const rest = cursor?.slice(at + 1)
  return { bucket, cursor: rest === '' ? undefined : rest }
}

/** The next place after a page of one late bucket; undefined behind the last. */
export function nextLate(bucket: Bucket, next: string | null | undefined): string | undefined {
  if (next) return `${bucket}|${next}`
  const after = late[late.indexOf(bucket) + 1]
  return after === undefined ? undefined : `${after}|`
}

async function overdue(ask: Ask): Promise<Rows<Receivable>> {
  let place = splitLate(ask.cursor)
  for (;;) {
    const got = await page(place.bucket, ask, place.cursor)
    const next = nextLate(place.bucket, got.next)
    // An empty bucket in the middle is no reason to ask the person to press "more".
    if (got.data.length > 0 || next === undefined) return { ...got, next }
    place = splitLate(next)
  }
}

/** The list by age; "only overdue" walks the late buckets, and due days are looked for among what is loaded. */
export async function load(ask: Ask): Promise<Rows<Receivable>> {
  const days = ask.range('due')
  const chosen = buckets.find((b) => b === ask.one('bucket'))
  if (ask.flag('overdue') && chosen === undefined) return overdue(ask)
  let cursor = ask.cursor
  for (;;) {
    const got = await page(chosen, ask, cursor)
    if (days === null) return got
    const fits = got.data.filter((r) => r.next_due !== undefined && (days.from === '' || r.next_due >= days.from) && (days.to === '' || r.next_due <= days.to))
    if (fits.length > 0 || !got.next) return { ...got, data: fits }
    cursor = got.next
  }
}
