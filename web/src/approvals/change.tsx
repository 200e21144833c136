import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, data } from '@/api/client'
import { useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import type { Amount } from '@/kit/amount'
import { Money } from '@/kit/money'
import { useWorkplace } from '@/kit/workplace'
import { useReadable, useRoleName } from '@/staff/names'
import { asked, type Approval } from './states'

const isAmount = (v: unknown): v is Amount => typeof v === 'object' && v !== null && 'amount' in v && 'currency' in v

/** What stands there now, where it can be asked for. */
function useNow(a: Approval): Readonly<Record<string, unknown>> {
  const { may } = useWorkplace()
  const args = (typeof a.args === 'object' && a.args !== null ? a.args : {}) as Record<string, unknown>
  const user = a.kind === 'user.role' && typeof args.user === 'string' ? args.user : ''
  const customer = a.kind === 'limit.set' && typeof args.customer_id === 'string' ? args.customer_id : ''
  const plan = typeof args.plan_code === 'string' && args.plan_code !== '' ? args.plan_code : undefined
  const open = a.state === 'asked' || a.state === 'approved'
  const query = useQuery({
    queryKey: ['approvals', 'now', a.id],
    queryFn: async ({ signal }): Promise<Record<string, unknown>> => {
      if (user !== '') return { role: (await data(api.GET('/v1/users/{id}', { params: { path: { id: user } }, signal }))).role }
      const limit = await data(api.GET('/v1/customers/{customer_id}/limit', { params: { path: { customer_id: customer }, query: { plan_code: plan } }, signal }))
      return { amount: limit.limit, valid_to: limit.until }
    },
    enabled: open && ((user !== '' && may('user.read')) || (customer !== '' && may('limit.read'))),
  })
  return query.data ?? {}
}

/** Field by field: what stands there now, what will stand there. */
export function ChangeOf({ approval }: { approval: Approval }) {
  const say = useSay()
  const tell = say as (key: Key) => string
  const roleName = useRoleName()
  const now = useNow(approval)
  const readable = useReadable()
  const rows = asked(approval.args)
  if (rows.length === 0) return <p>{readable(approval.summary)}</p>
  const shown = (name: string, value: unknown): ReactNode => {
    if (value === undefined) return <span className="fm-soft">—</span>
    if (isAmount(value)) return <Money value={value} />
    if (name === 'role' && typeof value === 'string') return roleName(value)
    return typeof value === 'string' ? value : <code className="fm-wrap">{JSON.stringify(value)}</code>
  }
  const label = (name: string) => {
    const key = `approvals.field.${name}`
    return key in catalogue ? tell(key as Key) : name
  }
  const compare = Object.keys(now).length > 0
  return (
    <table className="fm-table fm-dense">
      <caption className="fm-hidden">{say('approvals.change')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('approvals.field')}</th>
          {compare && <th scope="col">{say('approvals.now')}</th>}
          <th scope="col">{say('approvals.then')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{label(name)}</th>
            {compare && <td>{name in now ? shown(name, now[name]) : <span className="fm-soft">—</span>}</td>}
            <td>
              <b>{shown(name, value)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
