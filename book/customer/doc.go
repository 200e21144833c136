// Package customer knows the people who buy: who they are, what they consented
// to, and what stands in the way of asking them for money.
//
// Words: customer 客户, consent 授权, purpose 用途, hold 暂停 (dispute 争议,
// hardship 困难, complaint 投诉, stop 停止联系), reveal 查看明文, refusal 拒绝,
// budget 预算, ceiling 上限, pause 冷静期.
//
// Invariants
//   - Every personal field lies in one sealed document per customer; views show
//     masks only. Blind indexes serve exact look-up and the features of risk.
//   - A customer is recognised by the shop's own number, else by phone, else by
//     e-mail. The first to hold a key keeps it: a shop number that appears with
//     somebody else's phone is another customer.
//   - Match fills gaps and never overwrites what is known.
//   - A consent is never deleted: it is withdrawn. The same for a hold: lifted.
//   - What can be agreed to is data (purposes.json), each with recipient, term and
//     what a withdrawal changes, told before the act. Withdrawing takes the one
//     step that giving takes and counts at once: who sends asks HasConsent or
//     Standing in the transaction that sends. After a no nobody asks again for
//     thirty days; the customer himself may come back any time.
//   - A budget is the customer's own: stricter terms count at once, looser ones and
//     the early end of a pause after a wait. It never stands against paying in full.
//   - The full data is shown to a person only with a reason, a fresh second
//     factor and an audit entry, at most 50 times a day (Reveal).
//
// Consent: given → withdrawn, refused at any time. Hold: placed → lifted.
// Budget: set, pause, resume; each change is a row of its own.
//
// Who may call: flows (Match, Contact), risk (indexes), contact (Holds, Standing),
// the doors in api.go.
package customer
