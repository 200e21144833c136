import { useQuery } from '@tanstack/react-query'
import { App, Form, Input, Select } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useId, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Dialog } from '@/kit/dialog'
import { Loaded } from '@/kit/loaded'
import { Page } from '@/kit/page'
import { ProblemAlert } from '@/kit/problem'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { FiguresLine, FindingList, goTo, MarkedText } from './findings'
import { mended, offset } from './marks'
import { currencyOf, fromOffer, toOffer, type OfferFields } from './offer'
import { OfferForm } from './offer-form'
import { jurisdictions, media, verdictStates, type Finding, type Jurisdiction, type Medium, type Offer, type Result } from './states'

/** How long typing rests before the text is checked. */
const rest = 500

/** Writes or mends a text and sees at once what is wrong with it. */
export default function Editor() {
  const [params] = useSearchParams()
  const from = params.get('from') ?? ''
  const query = useQuery({
    queryKey: ['promotions', from, 'detail'],
    queryFn: ({ signal }) => data(api.GET('/v1/promotions/{id}', { params: { path: { id: from } }, signal })),
    enabled: from !== '',
  })
  if (from === '') return <Desk start={{ text: '', campaign: '', jurisdiction: 'CN', medium: 'banner' }} />
  return (
    <Loaded query={query}>
      {(c) => <Desk start={{ text: c.text, campaign: c.campaign, jurisdiction: c.jurisdiction as Jurisdiction, medium: c.medium as Medium, offer: c.offer }} />}
    </Loaded>
  )
}

interface Body {
  text: string
  offer?: Offer
  jurisdiction: Jurisdiction
  medium: Medium
}

/** The question as it was when typing rested. */
function useRested(body: Body): Body {
  const [rested, setRested] = useState(body)
  const now = JSON.stringify(body)
  useEffect(() => {
    const timer = setTimeout(() => setRested(JSON.parse(now) as Body), rest)
    return () => clearTimeout(timer)
  }, [now])
  return rested
}

function Desk({ start }: { start: Body & { campaign: string } }) {
  const say = useSay()
  const id = useId()
  const { message } = App.useApp()
  const box = useRef<TextAreaRef>(null)
  const [text, setText] = useState(start.text)
  const [jurisdiction, setJurisdiction] = useState(start.jurisdiction)
  const [medium, setMedium] = useState(start.medium)
  const [fields, setFields] = useState<OfferFields>(() => fromOffer(start.offer))
  // On a narrow screen the findings would stand far below a form that is not needed yet.
  const [open, setOpen] = useState(() => start.offer !== undefined || matchMedia('(width >= 900px)').matches)
  const { offer, bad } = toOffer(fields, currencyOf(jurisdiction))
  const body: Body = { text, offer, jurisdiction, medium }
  const asked = useRested(body)
  const query = useQuery({
    queryKey: ['promotions', 'check', asked],
    queryFn: async ({ signal }) => ({ text: asked.text, result: await data(api.POST('/v1/promotions/check', { body: asked, signal })) }),
    enabled: asked.text.trim() !== '',
    placeholderData: (before) => before,
    retry: false,
  })
  const seen = asked.text.trim() === '' ? undefined : query.data
  // A wording may only be put into the text that was checked.
  const fresh = seen?.text === text
  const select = (f: Finding) => {
    const area = box.current?.resizableTextArea?.textArea
    area?.focus()
    area?.setSelectionRange(offset(text, f.rune_start), offset(text, f.rune_end))
  }
  const apply = (f: Finding) => {
    setText(mended(text, f.mend))
    void message.success(say('promotion.applied'))
    box.current?.focus()
  }
  return (
    <Page
      title={say('promotion.new')}
      below={<p className="fm-soft">{say('promotion.new_below')}</p>}
      beside={seen && <StateTag of={verdictStates} state={seen.result.verdict} />}
      actions={<Save body={body} campaign={start.campaign} ready={text.trim() !== '' && bad.length === 0} />}
    >
      <div className="fm-promo">
        <div>
          <Section title={say('promotion.text')} extra={<span className="fm-soft fm-small">{say('promotion.length', { n: Array.from(text).length })}</span>}>
            <Form layout="vertical" component="div">
              <div className="fm-promo-two">
                <Form.Item required label={say('promotion.jurisdiction')} htmlFor={`${id}j`}>
                  <Select id={`${id}j`} value={jurisdiction} onChange={setJurisdiction} options={jurisdictions.map((v) => ({ value: v, label: say(`promotion.jurisdiction.${v}`) }))} />
                </Form.Item>
                <Form.Item required label={say('promotion.medium')} htmlFor={`${id}m`}>
                  <Select id={`${id}m`} value={medium} onChange={setMedium} options={media.map((v) => ({ value: v, label: say(`promotion.medium.${v}`) }))} />
                </Form.Item>
              </div>
              <Form.Item>
                <Input.TextArea
                  ref={box}
                  aria-label={say('promotion.text')}
                  placeholder={say('promotion.text_hint')}
                  rows={7}
                  maxLength={20_000}
                  value={text}
                  onChange={(e) => setText(e.target.value)}
                />
              </Form.Item>
            </Form>
          </Section>
          <details className="fm-section" open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
            <summary className="fm-promo-summary">{say('promotion.offer')}</summary>
            <OfferForm fields={fields} bad={bad} currency={currencyOf(jurisdiction)} change={setFields} />
            <FiguresLine of={seen?.result.figures} />
          </details>
        </div>
        <div>
          {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
          <Seen seen={seen} fresh={fresh} apply={apply} select={select} />
        </div>
      </div>
    </Page>
  )
}

interface SeenProps {
  seen: { text: string; result: Result } | undefined
  fresh: boolean
  apply: (f: Finding) => void
  select: (f: Finding) => void
}

function Seen({ seen, fresh, apply, select }: SeenProps) {
  const say = useSay()
  const found = seen?.result.findings ?? []
  return (
    <>
      <Section title={say('promotion.marked')}>
        {seen ? <MarkedText text={seen.text} findings={found} go={(n) => goTo('finding', n)} /> : <p className="fm-soft">{say('promotion.waiting')}</p>}
      </Section>
      <Section
        title={say('promotion.findings')}
        extra={
          <span role="status" className="fm-soft fm-small">
            {seen && (fresh ? `${say(`promotion.verdict.${seen.result.verdict}`)} · ${say('promotion.findings_n', { n: found.length })}` : say('promotion.checking'))}
          </span>
        }
      >
        {seen?.result.more && <p className="fm-soft">{say('promotion.more', { n: found.length })}</p>}
        {seen && <FindingList name="finding" findings={found} apply={fresh ? apply : undefined} jump={fresh ? select : undefined} />}
      </Section>
    </>
  )
}

function Save({ body, campaign, ready }: { body: Body; campaign: string; ready: boolean }) {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <Dialog<{ campaign: string }>
      label={say('promotion.save')}
      type="primary"
      permission="promotion.manage"
      blocked={ready ? undefined : say('promotion.waiting')}
      intro={<p className="fm-soft">{say('promotion.save_intro')}</p>}
      initial={{ campaign }}
      stale={[['promotions']]}
      submit={async (v, header) => {
        const saved = await data(api.POST('/v1/promotions', { body: { ...body, campaign: v.campaign.trim() }, params: { header } }))
        void navigate(`/promotions/${saved.id}`)
        return say('promotion.saved')
      }}
    >
      <Form.Item name="campaign" label={say('promotion.campaign')} extra={say('promotion.campaign_hint')} rules={[{ required: true, whitespace: true, message: say('promotion.need') }]}>
        <Input maxLength={120} />
      </Form.Item>
    </Dialog>
  )
}
