// Package customer knows the people who buy: who they are, what they consented
// to, and what stands in the way of asking them for money.
//
// Words: customer 客户, consent 授权, purpose 用途, hold 暂停 (dispute 争议,
// hardship 困难, complaint 投诉, stop 停止联系), reveal 查看明文.
//
// Invariants
//   - Every personal field lies in one sealed document per customer; views show
//     masks only. Blind indexes serve exact look-up and the features of risk.
//   - A customer is recognised by the shop's own number, else by phone, else by
//     e-mail. The first to hold a key keeps it: a shop number that appears with
//     somebody else's phone is another customer.
//   - Match fills gaps and never overwrites what is known.
//   - A consent is never deleted: it is withdrawn. The same for a hold: lifted.
//   - The full data is shown to a person only with a reason, a fresh second
//     factor and an audit entry, at most 50 times a day (Reveal).
//
// Consent: given → withdrawn. Hold: placed → lifted.
//
// Who may call: flows (Match, Contact), risk (indexes), contact (Holds),
// the doors in api.go.
package customer
