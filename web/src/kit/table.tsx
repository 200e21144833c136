import { CaretDownOutlined, CaretUpOutlined } from './icons'
import { Checkbox } from 'antd'
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { useSay } from '@/i18n'

export interface Column<T> {
  key: string
  title: string
  render: (row: T) => ReactNode
  /** Numbers stand right. */
  align?: 'right'
  width?: number
  /** The server can sort by it (an index exists). */
  sort?: boolean
  /** Hidden until chosen. */
  off?: boolean
  /** Where it stands in the card that a row becomes on a phone; the first column is the title. */
  phone?: 'end' | 'line' | 'none'
}

interface Props<T> {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  /** The page of a row. */
  to?: (row: T) => string
  sort?: string
  onSort?: (sort: string) => void
  dense?: boolean
  /** Chosen rows; without it there are no boxes. */
  picked?: ReadonlySet<string>
  onPick?: (picked: ReadonlySet<string>) => void
}

const narrow = '(max-width: 719px)'

/** Whether the window is a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (told) => {
      const list = matchMedia(narrow)
      list.addEventListener('change', told)
      return () => list.removeEventListener('change', told)
    },
    () => matchMedia(narrow).matches,
  )
}

/** A press on a link, a button or selected text inside a row is not a press on the row. */
function onRow(event: React.MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0) return false
  if ((event.target as Element).closest('a, button, input, label, [role="button"], .ant-popover')) return false
  return (window.getSelection()?.toString() ?? '') === ''
}

/** A real table with a caption and headers; on a phone each row becomes a card. */
export function DataTable<T>(props: Props<T>) {
  return useNarrow() ? <Cards {...props} /> : <Grid {...props} />
}

function toggled(picked: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(picked)
  if (!next.delete(key)) next.add(key)
  return next
}

function Cell<T>({ column, row, first, to }: { column: Column<T>; row: T; first: boolean; to?: (row: T) => string }) {
  const body = column.render(row)
  if (!first || !to) return <>{body}</>
  return (
    <Link to={to(row)} className="fm-row-link" data-row-link="">
      {body}
    </Link>
  )
}

function Cards<T>({ caption, columns, rows, rowKey, to, picked, onPick }: Props<T>) {
  const say = useSay()
  const [title, ...rest] = columns
  if (!title) return null
  return (
    <ul className="fm-cards" aria-label={caption}>
      {rows.map((row) => {
        const key = rowKey(row)
        return (
          <li key={key}>
            <div className="fm-card-head">
              {picked && onPick && (
                <Checkbox checked={picked.has(key)} onChange={() => onPick(toggled(picked, key))} aria-label={say('kit.list.pick', { row: key })} />
              )}
              <span className="fm-card-title">
                <Cell column={title} row={row} first to={to} />
              </span>
              {rest.filter((c) => c.phone === 'end').map((c) => <span key={c.key}>{c.render(row)}</span>)}
            </div>
            <dl>
              {rest.filter((c) => c.phone === undefined || c.phone === 'line').map((c) => (
                <div key={c.key}>
                  <dt>{c.title}</dt>
                  <dd>{c.render(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}

/** Whether the table is wider than its place; only then does it scroll inside, for that unsticks nothing in the common case. */
export function useWide(): [React.RefObject<HTMLDivElement | null>, boolean] {
  const ref = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(false)
  useEffect(() => {
    const box = ref.current
    const table = box?.firstElementChild
    if (!box || !table) return
    const look = new ResizeObserver(() => setWide(table.scrollWidth > box.clientWidth + 1))
    look.observe(box)
    look.observe(table)
    return () => look.disconnect()
  }, [])
  return [ref, wide]
}

function Head<T>({ column, sort, onSort }: { column: Column<T>; sort?: string; onSort?: (sort: string) => void }) {
  const say = useSay()
  const down = sort === `-${column.key}`
  const up = sort === column.key
  const order = down ? 'descending' : up ? 'ascending' : undefined
  return (
    <th scope="col" className={column.align === 'right' ? 'fm-right' : undefined} style={{ width: column.width }} aria-sort={order}>
      {column.sort && onSort ? (
        <button type="button" className="fm-sort" onClick={() => onSort(down ? column.key : `-${column.key}`)} title={say('kit.list.sort')}>
          {column.title}
          <span aria-hidden="true" className={order === undefined ? 'fm-sort-off' : undefined}>
            {up ? <CaretUpOutlined /> : <CaretDownOutlined />}
          </span>
        </button>
      ) : (
        column.title
      )}
    </th>
  )
}

function Grid<T>({ caption, columns, rows, rowKey, to, sort, onSort, dense, picked, onPick }: Props<T>) {
  const say = useSay()
  const navigate = useNavigate()
  const [box, wide] = useWide()
  const all = rows.length > 0 && rows.every((row) => picked?.has(rowKey(row)))
  return (
    // Rows that lead somewhere can be reached by the keyboard; without them the
    // box itself must be, to be moved.
    <div ref={box} className={wide ? 'fm-table-box fm-wide' : 'fm-table-box'} {...(wide && !to ? { role: 'group', 'aria-label': caption, tabIndex: 0 } : {})}>
      <table className={dense ? 'fm-table fm-dense' : 'fm-table'}>
        <caption className="fm-hidden">{caption}</caption>
        <thead>
          <tr>
            {picked && onPick && (
              <th scope="col" className="fm-pick">
                <Checkbox
                  checked={all}
                  indeterminate={!all && picked.size > 0}
                  onChange={() => onPick(all ? new Set() : new Set(rows.map(rowKey)))}
                  aria-label={say('kit.list.pick_all')}
                />
              </th>
            )}
            {columns.map((c) => (
              <Head key={c.key} column={c} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row)
            return (
              // The row is only a larger target for the pointer: keyboards and screen readers use the link in its first cell.
               
              <tr
                key={key}
                className={picked?.has(key) ? 'fm-picked' : undefined}
                onClick={
                  to &&
                  ((event) => {
                    if (onRow(event)) void navigate(to(row))
                  })
                }
              >
                {picked && onPick && (
                  <td className="fm-pick">
                    <Checkbox checked={picked.has(key)} onChange={() => onPick(toggled(picked, key))} aria-label={say('kit.list.pick', { row: key })} />
                  </td>
                )}
                {columns.map((c, i) => (
                  <td key={c.key} className={c.align === 'right' ? 'fm-right' : undefined}>
                    <Cell column={c} row={row} first={i === 0} to={to} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
