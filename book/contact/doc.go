// Package contact 联系 is the one gate that everything passes before anybody is
// contacted about a debt: letters, calls and visits, by a person, a job or an
// interface alike.
//
// It also keeps what was planned for whom (steps) and what was promised
// (promises), since both bear on whether one more contact is fair.
//
//	planned ──▶ sent | skipped
//	promise: open ──▶ kept | broken | replaced | cancelled
//
// Words: gate 闸门 · check 核查 · window 可联系时段 · cap 次数上限 · slot 名额 ·
// rule pack 规则包 · step 步骤 · promise 还款承诺 · hold 暂停 · reminder 提醒 · demand 催告.
//
// The order of questions is law.md D: creditor → live balance → holds →
// recipient → channel and consent → wording → window → caps, with the slot
// reserved in the same statement that asks → stage.
//
// Invariants:
//   - Whoever is not the creditor never contacts anybody; nor does one who is
//     owed nothing.
//   - It fails closed: an unknown zone, channel or purpose is refused, a year
//     whose holidays are not published is treated as nothing but holidays, and
//     an error allows nothing.
//   - At most the cap of contacts a day per customer across all debts, however
//     many ask at once: the primary key of contact_slot is the cap.
//   - Every check by Gate is written down in the caller's transaction, allowed
//     or not, with the rules, the counters and the version of the pack, so that
//     it can be replayed.
//   - A merchant's settings only tighten the pack.
//   - A step is planned once per instalment; one promise is open per contract.
//
// Flows call Gate in the transaction that leaves the letter, and Preview to
// tell people what is allowed and when.
package contact
