import { Form, Input, Radio, Select } from 'antd'
import { useMemo } from 'react'
import { api } from '@/api/client'
import { useMe } from '@/app/session'
import { useSay, type Say } from '@/i18n'
import { formatAmount } from '@/kit/amount'
import type { useAsk } from '@/kit/dialog'
import { AmountField, toMoney } from '@/kit/field'
import type { QueueAct } from '@/kit/queue'
import { usePeople, useRoleName } from '@/staff/names'
import { outcomesFor, type CaseView, type Outcome } from './states'

type Ask = ReturnType<typeof useAsk>[1]

const stay = (said: string | null) => (said === null ? null : { said, stay: true })

const stale = [['casefiles']]

const needed = (say: Say) => ({ required: true, whitespace: true, message: say('casefiles.need') })

const shut = (say: Say) => (c: CaseView) => (c.state === 'resolved' ? say('casefiles.closed') : undefined)

function recoverAct(say: Say, ask: Ask): QueueAct<CaseView> {
  return {
    key: 'recover',
    word: 'casefiles.recover',
    combo: 'm',
    permission: 'casefile.work',
    blocked: shut(say),
    run: async (c) =>
      stay(
        await ask<{ amount: string; text?: string }>({
          title: say('casefiles.recover'),
          stale,
          children: (
            <>
              <AmountField name="amount" label={say('casefiles.recover_amount')} currency={c.money_at_risk.currency} />
              <Form.Item name="text" label={say('casefiles.recover_text')}>
                <Input maxLength={200} />
              </Form.Item>
            </>
          ),
          submit: async (v, header) => {
            const amount = toMoney(v.amount, c.money_at_risk.currency)
            await api.POST('/v1/casefiles/{id}/recoveries', { body: { amount, text: v.text?.trim() ? v.text.trim() : undefined }, params: { path: { id: c.id }, header } })
            return say('casefiles.recover_said', { money: formatAmount(amount) })
          },
        }),
      ),
  }
}

function resolveAct(say: Say, ask: Ask): QueueAct<CaseView> {
  return {
    key: 'resolve',
    word: 'casefiles.resolve',
    combo: 'r',
    permission: 'casefile.work',
    primary: true,
    blocked: shut(say),
    run: async (c) => {
      const said = await ask<{ outcome: Outcome; reason: string }>({
        title: say('casefiles.resolve'),
        stale,
        intro: <p className="fm-soft">{say('casefiles.resolve_text')}</p>,
        children: (
          <>
            <Form.Item name="outcome" label={say('casefiles.outcome')} rules={[{ required: true, message: say('casefiles.choose') }]}>
              <Radio.Group
                className="fm-stack"
                options={outcomesFor(c.kind).map((o) => ({
                  value: o,
                  label: (
                    <>
                      {say(`casefiles.outcome.${o}`)} <span className="fm-soft fm-small">{say(`casefiles.means.${o}`)}</span>
                    </>
                  ),
                }))}
              />
            </Form.Item>
            <Form.Item name="reason" label={say('casefiles.reason')} rules={[needed(say)]}>
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
          </>
        ),
        submit: async (v, header) => {
          await api.POST('/v1/casefiles/{id}/resolve', { body: { outcome: v.outcome, reason: v.reason.trim() }, params: { path: { id: c.id }, header } })
          return say('casefiles.resolved_said', { outcome: say(`casefiles.outcome.${v.outcome}`) })
        },
      })
      return said === null ? null : { said }
    },
  }
}

/** What can be done about a case: note, give to somebody, record money, end it. */
export function useCaseActs(ask: Ask): QueueAct<CaseView>[] {
  const say = useSay()
  const me = useMe()
  const people = usePeople().data
  const roleName = useRoleName()
  return useMemo(() => {
    const blocked = shut(say)
    const need = needed(say)
    const staff = (people ?? []).filter((p) => p.state === 'active').sort((a, b) => Number(b.id === me.actor) - Number(a.id === me.actor))
    return [
      {
        key: 'note',
        word: 'casefiles.note',
        combo: 'n',
        permission: 'casefile.work',
        run: async (c) =>
          stay(
            await ask<{ text: string }>({
              title: say('casefiles.note'),
              stale,
              children: (
                <Form.Item name="text" label={say('casefiles.note_text')} rules={[need]}>
                  <Input.TextArea rows={3} maxLength={2000} />
                </Form.Item>
              ),
              submit: async (v, header) => {
                await api.POST('/v1/casefiles/{id}/notes', { body: { text: v.text.trim() }, params: { path: { id: c.id }, header } })
                return say('casefiles.noted')
              },
            }),
          ),
      },
      {
        key: 'assign',
        word: 'casefiles.assign',
        combo: 'a',
        permission: 'casefile.work',
        blocked,
        run: async (c) =>
          stay(
            await ask<{ assignee: string }>({
              title: say('casefiles.assign'),
              stale,
              initial: { assignee: c.assignee ?? me.actor },
              children: (
                <Form.Item name="assignee" label={say('casefiles.assign_to')} rules={[{ required: true, message: say('casefiles.choose') }]}>
                  <Select options={staff.map((p) => ({ value: p.id, label: `${p.name} · ${roleName(p.role)}` }))} />
                </Form.Item>
              ),
              submit: async (v, header) => {
                await api.POST('/v1/casefiles/{id}/assign', { body: { assignee: v.assignee }, params: { path: { id: c.id }, header } })
                return say('casefiles.assigned', { name: staff.find((p) => p.id === v.assignee)?.name ?? v.assignee })
              },
            }),
          ),
      },
      recoverAct(say, ask),
      resolveAct(say, ask),
    ]
  }, [say, ask, me.actor, people, roleName])
}
