import { Button, Switch } from 'antd'
import { useSay } from '@/i18n'
import { useKeys } from '@/kit/keys'
import { Page } from '@/kit/page'
import { Facts, Section } from '@/kit/section'
import { LangSwitch, ThemeSwitch } from '@/kit/switches'
import { OwnSecurity } from '@/staff/own'
import { keepLanguage, useMe } from './session'

/** What each person sets for themselves. */
export default function MySettings() {
  const say = useSay()
  const me = useMe()
  const { on, setOn, openSheet } = useKeys()
  return (
    <Page title={say('app.me')}>
      <Section title={say('app.me.who')}>
        <Facts
          of={[
            { label: say('app.me.name'), value: me.name },
            { label: say('app.me.role'), value: say(`kit.role.${me.role}`) },
            { label: say('app.me.shop'), value: me.shop_name },
            { label: say('app.me.tenant'), value: me.tenant_name },
          ]}
        />
      </Section>
      <Section title={say('app.me.look')}>
        <div className="fm-actions">
          <ThemeSwitch />
          <LangSwitch keep={keepLanguage} />
        </div>
      </Section>
      <OwnSecurity />
      <Section title={say('app.me.keys')}>
        <p className="fm-soft">{say('app.me.keys_text')}</p>
        <div className="fm-actions">
          <label className="fm-switch">
            <Switch checked={on} onChange={setOn} aria-label={say('kit.keys.switch')} /> {say('kit.keys.switch')}
          </label>
          <Button onClick={openSheet}>{say('app.me.keys_show')}</Button>
        </div>
      </Section>
    </Page>
  )
}
