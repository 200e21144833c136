import { theme as antd, type ThemeConfig } from 'antd'

/**
 * The look: ink on paper, and one accent (石青, azurite). Red, amber and green
 * are kept for meaning and always come with a word and an icon.
 */
export interface Palette {
  paper: string
  surface: string
  raised: string
  ink: string
  soft: string
  line: string
  edge: string
  accent: string
  'accent-ink': string
  'accent-soft': string
  good: string
  'good-soft': string
  warn: string
  'warn-soft': string
  bad: string
  'bad-soft': string
  'idle-soft': string
}

export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    paper: '#f6f4ee', surface: '#fffefb', raised: '#ffffff', ink: '#1b1f24', soft: '#575c64', line: '#e2ded3', edge: '#908c82',
    accent: '#125f77', 'accent-ink': '#ffffff', 'accent-soft': '#e2eef1', good: '#1b6a40', 'good-soft': '#e2f0e6', warn: '#855000',
    'warn-soft': '#faeed6', bad: '#ab271d', 'bad-soft': '#fae5e2', 'idle-soft': '#ebe8e0',
  },
  dark: {
    paper: '#121417', surface: '#191c20', raised: '#22262b', ink: '#ece9e2', soft: '#a9aeb6', line: '#2d3239', edge: '#747a83',
    accent: '#66b7cf', 'accent-ink': '#0d1113', 'accent-soft': '#17313a', good: '#72c793', 'good-soft': '#17301f', warn: '#e3b05a',
    'warn-soft': '#35280f', bad: '#f29186', 'bad-soft': '#3a1c19', 'idle-soft': '#262a30',
  },
}

export type Mode = keyof typeof palettes

/** The system's own fonts: nothing is fetched, and Chinese looks as it does elsewhere on the machine. */
export const font =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif'

/** The antd theme of a mode. */
export function antdTheme(mode: Mode): ThemeConfig {
  const p = palettes[mode]
  return {
    algorithm: mode === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    hashed: false,
    cssVar: { key: `fm-${mode}` },
    token: {
      fontFamily: font, fontSize: 14, borderRadius: 5, borderRadiusLG: 8, wireframe: false,
      colorPrimary: p.accent, colorInfo: p.accent, colorLink: p.accent, colorSuccess: p.good, colorWarning: p.warn, colorError: p.bad,
      colorBgLayout: p.paper, colorBgContainer: p.surface, colorBgElevated: p.raised, colorBorder: p.edge, colorBorderSecondary: p.line,
      colorSplit: p.line, colorText: p.ink, colorTextHeading: p.ink, colorTextSecondary: p.soft, colorTextTertiary: p.soft,
      colorTextDescription: p.soft, colorTextPlaceholder: p.soft, colorIcon: p.soft, colorTextLightSolid: p['accent-ink'],
      colorBgSpotlight: mode === 'dark' ? '#ece9e2' : '#2a2f36', colorLinkHover: p.accent, colorLinkActive: p.accent,
      controlOutline: p['accent-soft'], lineWidthFocus: 2, controlHeightSM: 26, boxShadow: 'none',
      boxShadowSecondary: mode === 'dark' ? '0 8px 28px rgb(0 0 0 / 55%)' : '0 8px 28px rgb(40 34 20 / 14%)',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Tooltip: { colorTextLightSolid: mode === 'dark' ? '#16181b' : '#ffffff' },
      Modal: { titleFontSize: 16 },
      Segmented: { trackBg: p['idle-soft'], itemSelectedBg: p.raised, itemSelectedColor: p.accent, itemColor: p.soft },
      Skeleton: { gradientFromColor: p['idle-soft'], gradientToColor: p.line },
    },
  }
}

/** Hands the palette to our own style sheet, as custom properties of the page. */
export function paint(mode: Mode): void {
  const root = document.documentElement
  for (const [name, value] of Object.entries(palettes[mode])) root.style.setProperty(`--fm-${name}`, String(value))
  root.style.setProperty('--fm-font', font)
  root.style.colorScheme = mode
  root.dataset.theme = mode
}
