import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { RouterProvider } from 'react-router/dom'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { i18n } from '@/i18n'
import { Appearance } from '@/kit/appearance'
import { allPages, type PageEntry } from './pages'
import { makeRouter } from './routes'
import { safeNext } from './session'
import { secretOf } from './setup'

const me = { actor: 'act_1', name: '林晓', role: 'risk', permissions: ['order.read'], tenant: 't', shop: 'shp_1', shop_name: '青禾', zone: 'Asia/Shanghai', language: 'zh-CN', demo: true }

interface Server {
  signedIn: boolean
  setup: boolean
  language: string
  seen: string[]
}

let server: Server

/** A small stand-in for the server at the edge of the page: real Requests in, real Responses out. */
async function answer(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname
  const line = `${request.method} ${path}`
  const body: unknown = request.method === 'POST' ? await request.json().catch(() => null) : null
  server.seen.push(body === null ? line : `${line} ${JSON.stringify(body)}`)
  const none = () => new Response(null, { status: 204 })
  switch (line) {
    case 'GET /v1/setup':
      return Response.json({ needed: server.setup })
    case 'POST /v1/setup':
      server.setup = false
      server.signedIn = true
      return Response.json({ ticket: 'tkt_1', otpauth_url: 'otpauth://totp/x?secret=ABCDEFGH&issuer=y' })
    case 'POST /v1/setup/confirm':
      return Response.json({ recovery_codes: ['AAAA-BBBB'] })
    case 'POST /v1/session':
      if ((body as { password: string }).password !== 'right') {
        return Response.json({ detail: '邮箱或密码不对', request_id: 'req_5', errors: [{ pointer: '/password', detail: '请再核对密码' }] }, { status: 401 })
      }
      server.signedIn = true
      return none()
    case 'POST /v1/demo/enter':
      server.signedIn = true
      return none()
    case 'DELETE /v1/session':
      server.signedIn = false
      return none()
    case 'GET /v1/me':
      return server.signedIn ? Response.json({ ...me, language: server.language }) : Response.json({ detail: '请先登录' }, { status: 401 })
    case 'GET /v1/roles':
      return Response.json({ data: [{ role: 'owner', permissions: ['ledger.read', 'order.read'] }] })
    default:
      return none()
  }
}

const extra: PageEntry[] = [
  { path: '/orders', word: 'app.group.decide', group: 'decide', permission: 'order.read', load: () => Promise.resolve({ default: () => <h1>订单在此</h1> }) },
  { path: '/ledger', word: 'app.group.money', group: 'money', permission: 'ledger.read', load: () => Promise.resolve({ default: () => <h1>账簿在此</h1> }) },
  { path: '/broken', word: 'app.group.see', group: 'see', load: () => Promise.resolve({ default: () => { throw new Error('boom') } }) },
]

async function visit(path: string) {
  window.history.replaceState(null, '', path)
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const house = (await allPages()).filter((p) => ['/', '/glossary', '/me'].includes(p.path))
  render(
    <QueryClientProvider client={client}>
      <Appearance>
        <RouterProvider router={makeRouter([...house, ...extra])} />
      </Appearance>
    </QueryClientProvider>,
  )
  return userEvent.setup({ pointerEventsCheck: 0 })
}

beforeEach(() => {
  server = { signedIn: true, setup: false, language: 'zh-CN', seen: [] }
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => answer(input as Request))
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined)
})
afterEach(() => vi.restoreAllMocks())

describe('the shell', () => {
  test('shows what this person may see, and their shop', async () => {
    await visit('/')
    await screen.findByRole('heading', { name: '首页' })
    const links = [...document.querySelectorAll('.fm-nav a')].map((a) => a.getAttribute('href'))
    expect(links).toContain('/orders')
    expect(links).not.toContain('/ledger')
    expect(screen.getByText('青禾')).toBeTruthy()
    expect(screen.getByText(/演示店铺/)).toBeTruthy()
    expect(screen.getByRole('main').id).toBe('main')
    expect(screen.getByRole('link', { name: '跳到正文' }).getAttribute('href')).toBe('#main')
  })

  test('a page one may not see says who may', async () => {
    await visit('/ledger')
    await screen.findByText('可以看的角色：店主。')
    expect(screen.queryByText('账簿在此')).toBeNull()
  })

  test('a broken page leaves the navigation standing', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const user = await visit('/broken')
    await screen.findByText(/这个页面出了错/)
    await user.click(document.querySelector<HTMLElement>('.fm-nav a[href="/orders"]')!)
    await screen.findByText('订单在此')
  })

  test('an unknown address leads home', async () => {
    await visit('/nowhere')
    await screen.findByRole('link', { name: '回到首页' })
  })

  test('speaks the language of the person', async () => {
    server.language = 'en'
    await visit('/')
    await screen.findByRole('heading', { name: 'Home' })
    expect(i18n.language).toBe('en')
    expect(document.documentElement.lang).toBe('en')
  })
})

describe('signing in', () => {
  test('without a session every page leads to the door and back', async () => {
    server.signedIn = false
    const user = await visit('/orders?state=hold')
    await screen.findByRole('heading', { name: '登录' })
    expect(window.location.search).toContain(encodeURIComponent('/orders?state=hold'))
    await user.type(screen.getByLabelText('邮箱'), ' a@b.cn ')
    await user.type(screen.getByLabelText('密码'), 'wrong')
    await user.click(screen.getByRole('button', { name: '登录' }))
    await screen.findByText('请再核对密码')
    expect(screen.getByRole('alert', { name: '' }).textContent).toBeDefined()
    expect(screen.getByText('req_5')).toBeTruthy()
    await user.clear(screen.getByLabelText('密码'))
    await user.type(screen.getByLabelText('密码'), 'right')
    await user.type(screen.getByLabelText('动态验证码'), '123 456')
    await user.click(screen.getByRole('button', { name: '登录' }))
    await screen.findByText('订单在此')
    expect(window.location.search).toBe('?state=hold')
    expect(server.seen).toContain('POST /v1/session {"email":"a@b.cn","password":"right","totp":"123456"}')
  })

  test('a one-time link is used once and leaves no trace in the address', async () => {
    server.signedIn = false
    await visit('/signin?token=ten1.t0k&next=/orders')
    await screen.findByText('订单在此')
    expect(server.seen.filter((s) => s.startsWith('POST /v1/demo/enter'))).toEqual(['POST /v1/demo/enter {"token":"ten1.t0k"}'])
    expect(window.location.href).not.toContain('t0k')
  })

  test('signing out forgets the person', async () => {
    const user = await visit('/')
    await screen.findByRole('heading', { name: '首页' })
    await user.click(screen.getByRole('button', { name: '林晓 的账户' }))
    await user.click(await screen.findByText('退出'))
    await screen.findByRole('heading', { name: '登录' })
    expect(server.seen).toContain('DELETE /v1/session')
  })

  test.each([
    ['/orders?x=1', '/orders?x=1'], ['//evil.example', '/'], ['/\\evil.example', '/'], ['https://evil.example', '/'], [null, '/'], ['/signin?next=/', '/'], ['', '/'],
  ])('after signing in %s leads to %s', (next, to) => {
    expect(safeNext(next)).toBe(to)
  })
})

describe('the first run', () => {
  test('goes from shop to second factor to recovery codes to home', async () => {
    server = { ...server, signedIn: false, setup: true }
    const user = await visit('/')
    await screen.findByRole('heading', { name: '开张' })
    await user.type(screen.getByLabelText('一次性设置码'), 'CODE')
    await user.type(screen.getByLabelText('店铺名称'), '青禾')
    await user.type(screen.getByLabelText(i18n.t('app.setup.name')), '林晓')
    await user.type(screen.getByLabelText('店主邮箱'), 'a@b.cn')
    await user.type(screen.getByLabelText('店主密码'), 'short')
    await user.click(screen.getByRole('button', { name: '下一步' }))
    await screen.findByText('至少 12 个字符')
    expect(server.seen.some((s) => s.startsWith('POST /v1/setup'))).toBe(false)
    await user.type(screen.getByLabelText('店主密码'), ' and longer now')
    await user.click(screen.getByRole('button', { name: '下一步' }))
    await screen.findByRole('img', { name: '验证器二维码' })
    expect(screen.getByText('ABCD EFGH')).toBeTruthy()
    expect(server.seen).toContain('POST /v1/setup {"code":"CODE","shop":"青禾","name":"林晓","email":"a@b.cn","password":"short and longer now","language":"zh-CN"}')
    await user.type(screen.getByLabelText('6 位数字'), '123 456')
    await user.click(screen.getByRole('button', { name: '下一步' }))
    await screen.findByText('AAAA-BBBB')
    expect(server.seen).toContain('POST /v1/setup/confirm {"ticket":"tkt_1","totp":"123456"}')
    const enter = screen.getByRole('button', { name: '进入店铺' })
    expect(enter).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('checkbox'))
    await user.click(enter)
    await screen.findByRole('heading', { name: '首页' })
  })

  test('a server that has a shop does not set up again', async () => {
    server.signedIn = false
    await visit('/setup')
    await waitFor(() => expect(window.location.pathname).toBe('/signin'))
  })

  test('the secret is cut into groups', () => {
    expect(secretOf('otpauth://totp/a?secret=JBSWY3DPEH&issuer=x')).toBe('JBSW Y3DP EH')
    expect(secretOf('otpauth://totp/a')).toBe('')
  })
})
