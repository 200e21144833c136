import type { Finding, Severity } from './states'

/** A stretch of the text and the findings that lie on it. */
export interface Segment {
  text: string
  /** Places in the list of findings, the gravest first. */
  on: readonly number[]
  /** The first stretch of these findings, where their numbers stand. */
  begins: readonly number[]
  severity?: Severity
}

const order: readonly Severity[] = ['block', 'warn', 'advise']

/** Cuts a text where findings begin and end. Findings count characters, which JavaScript's strings do not. */
export function segments(text: string, findings: readonly Pick<Finding, 'rune_start' | 'rune_end' | 'severity'>[]): Segment[] {
  const runes = Array.from(text)
  const cuts = new Set([0, runes.length])
  for (const f of findings) {
    cuts.add(Math.min(f.rune_start, runes.length))
    cuts.add(Math.min(f.rune_end, runes.length))
  }
  const edges = [...cuts].sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1] ?? runes.length
    const here = findings
      .map((f, n) => ({ ...f, n }))
      .filter((f) => f.rune_start <= from && f.rune_end >= to)
      .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    return { text: runes.slice(from, to).join(''), on: here.map((f) => f.n), begins: here.filter((f) => f.rune_start === from).map((f) => f.n), severity: here[0]?.severity }
  })
}

/** The place of a character in a JavaScript string. */
export const offset = (text: string, rune: number): number => Array.from(text).slice(0, rune).join('').length

/** Puts a mended wording in place. */
export function mended(text: string, mend: Pick<Finding['mend'], 'rune_start' | 'rune_end' | 'text'>): string {
  const runes = Array.from(text)
  return runes.slice(0, mend.rune_start).join('') + mend.text + runes.slice(mend.rune_end).join('')
}
