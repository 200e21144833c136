// Package channel knows the merchant's accounts at platforms, and keeps every
// message that passed between us and them.
//
// Words: channel 渠道, platform 平台, creditor 债权人, message 报文, simulator 模拟器.
//
// Invariants
//   - Keys are sealed and never shown again; a view says only whether they are set.
//   - A demo merchant holds channels to simulators only; a live merchant never
//     holds one (so no demo data meets real money, and no real sale a toy).
//   - Messages are append-only: as received, or as sent with secrets replaced,
//     with their SHA-256 and whether the signature fitted.
//   - One active channel per platform is what ByPlatform gives; several may exist.
//
// States of a channel: active ⇄ paused. A paused channel starts no new sale;
// call-backs, queries and refunds of old sales go on.
//
// Who may call: flows; the doors in api.go.
package channel
