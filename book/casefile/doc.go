// Package casefile 案卷 keeps what somebody must bring to an end: an order held
// by the rules, a difference in a statement, an inquiry of a platform or an
// authority, a task for the owner.
//
// Words: casefile 案卷 · note 记录 · assignee 经办人 · deadline 期限 · outcome 结果 ·
// money at risk 涉及金额 · recovered 已追回 · owner task 店主待办.
//
//	open ──Assign──▶ working ──Resolve──▶ resolved
//	  └──────────────Resolve─────────────────┘
//
// Invariants:
//   - One unresolved case per kind and object; opening it again returns it.
//   - A case is resolved only with an outcome and a sentence that says why.
//   - The deadline counts working days of mainland China. In a year whose
//     holidays nobody has published it counts calendar days, which come
//     earlier, and the case says so.
//   - Notes are only ever added, and are sealed, since people write names.
//   - The queue is sorted by money at risk over the days left (rules.go).
//
// Any flow may call it.
package casefile
