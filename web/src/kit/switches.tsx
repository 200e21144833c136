import { BulbOutlined, DesktopOutlined, GlobalOutlined, MoonOutlined, UserSwitchOutlined } from './icons'
import { Button, Dropdown, Segmented } from 'antd'
import { useSay, speak, useLanguage, type Language } from '@/i18n'
import { choices, useTheme, type ThemeChoice } from './appearance'
import { roles, type Role } from './workplace'

const icons: Readonly<Record<ThemeChoice, React.ReactNode>> = {
  system: <DesktopOutlined />, light: <BulbOutlined />, dark: <MoonOutlined />,
}

/** Follow the system, light, or dark. */
export function ThemeSwitch() {
  const say = useSay()
  const { choice, choose } = useTheme()
  return (
    <Segmented<ThemeChoice>
      size="small"
      aria-label={say('kit.theme.label')}
      value={choice}
      onChange={choose}
      options={choices.map((c) => ({ value: c, icon: icons[c], label: say(`kit.theme.${c}`) }))}
    />
  )
}

/** Chinese or English; each is named in itself. `keep` stores the choice for the person. */
export function LangSwitch({ keep }: { keep?: (language: Language) => void }) {
  const say = useSay()
  const language = useLanguage()
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button
      type="text"
      icon={<GlobalOutlined />}
      lang={other}
      title={say('kit.language')}
      onClick={() => {
        speak(other)
        keep?.(other)
      }}
    >
      {other === 'en' ? 'English' : '中文'}
    </Button>
  )
}

/** In a demo shop: see the house as another role sees it. */
export function RoleSwitch({ role, choose }: { role: Role; choose: (role: Role) => void }) {
  const say = useSay()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [role],
        items: roles.map((r) => ({ key: r, label: say(`kit.role.${r}`) })),
        onClick: ({ key }) => {
          const found = roles.find((r) => r === key)
          if (found) choose(found)
        },
      }}
    >
      <Button type="text" icon={<UserSwitchOutlined />} aria-label={say('kit.role.switch', { role: say(`kit.role.${role}`) })}>
        {say(`kit.role.${role}`)}
      </Button>
    </Dropdown>
  )
}
