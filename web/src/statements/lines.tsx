import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Modal, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Money } from '@/kit/money'
import { Pre } from '@/kit/pre'
import { ProblemAlert } from '@/kit/problem'
import { Section } from '@/kit/section'
import { ListSkeleton } from '@/kit/skeletons'
import { StateTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { choice, useUrl } from '@/kit/url'
import { Instant } from '@/kit/when'
import { lineStates, type Line } from './states'

const shown = ['all', 'odd', 'matched', 'set_aside', 'new'] as const
const schema = { lines: choice(shown, 'all') }

/** The row as it stood in the file, for whoever doubts the reading. */
export function RawButton({ line }: { line: Line }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="text" size="small" onClick={() => setOpen(true)} aria-haspopup="dialog">
        {say('statements.line_raw')}
      </Button>
      <Modal title={say('statements.line_raw_title')} open={open} onCancel={() => setOpen(false)} footer={null} width={720} destroyOnHidden>
        <Pre text={line.raw} label={say('statements.line_raw_title')} />
      </Modal>
    </>
  )
}

function useColumns(): Column<Line>[] {
  const say = useSay()
  return useMemo(
    () => [
      {
        key: 'order',
        title: say('statements.line_order'),
        render: (l) => (l.order_id === undefined ? <code className="fm-anywhere">{l.outer_no || '—'}</code> : <Link to={`/orders/${l.order_id}`}>…{l.order_id.slice(-6)}</Link>),
      },
      { key: 'kind', title: say('statements.line_kind'), render: (l) => (l.charge ? `${say(`statements.line_kind.${l.kind}`)} · ${l.charge}` : say(`statements.line_kind.${l.kind}`)) },
      { key: 'state', title: say('statements.state'), render: (l) => <StateTag of={lineStates} state={l.state} />, phone: 'end' },
      { key: 'amount', title: say('statements.line_amount'), align: 'right', render: (l) => <Money value={l.amount} /> },
      { key: 'fee', title: say('statements.line_fee'), align: 'right', render: (l) => <Money value={l.fee} /> },
      { key: 'net', title: say('statements.line_net'), align: 'right', render: (l) => <Money value={l.net} /> },
      { key: 'at', title: say('statements.line_at'), render: (l) => <Instant at={l.at} />, phone: 'none' },
      { key: 'no', title: say('statements.line_no'), align: 'right', render: (l) => l.line_no, phone: 'none' },
      { key: 'raw', title: say('statements.line_raw'), render: (l) => <RawButton line={l} />, phone: 'none' },
    ],
    [say],
  )
}

/** The lines of a statement, all or by how they stand. */
export function Lines({ file }: { file: string }) {
  const say = useSay()
  const [{ lines }, set] = useUrl(schema)
  const columns = useColumns()
  const query = useInfiniteQuery({
    queryKey: ['statements', file, 'lines', lines],
    queryFn: ({ pageParam, signal }) =>
      data(api.GET('/v1/statements/{id}/lines', { params: { path: { id: file }, query: { state: lines === 'all' ? undefined : lines, cursor: pageParam, limit: 50 } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  })
  const rows = query.data?.pages.flatMap((p) => p.data) ?? []
  return (
    <Section
      title={say('statements.lines_title')}
      extra={
        <Segmented<(typeof shown)[number]>
          size="small"
          aria-label={say('statements.line_state')}
          value={lines}
          onChange={(v) => set({ lines: v })}
          options={shown.map((v) => ({ value: v, label: v === 'all' ? say('statements.line_all') : say(`statements.line.${v}`) }))}
        />
      }
    >
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <ListSkeleton />}
      {query.data && rows.length === 0 && <p className="fm-soft">{say('statements.lines_none')}</p>}
      {rows.length > 0 && <DataTable caption={say('statements.lines_title')} columns={columns} rows={rows} rowKey={(l) => l.id} dense />}
      {query.hasNextPage && (
        <div className="fm-more">
          <Button onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {say('kit.list.more')}
          </Button>
        </div>
      )}
    </Section>
  )
}
