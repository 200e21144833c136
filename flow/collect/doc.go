// Package collect 催收 lives through the night of the receivables and does what
// follows from lateness, politely and within the law.
//
// Words: night 夜间处理 · step 步骤 · reminder 提醒 · promise 还款承诺 · payment 还款 ·
// hold 暂停 · write-off 核销 · queue 催收队列.
//
//	collect.nightly (02:00, in portions)  per open contract: accrue → late fee → plan the next step
//	      └─ collect.remind (inside the lawful window)  look again → gate → letter
//	              └─ collect.recall (when the window closes)  a letter still waiting is taken back
//	collect.promises (after the last portion)  kept or broken, as the ledger says
//
// Invariants:
//   - The night sends nothing. What it plans is decided again when it is due, on
//     the live balance and holds, through contact.Gate; who paid in between
//     hears nothing.
//   - Running a night twice changes nothing: accrual and late fees are totals in
//     the ledger, a step exists once per instalment.
//   - A night that is made up for late books what fell due, and plans no
//     reminder, since its day is over.
//   - A dispute, hardship, complaint, stop request, running refund or undelivered
//     goods stop reminders and late fees; the days under it bear no fee later.
//   - Where the merchant is not the creditor, every demand is refused.
//   - No letter threatens. Each says the amount, the day, how to pay and how to
//     object.
//
// Flow: people and jobs call it; it calls the books below and leaves jobs.
package collect
