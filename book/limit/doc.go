// Package limit is how much credit the merchant is willing to have out with a
// customer: dated rules with a reason, and the holds of orders against them.
//
// Words: limit 额度 · hold 占用 · used 已用 · free 可用 · release 释放 · rule 额度规则.
//
// A rule is for one customer or for all, over all plans or for one. For an
// order two rules count, each the most specific in force: the one over all
// plans and the one of its plan. Free is the smaller of what both leave:
// limit − used − held. Where no rule is in force nothing is free.
//
// States of a hold:
//
//	held ──Use──▶ used ──(repaid in full)
//	  │             │
//	  └──Release────┴──▶ released
//
// Invariants:
//   - Used and held never exceed the limit that was in force when a hold was
//     made, whatever runs at the same time: holds of one customer queue at one
//     row.
//   - An order has at most one hold that is not released.
//   - Rules are only ever added; the one recorded last wins. One that gives
//     more room than is in force waits for a second person.
//   - Used falls as the principal comes back; the ledger says how much.
//
// Flows and the ledger may call it.
package limit
