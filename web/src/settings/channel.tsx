import { Alert } from 'antd'
import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import { Facts, Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { DataTable } from '@/kit/table'
import { Day } from '@/kit/when'
import { usePlatformName, usePlatforms } from '@/order/names'
import { useNames } from '@/staff/names'
import { ChannelDialog } from './channel-form'
import { Connector } from './channels'
import { channelStates, percentOf, type Channel } from './rules'

function Terms({ of: c }: { of: Channel }) {
  const say = useSay()
  const names = useNames()
  const t = c.terms
  const fees = t.fees ?? []
  return (
    <Section title={say('settings.terms')}>
      <Facts
        of={[
          { label: say('settings.counts'), value: (t.counts ?? []).join(say('kit.comma')) || '—' },
          { label: say('settings.settlement'), value: t.settlement_days === undefined ? '—' : say('settings.settlement_days', { n: t.settlement_days }) },
          { label: say('settings.until'), value: <Day day={t.contract_until} relative /> },
          { label: say('settings.officer'), value: t.officer ? names(t.officer) : '—' },
        ]}
      />
      {fees.length > 0 && (
        <div className="fm-below">
          <DataTable
            caption={say('settings.fees')}
            dense
            rows={fees}
            rowKey={(f) => `${f.count} ${f.payer}`}
            columns={[
              { key: 'count', title: say('settings.fee_count'), render: (f) => (f.count === 0 ? say('settings.fee_every') : say('settings.fee_times', { n: f.count })) },
              { key: 'rate', title: say('settings.fee_rate'), align: 'right', phone: 'end', render: (f) => percentOf(f.rate) },
              { key: 'payer', title: say('settings.fee_payer'), render: (f) => (f.payer === 'customer' ? say('settings.payer.customer') : say('settings.payer.merchant')) },
            ]}
          />
        </div>
      )}
    </Section>
  )
}

export default function ChannelDetail() {
  const { id = '' } = useParams()
  const say = useSay()
  const platformName = usePlatformName()
  const platforms = usePlatforms().data?.data
  return (
    <DetailPage<Channel>
      name={['channels', id]}
      load={(signal) => data(api.GET('/v1/channels/{id}', { params: { path: { id } }, signal }))}
      show={(c) => {
        const connector = platforms?.find((p) => p.ID === c.platform)
        return {
          title: c.name,
          id: c.id,
          state: (
            <>
              <StateTag of={channelStates} state={c.state} /> {c.simulator && <StatusTag tone="idle">{say('settings.simulator')}</StatusTag>}
            </>
          ),
          facts: [
            { label: say('settings.platform'), value: c.platform === 'card' ? say('settings.platform_card') : platformName(c.platform) },
            { label: say('settings.creditor'), value: c.creditor === 'platform' || c.creditor === 'merchant' || c.creditor === 'assigned' ? say(`settings.creditor.${c.creditor}`) : c.creditor },
            { label: say('settings.app_id'), value: c.app_id ?? '—' },
            { label: say('settings.seller_id'), value: c.seller_id ?? '—' },
            { label: say('settings.gateway'), value: c.gateway ? <span className="fm-anywhere">{c.gateway}</span> : say('settings.gateway_own') },
            { label: say('settings.keys'), value: c.has_keys ? say('settings.keys_set') : say('settings.keys_none') },
          ],
          body: (
            <>
              {!c.has_keys && c.platform !== 'card' && <Alert type="warning" showIcon title={say('settings.keys_none')} description={say('settings.keys_text')} className="fm-gap" />}
              <Terms of={c} />
              {connector && (
                <Section title={say('settings.connectors')}>
                  <Connector of={connector} />
                </Section>
              )}
            </>
          ),
          related: [{ label: say('statements.title'), to: `/statements?channel_id=${c.id}` }],
          actions: <ChannelDialog channel={c} />,
        }
      }}
      back={{ to: '/channels', label: say('settings.channels') }}
      curl={{ path: `/v1/channels/${id}` }}
    />
  )
}
