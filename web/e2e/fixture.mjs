// A server for looking at the pages without the program: it serves a build and
// answers the few operations that the shell and the gallery ask for, with made
// up but plausible data. Nothing of it reaches the binary.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { randomBytes } from 'node:crypto'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('..', import.meta.url))
const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html; charset=utf-8' }

// The policy is read off the handler of the program, so that the pages are
// proven under the very policy they will live under.
const goSource = readFileSync(join(here, 'embed.go'), 'utf8')
const policy = (nonce) =>
  /func CSP[^{]*\{\s*return ([\s\S]*?)\n\}/
    .exec(goSource)[1]
    .split(/\s*\+\s*/)
    .map((part) => (part === 'nonce' ? nonce : JSON.parse(part)))
    .join('')

let seed = 20261121
const rnd = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648)
const pick = (list) => list[Math.floor(rnd() * list.length)]

const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴']
const goods = ['iPhone 17 256G', '九阳豆浆机', '周大福足金手链 8g', '海尔洗衣机', '羽绒服 长款', '小米电视 65', '京东 E 卡 1000', '飞利浦剃须刀']
const platforms = ['花呗分期', '京东白条', '美团月付', '分期乐', '得物佳物分期', '自营分期']
const verdicts = ['accept', 'accept', 'accept', 'accept', 'hold', 'hold', 'step_up', 'decline']
const states = ['waiting', 'paid', 'shipped', 'shipped', 'signed', 'signed', 'refunded']
const day0 = Date.parse('2026-11-21T02:00:00Z')

const orders = Array.from({ length: 137 }, (_, i) => {
  const verdict = pick(verdicts)
  const platform = pick(platforms)
  const amount = Math.round(29900 + rnd() * 860000)
  return {
    id: `ord_01JD${String(100000 + i * 7919).slice(-6)}X`,
    outer_no: `2026112${String(1000000 + i * 65537).slice(-7)}`,
    customer: { id: `cus_${i % 40}`, name: `${pick(surnames)}**`, phone: `1${pick(['38', '52', '77'])}****${String(1000 + ((i * 733) % 9000)).slice(-4)}` },
    goods: pick(goods),
    platform,
    creditor: platform === '自营分期' ? 'merchant' : 'platform',
    amount: { amount, currency: 'CNY' },
    count: pick([3, 6, 12]),
    verdict,
    state: pick(states),
    placed_at: new Date(day0 - i * 47 * 60000).toISOString(),
    ship_by: new Date(day0 + (1 + (i % 4)) * 86400000).toISOString().slice(0, 10),
  }
})

const why = (o) => ({
  sentence: {
    accept: `接受：该客户 11 个月内 9 单全部按期结清，本单 ${(o.amount.amount / 100).toFixed(2)} 元在可用额度之内。`,
    hold: '待审：同一设备 7 天内 6 单，寄往 4 个收件人，其中 3 单金额相差不到 5 元。',
    step_up: '加强核验：首次购买即为足金饰品，收货地址距下单位置 1 240 公里。',
    decline: '拒绝：收件人与已确认的套现团伙共用电话和地址。',
  }[o.verdict],
  facts: [
    { label: '同一设备 7 天内的订单', value: '6', to: '/orders?q=dev_7f', rule: { name: '规则 12 · 设备聚集', to: '/orders' } },
    { label: '不同收件人', value: '4', to: '/orders?q=dev_7f' },
    { label: '下单到支付', value: '8 秒' },
  ],
  turns: ['由本人上传身份证明并通过人脸核验', '首付提高到 40%'],
  customer: '这笔订单需要再核对一次信息，请按短信提示完成，约 3 分钟。',
  asOf: o.placed_at,
})

const events = (o) => [
  { id: '1', at: o.placed_at, kind: 'order', title: '下单', text: `${o.goods} · ${o.count} 期`, tone: 'idle' },
  { id: '2', at: new Date(Date.parse(o.placed_at) + 400).toISOString(), kind: 'verdict', title: '判断', text: why(o).sentence, tone: { accept: 'good', hold: 'wait', step_up: 'info', decline: 'bad' }[o.verdict], actor: '规则 v14' },
  { id: '3', at: new Date(Date.parse(o.placed_at) + 9000).toISOString(), kind: 'money', title: '平台确认授信', text: o.platform, tone: 'good', to: '/orders' },
  { id: '4', at: new Date(Date.parse(o.placed_at) + 86400000).toISOString(), kind: 'goods', title: '揽收', text: '顺丰 SF1234567890123', tone: 'idle' },
]

const allRights = ['order.read', 'order.decide', 'order.export', 'customer.reveal', 'statement.import']
const rights = { owner: allRights, risk: ['order.read', 'order.decide', 'customer.reveal'], finance: ['order.read', 'order.export', 'statement.import'], collector: ['order.read'], service: ['order.read', 'customer.reveal'], auditor: ['order.read', 'order.export'], developer: [], sysadmin: [] }
const otpauth = 'otpauth://totp/%E5%88%86%E6%98%8E:owner@example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=%E5%88%86%E6%98%8E'

/** Starts the fixture. `setup` makes it a server on its first run. */
export async function start({ port = 0, dir = 'dist-gallery', setup = false, role = 'owner', language = 'zh-CN', latency = 0 } = {}) {
  const root = join(here, dir)
  const state = { setup, role, language, signedIn: false, decided: new Set(), fail: null }
  const problem = (res, status, body) => {
    res.writeHead(status, { 'Content-Type': 'application/problem+json' })
    res.end(JSON.stringify({ type: `/help/problems/${body.code}`, status, title: '', request_id: 'req_01JDQ4T8', ...body }))
  }
  const json = (res, body) => {
    res.writeHead(200, { 'Content-Type': 'application/json' })
    res.end(JSON.stringify(body))
  }
  const none = (res) => res.writeHead(204).end()
  const read = async (req) => {
    const parts = []
    for await (const part of req) parts.push(part)
    const text = Buffer.concat(parts).toString()
    try {
      return JSON.parse(text)
    } catch {
      return {}
    }
  }

  const list = (res, url) => {
    const p = url.searchParams
    const inSet = (raw, value) => {
      if (!raw) return true
      const not = raw.startsWith('!')
      const hit = raw.replace(/^!/, '').split(',').includes(value)
      return not ? !hit : hit
    }
    let rows = orders.filter(
      (o) =>
        (!p.get('q') || JSON.stringify(o).includes(p.get('q'))) &&
        inSet(p.get('verdict'), o.verdict) &&
        inSet(p.get('state'), o.state) &&
        (!p.get('from') || o.placed_at.slice(0, 10) >= p.get('from')) &&
        (!p.get('to') || o.placed_at.slice(0, 10) <= p.get('to')),
    )
    const sort = p.get('sort') ?? '-placed_at'
    const key = sort.replace('-', '')
    const value = (o) => (key === 'amount' ? o.amount.amount : o[key])
    rows.sort((a, b) => (value(a) < value(b) ? -1 : 1) * (sort.startsWith('-') ? -1 : 1))
    const from = Number(p.get('cursor') ?? 0)
    const n = Number(p.get('limit') ?? 50)
    json(res, { data: rows.slice(from, from + n), next: from + n < rows.length ? String(from + n) : null, as_of: '2026-11-21T02:32:10Z', missing: ['京东白条 11 月 19 日对账单'] })
  }

  const routes = {
    'GET /v1/setup': (req, res) => json(res, { needed: state.setup }),
    'POST /v1/setup': async (req, res) => {
      const body = await read(req)
      if (body.code !== 'OPEN-SESAME') return problem(res, 422, { code: 'setup_code', detail: '设置码不对，请核对终端里显示的那一串。', errors: [{ pointer: '/code', detail: '与终端显示的不一致' }] })
      state.setup = false
      state.signedIn = true
      return json(res, { ticket: 'tkt_1', otpauth_url: otpauth })
    },
    'POST /v1/setup/confirm': async (req, res) => ((await read(req)).totp === '123456' ? json(res, { recovery_codes: ['7K2M-QF4D', '9XPA-3LTB', 'H6ZR-W8NE', 'C5VJ-2YUG', 'M4DT-K7QS', 'B8LF-X3HA'] }) : problem(res, 422, { code: 'totp', detail: '验证码不对或已过期，请等下一个再试。', errors: [{ pointer: '/totp', detail: '不对或已过期' }] })),
    'POST /v1/session': async (req, res) => {
      const body = await read(req)
      if (body.password !== 'correct horse battery') return problem(res, 401, { code: 'bad_credentials', detail: '邮箱、密码或验证码不对。' })
      state.signedIn = true
      return none(res)
    },
    'POST /v1/demo/enter': async (req, res) => {
      if ((await read(req)).token !== 'ten_demo.once') return problem(res, 401, { code: 'link_used', detail: '链接已用过或已过期，请重新生成一个。' })
      state.signedIn = true
      return none(res)
    },
    'DELETE /v1/session': (req, res) => {
      state.signedIn = false
      none(res)
    },
    'GET /v1/me': (req, res) => json(res, { actor: 'act_1', name: '林晓', role: state.role, permissions: rights[state.role], tenant: 'ten_demo', shop: 'shp_1', shop_name: '青禾数码旗舰店', zone: 'Asia/Shanghai', language: state.language, demo: true }),
    'PUT /v1/me/language': async (req, res) => {
      state.language = (await read(req)).language
      none(res)
    },
    'GET /v1/roles': (req, res) => json(res, { data: Object.entries(rights).map(([role, permissions]) => ({ role, permissions })) }),
    'POST /v1/demo/role': async (req, res) => {
      state.role = (await read(req)).role
      none(res)
    },
    'GET /v1/search': (req, res, url) => {
      const q = url.searchParams.get('q')
      const found = orders.filter((o) => JSON.stringify(o).includes(q)).slice(0, 6)
      json(res, { data: found.map((o) => ({ kind: 'order', id: o.id, title: `${o.outer_no} · ${o.goods}`, state: o.state, amount: o.amount })) })
    },
    'GET /v1/sample/orders': (req, res, url) => list(res, url),
    'GET /v1/sample/queue': (req, res) => json(res, { data: orders.filter((o) => o.verdict === 'hold' && !state.decided.has(o.id)), next: null, as_of: '2026-11-21T02:32:10Z' }),
    'POST /v1/sample/upload': (req, res) => {
      req.resume()
      req.on('end', () => json(res, { platform: '京东白条', day: '2026-11-19', lines: 412 }))
    },
  }

  const api = async (req, res, url) => {
    if (state.fail) return problem(res, state.fail, { code: 'unavailable', detail: '数据库正在备份，约 1 分钟后恢复。' })
    const open = /^\/v1\/(setup|session|demo\/enter)/.test(url.pathname)
    if (!open && !state.signedIn) return problem(res, 401, { code: 'unauthenticated', detail: '请先登录。' })
    const route = routes[`${req.method} ${url.pathname}`]
    if (route) return route(req, res, url)
    const one = /^\/v1\/sample\/orders\/([^/]+)(\/\w+)?$/.exec(url.pathname)
    const order = one && orders.find((o) => o.id === decodeURIComponent(one[1]))
    if (order && req.method === 'GET') return json(res, { ...order, why: why(order), events: events(order) })
    if (order && one[2] === '/reveal') return json(res, { value: order.customer.phone.replace('****', '0013'), left: 27 })
    if (order && one[2] === '/decide') {
      state.decided.add(order.id)
      return none(res)
    }
    if (order && one[2] === '/undo') {
      state.decided.delete(order.id)
      return none(res)
    }
    return problem(res, 404, { code: 'not_found', detail: '没有这项内容，或者它属于别的商户。' })
  }

  const file = (res, url) => {
    const path = join(root, normalize(url.pathname))
    if (extname(path) !== '' && existsSync(path) && statSync(path).isFile()) {
      res.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' })
      createReadStream(path).pipe(res)
      return
    }
    const nonce = randomBytes(18).toString('base64')
    res.writeHead(200, { 'Content-Type': types['.html'], 'Content-Security-Policy': policy(nonce) })
    res.end(readFileSync(join(root, 'index.html'), 'utf8').replace('__CSP_NONCE__', nonce))
  }

  const server = createServer((req, res) => {
    const url = new URL(req.url, 'http://127.0.0.1')
    if (url.pathname.startsWith('/v1/')) setTimeout(() => void api(req, res, url), latency)
    else file(res, url)
  })
  await new Promise((done) => server.listen(port, '127.0.0.1', done))
  const url = `http://127.0.0.1:${server.address().port}`
  return { url, state, link: () => `${url}/signin?token=ten_demo.once`, stop: () => new Promise((done) => server.close(done)) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await start({ port: Number(process.env.PORT ?? 8021), setup: process.argv.includes('--setup') })
  console.log(url)
}
