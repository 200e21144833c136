import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, Select } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Section } from '@/kit/section'
import { StateTag, StatusTag, type States } from '@/kit/status'
import { Instant } from '@/kit/when'
import './customer.css'

export type ConsentState = components['schemas']['CustomerConsentState']
type Consents = components['schemas']['CustomerConsentsOut']
type Purpose = components['schemas']['CustomerPurposeView']

const stands: States<'none' | 'given' | 'refused' | 'withdrawn'> = {
  none: { tone: 'idle', word: 'customer.stand.none' },
  given: { tone: 'good', word: 'customer.stand.given' },
  refused: { tone: 'warn', word: 'customer.stand.refused' },
  withdrawn: { tone: 'warn', word: 'customer.stand.withdrawn' },
}

const channels = ['store', 'phone', 'page'] as const

/** Names a purpose: the catalogue's, the signing of a contract, else as it stands. */
export function usePurposeName(purposes: readonly ConsentState[]): (id: string) => string {
  const say = useSay()
  return (id) => purposes.find((p) => p.purpose.id === id)?.purpose.title ?? (id.startsWith('contract:') ? say('customer.purpose.contract', { id: `…${id.slice(-6)}` }) : id)
}

/** The text exactly as it is put before the customer; its hash is what the consent keeps. */
export function PurposeText({ of: p }: { of: Purpose }) {
  const [title = '', ...lines] = p.shown.split('\n')
  return (
    <div className="fm-consent-text">
      <b>{title}</b>
      {lines.map((line, i) => <p key={i}>{line}</p>)}
    </div>
  )
}

interface Said {
  channel: (typeof channels)[number]
  evidence?: string
  unasked?: boolean
}

function ChannelField() {
  const say = useSay()
  return (
    <Form.Item name="channel" label={say('customer.consent_channel')} rules={[{ required: true, message: say('kit.field.choose') }]}>
      <Select options={channels.map((c) => ({ value: c, label: say(`customer.channel.${c}`) }))} />
    </Form.Item>
  )
}

function Acts({ customerId, state: s }: { customerId: string; state: ConsentState }) {
  const say = useSay()
  const stale = [['customers']] as const
  const common = { permission: 'customer.manage', size: 'small', initial: { channel: 'store' }, stale } as const
  const path = { id: customerId }
  const { id: purpose, text_hash } = s.purpose
  if (s.state === 'given')
    return (
      <Dialog<Said>
        {...common}
        label={say('customer.withdraw')}
        intro={<><p>{say('customer.withdraw_changes')}</p><p><b>{s.purpose.withdrawal}</b></p></>}
        submit={async (v, header) => {
          await data(api.POST('/v1/customers/{id}/withdraw', { params: { path, header }, body: { purpose, channel: v.channel } }))
          return say('customer.withdraw_done')
        }}
      >
        <ChannelField />
      </Dialog>
    )
  return (
    <span className="fm-actions">
      <Dialog<Said>
        {...common}
        label={say('customer.give')}
        intro={<><PurposeText of={s.purpose} />{s.ask_after && <p className="fm-late">{say('customer.ask_after')} <Instant at={s.ask_after} /></p>}</>}
        submit={async (v, header) => {
          await data(api.POST('/v1/customers/{id}/consents', { params: { path, header }, body: { purpose, text_hash, channel: v.channel, evidence: v.evidence?.trim() ?? '', unasked: v.unasked ?? false } }))
          return say('customer.give_done')
        }}
      >
        <ChannelField />
        <Form.Item name="evidence" label={say('customer.evidence')} extra={say('customer.evidence_hint')}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        {!s.may_ask && (
          <Form.Item name="unasked" valuePropName="checked" rules={[{ validator: (_r, v: unknown) => (v === true ? Promise.resolve() : Promise.reject(new Error(say('customer.unasked_need')))) }]}>
            <Checkbox>{say('customer.unasked')}</Checkbox>
          </Form.Item>
        )}
      </Dialog>
      {s.may_ask && (
        <Dialog<Said>
          {...common}
          label={say('customer.refuse')}
          intro={<><PurposeText of={s.purpose} /><p>{say('customer.refuse_intro')}</p></>}
          submit={async (v, header) => {
            await data(api.POST('/v1/customers/{id}/refusals', { params: { path, header }, body: { purpose, text_hash, channel: v.channel } }))
            return say('customer.refuse_done')
          }}
        >
          <ChannelField />
        </Dialog>
      )}
    </span>
  )
}

function History({ of: c }: { of: Consents }) {
  const say = useSay()
  const name = usePurposeName(c.purposes)
  if (c.history.length === 0) return null
  return (
    <details className="fm-more-facts">
      <summary>{say('customer.consent_history')} ({c.history.length})</summary>
      <ul className="fm-lines">
        {c.history.map((h, i) => (
          <li key={i}>
            <div><b>{name(h.purpose)}</b> <StateTag of={stands} state={h.act} /></div>
            <p className="fm-soft fm-small">
              <Instant at={h.at} /> · {h.channel} · {say('customer.text_version', { version: h.text_version })} · <span className="fm-digits">{h.text_hash.slice(0, 12)}…</span>
              {h.evidence && ` · ${h.evidence}`}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What the customer agreed to, purpose by purpose; giving, refusing and withdrawing take one window each. */
export function ConsentsSection({ customerId }: { customerId: string }) {
  const say = useSay()
  const language = useLanguage()
  const query = useQuery({
    queryKey: ['customers', customerId, 'consents', language],
    queryFn: ({ signal }) => data(api.GET('/v1/customers/{id}/consents', { params: { path: { id: customerId } }, signal })),
  })
  return (
    <Section title={say('customer.consents')}>
      <Loaded query={query}>
        {(c) => (
          <>
            <ul className="fm-lines">
              {c.purposes.map((s) => (
                <li key={s.purpose.id}>
                  <div>
                    <b>{s.purpose.title}</b>
                    <span className="fm-actions"><StateTag of={stands} state={s.state} /> <Acts customerId={customerId} state={s} /></span>
                  </div>
                  <p className="fm-soft fm-small">
                    {say(`customer.kind.${s.purpose.kind}`)} · {s.purpose.recipient}
                    {s.consent && <> · <Instant at={s.consent.given_at} /></>}
                    {s.outdated && <> · <StatusTag tone="warn">{say('customer.outdated')}</StatusTag></>}
                  </p>
                  <details className="fm-more-facts">
                    <summary>{say('customer.purpose_text')}</summary>
                    <PurposeText of={s.purpose} />
                    <p className="fm-soft fm-small">{say('customer.source')} {s.purpose.source}</p>
                  </details>
                </li>
              ))}
              {c.other.map((o) => (
                <li key={o.id}>
                  <div>
                    <OtherName id={o.purpose} />
                    <StateTag of={stands} state={o.withdrawn_at ? 'withdrawn' : 'given'} />
                  </div>
                  <p className="fm-soft fm-small"><Instant at={o.given_at} /> · {o.channel} · {say('customer.text_version', { version: o.text_version })}</p>
                </li>
              ))}
            </ul>
            <History of={c} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function OtherName({ id }: { id: string }) {
  const name = usePurposeName([])
  return <b>{name(id)}</b>
}
