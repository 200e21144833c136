import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Code } from '@/kit/copy'
import { Dialog } from '@/kit/dialog'
import { ReasonField } from '@/kit/field'
import '@/kit/fields.css'
import { PlusOutlined } from '@/kit/icons'
import { Loaded } from '@/kit/loaded'
import { Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { Day } from '@/kit/when'
import { useToday, useWorkplace } from '@/kit/workplace'
import { useNames } from '@/staff/names'
import './channel.css'
import { FileField, sendFile } from './file'
import { DayField, ExampleTag, filled, TextField, Until } from './parts'
import { paperKinds, validityStates, type Paper } from './states'

const stale = [['papers'], ['channels'], ['endings']]

interface Values {
  kind: Paper['kind']
  number: string
  holder: string
  issued_on?: string
  valid_from: string
  valid_to?: string
  note?: string
}

/** Adds a paper, or one that takes the place of another: papers themselves are never edited. */
function AddPaper({ channel, replaces }: { channel: string; replaces?: Paper }) {
  const say = useSay()
  const today = useToday()
  return (
    <Dialog<Values>
      label={replaces ? say('channel.paper_replace') : say('channel.paper_add')}
      permission="paper.manage"
      type={replaces ? 'default' : 'primary'}
      size={replaces ? 'small' : undefined}
      icon={replaces ? undefined : <PlusOutlined />}
      width={620}
      intro={<p className="fm-soft">{replaces ? say('channel.paper_replace_text') : say('channel.paper_add_text')}</p>}
      initial={{ kind: replaces?.kind ?? 'business_licence', number: replaces?.number, holder: replaces?.holder, valid_from: today }}
      stale={stale}
      submit={async (v, header) => {
        const body = {
          channel_id: channel, kind: v.kind, number: v.number.trim(), holder: v.holder.trim(), issued_on: filled(v.issued_on), valid_from: v.valid_from.trim(),
          valid_to: filled(v.valid_to), note: filled(v.note), replaces: replaces?.id,
        }
        await data(api.POST('/v1/papers', { params: { header }, body }))
        return say('channel.paper_added')
      }}
    >
      <Form.Item name="kind" label={say('channel.paper_kind')} required>
        <Select disabled={replaces !== undefined} options={paperKinds.map((k) => ({ value: k, label: say(`channel.paper.${k}`) }))} />
      </Form.Item>
      <TextField name="number" label={say('channel.number')} most={100} />
      <TextField name="holder" label={say('channel.holder')} most={100} />
      <DayField name="issued_on" label={say('channel.issued_on')} required={false} />
      <DayField name="valid_from" label={say('channel.valid_from')} />
      <DayField name="valid_to" label={say('channel.valid_to')} required={false} extra={say('channel.valid_to_hint')} />
      <TextField name="note" label={say('channel.note')} most={500} rows={2} required={false} />
    </Dialog>
  )
}

/** Attaches the file of a paper, once. */
function AttachFile({ of }: { of: Paper }) {
  const say = useSay()
  return (
    <Dialog<{ file: File }>
      label={say('channel.attach')}
      permission="paper.manage"
      size="small"
      intro={say('channel.attach_text')}
      stale={stale}
      submit={async (v, header) => {
        await sendFile(`/v1/papers/${of.id}/file`, v.file, header)
        return say('channel.attached')
      }}
    >
      <FileField label={say('channel.file')} />
    </Dialog>
  )
}

function Acts({ of }: { of: Paper }) {
  const say = useSay()
  if (of.state === 'retired') return null
  return (
    <span className="fm-actions">
      {!of.file && <AttachFile of={of} />}
      {of.file && !of.verified_on && (
        <Dialog
          label={say('channel.verify')}
          permission="paper.manage"
          size="small"
          intro={say('channel.verify_text')}
          stale={stale}
          submit={async (_v, header) => {
            await data(api.POST('/v1/papers/{id}/verify', { params: { path: { id: of.id }, header } }))
            return say('channel.verified')
          }}
        />
      )}
      <AddPaper channel={of.channel_id} replaces={of} />
      <Dialog<{ reason: string }>
        label={say('channel.retire')}
        permission="paper.manage"
        size="small"
        danger
        intro={say('channel.retire_text')}
        stale={stale}
        submit={async (v, header) => {
          await data(api.POST('/v1/papers/{id}/retire', { params: { path: { id: of.id }, header }, body: { reason: v.reason.trim() } }))
          return say('channel.retired')
        }}
      >
        <ReasonField />
      </Dialog>
    </span>
  )
}

function usePaperColumns(): Column<Paper>[] {
  const say = useSay()
  const names = useNames()
  return [
    {
      key: 'kind',
      title: say('channel.paper_kind'),
      render: (p) => (
        <>
          <b>{say(`channel.paper.${p.kind}`)}</b> <ExampleTag of={p} />
          <br />
          <span className="fm-soft fm-small fm-anywhere">{p.number} · {p.holder}</span>
          {p.note && <><br /><span className="fm-soft fm-small fm-anywhere">{p.note}</span></>}
          {p.retired_why && <><br /><span className="fm-soft fm-small fm-anywhere">{say('channel.paper_retired')}: {p.retired_why}</span></>}
        </>
      ),
    },
    {
      key: 'state',
      title: say('channel.state'),
      phone: 'end',
      render: (p) => (p.state === 'retired' ? <StatusTag tone="idle">{say('channel.paper_retired')}</StatusTag> : <StateTag of={validityStates} state={p.validity} />),
    },
    { key: 'to', title: say('channel.valid_to'), render: (p) => <Until day={p.valid_to} relative={p.state === 'active'} /> },
    {
      key: 'checked',
      title: say('channel.checked'),
      render: (p) => (p.verified_on ? <><Day day={p.verified_on} /> <span className="fm-soft">{names(p.verified_by ?? '')}</span></> : <StatusTag tone="warn">{say('channel.unchecked')}</StatusTag>),
    },
    {
      key: 'file',
      title: say('channel.file'),
      render: (p) =>
        p.file ? (
          <>
            <a href={`/v1/papers/${p.id}/file`} download={p.file.name} className="fm-file-link">{p.file.name}</a> <Code text={p.file.sha256} short={8} />
          </>
        ) : (
          <span className="fm-soft">{say('channel.file_none')}</span>
        ),
    },
    { key: 'acts', title: say('channel.acts'), render: (p) => <Acts of={p} /> },
  ]
}

/** The papers of one channel: in use first, what was retired below. */
export function Papers({ channel }: { channel: string }) {
  const say = useSay()
  const { may } = useWorkplace()
  const columns = usePaperColumns()
  const query = useQuery({
    queryKey: ['papers', channel],
    queryFn: ({ signal }) => data(api.GET('/v1/papers', { params: { query: { channel_id: channel, limit: 200 } }, signal })),
    enabled: may('paper.read'),
  })
  if (!may('paper.read')) return <p className="fm-soft">{say('channel.papers_closed')}</p>
  return (
    <Section title={say('channel.papers')} extra={<AddPaper channel={channel} />}>
      <p className="fm-soft fm-gap">{say('channel.papers_text')}</p>
      <Loaded query={query}>
        {({ data: list }) =>
          list.length === 0 ? (
            <p className="fm-soft">{say('channel.papers_none')}</p>
          ) : (
            <DataTable caption={say('channel.papers')} columns={columns} rows={[...list].sort((a, b) => a.state.localeCompare(b.state) || a.valid_to.localeCompare(b.valid_to))} rowKey={(p) => p.id} dense />
          )
        }
      </Loaded>
    </Section>
  )
}
