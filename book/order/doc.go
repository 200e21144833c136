// Package order knows every sale on pay-later credit (and without): what was
// sold to whom on which terms, and how far it has come.
//
// Words: order 订单, state 状态, event 事件, timeline 时间线, item 商品行, proof 履约凭证
// (shipment 发货, service 服务, voucher 核销, digital 数字交付, pickup 自提), refund 退款,
// outer no 商户订单号 (the shop's), out no 平台商户单号 (ours there), platform no 平台交易号.
//
// States and arrows; table in state.go, drawn nowhere else:
//
//	           ┌─decline──────────────────────────────▶ declined
//	           │  ┌─hold──▶ held ─accept─▶ decided       (held: decline, cancel, expire end it)
//	quoted ────┼──┤
//	           │  └─import──────────────────────────▶ paid
//	           └─accept─▶ decided
//
//	decided ──await──▶ awaiting_payment ──pay──▶ paid
//	   │ │                  │   ▲  │
//	   │ └─lose─▶ payment_unknown ◀─lose              lose: the outcome at the platform is not known
//	   │            │ await, pay, close
//	   └─pay─▶ paid                                  cancel, expire, close end an unpaid order
//
//	cancelled · expired · closed ──pay_late──▶ paid  money came after the end: it is never denied
//
//	paid ──ship──▶ fulfilling ──fulfil──▶ fulfilled ──settle──▶ settled
//	  └───────────────fulfil──────────────────┘
//	paid, fulfilling, fulfilled, settled, part_refunded ──refund_part──▶ part_refunded
//	                                                    ──refund_all───▶ refunded
//	settle and unsettle in paid, fulfilling, part_refunded, refunded leave the state
//	and only note the day; ship and fulfil in part_refunded likewise.
//
// A refund: asked → approved → sent → done | refused, with unknown beside sent
// until the platform has been asked.
//
// Invariants
//   - Move is the only way to change a state; an arrow that is not in the table
//     is refused with a conflict.
//   - The timeline is append-only, numbered without gaps, and folding it gives
//     the state.
//   - Refunds that are not refused never exceed the amount.
//   - An outer number names one order of a merchant; a declined order frees it, so
//     that the shop can sell without credit under the same number.
//
// Who may call: flow/sell (everything), flow/reconcile and flow/collect (Move
// with Settle and Unsettle), readers.
package order
