import { CloseOutlined, DownOutlined, PlusOutlined } from './icons'
import { Button, Checkbox, DatePicker, Dropdown, Input, Popover, Radio, Segmented, Select, type InputRef, type RefSelectProps } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useSay } from '@/i18n'
import { presets, type Preset } from './time'
import { days, flag, many, one, type Days, type One, type Param, type Picked } from './url'

/** One way to narrow a list. */
export type Filter =
  | { key: string; label: string; kind: 'many'; options: readonly { value: string; label: string }[] }
  | { key: string; label: string; kind: 'one'; options: readonly { value: string; label: string }[] }
  | { key: string; label: string; kind: 'text'; hint?: string }
  | { key: string; label: string; kind: 'days' }
  | { key: string; label: string; kind: 'flag' }

export type FilterValue = Picked | One | Days | boolean

/** The address parameter of a filter. */
export function filterParam(filter: Filter): Param<FilterValue> {
  switch (filter.kind) {
    case 'many':
      return many(filter.options.map((o) => o.value)) as Param<FilterValue>
    case 'one':
      return one(filter.options.map((o) => o.value)) as Param<FilterValue>
    case 'text':
      return one() as Param<FilterValue>
    case 'days':
      return days() as Param<FilterValue>
    case 'flag':
      return flag() as Param<FilterValue>
  }
}

const isPicked = (v: FilterValue): v is Picked => typeof v === 'object' && v !== null && 'of' in v
const isOne = (v: FilterValue): v is One => typeof v === 'object' && v !== null && 'is' in v
const isDays = (v: FilterValue): v is Days => !isPicked(v) && !isOne(v) && typeof v !== 'boolean'

/** Whether the filter narrows anything. */
export function active(value: FilterValue): boolean {
  if (isPicked(value)) return value.of.length > 0
  if (isOne(value)) return value.is !== ''
  return value !== null && value !== false
}

/** The value of a filter that narrows nothing. */
export function cleared(filter: Filter): FilterValue {
  switch (filter.kind) {
    case 'many':
      return { not: false, of: [] }
    case 'one':
    case 'text':
      return { is: '' }
    case 'days':
      return null
    case 'flag':
      return false
  }
}

interface Props {
  filters: readonly Filter[]
  values: Readonly<Record<string, FilterValue>>
  onChange: (key: string, value: FilterValue) => void
}

/** Filter chips: each says what it does in words ("state is not accept") and can be changed or taken away. */
export function FilterBar({ filters, values, onChange }: Props) {
  const say = useSay()
  const [open, setOpen] = useState<string | null>(null)
  const value = (f: Filter) => values[f.key] ?? cleared(f)
  const on = filters.filter((f) => active(value(f)) || f.key === open)
  const off = filters.filter((f) => !on.includes(f))
  return (
    <div className="fm-chips" role="group" aria-label={say('kit.list.filters')}>
      {on.map((f) => (
        <Chip
          key={f.key}
          filter={f}
          value={value(f)}
          open={open === f.key}
          setOpen={(to) => setOpen(to ? f.key : null)}
          onChange={(v) => onChange(f.key, v)}
        />
      ))}
      {off.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: off.map((f) => ({ key: f.key, label: f.label })),
            onClick: ({ key }) => {
              const found = off.find((f) => f.key === key)
              if (found?.kind === 'flag') onChange(key, true)
              else setOpen(key)
            },
          }}
        >
          <Button type="dashed" size="small" icon={<PlusOutlined />}>
            {say('kit.list.filter')}
          </Button>
        </Dropdown>
      )}
    </div>
  )
}

function useWording(filter: Filter, value: FilterValue): ReactNode {
  const say = useSay()
  if (filter.kind === 'flag') return filter.label
  let text = '…'
  let verb = say('kit.list.is')
  if (filter.kind === 'many' && isPicked(value) && value.of.length > 0) {
    const shown = filter.options.filter((o) => value.of.includes(o.value)).map((o) => o.label)
    text = shown.length > 3 ? say('kit.list.several', { n: shown.length }) : shown.join(say('kit.comma'))
    if (value.not) verb = say('kit.list.is_not')
  }
  if (filter.kind === 'one' && isOne(value) && value.is !== '') text = filter.options.find((o) => o.value === value.is)?.label ?? value.is
  if (filter.kind === 'text' && isOne(value) && value.is !== '') text = value.is
  if (filter.kind === 'days' && isDays(value) && value !== null) {
    text = typeof value === 'string' ? say(`kit.preset.${value}`) : `${value.from || '…'} – ${value.to || '…'}`
  }
  return (
    <>
      {filter.label} <span className="fm-soft">{verb}</span> <b>{text}</b>
    </>
  )
}

interface ChipProps {
  filter: Filter
  value: FilterValue
  open: boolean
  setOpen: (open: boolean) => void
  onChange: (value: FilterValue) => void
}

function Chip({ filter, value, open, setOpen, onChange }: ChipProps) {
  const say = useSay()
  const words = useWording(filter, value)
  const chip = (
    <button type="button" className="fm-chip-main" aria-haspopup={filter.kind === 'flag' ? undefined : 'dialog'} aria-expanded={filter.kind === 'flag' ? undefined : open}>
      {words} {filter.kind !== 'flag' && <DownOutlined aria-hidden="true" />}
    </button>
  )
  return (
    <span className="fm-chip">
      {filter.kind === 'flag' ? (
        chip
      ) : (
        <Popover
          trigger={['click']}
          placement="bottomLeft"
          open={open}
          onOpenChange={setOpen}
          destroyOnHidden
          content={
            <div className="fm-pop-form" role="dialog" aria-label={filter.label}>
              {filter.kind === 'many' && isPicked(value) && <ManyEditor options={filter.options} value={value} onChange={onChange} />}
              {filter.kind === 'one' && isOne(value) && <OneEditor label={filter.label} options={filter.options} value={value} onChange={onChange} />}
              {filter.kind === 'text' && isOne(value) && (
                <TextEditor
                  label={filter.label}
                  hint={filter.hint}
                  value={value}
                  onChange={(v) => {
                    onChange(v)
                    setOpen(false)
                  }}
                />
              )}
              {filter.kind === 'days' && isDays(value) && <DaysEditor value={value} onChange={onChange} />}
            </div>
          }
        >
          {chip}
        </Popover>
      )}
      <button
        type="button"
        className="fm-chip-x"
        aria-label={say('kit.list.unfilter', { name: filter.label })}
        onClick={() => {
          setOpen(false)
          onChange(cleared(filter))
        }}
      >
        <CloseOutlined aria-hidden="true" />
      </button>
    </span>
  )
}

function ManyEditor({ options, value, onChange }: { options: readonly { value: string; label: string }[]; value: Picked; onChange: (v: Picked) => void }) {
  const say = useSay()
  return (
    <>
      <Segmented<'is' | 'not'>
        size="small"
        aria-label={say('kit.list.is_or_not')}
        value={value.not ? 'not' : 'is'}
        onChange={(v) => onChange({ ...value, not: v === 'not' })}
        options={[
          { value: 'is', label: say('kit.list.is') },
          { value: 'not', label: say('kit.list.is_not') },
        ]}
      />
      <Checkbox.Group className="fm-stack" options={options.map((o) => ({ ...o }))} value={value.of} onChange={(of) => onChange({ ...value, of })} />
    </>
  )
}

function DaysEditor({ value, onChange }: { value: Days; onChange: (v: Days) => void }) {
  const say = useSay()
  const own = value !== null && typeof value === 'object' ? value : null
  const at = (day: string | undefined) => (day ? dayjs(day) : null)
  return (
    <>
      <Radio.Group
        className="fm-stack"
        value={typeof value === 'string' ? value : undefined}
        onChange={(e) => onChange(e.target.value as Preset)}
        options={presets.map((p) => ({ value: p, label: say(`kit.preset.${p}`) }))}
      />
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        value={[at(own?.from), at(own?.to)]}
        aria-label={say('kit.list.range')}
        onChange={(ends) => {
          const from = ends?.[0]?.format('YYYY-MM-DD') ?? ''
          const to = ends?.[1]?.format('YYYY-MM-DD') ?? ''
          onChange(from === '' && to === '' ? null : { from, to })
        }}
      />
    </>
  )
}

/** Moves the focus into a window that has just opened; it cannot take it before it has found its place. */
function useFocus<T extends { focus: () => void }>() {
  const box = useRef<T>(null)
  useEffect(() => {
    const timer = setTimeout(() => box.current?.focus(), 60)
    return () => clearTimeout(timer)
  }, [])
  return box
}

/** More choices than one can take in at a glance are searched, not read. */
const glance = 9

function OneEditor({ label, options, value, onChange }: { label: string; options: readonly { value: string; label: string }[]; value: One; onChange: (v: One) => void }) {
  const box = useFocus<RefSelectProps>()
  if (options.length <= glance) {
    return <Radio.Group className="fm-stack" options={options.map((o) => ({ ...o }))} value={value.is} onChange={(e) => onChange({ is: e.target.value as string })} />
  }
  return (
    <Select
      // It stands in a window of its own, which was opened to choose.
      defaultOpen
      ref={box}
      aria-label={label}
      value={value.is === '' ? undefined : value.is}
      showSearch={{ filterOption: (typed, o) => `${o?.label ?? ''} ${o?.value ?? ''}`.toLowerCase().includes(typed.toLowerCase()) }}
      options={options.map((o) => ({ ...o }))}
      onChange={(is: string) => onChange({ is })}
    />
  )
}

/** A number or a name typed whole: it is asked for on Enter, not at every letter. */
function TextEditor({ label, hint, value, onChange }: { label: string; hint?: string; value: One; onChange: (v: One) => void }) {
  const say = useSay()
  const box = useFocus<InputRef>()
  return (
    <Input.Search
      ref={box}
      defaultValue={value.is}
      aria-label={label}
      placeholder={hint}
      enterButton={say('kit.list.apply')}
      maxLength={200}
      onSearch={(text) => onChange({ is: text.trim() })}
    />
  )
}
