import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Collapse, Form, Input, Tabs } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { Act } from '@/kit/act'
import { Loaded } from '@/kit/loaded'
import { Page } from '@/kit/page'
import { ProblemAlert } from '@/kit/problem'
import { Section } from '@/kit/section'
import { useDone } from '@/kit/undo'
import { Findings, type Side } from './findings'
import { Help } from './help'
import { Preview, type Sample } from './preview'
import { inserted, placeOf, readPlans, type VersionView } from './states'

/** How long typing rests before the text is checked. */
const rest = 600

export default function TemplateEditor() {
  const { id = '' } = useParams()
  const query = useQuery({ queryKey: ['templates', id, 'version'], queryFn: ({ signal }) => data(api.GET('/v1/contract-templates/{id}/version', { params: { path: { id } }, signal })) })
  return <Loaded query={query}>{(v) => <Desk key={v.saved_at} id={id} start={v} />}</Loaded>
}

interface Texts {
  zh: string
  en: string
}

function useRested(texts: Texts): Texts {
  const [rested, setRested] = useState(texts)
  const { zh, en } = texts
  useEffect(() => {
    const timer = setTimeout(() => setRested({ zh, en }), rest)
    return () => clearTimeout(timer)
  }, [zh, en])
  return rested
}

function Desk({ id, start }: { id: string; start: VersionView }) {
  const say = useSay()
  const tell = useDone()
  const language = useLanguage()
  const navigate = useNavigate()
  const client = useQueryClient()
  const boxes = { 'zh-CN': useRef<TextAreaRef>(null), en: useRef<TextAreaRef>(null) }
  const [texts, setTexts] = useState<Texts>({ zh: start.zh ?? '', en: start.en ?? '' })
  const [side, setSide] = useState<Side>('zh-CN')
  const [sample, setSample] = useState<Sample>('fee')
  const [note, setNote] = useState(start.note)
  const [review, setReview] = useState(start.review)
  const [plans, setPlans] = useState(start.plans.join(', '))
  const asked = useRested(texts)
  const check = useQuery({
    queryKey: ['templates', 'check', asked, sample, language],
    queryFn: ({ signal }) => data(api.POST('/v1/contract-templates/check', { body: { ...asked, sample }, signal })),
    placeholderData: (before) => before,
  })
  const save = useMutation({
    mutationFn: () => data(api.PUT('/v1/contract-templates/{id}/draft', { params: { path: { id } }, body: { ...texts, note, review, plans: readPlans(plans) } })),
    onSuccess: async () => {
      tell(say('template.saved'))
      await client.invalidateQueries({ queryKey: ['templates'] })
      void navigate(`/contract-templates/${id}`)
    },
  })
  const area = (lang: Side) => boxes[lang].current?.resizableTextArea?.textArea
  const jump = (lang: Side, line: number, col: number, endLine?: number, endCol?: number) => {
    setSide(lang)
    // The other text is on the page only after its tab was opened.
    setTimeout(() => {
      const text = lang === 'en' ? texts.en : texts.zh
      const from = placeOf(text, line, col)
      area(lang)?.focus()
      area(lang)?.setSelectionRange(from, endLine && endCol ? placeOf(text, endLine, endCol) : from)
    })
  }
  const insert = (what: string) => {
    const key = side === 'en' ? 'en' : 'zh'
    const at = area(side)?.selectionStart ?? texts[key].length
    setTexts({ ...texts, [key]: inserted(texts[key], at, what) })
  }
  const editor = (lang: Side, key: keyof Texts) => (
    <Input.TextArea ref={boxes[lang]} aria-label={say(key === 'en' ? 'template.en' : 'template.zh')} value={texts[key]} onChange={(e) => setTexts({ ...texts, [key]: e.target.value })} rows={32} spellCheck={false} maxLength={65_536} />
  )
  return (
    <Page
      title={say('template.edit')}
      below={<p className="fm-soft">{start.state === 'draft' ? say('template.version', { no: start.no }) : say('template.propose_text')}</p>}
      actions={
        <Act permission="template.manage" type="primary" blocked={start.state === 'draft' ? undefined : say('template.propose_text')} loading={save.isPending} onClick={() => save.mutate()}>
          {say('template.save')}
        </Act>
      }
    >
      {save.isError && <ProblemAlert error={save.error} />}
      <div className="fm-editor">
        <div>
          <Section title={say('template.text')}>
            <Tabs activeKey={side} onChange={(k) => setSide(k as Side)} items={[{ key: 'zh-CN', label: say('template.zh'), children: editor('zh-CN', 'zh') }, { key: 'en', label: say('template.en'), children: editor('en', 'en') }]} />
            <Form layout="vertical" component="div">
              <Form.Item label={say('template.plans')} extra={say('template.plans_hint')} htmlFor="template-plans">
                <Input id="template-plans" value={plans} onChange={(e) => setPlans(e.target.value)} maxLength={400} />
              </Form.Item>
              <Form.Item label={say('template.note')} extra={say('template.note_hint')} htmlFor="template-note">
                <Input id="template-note" value={note} onChange={(e) => setNote(e.target.value)} maxLength={400} />
              </Form.Item>
              <Form.Item label={say('template.review')} extra={say('template.review_hint')} htmlFor="template-review">
                <Input id="template-review" value={review} onChange={(e) => setReview(e.target.value)} maxLength={200} />
              </Form.Item>
            </Form>
          </Section>
          <Collapse ghost items={[{ key: 'help', label: say('template.help'), children: <Help insert={insert} lang={side} /> }]} />
        </div>
        <div>
          <Section title={say('template.findings')}>
            <Loaded query={check}>{(r) => <Findings report={r} jump={jump} />}</Loaded>
          </Section>
          <Section title={say('template.preview')}>
            <Loaded query={check}>{(r) => <Preview docs={r.preview} lacking={r.lacking} sample={sample} pick={setSample} />}</Loaded>
          </Section>
        </div>
      </div>
    </Page>
  )
}
