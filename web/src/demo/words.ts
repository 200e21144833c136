import { words } from '@/i18n/word'

/** What the one-time link into the demo says. */
export const demo = words('demo', {
  'demo.enter': ['正在打开演示店铺', 'Opening the demo shop'],
  'demo.enter_bad': ['这个链接不能用', 'This link does not work'],
  'demo.enter_none': ['链接不完整：一次性口令在 # 后面，请从终端完整复制。', 'The link is incomplete: the one-time code stands after the #. Copy the whole line from the terminal.'],
  'demo.signin': ['去登录页', 'Go to the sign-in page'],
})
