import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { AsOf } from '@/kit/asof'
import { Chart } from '@/kit/chart'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Scroll } from '@/kit/scroll'
import { Section } from '@/kit/section'
import { verdicts } from '@/kit/status'
import { addDays } from '@/kit/time'
import { useToday, useWorkplace } from '@/kit/workplace'
import { byDay, type DayOfSales } from './sales'
import './home.css'

type Figure = components['schemas']['ReportFigure']
type Sum = components['schemas']['ReportSum']

function Sums({ of }: { of: readonly Sum[] }) {
  return of.map((s) => <Money key={s.money.currency} value={s.money} />)
}

/** One number that opens exactly the rows it counts. A figure of money alone shows the money. */
function Card({ figure: f }: { figure: Figure }) {
  const say = useSay()
  const sums = f.sums ?? []
  const empty = f.count === 0 && sums.length === 0
  const count = f.at_least === true ? say('home.at_least', { n: f.count }) : String(f.count)
  const moneyOnly = f.count === 0 && sums.length > 0
  return (
    <li className={empty ? 'fm-figure fm-figure-none' : 'fm-figure'}>
      <Link to={f.link}>
        <span className="fm-figure-label">{f.label}</span>
        <span className="fm-figure-main">{empty ? say('home.none') : moneyOnly ? <Sums of={sums} /> : count}</span>
        {!moneyOnly && sums.length > 0 && <span className="fm-figure-sum"><Sums of={sums} /></span>}
      </Link>
      {f.of && f.of.count > 0 && (
        <Link to={f.of.link} className="fm-figure-of">
          {f.of.label} <b>{f.of.count}</b> {f.of.sums && <Sums of={f.of.sums} />}
        </Link>
      )}
    </li>
  )
}

export function Today() {
  const say = useSay()
  const language = useLanguage()
  const { may } = useWorkplace()
  const query = useQuery({
    queryKey: ['home', language],
    queryFn: ({ signal }) => data(api.GET('/v1/reports/home', { signal })),
    refetchInterval: 60_000,
  })
  return (
    <Loaded query={query}>
      {(h) => (
        <>
          {h.dead_jobs > 0 && <Alert type="warning" showIcon title={say('home.dead', { n: h.dead_jobs })} action={<Link to={h.jobs_link}>{say('home.dead_open')}</Link>} />}
          <ul className="fm-figures-grid" aria-label={say('home.figures')}>
            {h.figures.map((f) => <Card key={f.code} figure={f} />)}
          </ul>
          <AsOf at={h.as_of} />
          <div className="fm-home-two">
            {may('report.read') && <Sales />}
            <div>
              {may('report.read') && <Ageing />}
              <Section title={say('home.missing')}>
                {h.fresh_thru && <p className="fm-soft">{say('home.fresh', { day: h.fresh_thru })}</p>}
                <ul className="fm-links">
                  {h.missing.map((m) => (
                    <li key={m.channel_id + m.day}>
                      <Link to={m.link}>{say('home.missing_row', { channel: m.channel, day: m.day })}</Link>
                    </li>
                  ))}
                </ul>
              </Section>
            </div>
          </div>
        </>
      )}
    </Loaded>
  )
}

function Sales() {
  const say = useSay()
  const to = useToday()
  const from = addDays(to, -13)
  const query = useQuery({
    queryKey: ['report', 'sales', from, to],
    queryFn: ({ signal }) => data(api.GET('/v1/reports/sales', { params: { query: { from, to } }, signal })),
  })
  return (
    <Section title={say('home.sales')}>
      <Loaded query={query}>{(r) => <SalesChart days={byDay(r.lines, from, to)} currency={r.lines[0]?.net.currency ?? 'CNY'} />}</Loaded>
    </Section>
  )
}

function SalesChart({ days, currency }: { days: readonly DayOfSales[]; currency: string }) {
  const say = useSay()
  const used = useMemo(() => verdicts.filter((v) => days.some((d) => d.by[v] > 0)), [days])
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', data: days.map((d) => d.day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: used.map((v) => ({ type: 'bar', stack: 'day', name: say(`kit.verdict.${v}`), data: days.map((d) => d.by[v]) })),
    }),
    [days, used, say],
  )
  if (used.length === 0) return <p className="fm-soft">{say('home.sales_none')}</p>
  return (
    <Chart
      label={say('home.sales_label')}
      option={option}
      table={
        <Scroll label={say('kit.table.of', { name: say('home.sales_label') })}>
          <table className="fm-figures">
            <caption className="fm-hidden">{say('kit.table.of', { name: say('home.sales_label') })}</caption>
            <thead>
              <tr>
                <th scope="col">{say('home.sales_day')}</th>
                {used.map((v) => <th key={v} scope="col" className="fm-right">{say(`kit.verdict.${v}`)}</th>)}
                <th scope="col" className="fm-right">{say('home.sales_amount')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((d) => (
                <tr key={d.day}>
                  <th scope="row"><Link to={`/orders?day=${d.day}..${d.day}`}>{d.day}</Link></th>
                  {used.map((v) => <td key={v} className="fm-right">{d.by[v]}</td>)}
                  <td className="fm-right"><Money value={{ amount: d.net, currency }} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      }
    />
  )
}

function Ageing() {
  const say = useSay()
  const language = useLanguage()
  const query = useQuery({ queryKey: ['report', 'ageing', language], queryFn: ({ signal }) => data(api.GET('/v1/reports/ageing', { signal })) })
  return (
    <Section title={say('home.ageing')}>
      <Loaded query={query}>
        {(r) =>
          r.lines.length === 0 ? (
            <p className="fm-soft">{say('home.ageing_none')}</p>
          ) : (
            <table className="fm-figures">
              <caption className="fm-hidden">{say('kit.table.of', { name: say('home.ageing') })}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('home.ageing_bucket')}</th>
                  <th scope="col" className="fm-right">{say('home.ageing_contracts')}</th>
                  <th scope="col" className="fm-right">{say('home.ageing_outstanding')}</th>
                  <th scope="col" className="fm-right">{say('home.ageing_overdue')}</th>
                </tr>
              </thead>
              <tbody>
                {r.lines.map((l) => (
                  <tr key={l.bucket + l.outstanding.currency}>
                    <th scope="row"><Link to={l.link}>{l.label}</Link></th>
                    <td className="fm-right">{l.contracts}</td>
                    <td className="fm-right"><Money value={l.outstanding} /></td>
                    <td className="fm-right"><Money value={l.overdue} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Section>
  )
}
