import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useLanguage } from '@/i18n'
import { antdTheme, paint, type Mode } from './theme'

const stored = 'fenming.theme'

export const choices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof choices)[number]

interface Theme {
  choice: ThemeChoice
  mode: Mode
  choose: (choice: ThemeChoice) => void
}

const Context = createContext<Theme>({ choice: 'system', mode: 'light', choose: () => undefined })

export const useTheme = (): Theme => useContext(Context)

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (told) => {
      const list = matchMedia(query)
      list.addEventListener('change', told)
      return () => list.removeEventListener('change', told)
    },
    () => matchMedia(query).matches,
  )
}

/** True while the page is being printed: paper is always light. */
function usePrinting(): boolean {
  const [printing, set] = useState(false)
  useEffect(() => {
    // The browser takes its picture right after the event, so React must not wait.
    const start = () => flushSync(() => set(true))
    const stop = () => set(false)
    window.addEventListener('beforeprint', start)
    window.addEventListener('afterprint', stop)
    return () => {
      window.removeEventListener('beforeprint', start)
      window.removeEventListener('afterprint', stop)
    }
  }, [])
  return printing
}

/** The nonce that the server wrote into the page; antd's styles carry it so that the page needs no 'unsafe-inline'. */
export function pageNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce
  return nonce === undefined || nonce === '' ? undefined : nonce
}

const first = (): ThemeChoice => choices.find((c) => c === localStorage.getItem(stored)) ?? 'system'

/** Theme, antd's own words, and reduced motion for everything inside. */
export function Appearance({ children }: { children: ReactNode }) {
  const language = useLanguage()
  const [choice, set] = useState<ThemeChoice>(first)
  const dark = useMedia('(prefers-color-scheme: dark)')
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const printing = usePrinting()
  const mode: Mode = printing ? 'light' : choice === 'system' ? (dark ? 'dark' : 'light') : choice
  useLayoutEffect(() => paint(mode), [mode])
  useLayoutEffect(() => {
    document.documentElement.lang = language
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
  }, [language])
  const theme = useMemo(() => {
    const base = antdTheme(mode)
    return still ? { ...base, token: { ...base.token, motion: false } } : base
  }, [mode, still])
  const nonce = pageNonce()
  const csp = useMemo(() => ({ nonce }), [nonce])
  const value = useMemo<Theme>(
    () => ({
      choice,
      mode,
      choose: (c) => {
        localStorage.setItem(stored, c)
        set(c)
      },
    }),
    [choice, mode],
  )
  return (
    <Context.Provider value={value}>
      <ConfigProvider
        theme={theme}
        locale={language === 'en' ? enUS : zhCN}
        csp={csp}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
        form={{ requiredMark: 'optional' }}
      >
        <App message={{ top: 60 }}>{children}</App>
      </ConfigProvider>
    </Context.Provider>
  )
}
