import { useQuery } from '@tanstack/react-query'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { CurlButton } from '@/kit/curl'
import { Loaded } from '@/kit/loaded'
import { Page, PrintButton } from '@/kit/page'
import { Scroll } from '@/kit/scroll'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { DataTable } from '@/kit/table'
import { Day } from '@/kit/when'
import { inLanguage, severityTone, tenths } from './states'

type Rules = components['schemas']['PromotionRulesOut']
type Rule = components['schemas']['PromotionRuleView']
type Part = components['schemas']['PromotionPart']

/** The rules with their sources, and how good the check is. */
export default function PromotionRules() {
  const say = useSay()
  const query = useQuery({ queryKey: ['promotions', 'rules'], queryFn: ({ signal }) => data(api.GET('/v1/promotion-rules', { signal })) })
  return (
    <Page
      title={say('promotion.rules')}
      below={<p className="fm-soft">{say('promotion.rules_below')}</p>}
      actions={
        <>
          <CurlButton call={{ path: '/v1/promotion-rules' }} />
          <PrintButton />
        </>
      }
    >
      <Loaded query={query}>
        {(rules) => (
          <>
            <Quality of={rules} />
            <Section title={say('promotion.rules')} extra={<span className="fm-soft fm-small">{`${say('promotion.pack')} ${rules.pack}`}</span>}>
              <RuleTable rules={rules.data} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function RuleTable({ rules }: { rules: readonly Rule[] }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <DataTable<Rule>
      caption={say('promotion.rules')}
      rows={rules}
      rowKey={(r) => r.id}
      columns={[
        {
          key: 'name',
          title: say('promotion.rule'),
          render: (r) => (
            <>
              <b>{inLanguage(r.name, language)}</b> <code className="fm-small">{r.id}</code>
              <br />
              <span className="fm-soft fm-small">{inLanguage(r.why, language)}</span>
            </>
          ),
        },
        { key: 'severity', title: say('promotion.severity'), width: 130, render: (r) => <StatusTag tone={severityTone[r.severity]}>{say(`promotion.severity.${r.severity}`)}</StatusTag> },
        { key: 'in', title: say('promotion.jurisdiction'), width: 110, render: (r) => (r.jurisdictions.length === 0 ? say('promotion.everywhere') : r.jurisdictions.join(say('kit.comma'))) },
        {
          key: 'source',
          title: say('promotion.source'),
          render: (r) => (
            <>
              <span className="fm-small">{r.source}</span>
              <br />
              <span className="fm-soft fm-small">
                {say(`promotion.confidence.${r.confidence}`)} · <Day day={r.source_date} />
              </span>
            </>
          ),
        },
        { key: 'from', title: say('promotion.in_force'), width: 130, render: (r) => (r.in_force ? <Day day={r.from} /> : <span className="fm-soft">{say('promotion.not_yet')}</span>) },
      ]}
    />
  )
}

function Quality({ of: rules }: { of: Rules }) {
  const say = useSay()
  const parts = rules.quality.parts
  const n = parts.reduce((sum, p) => sum + p.texts, 0)
  const clean = parts.reduce((sum, p) => sum + p.clean, 0)
  return (
    <Section title={say('promotion.quality')} extra={<Day day={rules.quality.measured_on} />}>
      <p className="fm-gap">{say('promotion.quality_text', { n, clean })}</p>
      <Scroll label={say('promotion.quality')}>
        <table className="fm-table fm-dense">
          <caption className="fm-hidden">{say('promotion.quality')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('promotion.rule')}</th>
              {parts.map((p) => (
                <th key={p.name} scope="col" className="fm-right">
                  {say(`promotion.part.${p.name}`)}
                  <br />
                  <span className="fm-small">{`${say('promotion.precision')} / ${say('promotion.recall')}`}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.data.map((r) => (
              <QualityRow key={r.id} rule={r} parts={parts} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('promotion.all')}</th>
              {parts.map((p) => (
                <td key={p.name} className="fm-right">
                  <Share of={p.all} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </Section>
  )
}

function QualityRow({ rule, parts }: { rule: Rule; parts: readonly Part[] }) {
  const language = useLanguage()
  return (
    <tr>
      <th scope="row">{inLanguage(rule.name, language)}</th>
      {parts.map((p) => (
        <td key={p.name} className="fm-right">
          <Share of={p.rules.find((t) => t.rule === rule.id)} />
        </td>
      ))}
    </tr>
  )
}

function Share({ of: t }: { of: Part['all'] | undefined }) {
  const say = useSay()
  if (!t) return <span className="fm-soft">—</span>
  return (
    <span title={`${say('promotion.right')} ${t.right} · ${say('promotion.wrong')} ${t.wrong} · ${say('promotion.missed')} ${t.missed}`}>
      {tenths(t.precision)} / {tenths(t.recall)}
    </span>
  )
}
