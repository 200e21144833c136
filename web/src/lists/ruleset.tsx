import { useQuery } from '@tanstack/react-query'
import { api, data } from '@/api/client'
import { useMe } from '@/app/session'
import { useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import { CurlButton } from '@/kit/curl'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Page, PrintButton } from '@/kit/page'
import { Facts, Section } from '@/kit/section'
import { VerdictTag, verdicts } from '@/kit/status'
import { DataTable } from '@/kit/table'
import { Day } from '@/kit/when'
import { limits, openSentence, percent, unitOf, type Rule } from './rules'

function Limit({ name, value }: { name: string; value: number }) {
  const say = useSay()
  const me = useMe()
  const key = `lists.at.${name}`
  const label = key in catalogue ? (say as (key: Key) => string)(key as Key) : name
  const unit = unitOf(name)
  return (
    <li>
      <span className="fm-soft">{label}</span>{' '}
      {unit === 'money' ? (
        <Money value={{ amount: value, currency: me.currency }} />
      ) : unit === 'share' ? (
        percent(value)
      ) : unit === 'seconds' ? (
        say('lists.hours', { n: value / 3600 })
      ) : (
        value
      )}
    </li>
  )
}

function Force({ of }: { of: string | undefined }) {
  const known = verdicts.find((v) => v === of)
  return known ? <VerdictTag verdict={known} /> : <span className="fm-soft">—</span>
}

function RuleTable({ rules, caption }: { rules: readonly Rule[]; caption: string }) {
  const say = useSay()
  return (
    <DataTable<Rule>
      caption={caption}
      rows={rules}
      rowKey={(r) => r.code}
      columns={[
        {
          key: 'name',
          title: say('lists.rule'),
          render: (r) => (
            <>
              <b>{r.name}</b>
              <br />
              <span className="fm-soft fm-small">{openSentence(r.says)}</span>
            </>
          ),
        },
        {
          key: 'limits',
          title: say('lists.limits'),
          width: 300,
          render: (r) => (
            <ul className="fm-tags">
              {limits(r.at).map((l) => (
                <Limit key={l.name} name={l.name} value={l.value} />
              ))}
            </ul>
          ),
        },
        { key: 'weight', title: say('lists.weight'), align: 'right', width: 80, render: (r) => (r.weight === 0 ? <span className="fm-soft">—</span> : r.weight > 0 ? `+${r.weight}` : `−${-r.weight}`) },
        { key: 'force', title: say('lists.force'), width: 120, render: (r) => <Force of={r.force} /> },
      ]}
    />
  )
}

/** The rules in force, in words: what is looked for, from where on, and what it weighs. */
export default function Rules() {
  const say = useSay()
  const query = useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => data(api.GET('/v1/risk/rules', { signal })) })
  return (
    <Page
      title={say('lists.rules')}
      below={<p className="fm-soft">{say('lists.rules_below')}</p>}
      actions={
        <>
          <CurlButton call={{ path: '/v1/risk/rules' }} />
          <PrintButton />
        </>
      }
    >
      <Loaded query={query}>
        {(set) => (
          <>
            <Section title={say('lists.lines')}>
              <p className="fm-soft fm-gap">{say('lists.lines_text')}</p>
              <Facts
                of={[
                  { label: <VerdictTag verdict="accept" />, value: say('lists.score_below', { n: set.step_up }) },
                  { label: <VerdictTag verdict="step_up" />, value: say('lists.score_from', { n: set.step_up }) },
                  { label: <VerdictTag verdict="hold" />, value: say('lists.score_from', { n: set.hold }) },
                  { label: <VerdictTag verdict="decline" />, value: say('lists.score_from', { n: set.decline }) },
                  { label: say('lists.version'), value: set.version },
                  { label: say('lists.from'), value: <Day day={set.from} /> },
                ]}
              />
            </Section>
            <Section title={say('lists.group.score')}>
              <RuleTable caption={say('lists.group.score')} rules={set.rules.filter((r) => !r.force)} />
            </Section>
            <Section title={say('lists.group.force')} extra={<span className="fm-soft fm-small">{say('lists.force_text')}</span>}>
              <RuleTable caption={say('lists.group.force')} rules={set.rules.filter((r) => r.force)} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}
