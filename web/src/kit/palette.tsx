import { SearchOutlined } from './icons'
import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useSay } from '@/i18n'
import { useKey } from './keys'
import { ProblemAlert } from './problem'

/** A thing that can be gone to or done. `alias` holds pinyin, its initials and other names. */
export interface Command {
  id: string
  label: string
  group: string
  alias?: string
  beside?: ReactNode
  to?: string
  run?: () => void
}

/** How well a command answers what was typed; 0 = not at all. Every typed word must be found. */
export function fits(command: Command, typed: string): number {
  const label = command.label.toLowerCase()
  const all = `${label} ${(command.alias ?? '').toLowerCase()}`
  const asked = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (!asked.every((w) => all.includes(w))) return 0
  const first = asked[0] ?? ''
  if (label.startsWith(first)) return 3
  return all.split(' ').some((w) => w.startsWith(first)) ? 2 : 1
}

interface Props {
  commands: readonly Command[]
  /** Asks the server for things by any number or name. */
  search?: (q: string, signal: AbortSignal) => Promise<readonly Command[]>
}

/** Ctrl/⌘K: go anywhere, do anything, find anything by any number. */
export function CommandPalette({ commands, search, open, setOpen }: Props & { open: boolean; setOpen: (open: boolean) => void }) {
  const say = useSay()
  useKey('mod+k', 'kit.keys.palette', () => setOpen(true))
  return (
    <Modal open={open} onCancel={() => setOpen(false)} footer={null} closable={false} width={640} style={{ top: 80 }} destroyOnHidden title={<span className="fm-hidden">{say('kit.palette.title')}</span>} className="fm-palette">
      <Finder commands={commands} search={search} close={() => setOpen(false)} />
    </Modal>
  )
}

function useResults({ commands, search }: Props, typed: string) {
  const asked = useDeferredValue(typed.trim())
  const own = useMemo(
    () =>
      commands
        .map((c) => ({ c, n: fits(c, typed.trim()) }))
        .filter(({ n }) => n > 0)
        .sort((a, b) => b.n - a.n)
        .slice(0, typed.trim() === '' ? 30 : 8)
        .map(({ c }) => c),
    [commands, typed],
  )
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => search?.(asked, signal) ?? [],
    enabled: search !== undefined && asked.length >= 2,
    staleTime: 10_000,
  })
  const list = useMemo(() => [...own, ...(asked.length >= 2 ? (found.data ?? []) : [])], [own, found.data, asked])
  return { list, error: found.error, busy: found.isFetching }
}

function Finder({ commands, search, close }: Props & { close: () => void }) {
  const say = useSay()
  const id = useId()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<HTMLInputElement>(null)
  const { list, error, busy } = useResults({ commands, search }, typed)
  const here = Math.min(at, list.length - 1)
  useEffect(() => box.current?.focus(), [])
  useEffect(() => {
    document.getElementById(`${id}-${here}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, here])
  const go = (c: Command | undefined) => {
    if (!c) return
    close()
    if (c.run) c.run()
    else if (c.to !== undefined) void navigate(c.to)
  }
  return (
    <div>
      <div className="fm-palette-box">
        <SearchOutlined aria-hidden="true" />
        <input
          ref={box}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={list.length > 0 ? `${id}-${here}` : undefined}
          aria-label={say('kit.palette.title')}
          placeholder={say('kit.palette.hint')}
          value={typed}
          maxLength={200}
          onChange={(e) => {
            setTyped(e.target.value)
            setAt(0)
          }}
          onKeyDown={(e) => {
            if (e.nativeEvent.isComposing) return
            if (e.key === 'ArrowDown') setAt((here + 1) % Math.max(1, list.length))
            else if (e.key === 'ArrowUp') setAt((here - 1 + list.length) % Math.max(1, list.length))
            else if (e.key === 'Enter') go(list[here])
            else return
            e.preventDefault()
          }}
        />
      </div>
      {error !== null && <ProblemAlert error={error} />}
      <div id={`${id}-list`} role="listbox" aria-label={say('kit.palette.title')} className="fm-palette-list">
        {list.map((c, i) => (
          // The keyboard is served by the combobox above, which owns this list.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div key={c.id} id={`${id}-${i}`} role="option" tabIndex={-1} aria-selected={i === here} onMouseMove={() => setAt(i)} onClick={() => go(c)}>
            <span>{c.label}</span>
            {c.beside}
            <span className="fm-soft fm-palette-group">{c.group}</span>
          </div>
        ))}
      </div>
      <p role="status" className="fm-soft fm-palette-foot">
        {list.length === 0 && !busy ? say('kit.palette.none') : say('kit.palette.foot')}
      </p>
    </div>
  )
}
