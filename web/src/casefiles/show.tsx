import { useCallback } from 'react'
import { useLanguage, useSay, type Key } from '@/i18n'
import type { Detail } from '@/kit/detail'
import { Money } from '@/kit/money'
import { ObjectLink, objectPath, splitObject, useNoun } from '@/kit/object'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Timeline } from '@/kit/timeline'
import { Instant } from '@/kit/when'
import { useToday } from '@/kit/workplace'
import { useNames } from '@/staff/names'
import { caseStates, kindWord, noteTone, titleOf, type CaseView } from './states'

const noteKinds = ['opened', 'again', 'note', 'assigned', 'recovered', 'resolved'] as const

/** How a case is shown, in the queue and on its own page. */
export function useShowCase(): (c: CaseView) => Detail {
  const say = useSay()
  const tell = say as (key: Key) => string
  const language = useLanguage()
  const names = useNames()
  const noun = useNoun()
  const today = useToday()
  return useCallback(
    (c) => ({
      title: titleOf(c, language),
      id: c.id,
      state: <StateTag of={caseStates} state={c.state} />,
      money: { label: say('casefiles.risk'), value: c.money_at_risk },
      deadline: c.state === 'resolved' ? undefined : { label: say('casefiles.due'), day: c.due_day, late: c.due_day < today },
      facts: [
        { label: say('casefiles.kind'), value: tell(kindWord(c.kind)) },
        { label: say('casefiles.about'), value: <ObjectLink of={c.object} /> },
        { label: say('casefiles.assignee'), value: c.assignee ? names(c.assignee) : <span className="fm-soft">{say('casefiles.nobody')}</span> },
        { label: say('casefiles.recovered'), value: <Money value={c.recovered} /> },
        { label: say('casefiles.opened'), value: <Instant at={c.opened_at} relative /> },
        {
          label: say('casefiles.given'),
          value: (
            <span title={c.due_note}>{c.due_basis === 'working_days' ? say('casefiles.due_working', { n: c.due_count }) : say('casefiles.due_calendar', { n: c.due_count })}</span>
          ),
        },
        ...(c.outcome
          ? [
              { label: say('casefiles.outcome'), value: say(`casefiles.outcome.${c.outcome}`) },
              { label: say('casefiles.resolved_by'), value: c.resolved_by ? names(c.resolved_by) : '—' },
              { label: say('casefiles.resolved_at'), value: <Instant at={c.resolved_at} /> },
            ]
          : []),
      ],
      body: (
        <Section title={say('casefiles.story')}>
          <Timeline
            kinds={noteKinds.map((k) => ({ value: k, label: say(`casefiles.note_kind.${k}`) }))}
            events={c.notes.map((n) => ({
              id: n.id,
              at: n.at,
              kind: n.kind,
              title: say(`casefiles.note_kind.${n.kind}`),
              // The first note repeats the title in the language of the server.
              text: n.kind === 'assigned' ? names(n.text) : n.text === c.title_zh ? titleOf(c, language) : n.text,
              actor: names(n.actor),
              tone: noteTone[n.kind],
            }))}
          />
        </Section>
      ),
      related: related(c, noun),
    }),
    [say, tell, language, names, noun, today],
  )
}

function related(c: CaseView, noun: (n: string) => string): Detail['related'] {
  const to = objectPath(c.object)
  const { noun: what, id } = splitObject(c.object)
  return to === undefined ? undefined : [{ label: `${noun(what)} …${id.slice(-6)}`, to }]
}
