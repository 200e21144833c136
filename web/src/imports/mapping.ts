import type { components } from '@/api/schema.gen'

export type Preview = components['schemas']['IntakePreview']
export type Check = components['schemas']['IntakeCheck']
export type Mapping = Readonly<Record<string, string>>

const place = (hash: string) => `fenming.mapping.${hash}`

/** The mapping used before for files of the same header; null when there is none or it no longer fits. */
export function remembered(preview: Pick<Preview, 'header_hash' | 'header'>): Mapping | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place(preview.header_hash)) ?? 'null')
    if (typeof found !== 'object' || found === null) return null
    const entries = Object.entries(found).filter((e): e is [string, string] => typeof e[1] === 'string' && preview.header.includes(e[1]))
    return entries.length === 0 ? null : Object.fromEntries(entries)
  } catch {
    return null
  }
}

export function remember(hash: string, mapping: Mapping): void {
  localStorage.setItem(place(hash), JSON.stringify(mapping))
}

/** The required fields that no column serves yet. */
export function missing(preview: Pick<Preview, 'fields'>, mapping: Mapping): string[] {
  return preview.fields.filter((f) => f.required && (mapping[f.key] ?? '') === '').map((f) => f.key)
}

/** Changes one field; a column serves one field only, so that it leaves the one that had it. */
export function assign(mapping: Mapping, field: string, column: string): Mapping {
  const rest = Object.entries(mapping).filter(([key, value]) => key !== field && value !== column)
  return Object.fromEntries(column === '' ? rest : [...rest, [field, column]])
}

/** The first value of a column in the preview. */
export function sample(preview: Pick<Preview, 'header' | 'rows'>, column: string | undefined): string {
  const at = column === undefined ? -1 : preview.header.indexOf(column)
  return at < 0 ? '' : (preview.rows.map((r) => r[at] ?? '').find((v) => v !== '') ?? '')
}

/** The figures of a job's result, where it has the shape of a check; a result of another shape gives null. */
export function readResult(result: unknown): Check | null {
  if (typeof result !== 'object' || result === null) return null
  return 'orders' in result && 'new' in result && 'refused' in result ? (result as Check) : null
}
