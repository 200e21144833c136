import { operationName, type Operation } from '@/api/operations'
import type { components } from '@/api/schema.gen'
import type { Language } from '@/i18n'

export type Entry = components['schemas']['AuditEntry']
export type Report = components['schemas']['AuditReport']

/** What an entry says of one object. */
export interface Change {
  object: string
  fields: { name: string; before: string | null; after: string | null }[]
}

const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

/** A value as one line; null when the side does not have the field. */
function line(value: unknown): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const side = (v: unknown): Record<string, unknown> => (isRecord(v) ? v : v === undefined || v === null ? {} : { '': v })

/** The objects of an entry, each with its fields before and after; anything that does not fit is left out. */
export function changes(objects: unknown): Change[] {
  if (!Array.isArray(objects)) return []
  return objects.filter(isRecord).flatMap((o) => {
    if (typeof o.object !== 'string') return []
    const before = side(o.before)
    const after = side(o.after)
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return [{ object: o.object, fields: names.map((name) => ({ name, before: line(before[name]), after: line(after[name]) })) }]
  })
}

/** The operations that can stand in the log, by name, for the filter. */
export function writing(operations: readonly Operation[], language: Language): { value: string; label: string }[] {
  return operations
    .filter((o) => o.writes)
    .map((o) => ({ value: o.id, label: operationName(operations, o.id, language) }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
}
