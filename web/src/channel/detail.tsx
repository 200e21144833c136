import { Alert } from 'antd'
import { Link, useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { DetailPage } from '@/kit/detail'
import { Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { choice, useUrl } from '@/kit/url'
import { Day } from '@/kit/when'
import { usePlatformName, usePlatforms } from '@/order/names'
import { ChannelDialog } from '@/settings/channel-form'
import { Connector } from '@/settings/channels'
import { channelStates } from '@/settings/rules'
import './channel.css'
import { Fees } from './fees'
import { Papers } from './papers'
import { ChannelPolicies } from './policies'
import { HandworkList, Levers, Summary } from './profile'
import { healthStates, type Profile } from './states'
import { Terms } from './terms'

const tabs = ['profile', 'papers', 'fees', 'rules', 'policies'] as const

const schema = { tab: choice(tabs, 'profile') }

function Body({ of }: { of: Profile }) {
  const say = useSay()
  const [{ tab }] = useUrl(schema)
  const platforms = usePlatforms().data?.data
  const connector = platforms?.find((p) => p.ID === of.channel.platform)
  const parts = {
    profile: (
      <>
        <Summary of={of} />
        <Levers of={of} />
        <HandworkList of={of} />
        {connector && (
          <Section title={say('settings.connectors')}>
            <Connector of={connector} />
          </Section>
        )}
      </>
    ),
    papers: <Papers channel={of.channel.id} />,
    fees: <Fees of={of} />,
    rules: <Terms of={of} />,
    policies: <ChannelPolicies channel={of.channel.id} />,
  }
  return (
    <>
      {!of.channel.has_keys && of.channel.platform !== 'card' && <Alert type="warning" showIcon title={say('settings.keys_none')} description={say('settings.keys_text')} className="fm-gap" />}
      <nav className="fm-tabs fm-noprint" aria-label={say('channel.tabs')}>
        {tabs.map((t) => (
          <Link key={t} to={t === 'profile' ? '.' : `?tab=${t}`} replace aria-current={t === tab ? 'page' : undefined}>
            {say(`channel.tab.${t}`)}
          </Link>
        ))}
      </nav>
      {parts[tab]}
    </>
  )
}

export default function ChannelPage() {
  const { id = '' } = useParams()
  const say = useSay()
  const platformName = usePlatformName()
  return (
    <DetailPage<Profile>
      name={['channels', id]}
      load={(signal) => data(api.GET('/v1/channels/{id}/profile', { params: { path: { id } }, signal }))}
      show={(p) => {
        const c = p.channel
        return {
          title: c.name,
          id: c.id,
          state: (
            <>
              <StateTag of={channelStates} state={c.state} /> <StateTag of={healthStates} state={p.health.state} /> {c.simulator && <StatusTag tone="idle">{say('settings.simulator')}</StatusTag>}
            </>
          ),
          facts: [
            { label: say('settings.platform'), value: c.platform === 'card' ? say('settings.platform_card') : platformName(c.platform) },
            { label: say('settings.app_id'), value: c.app_id ?? '—' },
            { label: say('settings.seller_id'), value: c.seller_id ?? '—' },
            { label: say('settings.gateway'), value: c.gateway ? <span className="fm-anywhere">{c.gateway}</span> : say('settings.gateway_own') },
            { label: say('settings.keys'), value: c.has_keys ? say('settings.keys_set') : say('settings.keys_none') },
            { label: say('settings.until'), value: <Day day={c.terms.contract_until} relative /> },
          ],
          body: <Body of={p} />,
          actions: <ChannelDialog channel={c} />,
        }
      }}
      back={{ to: '/channels', label: say('settings.channels') }}
      curl={{ path: `/v1/channels/${id}/profile` }}
    />
  )
}
