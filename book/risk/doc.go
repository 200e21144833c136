// Package risk 风控 judges an order before it is paid: is it genuine, is credit
// in place, and why.
//
// Words: verdict 结论 (accept 接受 / step_up 加强核验 / hold 待审 / decline 拒绝) ·
// rule 规则 · rule set 规则集 · feature 特征 · reason 理由 · lever 手段 · list 名单
// (block 黑名单 / watch 关注 / trust 信任) · event 事件.
//
// Invariants:
//   - The score is the sum of the weights of the rules that hit, never below 0.
//     A rule may also force an outcome; the stricter one stands.
//   - Weights, thresholds and outcome lines are dated data (ruleset.json); a
//     verdict names the version it was made with and keeps the facts it was
//     made from with their SHA-256, so that it can be replayed.
//   - Windows end at the time of the event, not at now: history imported later
//     is judged by the same definition as a live order. The verdict counts the
//     order it judges, and every kept event after it does not.
//   - Goods "never moved" is asked of shipments only.
//   - An address or an internet address alone never declines anybody.
//   - Events are append-only and hold no personal data, only blind indexes.
//   - Lists are local to the merchant, expire, and keep who, why and when.
//
// One decision costs one insert, one set-based reading of all windows (at most
// maxEvents rows per key), one of the lists, and the readings of customer holds
// and limit.
//
// flow/sell calls Judge before the payment and Saw for what follows.
package risk
