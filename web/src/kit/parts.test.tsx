import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Form, Input } from 'antd'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { i18n } from '@/i18n'
import { show } from '@/test/render'
import { Act } from './act'
import { AsOf } from './asof'
import { ErrorBoundary } from './boundary'
import { Chart } from './chart'
import { Code } from './copy'
import { curl, CurlButton } from './curl'
import { EmptyState } from './empty'
import { ExportMenu } from './export'
import { Masked, showFor } from './masked'
import { Money } from './money'
import { bindProblem, ProblemAlert } from './problem'
import { JobProgress, Stepper } from './progress'
import { Qr } from './qr'
import { StateTag, VerdictTag, type States } from './status'
import { LangSwitch, RoleSwitch, ThemeSwitch } from './switches'
import { Term } from './term'
import { Timeline } from './timeline'
import { Day, Instant } from './when'
import { WhyDrawer } from './why'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const cny = (amount: number) => ({ amount, currency: 'CNY' })

describe('Money', () => {
  test('a loss has a minus sign and a word for those who do not see it', () => {
    show(<Money value={cny(-129900)} />)
    expect(screen.getByText('−¥1,299.00').textContent).toBe('负−¥1,299.00')
  })
  test('debit and credit are words', () => {
    show(<><Money value={cny(100)} sign="debit_credit" /><Money value={cny(-100)} sign="debit_credit" /></>)
    expect(screen.getByText('借')).toBeTruthy()
    expect(screen.getByText('贷')).toBeTruthy()
  })
  test('copying gives the bare number', () => {
    show(<Money value={cny(-129900)} />)
    const data = new Map<string, string>()
    fireEvent.copy(screen.getByText('−¥1,299.00'), { clipboardData: { setData: (k: string, v: string) => data.set(k, v) } })
    expect(data.get('text/plain')).toBe('-1299.00')
  })
  test('nothing is a dash, never zero', () => {
    show(<Money value={null} />)
    expect(screen.getByText('—')).toBeTruthy()
  })
})

test('Day and Instant stand in the zone of the shop', () => {
  show(<><Day day="2026-11-20" /><Instant at="2026-11-19T16:30:00Z" /></>)
  expect(screen.getByText('2026-11-20').getAttribute('title')).toBe('2026-11-20 周五')
  expect(screen.getByText('2026-11-20 00:30').getAttribute('datetime')).toBe('2026-11-19T16:30:00Z')
})

describe('Act', () => {
  test('a held right acts', async () => {
    const run = vi.fn()
    const { user } = show(<Act permission="p" onClick={run}>去</Act>, { may: ['p'] })
    await user.click(screen.getByRole('button', { name: '去' }))
    expect(run).toHaveBeenCalledTimes(1)
  })
  test('a missing right stays visible, does nothing and names who may', async () => {
    const run = vi.fn()
    const { user } = show(<Act permission="p" onClick={run}>去</Act>, { holders: (p) => (p === 'p' ? ['owner', 'risk'] : []) })
    const button = screen.getByRole('button', { name: /去/ })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toContain('店主、风控')
    await user.click(button)
    expect(run).not.toHaveBeenCalled()
  })
  test('a state that forbids it tells why', async () => {
    const run = vi.fn()
    const { user } = show(<Act permission="p" blocked="本期已关账" onClick={run}>去</Act>, { may: ['p'] })
    await user.click(screen.getByRole('button', { name: /去/ }))
    expect(run).not.toHaveBeenCalled()
    expect(screen.getAllByText('本期已关账').length).toBeGreaterThan(0)
  })
})

describe('Masked', () => {
  const ask = async (user: ReturnType<typeof show>['user'], reason: string) => {
    await user.click(screen.getByRole('button', { name: '查看完整手机号' }))
    await user.type(await screen.findByLabelText(/为什么需要查看/), reason)
    fireEvent.submit(screen.getByLabelText(/为什么需要查看/).closest('form')!)
  }
  test('shows nothing without a reason', async () => {
    const reveal = vi.fn()
    const { user } = show(<Masked value="138****5678" label="手机号" permission="r" reveal={reveal} />, { may: ['r'] })
    await ask(user, '   ')
    await screen.findByText('请填写理由')
    expect(reveal).not.toHaveBeenCalled()
  })
  test('shows the value with the reason and covers it again', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const reveal = vi.fn().mockResolvedValue({ value: '13800135678', left: 27 })
    const { user } = show(<Masked value="138****5678" label="手机号" permission="r" reveal={reveal} />, { may: ['r'] })
    await ask(user, ' 客户来电 ')
    await screen.findByText('13800135678')
    expect(reveal).toHaveBeenCalledWith('客户来电')
    expect(screen.getByText(/还可查看 27 次/)).toBeTruthy()
    act(() => void vi.advanceTimersByTime(showFor * 1000 + 100))
    await waitFor(() => expect(screen.queryByText('13800135678')).toBeNull())
    expect(screen.getByText('138****5678')).toBeTruthy()
  })
  test('a refusal is told and nothing shown', async () => {
    const reveal = vi.fn().mockRejectedValue(new Problem(429, { detail: '今日次数已用完', code: 'limit' }))
    const { user } = show(<Masked value="138****5678" label="手机号" permission="r" reveal={reveal} />, { may: ['r'] })
    await ask(user, '核对')
    await screen.findByText('今日次数已用完')
    expect(screen.getByText('138****5678')).toBeTruthy()
  })
  test('without the right nothing can be asked', async () => {
    const reveal = vi.fn()
    const { user } = show(<Masked value="138****5678" label="手机号" permission="r" reveal={reveal} />)
    await user.click(screen.getByRole('button', { name: /查看完整手机号/ }))
    expect(screen.queryByLabelText(/为什么需要查看/)).toBeNull()
  })
})

describe('problems', () => {
  const fault = new Problem(422, {
    detail: '有 2 处填写有误', request_id: 'req_1',
    errors: [{ pointer: '/customer/phone', detail: '手机号应为 11 位' }, { pointer: '/rate', detail: '费率卡已过期' }],
  })
  test('the alert says the sentence, the request id and the faults', () => {
    show(<ProblemAlert error={fault} />)
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toContain('有 2 处填写有误')
    expect(alert.textContent).toContain('req_1')
    expect(within(alert).getAllByRole('listitem')).toHaveLength(2)
  })
  test.each([
    [new TypeError('Failed to fetch'), /连不上服务器/],
    [new Problem(502, {}), /502/],
    [new Error('x is undefined'), /这个页面出了错/],
  ])('%s has a sentence too', (error, text) => {
    show(<ProblemAlert error={error} />)
    expect(screen.getByRole('alert').textContent).toMatch(text)
  })
  test('each fault goes to its field, the rest comes back', async () => {
    let rest: Problem['fields'] = []
    function Sample() {
      const [form] = Form.useForm()
      return (
        <Form form={form}>
          <Form.Item name={['customer', 'phone']} label="手机"><Input /></Form.Item>
          <button type="button" onClick={() => { rest = bindProblem(form, fault) }}>绑定</button>
        </Form>
      )
    }
    const { user } = show(<Sample />)
    await user.click(screen.getByText('绑定'))
    await screen.findByText('手机号应为 11 位')
    expect(screen.getByLabelText(/手机/).getAttribute('aria-invalid')).toBe('true')
    expect(rest.map((f) => f.pointer)).toEqual(['/rate'])
  })
})

test('curl shows the call, escapes quotes and never a real key', () => {
  expect(curl({ path: '/v1/orders?state=hold' }, 'https://f.test')).toBe(
    `curl 'https://f.test/v1/orders?state=hold' \\\n  -H "Authorization: Bearer $FENMING_TOKEN"`,
  )
  const text = curl({ method: 'POST', path: '/v1/x', body: { name: "o'neil" } }, 'https://f.test')
  expect(text).toContain('-X POST')
  expect(text).toContain('Idempotency-Key')
  expect(text).toContain(`o'\\''neil`)
})

test('CurlButton opens it', async () => {
  const { user } = show(<CurlButton call={{ path: '/v1/orders' }} />)
  await user.click(screen.getByRole('button', { name: /curl/ }))
  expect((await screen.findByText(/FENMING_TOKEN" *$/)).textContent).toContain('/v1/orders')
})

test('a state is a word with an icon; an unknown one is shown as it came', () => {
  const of: States<'open'> = { open: { tone: 'warn', word: 'kit.job.waiting' } }
  show(<><VerdictTag verdict="decline" /><StateTag of={of} state="open" /><StateTag of={of} state="brand_new" /></>)
  for (const word of ['拒绝', '等待中', 'brand_new']) expect(screen.getByText(word).querySelector('svg')).not.toBeNull()
})

test('Term explains itself', async () => {
  const { user } = show(<Term of="effective_rate" />)
  await user.click(screen.getByRole('button', { name: '实际年化利率' }))
  const card = await screen.findByRole('dialog')
  expect(card.textContent).toContain('(1 + irr)')
  expect(within(card).getByRole('link').getAttribute('href')).toBe('/glossary#effective_rate')
})

test('WhyDrawer tells sentence, facts, turns and freshness', async () => {
  const { user } = show(
    <WhyDrawer label="本单" why={{ sentence: '同一设备 7 天内 6 单', facts: [{ label: '设备', value: '6', to: '/orders?q=d' }], turns: ['首付 40%'], asOf: '2026-11-20T00:00:00Z', missing: ['白条 19 日'] }} />,
  )
  await user.click(screen.getByRole('button', { name: '为什么 本单' }))
  const box = await screen.findByRole('dialog')
  for (const text of ['同一设备 7 天内 6 单', '首付 40%', '白条 19 日', '2026-11-20 08:00']) expect(box.textContent).toContain(text)
  expect(within(box).getByRole('link', { name: '6' }).getAttribute('href')).toBe('/orders?q=d')
})

test('Timeline is newest first by day of the shop, and kinds can be left out', async () => {
  const { user } = show(
    <Timeline
      kinds={[{ value: 'a', label: '甲类' }, { value: 'b', label: '乙类' }]}
      events={[
        { id: '1', at: '2026-11-19T15:00:00Z', kind: 'a', title: '早' },
        { id: '2', at: '2026-11-19T17:00:00Z', kind: 'b', title: '晚', to: '/x' },
      ]}
    />,
  )
  expect(screen.getAllByRole('heading').map((h) => h.textContent)).toEqual(['2026-11-20 周五', '2026-11-19 周四'])
  expect(screen.getAllByRole('listitem').map((l) => l.textContent)).toEqual(['01:00晚', '23:00早'])
  expect(screen.getByRole('link', { name: '晚' }).getAttribute('href')).toBe('/x')
  await user.click(screen.getByRole('checkbox', { name: '乙类' }))
  expect(screen.getAllByRole('listitem').map((l) => l.textContent)).toEqual(['23:00早'])
})

test('JobProgress is honest about failures', async () => {
  const retry = vi.fn()
  const { user } = show(<JobProgress job={{ state: 'partial', done: 7, failed: 3, total: 10 }} retryFailed={retry} cancel={retry} resultUrl="/r" />)
  expect(screen.getByText('成功 7，失败 3，共 10')).toBeTruthy()
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('100')
  expect(screen.queryByText('取消')).toBeNull()
  await user.click(screen.getByRole('button', { name: '重试失败的 3 项' }))
  expect(retry).toHaveBeenCalledTimes(1)
})

test('Stepper says where one is', () => {
  show(<Stepper at={1} steps={[{ title: '甲' }, { title: '乙' }]} />)
  expect(screen.getByText('第 2 步，共 2 步：乙')).toBeTruthy()
})

test('AsOf names what is missing and is silent when there is nothing to say', () => {
  const { container } = show(<AsOf at="2026-11-20T02:00:00Z" missing={['甲', '乙']} />)
  expect(container.textContent).toContain('甲、乙')
  const { container: none } = show(<AsOf />)
  expect(none.querySelector('.fm-asof')).toBeNull()
})

test('ErrorBoundary keeps the rest of the page and gives a new try on another page', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const Bad = (): never => {
    throw new Error('boom')
  }
  show(<><p>其余</p><ErrorBoundary at="/a"><Bad /></ErrorBoundary></>)
  expect(screen.getByText('其余')).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toContain('这个页面出了错')
})

test('EmptyState teaches', () => {
  show(<EmptyState title="还没有订单" text="接入后出现" action={<button type="button">接入</button>} />)
  expect(screen.getByRole('button', { name: '接入' })).toBeTruthy()
})

test('Code copies the whole though it shows a part', async () => {
  const { user } = show(<Code text="9f86d081884c7d659a2f" short={8} />)
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  expect(screen.getByText('9f86d081…')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '复制' }))
  expect(write).toHaveBeenCalledWith('9f86d081884c7d659a2f')
  await screen.findByRole('button', { name: '已复制' })
})

test('Qr draws the text as modules', () => {
  show(<Qr text="otpauth://totp/x?secret=ABC" label="码" />)
  const svg = screen.getByRole('img', { name: '码' })
  // A finder pattern: the top left corner is dark.
  expect(svg.querySelector('path')?.getAttribute('d')).toMatch(/^M0 0h1v1h-1z/)
})

describe('switches', () => {
  test('the theme is chosen and kept', async () => {
    const { user } = show(<ThemeSwitch />)
    await user.click(screen.getByText('深色'))
    expect(localStorage.getItem('fenming.theme')).toBe('dark')
    expect(document.documentElement.dataset.theme).toBe('dark')
  })
  test('the language changes at once and is told to the keeper', async () => {
    const keep = vi.fn()
    const { user } = show(<LangSwitch keep={keep} />)
    await user.click(screen.getByRole('button', { name: 'English' }))
    expect(i18n.language).toBe('en')
    expect(document.documentElement.lang).toBe('en')
    expect(keep).toHaveBeenCalledWith('en')
    await screen.findByRole('button', { name: '中文' })
  })
  test('the role is chosen from the list', async () => {
    const choose = vi.fn()
    const { user } = show(<RoleSwitch role="owner" choose={choose} />)
    await user.click(screen.getByRole('button', { name: /店主/ }))
    await user.click(await screen.findByText('审计'))
    expect(choose).toHaveBeenCalledWith('auditor')
  })
})

test('ExportMenu starts what was chosen and tells a refusal', async () => {
  const start = vi.fn().mockRejectedValue(new Problem(403, { detail: '导出含个人信息，需要审批' }))
  const { user } = show(<ExportMenu start={start} />)
  await user.click(screen.getByRole('button', { name: /导出/ }))
  await user.click(await screen.findByText('CSV（UTF-8）'))
  expect(start).toHaveBeenCalledWith('csv')
  await screen.findByText('导出含个人信息，需要审批')
})

test('a chart has its table twin', async () => {
  const { user } = show(<Chart label="逾期率" option={{}} table={<table><tbody><tr><td>3.1</td></tr></tbody></table>} />)
  expect(screen.getByRole('img', { name: '逾期率' })).toBeTruthy()
  await user.click(screen.getByText('表'))
  expect(screen.getByText('3.1')).toBeTruthy()
})
