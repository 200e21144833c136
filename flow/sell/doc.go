// Package sell takes an order from the quote to the money: who, on what terms,
// is it genuine, is there room, write it down, tell the platform.
//
// Words: sell 销售, quote 报价, decide 裁决, confirm 确认签约, review 人工复核,
// fulfil 履约, cancel 取消, refund 退款, import 导入, notify 平台通知.
//
// Two roads
//
//	platform is the creditor          merchant is the creditor
//	decide                            decide
//	  └ job sell.create_payment         └ contract offered
//	      └ buyer pays at platform    confirm: terms accepted one by one, signed,
//	notify → job sell.notified          in force, down payment booked
//	  └ paid, ledger, limit used      paid, ledger opened, limit used
//	fulfil, cancel, refund            fulfil, cancel, refund
//
// Invariants
//   - The decision falls before the payment call: nothing is sent to a platform
//     for an order that is not accepted.
//   - The outside world is touched by jobs only. A request is stored with its
//     number before it is sent; an outcome nobody knows is asked for until it is
//     known and is never taken for failure.
//   - A call-back is stored raw before it is acknowledged and worked after. What
//     moves an order is the state it is in, so duplicates, late, replayed and
//     out-of-order call-backs change nothing twice; a wrong amount books nothing
//     and opens a case.
//   - Money goes back by the way it came; there is no other way to name.
//   - An imported order enqueues no job and sends no notice.
//   - The buyer's data passes through in memory only.
//   - A customer's own budget is told in quotes and offers and held against an order
//     on credit when it is decided, reviewed and signed, under a lock of the
//     customer; it never stands against paying in full.
//   - A customer's own page opens by the token of his link alone; it holds no id and
//     of the person the masked name only.
//
// Who may call: the doors in api.go, the back door in jobs.go, importers (Import).
package sell
