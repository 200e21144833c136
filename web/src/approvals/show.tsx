import { Alert } from 'antd'
import { useCallback } from 'react'
import { useSay, type Key } from '@/i18n'
import type { Detail } from '@/kit/detail'
import { ObjectLink } from '@/kit/object'
import { Section } from '@/kit/section'
import { StateTag } from '@/kit/status'
import { Instant } from '@/kit/when'
import { useWorkplace } from '@/kit/workplace'
import { useNames, useReadable } from '@/staff/names'
import { ChangeOf } from './change'
import { affected, approvalStates, kindWord, type Approval } from './states'

/** The roles that may decide, by name. */
export function useDeciders(): (permission: string) => string {
  const say = useSay()
  const { holders } = useWorkplace()
  return useCallback((permission) => holders(permission).map((r) => say(`kit.role.${r}`)).join(say('kit.comma')), [holders, say])
}

export function useShowApproval(): (a: Approval) => Detail {
  const say = useSay()
  const tell = say as (key: Key) => string
  const names = useNames()
  const deciders = useDeciders()
  const readable = useReadable()
  return useCallback(
    (a) => ({
      title: readable(a.summary),
      id: a.id,
      state: <StateTag of={approvalStates} state={a.state} />,
      facts: [
        { label: say('approvals.kind'), value: tell(kindWord(a.kind)) },
        { label: say('approvals.maker'), value: a.maker_name === '' ? names(a.maker) : a.maker_name },
        { label: say('approvals.asked'), value: <Instant at={a.asked_at} relative /> },
        {
          label: say('approvals.effective'),
          value: Date.parse(a.effective_at) <= Date.parse(a.asked_at) ? say('approvals.at_once') : <Instant at={a.effective_at} relative />,
        },
        ...(a.state === 'asked' ? [{ label: say('approvals.expires'), value: <Instant at={a.expires_at} relative /> }] : []),
        { label: say('approvals.who'), value: deciders(a.permission) },
        ...(a.decided_by ? [{ label: say('approvals.decided'), value: a.decided_name ?? names(a.decided_by) }] : []),
        ...(a.decided_at ? [{ label: say('approvals.decided_at'), value: <Instant at={a.decided_at} /> }] : []),
        ...(a.done_at ? [{ label: say('approvals.done_at'), value: <Instant at={a.done_at} /> }] : []),
        ...(a.reason ? [{ label: say('approvals.reason'), value: a.reason }] : []),
        ...(a.failure ? [{ label: say('approvals.failure'), value: <code>{a.failure}</code> }] : []),
      ],
      body: (
        <>
          {a.alone && a.state === 'asked' && <Alert type="info" showIcon title={say('approvals.alone')} className="fm-gap" />}
          <Section title={say('approvals.change')}>
            <ChangeOf approval={a} />
          </Section>
          {affected(a).length > 0 && (
            <Section title={say('approvals.affected')}>
              <ul className="fm-links">
                {affected(a).map((o) => (
                  <li key={o}>
                    <ObjectLink of={o} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      ),
    }),
    [say, tell, names, deciders, readable],
  )
}
