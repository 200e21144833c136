import { api, data } from '@/api/client'
import { minor, type Amount } from '@/kit/amount'
import type { OrderDetail } from '@/order/states'
import type { Difference, Line } from './states'

/** A difference with what hangs on it, as far as it can be seen. */
export interface Item extends Difference {
  line?: Line
  order?: OrderDetail['order']
}

/** By how much the statement is above our books; below is negative. */
export function apart(d: Pick<Difference, 'expected' | 'actual'>): Amount {
  return { amount: minor(d.actual.amount) - minor(d.expected.amount), currency: d.actual.currency }
}

const portion = 200
const portions = 5

/** A line has no door of its own: it is looked for among the lines of its file that are alike, a bounded number of them. */
async function findLine(file: string, line: string, signal: AbortSignal): Promise<Line | undefined> {
  for (const state of ['odd', 'matched'] as const) {
    let cursor: string | undefined
    for (let i = 0; i < portions; i++) {
      const page = await data(api.GET('/v1/statements/{id}/lines', { params: { path: { id: file }, query: { state, cursor, limit: portion } }, signal }))
      const found = page.data.find((l) => l.id === line)
      if (found) return found
      if (page.next === undefined) break
      cursor = page.next
    }
  }
  return undefined
}

/** Loads a difference with its line and its order; what one may not see stays away. */
export async function loadItem(id: string, signal: AbortSignal, may: (permission: string) => boolean): Promise<Item> {
  const found = await data(api.GET('/v1/differences/{id}', { params: { path: { id } }, signal }))
  const [line, order] = await Promise.all([
    found.file_id !== undefined && found.line_id !== undefined ? findLine(found.file_id, found.line_id, signal) : undefined,
    found.order_id !== undefined && may('order.read')
      ? data(api.GET('/v1/orders/{id}', { params: { path: { id: found.order_id }, query: { include: 'refunds' } }, signal })).then((o) => o.order)
      : undefined,
  ])
  return { ...found, line, order }
}
