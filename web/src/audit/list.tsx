import { SafetyCertificateOutlined } from '@/kit/icons'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { useOperations } from '@/api/operations'
import { useLanguage, useSay } from '@/i18n'
import type { Filter } from '@/kit/filters'
import type { Exported, Format } from '@/kit/export'
import { ListPage, type Ask } from '@/kit/list'
import { ObjectLink } from '@/kit/object'
import { saveBlob } from '@/kit/pre'
import type { Column } from '@/kit/table'
import { addDays, dayStart } from '@/kit/time'
import { Instant } from '@/kit/when'
import { useWorkplace } from '@/kit/workplace'
import { useNames, usePeople } from '@/staff/names'
import { useActName } from './names'
import { changes, writing, type Entry } from './rules'

/** Days of the shop as instants: the last day is whole, so the end is the start of the day after. */
export function query(ask: Ask, zone: string) {
  const days = ask.range('at')
  return {
    actor: ask.one('actor'),
    op: ask.one('op'),
    since: days?.from ? dayStart(days.from, zone) : undefined,
    until: days?.to ? dayStart(addDays(days.to, 1), zone) : undefined,
    cursor: ask.cursor,
    limit: ask.limit,
  }
}

/** The log of the chosen days as a file, all operations and all people. */
async function exportDays(format: Format, ask: Ask): Promise<Exported> {
  const days = ask.range('at')
  const got = await api.POST('/v1/exports/audit', {
    params: { query: { format, from: days?.from === '' ? undefined : days?.from, to: days?.to === '' ? undefined : days?.to }, header: { 'Idempotency-Key': crypto.randomUUID() } },
    parseAs: 'blob',
  })
  const named = /filename="?([^";]+)"?/.exec(got.response.headers.get('Content-Disposition') ?? '')?.[1] ?? `audit.${format}`
  saveBlob(named, got.data as unknown as Blob)
  return { saved: named }
}

function Objects({ entry }: { entry: Entry }) {
  const say = useSay()
  const [first, ...rest] = changes(entry.objects)
  if (!first) return <span className="fm-soft">—</span>
  return (
    <>
      <ObjectLink of={first.object} /> {rest.length > 0 && <span className="fm-soft fm-small">{say('audit.more_objects', { n: rest.length })}</span>}
    </>
  )
}

function useColumns(): Column<Entry>[] {
  const say = useSay()
  const names = useNames()
  const opName = useActName()
  return useMemo(
    () => [
      { key: 'op', title: say('audit.op'), render: (e) => opName(e.op) },
      { key: 'at', title: say('audit.at'), render: (e) => <Instant at={e.at} />, phone: 'end' },
      {
        key: 'actor',
        title: say('audit.actor'),
        render: (e) => names(e.actor, e.actor_kind),
      },
      { key: 'objects', title: say('audit.objects'), render: (e) => <Objects entry={e} /> },
      { key: 'reason', title: say('audit.reason'), render: (e) => e.reason ?? <span className="fm-soft">—</span>, phone: 'none' },
      { key: 'ip', title: say('audit.ip'), render: (e) => e.ip ?? '—', off: true, phone: 'none' },
      {
        key: 'seal',
        title: say('audit.seal'),
        align: 'right',
        render: (e) => <span className="fm-soft fm-digits">{e.leaf_index === undefined ? say('audit.unsealed') : say('audit.sealed', { n: e.leaf_index + 1 })}</span>,
        phone: 'none',
      },
    ],
    [say, names, opName],
  )
}

export default function AuditList() {
  const say = useSay()
  const language = useLanguage()
  const navigate = useNavigate()
  const { zone } = useWorkplace()
  const people = usePeople().data
  const operations = useOperations()
  const columns = useColumns()
  const filters = useMemo(
    (): Filter[] => [
      { key: 'actor', label: say('audit.actor'), kind: 'one', options: (people ?? []).map((p) => ({ value: p.id, label: p.name })) },
      { key: 'op', label: say('audit.op'), kind: 'one', options: writing(operations, language) },
      { key: 'at', label: say('audit.days'), kind: 'days' },
    ],
    [say, people, operations, language],
  )
  return (
    <ListPage<Entry>
      name="audit"
      title={say('audit.title')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/audit', { params: { query: query(ask, zone) }, signal: ask.signal }))}
      rowKey={(e) => e.id}
      to={(e) => `/audit/${e.id}`}
      exporting={{ permission: 'audit.export', start: exportDays }}
      curl={(ask) => ({ path: `/v1/audit?limit=${ask.limit}` })}
      empty={{ title: say('audit.empty'), text: say('audit.empty_text') }}
      below={<p className="fm-soft">{say('audit.below')}</p>}
      actions={
        <Button type="primary" icon={<SafetyCertificateOutlined />} onClick={() => void navigate('/audit/verify')}>
          {say('audit.verify')}
        </Button>
      }
    />
  )
}
