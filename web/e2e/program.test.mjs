// The built program in a real browser: owner, clerk, developer, the first run,
// and every page in both languages and themes.
//
//   FENMING_BIN       the program
//   FENMING_CHROMIUM  the browser
import { after, before, describe } from 'node:test'
import { launch, missing } from './browser.mjs'
import { demo, missingProgram } from './program.mjs'
import { Seat } from './walks/help.mjs'
import { budgetWalk } from './walks/budget.mjs'
import { ownerWalk } from './walks/owner.mjs'
import { pagesWalk } from './walks/pages.mjs'
import { channelWalk } from './walks/channel.mjs'
import { clerkWalk } from './walks/clerk.mjs'
import { reliefWalk } from './walks/relief.mjs'
import { developerWalk } from './walks/developer.mjs'
import { quoteWalk } from './walks/quote.mjs'
import { firstWalk } from './walks/first.mjs'

describe('the program', { skip: missing ?? missingProgram ?? false }, () => {
  const seat = new Seat()
  before(async () => {
    seat.program = await demo()
    seat.browser = await launch()
  })
  after(async () => {
    await seat.browser?.close()
    await seat.program?.stop()
  })
  ownerWalk(seat)
  clerkWalk(seat)
  reliefWalk(seat)
  channelWalk(seat)
  quoteWalk(seat)
  budgetWalk(seat)
  developerWalk(seat)
  firstWalk(seat)
  pagesWalk(seat)
})
