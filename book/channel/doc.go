// Package channel knows the merchant's accounts at platforms: the papers they
// rest on, what they cost, which rules they bring and who has read them; and it
// keeps every message that passed between us and the platforms.
//
// Words: channel 渠道, platform 平台, creditor 债权人, message 报文, simulator 模拟器,
// paper 资质, platform fee 平台收费, lever 手段, work by hand 手工操作, proof 凭证,
// policy update 政策更新, receipt 阅读回执, compliance officer 合规负责人.
//
// Invariants
//   - Keys are sealed and never shown again; a view says only whether they are set.
//   - A demo merchant holds channels to simulators only; a live merchant never
//     holds one (so no demo data meets real money, and no real sale a toy).
//   - Messages are append-only: as received, or as sent with secrets replaced,
//     with their SHA-256 and whether the signature fitted.
//   - One active channel per platform is what ByPlatform gives; several may exist.
//   - A paper and a policy update are never edited: a new one replaces a paper or
//     supersedes an update. A file, once attached, stays; its hash proves it.
//   - Fees are dated rows with their source; of two of a kind in force the one
//     recorded last counts. What an instalment count costs stands on the rate
//     cards of book/plan and nowhere here.
//   - A receipt is a person's own act; a machine key has none.
//   - For each end each threshold (60, 30, 7, 1 days, past) warns once.
//   - What no interface of a platform does is done by hand and ends with a proof.
//
// States of a channel: active ⇄ paused. A paused channel starts no new sale;
// call-backs, queries and refunds of old sales go on.
// States of a paper: active → retired. Of work by hand: open → done.
//
// Who may call: flows; book/plan for WarnOfEnd and CreditorKind; the doors in api.go,
// api_profile.go and api_policy.go.
package channel
