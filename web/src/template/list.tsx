import { Form, Input } from 'antd'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { ListPage } from '@/kit/list'
import { StateTag, StatusTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { PartyAct } from './party'
import { plansOf, versionStates, type Template } from './states'

/** The version that counts for the list: the one in force, else the newest. */
const shownOf = (t: Template) => t.versions?.find((v) => v.in_force) ?? t.versions?.[0]

export default function Templates() {
  const say = useSay()
  const language = useLanguage()
  const columns = useMemo(
    (): Column<Template>[] => [
      { key: 'name', title: say('template.one'), render: (t) => (language === 'en' ? t.name_en : t.name_zh) },
      { key: 'code', title: say('template.code'), render: (t) => t.code, phone: 'none' },
      { key: 'in_force', title: say('template.in_force'), render: (t) => <InForce of={t} />, phone: 'end' },
      { key: 'newest', title: say('template.state'), render: (t) => <Newest of={t} /> },
      { key: 'plans', title: say('template.plans'), render: (t) => plansOf(shownOf(t), say('template.plans_all')) },
      { key: 'saved', title: say('template.note'), render: (t) => shownOf(t)?.note ?? '', phone: 'none' },
    ],
    [say, language],
  )
  return (
    <ListPage<Template>
      name="templates"
      title={say('template.title')}
      columns={columns}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/contract-templates', { params: { query: { cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(t) => t.id}
      to={(t) => `/contract-templates/${t.id}`}
      curl={(ask) => ({ path: `/v1/contract-templates?limit=${ask.limit}` })}
      empty={{ title: say('template.empty'), text: say('template.empty_text'), action: <BuiltIn /> }}
      actions={
        <>
          <PartyAct />
          <NewTemplate />
        </>
      }
      below={<p className="fm-soft">{say('template.below')}</p>}
    />
  )
}

function InForce({ of: t }: { of: Template }) {
  const say = useSay()
  const v = t.versions?.find((x) => x.in_force)
  return v ? <StatusTag tone="good">{say('template.version', { no: v.no })}</StatusTag> : <span className="fm-soft">{say('template.in_force_none')}</span>
}

function Newest({ of: t }: { of: Template }) {
  const say = useSay()
  const v = t.versions?.[0]
  return v ? (
    <>
      {say('template.version', { no: v.no })} <StateTag of={versionStates} state={v.state} />
    </>
  ) : null
}

function BuiltIn() {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <Dialog
      label={say('template.built_in')}
      permission="template.manage"
      type="primary"
      intro={say('template.empty_text')}
      stale={[['templates']]}
      submit={async (_v, once) => {
        const t = await data(api.POST('/v1/contract-templates/built-in', { params: { header: once } }))
        void navigate(`/contract-templates/${t.id}`)
        return say('template.built_in_done')
      }}
    />
  )
}

interface Fresh {
  code: string
  name_zh: string
  name_en: string
}

function NewTemplate() {
  const say = useSay()
  const navigate = useNavigate()
  const need = { required: true, whitespace: true, message: say('kit.field.need') }
  return (
    <Dialog<Fresh>
      label={say('template.new')}
      permission="template.manage"
      type="primary"
      stale={[['templates']]}
      submit={async (v, once) => {
        const t = await data(api.POST('/v1/contract-templates', {
          params: { header: once }, body: { code: v.code.trim(), name_zh: v.name_zh.trim(), name_en: v.name_en.trim(), jurisdiction: 'CN', zh: `# ${v.name_zh.trim()}\n`, en: '' },
        }))
        void navigate(`/contract-templates/${t.id}/edit`)
        return say('template.created')
      }}
    >
      <Form.Item name="code" label={say('template.code')} rules={[need, { pattern: /^[a-z0-9][a-z0-9_-]{1,39}$/, message: say('template.code_bad') }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name_zh" label={say('template.name_zh')} rules={[need]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="name_en" label={say('template.name_en')} rules={[need]}>
        <Input maxLength={80} />
      </Form.Item>
    </Dialog>
  )
}
