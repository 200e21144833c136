import type { components } from '@/api/schema.gen'

export type Block = components['schemas']['TemplateBlock']
export type Text = components['schemas']['ContractTextView']
export type Term = components['schemas']['ContractTerm']
export type Act = components['schemas']['ContractAct']
export type ActOut = components['schemas']['ContractActOut']

/** A stretch of a contract as a page shows it. */
export type Part =
  | { kind: 'title' | 'heading' | 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head?: string[]; rows: string[][] }

/** Parts that belong to one key term, or to none. */
export interface Piece {
  term?: string
  parts: Part[]
}

function put(parts: Part[], b: Block) {
  const last = parts.at(-1)
  if (b.kind === 'row') {
    const cells = b.cells ?? []
    const width = last?.kind === 'table' ? (last.head ?? last.rows[0])?.length : undefined
    if (last?.kind === 'table' && width === cells.length && b.head !== true) last.rows.push(cells)
    else parts.push(b.head === true ? { kind: 'table', head: cells, rows: [] } : { kind: 'table', rows: [cells] })
  } else if (b.kind === 'item') {
    if (last?.kind === 'list') last.items.push(b.text ?? '')
    else parts.push({ kind: 'list', items: [b.text ?? ''] })
  } else if (b.kind !== 'term') {
    parts.push({ kind: b.kind, text: b.text ?? '' })
  }
}

/** The lines of a contract as pieces: what stands between the key terms, and each key term by itself. */
export function piecesOf(blocks: readonly Block[]): Piece[] {
  const pieces: Piece[] = []
  for (const b of blocks) {
    const term = b.term === '' ? undefined : b.term
    let piece = pieces.at(-1)
    if (piece?.term !== term || b.kind === 'term' || piece === undefined) {
      piece = { term, parts: [] }
      pieces.push(piece)
    }
    put(piece.parts, b)
  }
  return pieces
}

/** Whole seconds still to read, 0 when it is enough. */
export const secondsLeft = (least: number, dwell: number): number => Math.max(0, Math.ceil((least - dwell) / 1000))
