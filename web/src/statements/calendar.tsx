import { useQuery } from '@tanstack/react-query'
import { Button, Form, Radio, Select } from 'antd'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { useAsk } from '@/kit/dialog'
import { CheckOutlined, LeftOutlined, RightOutlined, WarningOutlined } from '@/kit/icons'
import { Loaded } from '@/kit/loaded'
import { Section } from '@/kit/section'
import { ListSkeleton } from '@/kit/skeletons'
import { text, useUrl } from '@/kit/url'
import { useDone } from '@/kit/undo'
import { useToday, useWorkplace } from '@/kit/workplace'
import { useChannels } from '@/settings/channel-names'
import { addMonths, lastDay, weeks, type DayView } from './states'

const schema = { month: text(), channel_id: text() }

interface CellProps {
  day: string
  view: DayView | undefined
  today: string
  fetchDay: (view: DayView) => void
}

function Cell({ day, view, today, fetchDay }: CellProps) {
  const say = useSay()
  const { may } = useWorkplace()
  const date = <span className="fm-cal-date">{Number(day.slice(8))}</span>
  if (!view || view.missing.length === 0) {
    const here = view?.trade === true || view?.fund === true
    return (
      <td className={here ? 'fm-cal-here' : 'fm-cal-none'} aria-current={day === today ? 'date' : undefined}>
        {date}
        {here && <CheckOutlined />}
        <span className="fm-hidden">{here ? say('statements.day_here') : say('statements.day_none')}</span>
      </td>
    )
  }
  const kinds = view.missing.map((k) => (k === 'trade' || k === 'fund' ? say(`statements.kind.${k}`) : k)).join(say('kit.comma'))
  const words = `${say('statements.day_missing')} ${kinds}`
  return (
    <td className="fm-cal-missing">
      {may('statement.import') ? (
        <button type="button" onClick={() => fetchDay(view)} title={words} aria-label={`${day} ${words}`}>
          {date}
          <WarningOutlined />
        </button>
      ) : (
        <span title={words}>
          {date}
          <WarningOutlined />
          <span className="fm-hidden">{words}</span>
        </span>
      )}
    </td>
  )
}

function Grid({ month, days, today, fetchDay }: { month: string; days: readonly DayView[]; today: string; fetchDay: (view: DayView) => void }) {
  const say = useSay()
  const language = useLanguage()
  const weekdays = [5, 6, 7, 8, 9, 10, 11].map((d) => new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, 0, d))))
  const missing = days.filter((d) => d.missing.length > 0)
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  return (
    <>
      <table className="fm-cal">
        <caption className="fm-hidden">{`${say('statements.calendar')} ${month}`}</caption>
        <thead>
          <tr>
            {weekdays.map((d, i) => (
              <th scope="col" key={i}>
                {d}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks(month).map((week, i) => (
            <tr key={i}>
              {week.map((day, j) => (day === null ? <td key={j} className="fm-cal-out" /> : <Cell key={j} day={day} view={days.find((d) => d.day === day)} today={today} fetchDay={fetchDay} />))}
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status" className={missing.length > 0 ? 'fm-asof-missing' : 'fm-soft'}>
        {missing.length > 0
          ? say('statements.some_missing', { n: missing.length, days: missing.map((d) => d.day.slice(5)).join(say('kit.comma')) })
          : first !== undefined && last !== undefined && say('statements.all_here', { from: first, to: last })}
      </p>
    </>
  )
}

/** A month of one channel: which statements are here, which should be and are not. */
export function Calendar() {
  const say = useSay()
  const today = useToday()
  const [{ month: asked, channel_id }, set] = useUrl(schema)
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7)
  const channels = useChannels().data?.filter((c) => c.platform !== 'card') ?? []
  const channel = channels.find((c) => c.id === channel_id)?.id ?? channels[0]?.id ?? ''
  const query = useQuery({
    queryKey: ['statements', 'days', channel, month],
    queryFn: async ({ signal }) =>
      (await data(api.GET('/v1/statements/days', { params: { query: { channel_id: channel, from: `${month}-01`, to: lastDay(month) } }, signal }))).data,
    enabled: channel !== '',
    // A month that has not a single day behind it is asked for in vain.
    retry: false,
  })
  const [dialog, ask] = useAsk()
  const tell = useDone()
  const fetchDay = (view: DayView) => {
    const kinds = view.missing.filter((k) => k === 'trade' || k === 'fund')
    void ask<{ kind: 'trade' | 'fund' }>({
      title: say('statements.fetch', { day: view.day }),
      ok: say('statements.fetch_do'),
      intro: <p className="fm-soft">{say('statements.fetch_text')}</p>,
      initial: { kind: kinds[0] },
      stale: [['statements']],
      children: (
        <Form.Item name="kind" label={say('statements.fetch_kind')} required>
          <Radio.Group options={kinds.map((k) => ({ value: k, label: say(`statements.kind.${k}`) }))} />
        </Form.Item>
      ),
      submit: async (v, header) => {
        await api.POST('/v1/statements/fetch', { body: { channel_id: view.channel_id, day: view.day, kind: v.kind }, params: { header } })
        return say('statements.fetch_said')
      },
    }).then((said) => {
      if (said !== null) tell(said)
    })
  }
  return (
    <Section
      title={say('statements.calendar')}
      extra={
        <div className="fm-actions fm-noprint">
          <Button size="small" type="text" icon={<LeftOutlined />} aria-label={say('statements.month_before')} onClick={() => set({ month: addMonths(month, -1) })} />
          <span className="fm-time">{month}</span>
          <Button
            size="small"
            type="text"
            icon={<RightOutlined />}
            aria-label={say('statements.month_after')}
            disabled={month >= today.slice(0, 7)}
            onClick={() => set({ month: addMonths(month, 1) === today.slice(0, 7) ? '' : addMonths(month, 1) })}
          />
        </div>
      }
    >
      {channels.length > 1 && (
        <Select className="fm-gap" aria-label={say('statements.channel')} value={channel} onChange={(id) => set({ channel_id: id })} options={channels.map((c) => ({ value: c.id, label: c.name }))} />
      )}
      {channel === '' ? (
        <p className="fm-soft">{say('statements.no_channel')}</p>
      ) : (
        <Loaded query={query} wait={<ListSkeleton rows={5} />}>
          {(days) => <Grid month={month} days={days} today={today} fetchDay={fetchDay} />}
        </Loaded>
      )}
      {dialog}
    </Section>
  )
}
