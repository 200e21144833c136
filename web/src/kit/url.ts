import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { isDay, presetRange, presets, type Preset, type Range } from './time'

/**
 * One parameter of the address. `read` gives the fallback for anything that
 * does not fit, so a mangled link opens the page instead of breaking it;
 * `write` gives null for the fallback, so a plain page has a plain address.
 */
export interface Param<T> {
  read: (raw: string | null) => T
  write: (value: T) => string | null
}

export type Schema = Record<string, Param<unknown>>
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a schema may hold params of any value
export type Values<S extends Record<string, Param<any>>> = { [K in keyof S]: S[K] extends Param<infer T> ? T : never }

/** Free text, at most 200 characters. */
export const text = (): Param<string> => ({
  read: (raw) => (raw ?? '').slice(0, 200),
  write: (value) => (value.trim() === '' ? null : value.trim()),
})

/** One of a closed set. */
export const choice = <const T extends string>(of: readonly T[], fallback: T): Param<T> => ({
  read: (raw) => of.find((v) => v === raw) ?? fallback,
  write: (value) => (value === fallback ? null : value),
})

/** On or off; off is the plain state. */
export const flag = (): Param<boolean> => ({ read: (raw) => raw === '1', write: (value) => (value ? '1' : null) })

/** A set of values, or everything but them ("is not", written with a leading "!"). */
export interface Picked {
  not: boolean
  of: string[]
}

export const nothing: Picked = { not: false, of: [] }

/** Some of a closed set: "?state=accept,hold" or "?state=!decline". Values outside the set are dropped. */
export const many = (of: readonly string[]): Param<Picked> => ({
  read: (raw) => {
    if (raw === null) return nothing
    const not = raw.startsWith('!')
    const values = raw.slice(not ? 1 : 0).split(',').filter((v) => of.includes(v))
    return values.length === 0 ? nothing : { not, of: [...new Set(values)] }
  },
  write: ({ not, of: values }) => (values.length === 0 ? null : (not ? '!' : '') + values.join(',')),
})

/** One value, out of a closed set or any text: "?actor=usr_1". A value outside the set is dropped. */
export interface One {
  is: string
}

export const one = (of?: readonly string[]): Param<One> => ({
  read: (raw) => ({ is: raw !== null && (of === undefined || of.includes(raw)) ? raw.slice(0, 200) : '' }),
  write: ({ is }) => (is === '' ? null : is),
})

/** Days: a preset such as "7d", or "2026-11-01..2026-11-20" with either end open. */
export type Days = Preset | Range | null

export const days = (): Param<Days> => ({
  read: (raw) => {
    if (raw === null) return null
    const preset = presets.find((p) => p === raw)
    if (preset) return preset
    const [from, to, more] = raw.split('..')
    if (from === undefined || to === undefined || more !== undefined || (from === '' && to === '')) return null
    const fits = [from, to].every((d) => d === '' || isDay(d)) && (from === '' || to === '' || from <= to)
    return fits ? { from, to } : null
  },
  write: (value) => (value === null ? null : typeof value === 'string' ? value : `${value.from}..${value.to}`),
})

/** The two ends of a Days value; a preset is counted from today. */
export function range(value: Days, today: string): Range | null {
  return typeof value === 'string' ? presetRange(value, today) : value
}

/** An ordered list of names, each from a closed set; null means "as the page has it". */
export const names = (of: readonly string[]): Param<string[] | null> => ({
  read: (raw) => {
    if (raw === null) return null
    const values = raw.split(',').filter((v) => of.includes(v))
    return values.length === 0 ? null : [...new Set(values)]
  },
  write: (value) => (value === null ? null : value.join(',')),
})

/** A sort order: a column with "-" before it for descending. */
export const sort = (columns: readonly string[], fallback: string): Param<string> => ({
  read: (raw) => (raw !== null && columns.includes(raw.replace(/^-/, '')) ? raw : fallback),
  write: (value) => (value === fallback ? null : value),
})

/** Reads all parameters of a schema. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a schema may hold params of any value
export function readAll<S extends Record<string, Param<any>>>(schema: S, from: URLSearchParams): Values<S> {
  return Object.fromEntries(Object.entries(schema).map(([k, p]) => [k, p.read(from.get(k)) as unknown])) as Values<S>
}

/** Writes changed parameters over an address; parameters that the schema does not know stay. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a schema may hold params of any value
export function writeAll<S extends Record<string, Param<any>>>(schema: S, over: URLSearchParams, patch: Partial<Values<S>>): URLSearchParams {
  const next = new URLSearchParams(over)
  for (const [key, value] of Object.entries(patch)) {
    const raw = schema[key]?.write(value) ?? null
    if (raw === null) next.delete(key)
    else next.set(key, raw)
  }
  return next
}

/**
 * The state of a page is its address. Returns the values read through the
 * schema and a setter that changes some of them in place (no history entry
 * for each letter typed).
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a schema may hold params of any value
export function useUrl<S extends Record<string, Param<any>>>(schema: S): [Values<S>, (patch: Partial<Values<S>>) => void] {
  const [search, setSearch] = useSearchParams()
  const values = useMemo(() => readAll(schema, search), [schema, search])
  const set = useCallback(
    (patch: Partial<Values<S>>) => {
      setSearch((now) => writeAll(schema, now, patch), { replace: true })
    },
    [schema, setSearch],
  )
  return [values, set]
}
