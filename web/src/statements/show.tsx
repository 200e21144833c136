import { useCallback } from 'react'
import { Link } from 'react-router'
import { useSay } from '@/i18n'
import { Code } from '@/kit/copy'
import type { Detail } from '@/kit/detail'
import { Money } from '@/kit/money'
import { Facts, Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { orderStates } from '@/order/states'
import { useChannelName } from '@/settings/channel-names'
import { useNames } from '@/staff/names'
import { apart, type Item } from './difference'
import { RawButton } from './lines'
import { differenceStates, knownCode, lineStates } from './states'

function Both({ item }: { item: Item }) {
  const say = useSay()
  return (
    <table className="fm-table fm-both">
      <caption className="fm-hidden">{say('statements.compare')}</caption>
      <tbody>
        <tr>
          <th scope="row">{say('statements.ours')}</th>
          <td className="fm-right">
            <Money value={item.expected} />
          </td>
        </tr>
        <tr>
          <th scope="row">{say('statements.theirs')}</th>
          <td className="fm-right">
            <Money value={item.actual} />
          </td>
        </tr>
        <tr className="fm-both-sum">
          <th scope="row">{say('statements.delta')}</th>
          <td className="fm-right">
            <Money value={apart(item)} strong />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function LinePart({ item }: { item: Item }) {
  const say = useSay()
  const { line } = item
  if (!line) return <p className="fm-soft">{item.line_id === undefined ? say('statements.match_no_line') : say('statements.line_lost')}</p>
  return (
    <Facts
      of={[
        { label: say('statements.line_kind'), value: say(`statements.line_kind.${line.kind}`) },
        { label: say('statements.line_amount'), value: <Money value={line.amount} /> },
        { label: say('statements.line_fee'), value: <Money value={line.fee} /> },
        { label: say('statements.line_net'), value: <Money value={line.net} /> },
        { label: say('statements.line_at'), value: <Instant at={line.at} /> },
        { label: say('statements.line_platform_no'), value: <Code text={line.platform_no} /> },
        { label: say('statements.state'), value: <StateTag of={lineStates} state={line.state} /> },
        { label: say('statements.at_line', { n: line.line_no }), value: <RawButton line={line} /> },
      ]}
    />
  )
}

function OrderPart({ item }: { item: Item }) {
  const say = useSay()
  const { order } = item
  if (!order) return <p className="fm-soft">{item.order_id === undefined ? say('statements.order_none') : <Link to={`/orders/${item.order_id}`}>{item.order_id}</Link>}</p>
  return (
    <Facts
      of={[
        { label: say('statements.match_order'), value: <Link to={`/orders/${order.id}`}>{order.outer_no}</Link> },
        { label: say('statements.line_amount'), value: <Money value={order.amount} /> },
        { label: say('statements.order_state'), value: <StateTag of={orderStates} state={order.state} /> },
        { label: say('statements.line_at'), value: <Instant at={order.paid_at ?? order.created_at} /> },
      ]}
    />
  )
}

/** How a difference is shown: both sides, what usually explains it, the line and the order. */
export function useShowDifference(): (d: Item) => Detail {
  const say = useSay()
  const names = useNames()
  const channelName = useChannelName()
  return useCallback(
    (d) => {
      const code = knownCode(d.code)
      return {
        title: code ? say(`statements.code.${code}`) : d.code,
        id: d.id,
        state: <StateTag of={differenceStates} state={d.state} />,
        money: { label: say('statements.delta'), value: apart(d) },
        facts: [
          { label: say('statements.diff_day'), value: d.day },
          { label: say('statements.channel'), value: channelName(d.channel_id) },
          { label: say('statements.diff_found'), value: <Instant at={d.created_at} /> },
          ...(d.note ? [{ label: say('statements.note'), value: d.note }] : []),
          ...(d.ended_by ? [{ label: say('statements.ended_by'), value: names(d.ended_by) }] : []),
          ...(d.ended_at ? [{ label: say('statements.ended_at'), value: <Instant at={d.ended_at} /> }] : []),
        ],
        body: (
          <>
            <Section title={say('statements.compare')}>
              <Both item={d} />
              {code && d.state === 'open' && <p className="fm-soft fm-hint-text">{say(`statements.hint.${code}`)}</p>}
            </Section>
            <Section title={say('statements.line_one')}>
              <LinePart item={d} />
            </Section>
            <Section title={say('statements.order_one')}>
              <OrderPart item={d} />
            </Section>
          </>
        ),
        related: [
          ...(d.file_id ? [{ label: say('statements.file'), to: `/statements/${d.file_id}?lines=odd` }] : []),
          ...(d.casefile_id ? [{ label: say('statements.casefile'), to: `/casefiles/${d.casefile_id}` }] : []),
        ],
      }
    },
    [say, names, channelName],
  )
}
