// Package contract is what a customer and the merchant agreed for one order:
// the instalments, what lateness costs, in which order a payment is allocated,
// and the proof that each important term was shown and accepted by an act of
// its own.
//
// Words: contract 合同 · key term 重要条款 · acceptance 逐条确认 · instalment 期 ·
// late fee 逾期违约金 · allocation 清偿顺序 · offered 待签署 · signed 已签署 ·
// active 履行中 · settled 已结清 · cancelled 已解除 · written off 已核销 ·
// template 合同模板 · document 合同文本 · act 行为 · evidence 证据.
//
// States:
//
//	offered ──Sign──▶ signed ──Activate──▶ active ──Settle──▶ settled
//	   │                │                    │  ▲               │
//	   └──── Cancel ────┴───── Cancel ───────┤  └─── Reopen ────┘
//	                                         └─ WriteOff ─▶ written_off
//
// Invariants:
//   - Instalments, late-fee terms, allocation and key terms are copied from the
//     quote when it is offered and never change.
//   - A contract is signed only when every key term was accepted; each
//     acceptance is a row with its hash, channel and time (a ticked box alone
//     proves nothing: contract interpretation 10(3)).
//   - Only plans whose creditor is the merchant or its assignee have a contract
//     here; a platform's belongs to the platform.
//   - Events are only ever added.
//   - What was paid stands in the ledger, never here.
//
// A template's version: draft ──Propose──▶ proposed ──(second person)──▶ approved
// ──Retire──▶ retired; a proposal that came to nothing is refused when it is
// revised. The texts of a version never change once it is proposed. The approved
// version with the latest first day that is not in the future is in force; one
// for a plan goes before one for all.
//
// With a template in force, Offer makes the text, in Chinese (which binds) and
// English, and Record keeps what the customer did with it, each act linked to the
// one before by its hash. A contract made before there was a template has no text
// here and is signed as it was.
//
// Any room to the right and any flow may call it.
package contract
