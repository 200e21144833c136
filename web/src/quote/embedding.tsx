import { useQuery } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { api, data } from '@/api/client'
import { useMe } from '@/app/session'
import type { FenmingOptions, Selected } from '@/embed/options'
import { useLanguage, useSay } from '@/i18n'
import { parseAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { Loaded } from '@/kit/loaded'
import { Page } from '@/kit/page'
import { Pre } from '@/kit/pre'
import { Section } from '@/kit/section'
import { text, useUrl } from '@/kit/url'
import { usePlanName } from '@/order/names'
import '@/kit/fields.css'
import './quote.css'

/** What a shop pastes into its page. */
export const snippet = (origin: string, tenant: string, amount: string, currency: string) =>
  `<script type="module" src="${origin}/embed/options.js"></script>\n<fenming-options tenant="${tenant}" amount="${amount}" currency="${currency}"></fenming-options>`

const schema = { amount: text() }

/** How the options look on a shop's page, what to paste there, and which sites may. */
export default function Embedding() {
  const say = useSay()
  const me = useMe()
  const [at, set] = useUrl(schema)
  const typed = at.amount === '' ? '1299.00' : at.amount
  const minor = parseAmount(typed)
  return (
    <Page title={say('quote.embed')} below={<p className="fm-soft">{say('quote.embed_below')}</p>}>
      <div className="fm-two">
        <div>
          <Section title={say('quote.embed_look')}>
            <Form layout="vertical">
              <Form.Item label={say('quote.embed_amount')} htmlFor="embed-amount">
                <Input id="embed-amount" prefix="¥" inputMode="decimal" className="fm-digits" value={typed} maxLength={15} style={{ maxWidth: 220 }} onChange={(e) => set({ amount: e.target.value })} />
              </Form.Item>
            </Form>
            <Live amount={minor === null ? '' : String(minor)} tenant={me.tenant} currency={me.currency} />
          </Section>
        </div>
        <div>
          <Section title={say('quote.embed_code')}>
            <Pre label={say('quote.embed_code')} text={snippet(location.origin, me.tenant, typed, me.currency)} />
            <p className="fm-soft fm-small">{say('quote.embed_code_text')}</p>
          </Section>
          <Origins />
        </div>
      </div>
    </Page>
  )
}

function Live({ amount, tenant, currency }: { amount: string; tenant: string; currency: string }) {
  const say = useSay()
  const language = useLanguage()
  const planName = usePlanName()
  const box = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<Selected | null>(null)
  useEffect(() => {
    const host = box.current
    if (!host) return
    let part: FenmingOptions | null = null
    void import('@/embed/options').then(({ FenmingOptions: Options }) => {
      if (!host.isConnected) return
      part = new Options()
      for (const [name, value] of Object.entries({ tenant, amount, currency, lang: language })) part.setAttribute(name, value)
      part.addEventListener('fenming-select', (e) => setChosen((e as CustomEvent<Selected>).detail))
      part.addEventListener('fenming-ready', () => setChosen(null))
      host.replaceChildren(part)
    })
    return () => part?.remove()
  }, [tenant, amount, currency, language])
  return (
    <>
      <div className="fm-demo-shop"><div ref={box} /></div>
      <p role="status" className="fm-soft">{chosen === null ? say('quote.embed_none') : say('quote.embed_chosen', { plan: planName(chosen.plan_code), n: chosen.count })}</p>
    </>
  )
}

function Origins() {
  const say = useSay()
  const query = useQuery({ queryKey: ['origins'], queryFn: ({ signal }) => data(api.GET('/v1/embed-origins', { signal })) })
  return (
    <Loaded query={query}>
      {({ origins }) => (
        <Section
          title={say('quote.origins')}
          extra={
            <Dialog<{ list: string }>
              label={say('quote.origins_edit')}
              permission="embed.manage"
              initial={{ list: origins.join('\n') }}
              stale={[['origins']]}
              rename={{ '/origins': ['list'] }}
              submit={async (v, header) => {
                await data(api.PUT('/v1/embed-origins', { params: { header }, body: { origins: v.list.split(/\s+/).filter((o) => o !== '') } }))
                return say('quote.origins_saved')
              }}
            >
              <Form.Item name="list" label={say('quote.origins')} extra={say('quote.origins_text')}>
                <Input.TextArea rows={5} maxLength={4000} className="fm-digits" placeholder="https://shop.example.com" />
              </Form.Item>
            </Dialog>
          }
        >
          <p className="fm-soft fm-small">{say('quote.origins_text')}</p>
          {origins.length === 0 ? <p>{say('quote.origins_none')}</p> : <ul className="fm-lines">{origins.map((o) => <li key={o}><code>{o}</code></li>)}</ul>}
        </Section>
      )}
    </Loaded>
  )
}
