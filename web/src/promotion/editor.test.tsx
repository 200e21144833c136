import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { show } from '@/test/render'
import Editor from './editor'

interface Asked {
  text: string
  offer?: { price?: { amount: number; currency: string }; fee?: number; count?: number }
}

let asked: Asked[] = []

const finding = {
  rule: 'free_with_fee', name: { zh: '名为免息实有费用', en: 'Free with a fee' }, severity: 'block', start: 0, end: 7, rune_start: 0, rune_end: 3, quote: '0利息',
  why: { zh: '顾客要付费用。', en: 'The customer pays.' }, source: '广告法', source_date: '2021-04-29', confidence: 'found',
  mend: { start: 0, end: 13, rune_start: 0, rune_end: 5, text: '费用共360.00元', blanks: [] },
}

/** A server that knows one rule: 0利息 may not stand there. */
beforeEach(() => {
  asked = []
  vi.stubGlobal('matchMedia', (media: string) => ({ media, matches: true, addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined, removeListener: () => undefined }))
  vi.stubGlobal('fetch', async (request: Request) => {
    const answer = (body: unknown) => new Response(JSON.stringify(body), { status: 200, headers: { 'Content-Type': 'application/json' } })
    if (!request.url.endsWith('/check')) return answer({ data: [], as_of: '' })
    const body = (await request.json()) as Asked
    asked.push(body)
    const found = body.text.includes('0利息') ? [finding] : []
    return answer({ verdict: found.length > 0 ? 'block' : 'pass', findings: found, more: false, pack: 'p', checked_on: '2026-11-22', text_hash: 'h' })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('a text is checked as it is typed, marked, and mended at one press', async () => {
  const { user } = show(<Editor />, { at: '/promotions/new', may: ['promotion.check', 'promotion.manage'] })
  const box = screen.getByRole('textbox', { name: '宣传文字' })
  await user.type(box, '0利息分期！')
  const list = await screen.findByRole('list')
  expect(within(list).getByText('名为免息实有费用')).toBeTruthy()
  await waitFor(() => expect(screen.getByText('0利息', { selector: 'mark' })).toBeTruthy())
  await user.click(screen.getByRole('button', { name: '发现 1: 名为免息实有费用' }))
  expect(document.activeElement?.tagName).toBe('LI')
  await user.click(await screen.findByRole('button', { name: '采用改写 1' }))
  expect((box as HTMLTextAreaElement).value).toBe('费用共360.00元！')
  expect(await screen.findByText('没有发现清单上的问题。')).toBeTruthy()
  expect(asked.at(-1)?.text).toBe('费用共360.00元！')
})

test('what is really offered goes along, and what is no number does not', async () => {
  const { user } = show(<Editor />, { at: '/promotions/new', may: ['promotion.check'] })
  await user.type(screen.getByRole('textbox', { name: '宣传文字' }), '分期')
  await user.type(screen.getByLabelText(/^价格/), '5000')
  await user.type(screen.getByLabelText(/^期数/), '12')
  await user.type(screen.getByLabelText(/^费用合计/), '360')
  await waitFor(() => expect(asked.at(-1)?.offer).toMatchObject({ price: { amount: 500_000, currency: 'CNY' }, count: 12, fee: 36_000 }))
  await user.type(screen.getByLabelText(/^期数/), 'x')
  expect(await screen.findByText('请填写正确的数字')).toBeTruthy()
  await waitFor(() => expect(asked.at(-1)?.offer).toBeUndefined())
})
