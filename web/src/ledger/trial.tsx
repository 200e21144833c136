import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useSearchParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { sumAmounts } from '@/kit/amount'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Money } from '@/kit/money'
import { Page, PrintButton } from '@/kit/page'
import { ProblemAlert } from '@/kit/problem'
import { Scroll } from '@/kit/scroll'
import { Section } from '@/kit/section'
import { StatusTag } from '@/kit/status'
import { isDay } from '@/kit/time'
import { useTrial, type TrialLine } from './accounts'

export default function Trial() {
  const say = useSay()
  const [search, set] = useSearchParams()
  const upTo = search.get('up_to') ?? ''
  const account = search.get('account') ?? ''
  const query = useTrial(isDay(upTo) ? upTo : undefined)
  const check = useMutation({ mutationFn: () => data(api.GET('/v1/ledger/check')) })
  return (
    <Page
      title={say('ledger.trial')}
      beside={query.data && <StatusTag tone={query.data.balanced ? 'good' : 'bad'}>{query.data.balanced ? say('ledger.balanced') : say('ledger.unbalanced')}</StatusTag>}
      below={<p className="fm-soft">{say('ledger.trial_below')}</p>}
      actions={
        <>
          <Button loading={check.isPending} onClick={() => check.mutate()}>{say('ledger.check')}</Button>
          <PrintButton />
        </>
      }
    >
      {check.isError && <ProblemAlert error={check.error} />}
      {check.data && (
        <p role="status">
          <StatusTag tone={check.data.ok ? 'good' : 'bad'}>{check.data.ok ? say('ledger.check_ok') : say('ledger.check_bad')}</StatusTag>
        </p>
      )}
      <Section title={say('ledger.trial')}>
        <Form layout="inline" className="fm-gap fm-noprint">
          <Form.Item label={say('ledger.up_to')} htmlFor="trial-up-to" required>
            <Input
              id="trial-up-to"
              defaultValue={upTo}
              placeholder={say('ledger.up_to_hint')}
              maxLength={10}
              className="fm-digits"
              onChange={(e) => {
                const day = e.target.value.trim()
                if (day === '' || isDay(day)) set((now) => { const next = new URLSearchParams(now); if (day === '') next.delete('up_to'); else next.set('up_to', day); return next }, { replace: true })
              }}
            />
          </Form.Item>
        </Form>
        <Loaded query={query}>{(t) => (t.lines.length === 0 ? <p className="fm-soft">{say('ledger.trial_empty')}</p> : <Table lines={t.lines} marked={account} />)}</Loaded>
      </Section>
    </Page>
  )
}

function Table({ lines, marked }: { lines: readonly TrialLine[]; marked: string }) {
  const say = useSay()
  return (
    <Scroll label={say('kit.table.of', { name: say('ledger.trial') })}>
      <table className="fm-figures">
        <caption className="fm-hidden">{say('kit.table.of', { name: say('ledger.trial') })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('ledger.account')}</th>
            <th scope="col" className="fm-right">{say('ledger.debit')}</th>
            <th scope="col" className="fm-right">{say('ledger.credit')}</th>
            <th scope="col" className="fm-right">{say('ledger.balance')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((l) => (
            <tr key={l.account + l.balance.currency} className={l.account === marked ? 'fm-marked' : undefined}>
              <th scope="row">
                {l.name} <span className="fm-soft fm-small">{l.account}</span>
              </th>
              <td className="fm-right"><Money value={l.debit} /></td>
              <td className="fm-right"><Money value={l.credit} /></td>
              <td className="fm-right"><Money value={l.balance} sign="debit_credit" /></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('ledger.sum')}</th>
            <td className="fm-right"><Money value={sumAmounts(lines.map((l) => l.debit))} /></td>
            <td className="fm-right"><Money value={sumAmounts(lines.map((l) => l.credit))} /></td>
            <td />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}
