import { api } from '@/api/client'
import type { Exported, Format } from '@/kit/export'
import type { paths } from '@/api/schema.gen'

type Export = paths['/v1/exports/lists/{list}']['post']['parameters']

/** Asks for a list as a file and keeps it in this window, so that the browser can save it under its name. */
export async function exportList(list: Export['path']['list'], format: Format, query: Omit<NonNullable<Export['query']>, 'format'>): Promise<Exported> {
  const got = await api.POST('/v1/exports/lists/{list}', {
    params: { path: { list }, query: { ...query, format }, header: { 'Idempotency-Key': crypto.randomUUID() } },
    parseAs: 'blob',
  })
  const named = /filename="?([^";]+)"?/.exec(got.response.headers.get('Content-Disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(got.data as unknown as Blob)
  link.download = named ?? `${list}.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  return { saved: link.download }
}
