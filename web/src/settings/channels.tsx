import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { HealthLine, useHealth } from '@/channel/parts'
import { useLanguage, useSay } from '@/i18n'
import { ListPage } from '@/kit/list'
import { Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import type { Column } from '@/kit/table'
import { Day } from '@/kit/when'
import { usePlatformName, usePlatforms } from '@/order/names'
import { ChannelDialog } from './channel-form'
import { channelStates, wasConfirmed, type Channel, type Platform } from './rules'

const abilities = ['create', 'query', 'refund', 'close', 'notify', 'statement_fetch', 'statement_parse'] as const

/** What is really known of a connector, said plainly: nobody should believe more than was proven. */
export function Connector({ of }: { of: Platform }) {
  const say = useSay()
  const language = useLanguage()
  const can = of.Capabilities.map((c) => {
    const known = abilities.find((a) => a === c)
    return known ? say(`settings.can.${known}`) : c
  })
  return (
    <article className="fm-connector">
      <h3>
        {language === 'en' ? of.NameEN : of.NameZH}{' '}
        {wasConfirmed(of) ? (
          <StatusTag tone="good">
            {say('settings.confirmed')} {of.ConfirmedLive}
          </StatusTag>
        ) : (
          <StatusTag tone="warn">{say('settings.never')}</StatusTag>
        )}
      </h3>
      {!wasConfirmed(of) && <p>{say('settings.never_text')}</p>}
      <dl className="fm-may">
        <div>
          <dt>{say('settings.capabilities')}</dt>
          <dd>{can.join(say('kit.comma'))}</dd>
        </div>
        <div>
          <dt>{say('settings.api_date')}</dt>
          <dd>
            <Day day={of.APIDate} />
          </dd>
        </div>
        <div>
          <dt>{say('settings.hosts')}</dt>
          <dd className="fm-anywhere">{of.Hosts.join(say('kit.comma'))}</dd>
        </div>
      </dl>
    </article>
  )
}

function Connectors() {
  const say = useSay()
  const platforms = usePlatforms().data?.data ?? []
  return (
    <Section title={say('settings.connectors')}>
      <p className="fm-soft fm-gap">{say('settings.connectors_text')}</p>
      {platforms.map((p) => (
        <Connector key={p.ID} of={p} />
      ))}
    </Section>
  )
}

export default function Channels() {
  const say = useSay()
  const platformName = usePlatformName()
  const health = useHealth().data?.data
  const columns = useMemo(
    (): Column<Channel>[] => [
      { key: 'name', title: say('settings.channel'), render: (c) => c.name },
      { key: 'platform', title: say('settings.platform'), render: (c) => (c.platform === 'card' ? say('settings.platform_card') : platformName(c.platform)) },
      { key: 'state', title: say('settings.job_state'), render: (c) => <StateTag of={channelStates} state={c.state} />, phone: 'end' },
      { key: 'real', title: say('settings.kind'), render: (c) => (c.simulator ? <StatusTag tone="idle">{say('settings.simulator')}</StatusTag> : say('settings.real')) },
      { key: 'keys', title: say('settings.keys'), render: (c) => (c.has_keys ? say('settings.keys_set') : <StatusTag tone="warn">{say('settings.keys_none')}</StatusTag>) },
      { key: 'seller', title: say('settings.seller_id'), render: (c) => c.seller_id ?? '—' },
      { key: 'health', title: say('channel.health'), render: (c) => <HealthLine of={health?.find((h) => h.channel_id === c.id)} /> },
      { key: 'until', title: say('settings.until'), render: (c) => <Day day={c.terms.contract_until} relative /> },
    ],
    [say, platformName, health],
  )
  return (
    <ListPage<Channel>
      name="channels"
      title={say('settings.channels')}
      columns={columns}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/channels', { signal: ask.signal }))}
      rowKey={(c) => c.id}
      to={(c) => `/channels/${c.id}`}
      curl={() => ({ path: '/v1/channels' })}
      empty={{ title: say('settings.channels_empty'), text: say('settings.channels_empty_text') }}
      below={<p className="fm-soft">{say('settings.channels_below')}</p>}
      above={<Connectors />}
      actions={
        <>
          <Link to="/ending">{say('channel.ending')}</Link>
          <Link to="/policies">{say('channel.policies')}</Link>
          <ChannelDialog />
        </>
      }
    />
  )
}
