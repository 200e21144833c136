import { Select } from 'antd'
import { useMemo } from 'react'
import { byNoun, usePermissions } from '@/api/operations'
import { useSay } from '@/i18n'
import { CheckOutlined } from '@/kit/icons'
import { useNoun } from '@/kit/object'
import { Page, PrintButton } from '@/kit/page'
import { ListSkeleton } from '@/kit/skeletons'
import { useNarrow } from '@/kit/table'
import { choice, useUrl } from '@/kit/url'
import { roles, useWorkplace, type Role } from '@/kit/workplace'

const schema = { role: choice(roles, 'owner') }

function Tick({ on }: { on: boolean }) {
  const say = useSay()
  return on ? (
    <span className="fm-tick">
      <CheckOutlined />
      <span className="fm-hidden">{say('staff.yes')}</span>
    </span>
  ) : (
    <span className="fm-soft">
      <span aria-hidden="true">·</span>
      <span className="fm-hidden">{say('staff.no')}</span>
    </span>
  )
}

/** Every right in words, and which role holds it. A phone shows one role at a time. */
export default function Roles() {
  const say = useSay()
  const noun = useNoun()
  const permissions = usePermissions()
  const { holders } = useWorkplace()
  const narrow = useNarrow()
  const [{ role }, set] = useUrl(schema)
  const shown: readonly Role[] = narrow ? [role] : roles
  const groups = useMemo(() => byNoun(permissions), [permissions])
  return (
    <Page title={say('staff.roles')} below={<p className="fm-soft">{say('staff.roles_below')}</p>} actions={<PrintButton />}>
      {narrow && (
        <Select aria-label={say('staff.role')} value={role} onChange={(r) => set({ role: r })} options={roles.map((r) => ({ value: r, label: say(`kit.role.${r}`) }))} />
      )}
      {permissions.length === 0 && <ListSkeleton />}
      {permissions.length > 0 && (
        <div className="fm-table-box">
          <table className="fm-table fm-dense fm-matrix">
            <caption className="fm-hidden">{say('staff.roles')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('staff.roles_what')}</th>
                {shown.map((r) => (
                  <th scope="col" key={r} className="fm-center">
                    {say(`kit.role.${r}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {groups.map(([key, list]) => (
              <tbody key={key}>
                <tr className="fm-group-row">
                  <th scope="rowgroup" colSpan={shown.length + 1}>
                    {noun(key)}
                  </th>
                </tr>
                {list.map((p) => (
                  <tr key={p.permission}>
                    <th scope="row" title={p.permission}>
                      {p.acts}
                    </th>
                    {shown.map((r) => (
                      <td key={r} className="fm-center">
                        <Tick on={holders(p.permission).includes(r)} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </Page>
  )
}
