// Package life is the state of an instalment contract as the fold of its
// events: what is due when, what was paid, and what is left.
//
// Words: agreement 约定 · event 事件 · fold 归并 · instalment 期 · allocation 清偿
// 顺序 · past due 逾期 · in advance 提前 · early settlement 提前结清 · refund 退款 ·
// charge-back 拒付 · re-age 展期重排 · re-amortise 剩余均摊 · interest pause 停息 ·
// charge-off 转销 · write-off 核销 · overpaid 溢缴 · undo 撤销.
//
// Fold(agreement, events) reads neither clock nor store. It puts the events in
// the order of their business day and, within a day, of their entry, leaves out
// what was undone, and applies one after the other. An event that was entered
// late for an earlier day therefore gives the state it would have given in
// time. All amounts are integer minor units; rates are exact fractions.
//
// Kinds of instalment: down_payment, regular, extra (made by a charge or a
// charge-back behind the last due day), re_aged.
//
// Invariants, held by random tests:
//   - Any order of arrival of the same events gives the same state.
//   - No part of an instalment is below zero, nothing is paid beyond what is
//     agreed.
//   - The principal of all instalments is what was lent, charged back and not
//     refunded: to the minor unit.
//   - Money in = paid + overpaid + given back.
//   - A full refund leaves nothing to pay; an early settlement never costs more
//     than the schedule.
//
// Failures: an agreement or event that makes no sense is a fault with a
// pointer to it (two events of one ID, an undo of nothing, an amount that is
// not above zero, a payment before the opening, rules that name no bucket).
// What finds nothing to do does nothing: a waiver of a charge that was undone,
// a payment of what is paid.
//
// Anybody may call it; it writes nothing.
package life
