import { useQuery } from '@tanstack/react-query'
import { Button, Form, InputNumber } from 'antd'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { CopyButton } from '@/kit/copy'
import { Dialog } from '@/kit/dialog'
import { LinkOutlined } from '@/kit/icons'
import { Loaded } from '@/kit/loaded'
import { Qr } from '@/kit/qr'
import { StateTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { Instant } from '@/kit/when'
import { useNow } from '@/kit/workplace'
import { linkState, linkStates, type Link } from './states'
import './quote.css'

/** Makes a link; what it is stands on the screen once. */
export function MakeLink({ quoteID }: { quoteID: string }) {
  const say = useSay()
  return (
    <Dialog<{ days: number }>
      label={say('quote.link')}
      permission="disclosure.link"
      type="primary"
      icon={<LinkOutlined />}
      intro={<p>{say('quote.link_text')}</p>}
      initial={{ days: 7 }}
      stale={[['quotes', quoteID]]}
      submit={async (v, header) => {
        const out = await data(api.POST('/v1/disclosure-links', { params: { header }, body: { quote_id: quoteID, days: v.days } }))
        return { show: <Once url={location.origin + out.path} /> }
      }}
    >
      <Form.Item name="days" label={say('quote.link_days')} rules={[{ required: true, message: say('kit.field.need') }]}>
        <InputNumber min={1} max={90} precision={0} />
      </Form.Item>
    </Dialog>
  )
}

function Once({ url }: { url: string }) {
  const say = useSay()
  return (
    <div className="fm-link-once">
      <div>
        <p role="status" className="fm-gap">{say('quote.link_once')}</p>
        <p><code data-link>{url}</code> <CopyButton text={url} label={say('quote.link_copy')} /></p>
        <p><Button href={url} target="_blank" rel="noreferrer">{say('quote.link_open')}</Button></p>
      </div>
      <Qr text={url} label={say('quote.link_qr')} size={148} />
    </div>
  )
}

function Revoke({ of }: { of: Link }) {
  const say = useSay()
  return (
    <Dialog
      label={say('quote.revoke')}
      permission="disclosure.link"
      size="small"
      danger
      intro={<p>{say('quote.revoke_text')}</p>}
      stale={[['quotes', of.ref]]}
      submit={async (_v, header) => {
        await data(api.POST('/v1/disclosure-links/{id}/revoke', { params: { path: { id: of.id }, header } }))
        return say('quote.revoked')
      }}
    />
  )
}

/** The links of a quote: how often each was opened, until when it works. */
export function Links({ quoteID }: { quoteID: string }) {
  const say = useSay()
  const now = useNow().getTime()
  const query = useQuery({
    queryKey: ['quotes', quoteID, 'links'],
    queryFn: ({ signal }) => data(api.GET('/v1/disclosure-links', { params: { query: { kind: 'quote', ref: quoteID, limit: 50 } }, signal })),
  })
  const columns: Column<Link>[] = [
    { key: 'created', title: say('quote.created'), render: (l) => <Instant at={l.created_at} /> },
    { key: 'state', title: say('quote.state'), render: (l) => <StateTag of={linkStates} state={linkState(l, now)} />, phone: 'end' },
    { key: 'opened', title: say('quote.link_opened'), render: (l) => (l.opened === 0 ? say('quote.link_never') : <>{say('quote.link_times', { n: l.opened })} · <Instant at={l.opened_at} relative /></>) },
    { key: 'until', title: say('quote.link_until'), render: (l) => <Instant at={l.expires_at} /> },
    { key: 'act', title: say('quote.acts'), render: (l) => (linkState(l, now) === 'live' ? <Revoke of={l} /> : null) },
  ]
  return (
    <Loaded query={query}>
      {(page) =>
        page.data.length === 0 ? <p className="fm-soft">{say('quote.links_none')}</p> : <DataTable<Link> caption={say('quote.links')} columns={columns} rows={page.data} rowKey={(l) => l.id} />
      }
    </Loaded>
  )
}
