import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useMemo } from 'react'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { ReasonField } from '@/kit/field'
import type { Filter } from '@/kit/filters'
import { PlusOutlined } from '@/kit/icons'
import { ListPage } from '@/kit/list'
import { ObjectLink } from '@/kit/object'
import { StateTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useNow } from '@/kit/workplace'
import { useNames } from '@/staff/names'
import { entryState, entryStates, kinds, kindTags, subjects, type Entry } from './rules'

interface Fields {
  kind: Entry['kind']
  subject: Entry['subject']
  value: string
  reason: string
  days: number
  evidence?: string
}

function ValueField() {
  const say = useSay()
  const subject = Form.useWatch<Entry['subject'] | undefined>('subject') ?? 'phone'
  return (
    <Form.Item name="value" label={say('lists.value')} extra={say(`lists.value_hint.${subject}`)} rules={[{ required: true, whitespace: true, message: say('lists.need') }]}>
      <Input maxLength={300} autoComplete="off" />
    </Form.Item>
  )
}

function AddButton() {
  const say = useSay()
  return (
    <Dialog<Fields>
      label={say('lists.add')}
      permission="list.manage"
      type="primary"
      icon={<PlusOutlined />}
      width={560}
      intro={<p className="fm-soft">{say('lists.add_text')}</p>}
      initial={{ kind: 'watch', subject: 'phone', days: 730 }}
      stale={[['lists']]}
      submit={async (v, header) => {
        const evidence = v.evidence?.trim() ? v.evidence.trim() : undefined
        await api.POST('/v1/lists', { body: { kind: v.kind, subject: v.subject, value: v.value.trim(), reason: v.reason.trim(), days: v.days, evidence }, params: { header } })
        return say('lists.added_said', { kind: say(`lists.kind.${v.kind}`) })
      }}
    >
      <Form.Item name="kind" label={say('lists.kind')} required>
        <Radio.Group
          className="fm-stack"
          options={kinds.map((k) => ({
            value: k,
            label: (
              <>
                {say(`lists.kind.${k}`)} <span className="fm-soft fm-small">{say(`lists.means.${k}`)}</span>
              </>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item name="subject" label={say('lists.subject')} required>
        <Select options={subjects.map((s) => ({ value: s, label: say(`lists.subject.${s}`) }))} />
      </Form.Item>
      <ValueField />
      <ReasonField label={say('lists.reason')} />
      <p className="fm-soft fm-small fm-gap">{say('lists.reason_hint')}</p>
      <Form.Item name="days" label={say('lists.days')} rules={[{ required: true, type: 'integer', min: 1, message: say('lists.days_bad') }]}>
        <InputNumber inputMode="numeric" />
      </Form.Item>
      <Form.Item name="evidence" label={say('lists.evidence')} extra={say('lists.evidence_hint')}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </Dialog>
  )
}

function RemoveButton({ of }: { of: Entry }) {
  const say = useSay()
  return (
    <Dialog<{ reason: string }>
      label={say('lists.remove')}
      size="small"
      permission="list.manage"
      intro={<p className="fm-soft">{say('lists.remove_text')}</p>}
      stale={[['lists']]}
      submit={async (v, header) => {
        await api.POST('/v1/lists/{id}/remove', { body: { reason: v.reason.trim() }, params: { path: { id: of.id }, header } })
        return say('lists.removed_said')
      }}
    >
      <ReasonField label={say('lists.reason')} />
    </Dialog>
  )
}

/** What stands as evidence: a casefile leads to its page, a hash stays a hash. */
function Evidence({ of }: { of: string | undefined }) {
  if (!of) return <span className="fm-soft">—</span>
  return of.startsWith('cas_') ? <ObjectLink of={`casefile:${of}`} /> : <code title={of}>{of.slice(0, 12)}…</code>
}

export default function Lists() {
  const say = useSay()
  const names = useNames()
  const now = useNow()
  const columns = useMemo(
    (): Column<Entry>[] => [
      {
        key: 'what',
        title: say('lists.what'),
        render: (e) => (
          <b>
            {say(`lists.subject.${e.subject}`)} {e.label}
          </b>
        ),
      },
      { key: 'kind', title: say('lists.kind'), render: (e) => <StateTag of={kindTags} state={e.kind} />, phone: 'end' },
      { key: 'reason', title: say('lists.reason'), render: (e) => e.reason },
      { key: 'state', title: say('lists.state'), render: (e) => <StateTag of={entryStates} state={entryState(e, now)} /> },
      { key: 'expires', title: say('lists.expires'), render: (e) => <Instant at={e.expires_at} relative /> },
      { key: 'by', title: say('lists.by'), render: (e) => names(e.added_by), phone: 'none' },
      { key: 'added', title: say('lists.added'), render: (e) => <Instant at={e.added_at} />, phone: 'none' },
      { key: 'evidence', title: say('lists.evidence'), render: (e) => <Evidence of={e.evidence} />, phone: 'none' },
      { key: 'source', title: say('lists.source'), render: (e) => e.source ?? '—', off: true, phone: 'none' },
      { key: 'acts', title: say('kit.queue.bar'), render: (e) => (entryState(e, now) === 'holds' ? <RemoveButton of={e} /> : null) },
    ],
    [say, names, now],
  )
  const filters = useMemo(
    (): Filter[] => [
      { key: 'kind', label: say('lists.kind'), kind: 'one', options: kinds.map((v) => ({ value: v, label: say(`lists.kind.${v}`) })) },
      { key: 'subject', label: say('lists.subject'), kind: 'one', options: subjects.map((v) => ({ value: v, label: say(`lists.subject.${v}`) })) },
    ],
    [say],
  )
  return (
    <ListPage<Entry>
      name="lists"
      title={say('lists.title')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) =>
        data(
          api.GET('/v1/lists', {
            params: { query: { kind: ask.one('kind') as Entry['kind'] | undefined, subject: ask.one('subject') as Entry['subject'] | undefined, cursor: ask.cursor, limit: ask.limit } },
            signal: ask.signal,
          }),
        )
      }
      rowKey={(e) => e.id}
      curl={(ask) => ({ path: `/v1/lists?limit=${ask.limit}` })}
      empty={{ title: say('lists.empty'), text: say('lists.empty_text') }}
      below={<p className="fm-soft">{say('lists.below')}</p>}
      actions={<AddButton />}
    />
  )
}
