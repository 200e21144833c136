import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { api, data } from '@/api/client'
import { useSay, type Say } from '@/i18n'
import { ListPage } from '@/kit/list'
import { Loaded } from '@/kit/loaded'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { Day } from '@/kit/when'
import { useChannelName, useChannels } from '@/settings/channel-names'
import { ExampleTag } from './parts'
import { PolicyAct } from './policy-form'
import type { Policy } from './states'

/** Where an update stands: superseded, waiting for readers or for the officer's word, or done. */
export function PolicyState({ of }: { of: Policy }) {
  const say = useSay()
  if (of.superseded_by) return <StatusTag tone="idle">{say('channel.superseded')}</StatusTag>
  if (of.mine === 'outstanding') return <StatusTag tone="warn">{say('channel.mine_unread')}</StatusTag>
  if (of.outstanding.length > 0) return <StatusTag tone="wait">{say('channel.count.outstanding', { n: of.outstanding.length })}</StatusTag>
  if (!of.verdict) return <StatusTag tone="wait">{say('channel.verdict_waits')}</StatusTag>
  return <StatusTag tone="good">{say('channel.policy_done')}</StatusTag>
}

function columnsOf(say: Say, channelName: (id: string) => string): Column<Policy>[] {
  return [
    { key: 'title', title: say('channel.policy_title'), render: (p) => <>{p.title} <ExampleTag of={p} /></> },
    { key: 'state', title: say('channel.state'), phone: 'end', render: (p) => <PolicyState of={p} /> },
    { key: 'effective', title: say('channel.effective_on'), render: (p) => <Day day={p.effective_on} relative /> },
    { key: 'published', title: say('channel.published_on'), render: (p) => <Day day={p.published_on} /> },
    { key: 'read', title: say('channel.read_by'), align: 'right', render: (p) => say('channel.read_of', { n: p.required.length - p.outstanding.length, all: p.required.length }) },
    { key: 'channels', title: say('channel.policy_channels'), render: (p) => p.channels.map(channelName).join(say('kit.comma')) },
  ]
}

/** The updates that touch one channel. */
export function ChannelPolicies({ channel }: { channel: string }) {
  const say = useSay()
  const channelName = useChannelName()
  const query = useQuery({
    queryKey: ['policies', channel],
    queryFn: ({ signal }) => data(api.GET('/v1/policies', { params: { query: { channel_id: channel, limit: 100 } }, signal })),
  })
  return (
    <Section title={say('channel.policies')} extra={<PolicyAct channel={channel} />}>
      <Loaded query={query}>
        {({ data: list }) =>
          list.length === 0 ? (
            <p className="fm-soft">{say('channel.policies_empty_text')}</p>
          ) : (
            <DataTable caption={say('channel.policies')} columns={columnsOf(say, channelName).filter((c) => c.key !== 'channels')} rows={list} rowKey={(p) => p.id} to={(p) => `/policies/${p.id}`} dense />
          )
        }
      </Loaded>
    </Section>
  )
}

export default function Policies() {
  const say = useSay()
  const channelName = useChannelName()
  const channels = useChannels().data
  const columns = useMemo(() => columnsOf(say, channelName), [say, channelName])
  const filters = useMemo(
    () => [{ key: 'channel_id', label: say('settings.channel'), kind: 'one' as const, options: (channels ?? []).map((c) => ({ value: c.id, label: c.name })) }],
    [say, channels],
  )
  return (
    <ListPage<Policy>
      name="policies"
      title={say('channel.policies')}
      columns={columns}
      filters={filters}
      defaultSort=""
      load={(ask) => data(api.GET('/v1/policies', { params: { query: { channel_id: ask.one('channel_id'), cursor: ask.cursor, limit: ask.limit } }, signal: ask.signal }))}
      rowKey={(p) => p.id}
      to={(p) => `/policies/${p.id}`}
      curl={() => ({ path: '/v1/policies' })}
      empty={{ title: say('channel.policies_empty'), text: say('channel.policies_empty_text') }}
      below={<p className="fm-soft">{say('channel.policies_below')}</p>}
      actions={<PolicyAct />}
    />
  )
}
