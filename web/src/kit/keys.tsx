import { Modal, Switch } from 'antd'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useSay, type Key } from '@/i18n'

const stored = 'fenming.keys'

/** One shortcut: `combo` is a key ("j", "?", "enter"), two in a row ("g o") or "mod+k". */
export interface Shortcut {
  combo: string
  word: Key
  run: () => void
}

interface Keys {
  add: (s: Shortcut) => () => void
  /** Single-key shortcuts can be switched off (WCAG 2.1.4). */
  on: boolean
  setOn: (on: boolean) => void
  setUndo: (undo: (() => void) | null) => void
  openSheet: () => void
}

const Context = createContext<Keys>({ add: () => () => undefined, on: true, setOn: () => undefined, setUndo: () => undefined, openSheet: () => undefined })

export const useKeys = (): Keys => useContext(Context)

const field = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"], [role="menu"], [role="listbox"]'
const presses = 'button, a[href], summary, [role="button"], [role="checkbox"]'

/**
 * Whether a key press is meant for shortcuts. It is not while somebody types,
 * composes Chinese, stands in a dialogue, or presses Enter on a button.
 */
export function forShortcuts(event: KeyboardEvent): boolean {
  // Some input methods say that they are composing only by this key name.
  if (event.isComposing || event.key === 'Process' || event.defaultPrevented) return false
  const at = event.target instanceof Element ? event.target : null
  if (at?.closest(field)) return false
  return !(event.key === 'Enter' && at?.closest(presses))
}

const name = (event: KeyboardEvent) => (event.key.length === 1 ? event.key : event.key.toLowerCase())

/** Holds the shortcuts of what is on the screen; the last one added wins. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const say = useSay()
  const list = useRef<Shortcut[]>([])
  const before = useRef<{ key: string; at: number }>({ key: '', at: 0 })
  const undo = useRef<(() => void) | null>(null)
  const [on, set] = useState(() => localStorage.getItem(stored) !== 'off')
  const [sheet, setSheet] = useState<readonly Shortcut[] | null>(null)

  const openSheet = useCallback(() => setSheet([...list.current]), [])
  const keys = useMemo<Keys>(
    () => ({
      add: (s) => {
        list.current.push(s)
        return () => {
          list.current = list.current.filter((x) => x !== s)
        }
      },
      on,
      setOn: (to) => {
        localStorage.setItem(stored, to ? 'on' : 'off')
        set(to)
      },
      setUndo: (u) => {
        undo.current = u
      },
      openSheet,
    }),
    [on, openSheet],
  )

  useEffect(() => {
    const find = (combo: string) => list.current.findLast((s) => s.combo === combo)
    const press = (event: KeyboardEvent) => {
      if (event.isComposing) return
      let hit: (() => void) | undefined
      if (event.ctrlKey || event.metaKey) {
        hit = find(`mod+${name(event)}`)?.run
      } else if (on && !event.altKey && forShortcuts(event)) {
        const key = name(event)
        const last = before.current
        before.current = { key, at: event.timeStamp }
        const two = event.timeStamp - last.at < 1200 ? find(`${last.key} ${key}`) : undefined
        hit = two?.run ?? find(key)?.run
        if (!hit && key === '?') hit = openSheet
        if (!hit && key === 'z') hit = undo.current ?? undefined
      }
      if (hit) {
        event.preventDefault()
        hit()
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [on, openSheet])

  return (
    <Context.Provider value={keys}>
      {children}
      <Modal title={say('kit.keys.title')} open={sheet !== null} onCancel={() => setSheet(null)} footer={null} destroyOnHidden>
        <div className="fm-keys-switch">
          <Switch size="small" checked={on} onChange={keys.setOn} aria-label={say('kit.keys.switch')} /> <span>{say('kit.keys.switch')}</span>
        </div>
        <dl className="fm-keys">
          {[...new Map((sheet ?? []).map((s) => [s.combo, s])).values(), { combo: '?', word: 'kit.keys.sheet' as const }, { combo: 'z', word: 'kit.keys.undo' as const }].map((s) => (
            <div key={s.combo}>
              <dt>
                <Combo of={s.combo} />
              </dt>
              <dd>{(say as (key: Key) => string)(s.word)}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </Context.Provider>
  )
}

const mac = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent)
const caps: Readonly<Record<string, string>> = { mod: mac ? '⌘' : 'Ctrl', enter: '↵', escape: 'Esc' }

/** A combination as key caps. */
export function Combo({ of }: { of: string }) {
  return (
    <span className="fm-combo">
      {of.split(/[ +]/).map((k, i) => (
        <kbd key={i}>{caps[k] ?? (k.length === 1 ? k.toUpperCase() : k)}</kbd>
      ))}
    </span>
  )
}

/** A shortcut while the component is on the screen; it appears in the sheet under its words. */
export function useKey(combo: string, word: Key, run: () => void, active = true): void {
  const { add } = useKeys()
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => (active ? add({ combo, word, run: () => latest.current() }) : undefined), [add, combo, word, active])
}
