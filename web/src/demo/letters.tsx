import { ArrowLeftOutlined } from '@/kit/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Problem } from '@/api/problem'
import { useMe } from '@/app/session'
import { useSay } from '@/i18n'
import { EmptyState } from '@/kit/empty'
import '@/kit/fields.css'
import { Loaded } from '@/kit/loaded'
import { Page } from '@/kit/page'
import { Pre } from '@/kit/pre'
import { Section } from '@/kit/section'
import { useNarrow } from '@/kit/table'
import { Instant } from '@/kit/when'

export interface Letter {
  to: string
  subject: string
  date: string
  body: string
}

/** The letters out of an answer; the door stands only in a demo, so that its types are not among the generated ones. */
export function readLetters(answer: unknown): Letter[] {
  const list = typeof answer === 'object' && answer !== null && 'data' in answer && Array.isArray(answer.data) ? (answer.data as unknown[]) : []
  const text = (of: unknown, key: string) => {
    const value = (of as Record<string, unknown>)[key]
    return typeof value === 'string' ? value : ''
  }
  return list.filter((l) => typeof l === 'object' && l !== null).map((l) => ({ to: text(l, 'to'), subject: text(l, 'subject'), date: text(l, 'date'), body: text(l, 'body').replaceAll('\r\n', '\n') }))
}

async function load(signal: AbortSignal): Promise<Letter[]> {
  const response = await fetch('/v1/demo/letters', { signal, credentials: 'same-origin' })
  if (!response.ok) throw await Problem.read(response)
  return readLetters(await response.json())
}

export default function Letters() {
  const say = useSay()
  const { demo } = useMe()
  const query = useQuery({ queryKey: ['demo-letters'], queryFn: ({ signal }) => load(signal), enabled: demo })
  const narrow = useNarrow()
  const [chosen, setOpen] = useState(-1)
  const open = chosen < 0 && !narrow ? 0 : chosen
  return (
    <Page title={say('demo.letters')} below={<p className="fm-soft">{say('demo.letters_below')}</p>}>
      {!demo ? (
        <EmptyState title={say('demo.letters_only')} />
      ) : (
        <Loaded query={query}>
          {(letters) => {
            const shown = letters[open]
            if (letters.length === 0) return <EmptyState title={say('demo.letters_none')} text={say('demo.letters_none_text')} />
            return (
              <div className="fm-queue">
                {narrow && shown && <Button type="text" icon={<ArrowLeftOutlined />} onClick={() => setOpen(-1)}>{say('demo.letters')}</Button>}
                {!(narrow && shown) && <nav className="fm-queue-list" aria-label={say('demo.letters')}>
                  <ul>
                    {letters.slice(0, 200).map((l, i) => (
                      <li key={i}>
                        <button type="button" aria-current={i === open ? 'true' : undefined} onClick={() => setOpen(i)}>
                          <span className="fm-two-line">
                            <b>{l.subject}</b>
                            <span />
                            <span className="fm-soft fm-small">{l.to}</span>
                            <span className="fm-soft fm-small"><Instant at={l.date} relative /></span>
                          </span>
                        </button>
                      </li>
                    ))}
                  </ul>
                </nav>}
                {shown && <Section title={shown.subject}>
                  <p className="fm-soft">
                    {say('demo.to')} {shown.to} · <Instant at={shown.date} />
                  </p>
                  <Pre text={shown.body} label={shown.subject} />
                </Section>}
              </div>
            )
          }}
        </Loaded>
      )}
    </Page>
  )
}
