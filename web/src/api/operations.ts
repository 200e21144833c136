import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useLanguage, type Language } from '@/i18n'

/** One operation as the server describes it: its permission and its name in both languages. */
export interface Operation {
  id: string
  permission: string
  writes: boolean
  zh: string
  en: string
}

/** Reads the operations off an OpenAPI document; what has no permission is no act of staff. */
export function readOperations(document: unknown): Operation[] {
  const paths = (document as { paths?: Record<string, Record<string, Record<string, unknown>>> }).paths ?? {}
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return Object.values(paths).flatMap((methods) =>
    Object.values(methods)
      .filter((o) => typeof o === 'object' && typeof o.operationId === 'string')
      .map((o) => ({
        id: text(o.operationId),
        permission: text(o['x-permission']),
        writes: o['x-writes'] === true,
        zh: text(o.description),
        en: text(o.summary),
      })),
  )
}

/** All operations of this server, read once. */
export function useOperations(): readonly Operation[] {
  const query = useQuery({
    queryKey: ['operations'],
    queryFn: async ({ signal }) => readOperations(await (await fetch('/openapi.json', { signal })).json()),
    staleTime: Infinity,
    gcTime: Infinity,
  })
  return query.data ?? none
}

const none: readonly Operation[] = []

/** The name of an operation in a language; its id where the server has no name for it. */
export function operationName(operations: readonly Operation[], id: string, language: Language): string {
  const found = operations.find((o) => o.id === id)
  const name = language === 'en' ? found?.en : found?.zh
  return name === undefined || name === '' ? id : name
}

/** Names operations in the chosen language. */
export function useOperationName(): (id: string) => string {
  const operations = useOperations()
  const language = useLanguage()
  return useCallback((id) => operationName(operations, id, language), [operations, language])
}

/** The permissions of the house, each with what it lets one do, by noun. */
export function usePermissions(): readonly { permission: string; acts: string }[] {
  const operations = useOperations()
  const language = useLanguage()
  return useMemo(() => {
    const by = new Map<string, string[]>()
    for (const o of operations) {
      if (!o.permission.includes('.')) continue
      by.set(o.permission, [...(by.get(o.permission) ?? []), operationName(operations, o.id, language)])
    }
    const comma = language === 'en' ? '; ' : '；'
    return [...by].sort(([a], [b]) => a.localeCompare(b)).map(([permission, acts]) => ({ permission, acts: acts.join(comma) }))
  }, [operations, language])
}

/** Rights by their noun, in the order in which they came. */
export function byNoun<P extends { permission: string }>(list: readonly P[]): [noun: string, rights: P[]][] {
  const by = new Map<string, P[]>()
  for (const p of list) {
    const noun = p.permission.split('.')[0] ?? ''
    by.set(noun, [...(by.get(noun) ?? []), p])
  }
  return [...by]
}
