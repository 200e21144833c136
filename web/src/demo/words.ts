import { words } from '@/i18n/word'

/** What the one-time link into the demo says. */
export const demo = words('demo', {
  'demo.enter': ['正在打开演示店铺', 'Opening the demo shop'],
  'demo.enter_bad': ['这个链接不能用', 'This link does not work'],
  'demo.enter_none': ['链接不完整：一次性口令在 # 后面，请从终端完整复制。', 'The link is incomplete: the one-time code stands after the #. Copy the whole line from the terminal.'],
  'demo.signin': ['去登录页', 'Go to the sign-in page'],
  'demo.letters': ['演示信箱', 'Demo letters'],
  'demo.letters_below': ['演示店铺不会真的发信；本该寄出的信都在这里。', 'The demo shop sends nothing; what it would have sent stands here.'],
  'demo.letters_none': ['还没有信', 'No letters yet'],
  'demo.letters_none_text': ['订单生效、到期提醒、收款回执都会产生信件。', 'Contracts, reminders and receipts write letters.'],
  'demo.letters_only': ['只有演示店铺有这个信箱', 'Only a demo shop has this box'],
  'demo.to': ['收件人', 'To'],
})
