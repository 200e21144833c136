import { Form, Input } from 'antd'
import { useMemo } from 'react'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import type { useAsk } from '@/kit/dialog'
import { useFresh } from '@/kit/fresh'
import type { QueueAct } from '@/kit/queue'
import { useReadable } from '@/staff/names'
import { useDeciders } from './show'
import type { Approval } from './states'

/** Approve, reject with a reason, or take one's own request back. */
export function useApprovalActs(ask: ReturnType<typeof useAsk>[1]): QueueAct<Approval>[] {
  const say = useSay()
  const fresh = useFresh()
  const deciders = useDeciders()
  const readable = useReadable()
  return useMemo(() => {
    const open = (a: Approval) => a.state === 'asked' || a.state === 'approved'
    const blocked = (a: Approval) => {
      if (a.state !== 'asked') return say('approvals.over')
      if (a.mine) return say('approvals.mine')
      return a.may_decide ? undefined : say('approvals.may_not', { who: deciders(a.permission) })
    }
    return [
      {
        key: 'withdraw',
        word: 'approvals.withdraw',
        combo: 'w',
        blocked: (a) => (!a.mine ? say('approvals.not_mine') : open(a) ? undefined : say('approvals.over')),
        run: async (a) => {
          await api.POST('/v1/approvals/{id}/withdraw', { params: { path: { id: a.id } } })
          return { said: say('approvals.withdrawn', { what: readable(a.summary) }) }
        },
      },
      {
        key: 'reject',
        word: 'approvals.reject',
        combo: 'd',
        permission: 'approval.decide',
        danger: true,
        blocked,
        run: async (a) => {
          const said = await ask<{ reason: string }>({
            title: say('approvals.reject'),
            danger: true,
            intro: <p className="fm-soft">{say('approvals.reject_text')}</p>,
            children: (
              <Form.Item name="reason" label={say('approvals.reason')} rules={[{ required: true, whitespace: true, message: say('approvals.need') }]}>
                <Input.TextArea rows={2} maxLength={400} />
              </Form.Item>
            ),
            submit: async (v, header) => {
              await api.POST('/v1/approvals/{id}/reject', { body: { reason: v.reason.trim() }, params: { path: { id: a.id }, header } })
              return say('approvals.rejected', { what: readable(a.summary) })
            },
          })
          return said === null ? null : { said }
        },
      },
      {
        key: 'approve',
        word: 'approvals.approve',
        combo: 'a',
        permission: 'approval.decide',
        primary: true,
        blocked,
        run: async (a) => {
          await fresh(() => data(api.POST('/v1/approvals/{id}/approve', { params: { path: { id: a.id } } })))
          return { said: say('approvals.approved', { what: readable(a.summary) }) }
        },
      },
    ]
  }, [say, ask, fresh, deciders, readable])
}
