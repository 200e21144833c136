import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { show } from '@/test/render'
import { forShortcuts, useKey } from './keys'
import { fits } from './palette'

const run = { j: vi.fn(), go: vi.fn(), k: vi.fn(), enter: vi.fn() }
beforeEach(() => Object.values(run).forEach((f) => f.mockReset()))

function Sample() {
  useKey('j', 'kit.keys.down', run.j)
  useKey('g o', 'kit.keys.open', run.go)
  useKey('mod+k', 'kit.keys.palette', run.k)
  useKey('enter', 'kit.keys.open', run.enter)
  return (
    <>
      <input aria-label="框" />
      <button type="button">钮</button>
      <div role="dialog">
        <span data-testid="inside">里</span>
      </div>
    </>
  )
}

const press = (key: string, init: KeyboardEventInit = {}, at: Element = document.body) => fireEvent.keyDown(at, { key, bubbles: true, ...init })

describe('shortcuts', () => {
  test('a key runs, two keys in a row run', () => {
    show(<Sample />)
    press('j')
    press('g')
    press('o')
    expect(run.j).toHaveBeenCalledTimes(1)
    expect(run.go).toHaveBeenCalledTimes(1)
  })

  test('not while typing, composing, in a dialogue or with a modifier', () => {
    show(<Sample />)
    press('j', {}, screen.getByLabelText('框'))
    press('j', { isComposing: true })
    press('Process')
    press('j', {}, screen.getByTestId('inside'))
    press('j', { altKey: true })
    press('j', { ctrlKey: true })
    expect(run.j).not.toHaveBeenCalled()
  })

  test('Enter on a button stays the button’s', () => {
    show(<Sample />)
    press('Enter', {}, screen.getByRole('button', { name: '钮' }))
    expect(run.enter).not.toHaveBeenCalled()
    press('Enter')
    expect(run.enter).toHaveBeenCalledTimes(1)
  })

  test('Ctrl+K works even while typing', () => {
    show(<Sample />)
    press('k', { ctrlKey: true }, screen.getByLabelText('框'))
    press('k', { metaKey: true })
    expect(run.k).toHaveBeenCalledTimes(2)
  })

  test('? opens the sheet; switched off, only Ctrl+K is left', async () => {
    const { user } = show(<Sample />)
    press('?')
    await screen.findByText('键盘快捷键')
    await user.click(screen.getByRole('switch'))
    expect(localStorage.getItem('fenming.keys')).toBe('off')
    press('j')
    press('k', { ctrlKey: true })
    expect(run.j).not.toHaveBeenCalled()
    expect(run.k).toHaveBeenCalledTimes(1)
  })

  test('a key pressed by nobody’s element is for shortcuts', () => {
    expect(forShortcuts(new KeyboardEvent('keydown', { key: 'j' }))).toBe(true)
  })
})

describe('what the palette finds', () => {
  const c = (label: string, alias?: string) => ({ id: label, label, group: '', alias })
  test.each([
    ['订单', 3], ['dd', 2], ['dingd', 2], ['orders', 2], ['ders', 1], ['订单 dd', 3], ['xyz', 0], ['订单 xyz', 0],
  ])('%s', (typed, n) => {
    expect(fits(c('订单', 'dingdan dd orders'), typed)).toBe(n)
  })
  test('nothing typed fits everything', () => {
    expect(fits(c('设置'), '')).toBeGreaterThan(0)
  })
})
