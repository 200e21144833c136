import { Alert, Form, Radio, Switch } from 'antd'
import { useEffect, useRef } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useMe } from '@/app/session'
import { useSay } from '@/i18n'
import { Code } from '@/kit/copy'
import { DetailPage } from '@/kit/detail'
import { Dialog } from '@/kit/dialog'
import { CheckOutlined } from '@/kit/icons'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { DataTable } from '@/kit/table'
import { Day, Instant } from '@/kit/when'
import { useChannelName } from '@/settings/channel-names'
import { useNames } from '@/staff/names'
import './channel.css'
import { ExampleTag, TextField } from './parts'
import { PolicyState } from './policies'
import { PolicyAct } from './policy-form'
import type { Policy } from './states'

const stale = [['policies'], ['channels']]

/** Seconds since the page was opened, for the receipt. */
function useDwell(id: string): () => number {
  const from = useRef(0)
  useEffect(() => {
    from.current = performance.now()
  }, [id])
  return () => Math.round((performance.now() - from.current) / 1000)
}

function ReadAct({ of, dwell }: { of: Policy; dwell: () => number }) {
  const say = useSay()
  return (
    <Dialog
      label={say('channel.i_read')}
      permission="policy.read"
      type="primary"
      icon={<CheckOutlined />}
      intro={say('channel.i_read_text', { title: of.title })}
      stale={stale}
      submit={async (_v, header) => {
        await data(api.POST('/v1/policies/{id}/read', { params: { path: { id: of.id }, header }, body: { dwell: Math.min(dwell(), 86_400) } }))
        return say('channel.i_read_done')
      }}
    />
  )
}

function ConfirmAct({ of }: { of: Policy }) {
  const say = useSay()
  const me = useMe()
  const names = useNames()
  const mine = of.officers.includes(me.actor) || (of.officers.length === 0 && me.role === 'owner')
  const blocked = mine
    ? of.mine === 'outstanding' || !of.receipts.some((r) => r.reader === me.actor)
      ? say('channel.confirm_read_first')
      : undefined
    : of.officers.length === 0
      ? say('channel.confirm_owner')
      : say('channel.confirm_officer', { who: of.officers.map((o) => names(o)).join(say('kit.comma')) })
  return (
    <Dialog<{ changes: boolean; note: string; task: boolean }>
      label={say('channel.confirm')}
      permission="policy.manage"
      blocked={blocked}
      intro={<p className="fm-soft">{say('channel.confirm_text')}</p>}
      initial={{ changes: true, task: true }}
      stale={[...stale, ['casefiles']]}
      submit={async (v, header) => {
        await data(api.POST('/v1/policies/{id}/confirm', { params: { path: { id: of.id }, header }, body: { changes: v.changes, note: v.note.trim(), task: v.changes && v.task } }))
        return say('channel.confirmed')
      }}
    >
      <Form.Item name="changes" label={say('channel.changes')}>
        <Radio.Group options={[{ value: true, label: say('channel.changes_yes') }, { value: false, label: say('channel.changes_no') }]} />
      </Form.Item>
      <TextField name="note" label={say('channel.confirm_note')} most={2000} rows={3} />
      <Form.Item name="task" label={say('channel.confirm_task')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </Dialog>
  )
}

function Wording({ of }: { of: Policy }) {
  const say = useSay()
  return (
    <>
      <Section title={say('channel.policy_summary')}>
        <p className="fm-wording">{of.summary}</p>
      </Section>
      {of.text && (
        <Section title={say('channel.policy_text')}>
          <p className="fm-wording">{of.text}</p>
        </Section>
      )}
    </>
  )
}

function Receipts({ of }: { of: Policy }) {
  const say = useSay()
  const names = useNames()
  const rows = [
    ...of.outstanding.map((reader) => ({ reader, read_at: '', dwell: 0, hash: '' })),
    ...of.receipts,
  ]
  return (
    <Section
      title={say('channel.receipts')}
      extra={
        of.outstanding.length > 0 && (
          <Dialog
            label={say('channel.remind')}
            permission="policy.manage"
            size="small"
            intro={say('channel.remind_text', { n: of.outstanding.length })}
            stale={stale}
            submit={async (_v, header) => {
              const { reminded } = await data(api.POST('/v1/policies/{id}/remind', { params: { path: { id: of.id }, header } }))
              return say('channel.reminded', { n: reminded })
            }}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <p className="fm-soft">{say('channel.receipts_none')}</p>
      ) : (
        <DataTable
          caption={say('channel.receipts')}
          dense
          rows={rows}
          rowKey={(r) => r.reader}
          columns={[
            { key: 'reader', title: say('channel.reader'), render: (r) => names(r.reader) },
            { key: 'state', title: say('channel.state'), phone: 'end', render: (r) => (r.read_at ? <StatusTag tone="good">{say('channel.read')}</StatusTag> : <StatusTag tone="warn">{say('channel.unread')}</StatusTag>) },
            { key: 'at', title: say('channel.read_at'), render: (r) => <Instant at={r.read_at} /> },
            { key: 'dwell', title: say('channel.dwell'), align: 'right', render: (r) => (r.dwell > 0 ? say('channel.seconds', { n: r.dwell }) : '—') },
          ]}
        />
      )}
    </Section>
  )
}

function Word({ of }: { of: Policy }) {
  const say = useSay()
  const names = useNames()
  const v = of.verdict
  if (!v) return null
  return (
    <Section title={say('channel.verdict')}>
      <p>
        <StatusTag tone={v.changes ? 'info' : 'good'}>{v.changes ? say('channel.changes_yes') : say('channel.changes_no')}</StatusTag>{' '}
        <span className="fm-soft">
          {names(v.said_by)} <Instant at={v.said_at} />
        </span>
      </p>
      <p className="fm-wording">{v.note}</p>
      {v.task && <Link to="/casefiles">{say('channel.verdict_task')}</Link>}
    </Section>
  )
}

export default function PolicyPage() {
  const { id = '' } = useParams()
  const say = useSay()
  const navigate = useNavigate()
  const channelName = useChannelName()
  const dwell = useDwell(id)
  return (
    <DetailPage<Policy>
      name={['policies', id]}
      load={(signal) => data(api.GET('/v1/policies/{id}', { params: { path: { id } }, signal }))}
      show={(p) => ({
        title: p.title,
        id: p.id,
        state: <><PolicyState of={p} /> <ExampleTag of={p} /></>,
        deadline: p.superseded_by ? undefined : { label: say('channel.effective_on'), day: p.effective_on },
        facts: [
          { label: say('channel.published_on'), value: <Day day={p.published_on} /> },
          { label: say('channel.policy_source'), value: /^https:\/\/[^\s（]+$/.test(p.source) ? <a href={p.source} target="_blank" rel="noreferrer noopener" className="fm-anywhere">{p.source}</a> : <span className="fm-anywhere">{p.source}</span> },
          { label: say('channel.read_by'), value: say('channel.read_of', { n: p.required.length - p.outstanding.length, all: p.required.length }) },
          { label: say('channel.fingerprint'), value: <Code text={p.hash} short={12} /> },
        ],
        body: (
          <>
            {p.superseded_by && <Alert type="info" showIcon className="fm-gap" title={say('channel.superseded')} description={<Link to={`/policies/${p.superseded_by}`}>{say('channel.superseded_to')}</Link>} />}
            <Wording of={p} />
            <Word of={p} />
            <Receipts of={p} />
          </>
        ),
        related: [
          ...p.channels.map((c) => ({ label: channelName(c), to: `/channels/${c}?tab=policies` })),
          ...(p.supersedes ? [{ label: say('channel.supersedes'), to: `/policies/${p.supersedes}` }] : []),
        ],
        actions: p.superseded_by ? undefined : (
          <>
            {p.mine !== 'read' && <ReadAct of={p} dwell={dwell} />}
            {!p.verdict && <ConfirmAct of={p} />}
            <PolicyAct supersedes={p} onDone={(next) => void navigate(`/policies/${next}`)} />
          </>
        ),
      })}
      back={{ to: '/policies', label: say('channel.policies') }}
      curl={{ path: `/v1/policies/${id}` }}
    />
  )
}
