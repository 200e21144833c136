import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { Act } from '@/kit/act'
import { Code } from '@/kit/copy'
import { DetailPage } from '@/kit/detail'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Problem } from '@/api/problem'
import { Scroll } from '@/kit/scroll'
import { Facts, Section } from '@/kit/section'
import { StateTag, StatusTag } from '@/kit/status'
import { Term } from '@/kit/term'
import { Day, Instant } from '@/kit/when'
import { usePlatformName } from '@/order/names'
import { Schedule, type Quote } from '@/plan/quote'
import { percent } from '@/plan/rate'
import { Links, MakeLink } from './links'
import { Validity } from './list'
import { Sheet } from './sheet'
import { ShownOf } from './shown'
import { capStates } from './states'

type Line = components['schemas']['DisclosureLine']

export default function QuotePage() {
  const { id = '' } = useParams()
  const say = useSay()
  const language = useLanguage()
  const platformName = usePlatformName()
  const table = useQuery({ queryKey: ['quotes', id, 'table', language], queryFn: ({ signal }) => data(api.GET('/v1/quotes/{id}/table', { params: { path: { id }, query: { lang: language } }, signal })) })
  return (
    <DetailPage<Quote>
      name={['quotes', id]}
      load={(signal) => data(api.GET('/v1/quotes/{id}', { params: { path: { id } }, signal }))}
      show={(q) => ({
        title: `${language === 'en' ? q.plan_name_en : q.plan_name_zh} · ${String(q.count)}×`,
        id: q.id,
        state: <><Validity until={q.valid_until} /> {q.example && <StatusTag tone="warn">{say('plan.example')}</StatusTag>}</>,
        money: { label: say('plan.total'), value: q.total },
        facts: [
          { label: say('quote.amount'), value: <Money value={q.amount} /> },
          { label: say('plan.down_payment'), value: <Money value={q.down_payment} /> },
          { label: say('plan.customer_cost'), value: <Money value={q.customer_cost} /> },
          { label: say('plan.merchant_cost'), value: <Money value={q.merchant_cost} /> },
          { label: <Term of="effective_rate">{say('plan.effective')}</Term>, value: <b>{percent(q.effective_rate)}</b> },
          { label: <Term of="nominal_rate">{say('plan.nominal')}</Term>, value: percent(q.nominal_rate) },
          { label: say('plan.platform'), value: platformName(q.platform) },
          { label: say('plan.valid_until'), value: <Instant at={q.valid_until} /> },
        ],
        body: (
          <>
            <Section title={say('plan.schedule')}><Schedule currency={q.amount.currency} of={q.schedule.instalments} caption={say('plan.schedule')} /></Section>
            <Loaded query={table}>
              {(t) => {
                const [o] = t.table.options
                return o === undefined ? null : (
                  <>
                    <Section title={say('quote.charges')}><Charges of={o.charges} /><p className="fm-soft">{t.table.statement}</p></Section>
                    <Section title={say('quote.else')}>
                      <Facts of={[...o.default, ...o.refund, ...o.early, ...o.warnings].map((l) => ({ label: l.label === '' ? '·' : l.label, value: l.text }))} />
                    </Section>
                    <Section title={say('quote.sheet')}>
                      <details>
                        <summary className="fm-linkish">{say('quote.sheet_show')}</summary>
                        <Sheet html={t.html} css={t.css} label={t.table.title} />
                      </details>
                    </Section>
                  </>
                )
              }}
            </Loaded>
            <Section title={say('quote.links')}><Links quoteID={id} /></Section>
            <Section title={say('quote.shown')}><ShownOf quoteID={id} /></Section>
          </>
        ),
        evidence: (
          <>
            <p>{say('plan.hash')} <Code text={q.hash} short={12} /></p>
            <p className="fm-soft fm-small">{say('plan.source', { source: q.rate_source })}</p>
            <Ceiling of={q} />
          </>
        ),
        actions: <><ShowAs quoteID={id} kind="pdf" /><ShowAs quoteID={id} kind="png" /><MakeLink quoteID={id} /></>,
      })}
      back={{ to: '/quotes', label: say('quote.title') }}
      curl={{ path: `/v1/quotes/${id}` }}
    />
  )
}

function Charges({ of }: { of: readonly Line[] }) {
  const say = useSay()
  return (
    <Scroll label={say('kit.table.of', { name: say('quote.charges') })}>
      <table className="fm-figures">
        <caption className="fm-hidden">{say('kit.table.of', { name: say('quote.charges') })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('quote.charge')}</th>
            <th scope="col">{say('quote.how')}</th>
            <th scope="col">{say('quote.standard')}</th>
            <th scope="col">{say('quote.payer')}</th>
            <th scope="col">{say('quote.collector')}</th>
            <th scope="col" className="fm-right">{say('quote.money')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((l) => (
            <tr key={l.code}>
              <th scope="row">{l.label}</th>
              <td>{l.method ?? '—'}</td>
              <td>{l.standard ?? '—'}</td>
              <td>{l.payer ?? '—'}</td>
              <td>{l.collector ?? '—'}</td>
              <td className="fm-right"><b>{l.text}</b></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** How the quote stands to the law, each rule with its source and date. */
function Ceiling({ of: q }: { of: Quote }) {
  const say = useSay()
  const language = useLanguage()
  const rules = q.cap?.rules ?? []
  return (
    <>
      <h3>{say('quote.cap_state')} <StateTag of={capStates} state={q.cap?.status ?? 'unknown'} /></h3>
      {rules.length === 0 && <p className="fm-soft fm-small">{say('quote.cap_none')}</p>}
      <ul className="fm-lines">
        {rules.map((r) => (
          <li key={r.rule}>
            <div>
              <b>{Number(r.limit) === 0 ? say('quote.caps_no') : say('quote.cap_limit', { limit: percent(r.limit), since: r.since })}</b>
              <StatusTag tone={r.within ? 'good' : 'warn'}>{say(r.within ? 'quote.cap.within' : `quote.action.${r.action}`)}</StatusTag>
            </div>
            <p className="fm-soft fm-small">{language === 'en' ? r.source_en : r.source_zh}</p>
          </li>
        ))}
      </ul>
      <p className="fm-soft fm-small"><Day day={q.day} /> · {q.cap?.version}</p>
    </>
  )
}

/** Puts the quote before somebody as a file: it is kept, then that very file is downloaded. */
function ShowAs({ quoteID, kind }: { quoteID: string; kind: 'pdf' | 'png' }) {
  const say = useSay()
  const lang = useLanguage()
  const { message, notification } = App.useApp()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      const out = await data(api.POST('/v1/disclosures', { body: { quote_ids: [quoteID], kind, viewer: kind === 'pdf' ? 'print' : 'chat', lang } }))
      const a = document.createElement('a')
      a.href = `/v1/disclosures/${out.show.id}/file`
      a.download = ''
      a.click()
      void message.success(say('quote.show_kept'))
    } catch (e) {
      notification.error({ title: say('kit.act.failed'), description: Problem.from(e).message })
    } finally {
      setBusy(false)
    }
  }
  return <Act permission="disclosure.show" loading={busy} aria-label={`${say('quote.show')}：${say(`quote.show_${kind}`)}`} onClick={() => void run()}>{say(`quote.show_${kind}`)}</Act>
}
