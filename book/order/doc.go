// Package order knows every sale on pay-later credit (and without): what was
// sold to whom on which terms, and how far it has come.
//
// Words: order 订单, state 状态, event 事件, timeline 时间线, item 商品行, proof 履约凭证
// (shipment 发货, service 服务, voucher 核销, digital 数字交付, pickup 自提), refund 退款,
// outer no 商户订单号 (the shop's), out no 平台商户单号 (ours there), platform no 平台交易号.
//
// States and arrows; a test reads this drawing and compares it with the table in
// state.go, arrow by arrow:
//
//	stateDiagram-v2
//	[*] --> quoted
//	quoted --> decided : accept
//	quoted --> held : hold
//	quoted --> declined : decline
//	quoted --> paid : import
//	quoted --> cancelled : cancel
//	quoted --> expired : expire
//	held --> decided : accept
//	held --> declined : decline
//	held --> cancelled : cancel
//	held --> expired : expire
//	decided --> awaiting_payment : await
//	decided, awaiting_payment --> payment_unknown : lose
//	payment_unknown --> awaiting_payment : await
//	decided, awaiting_payment, payment_unknown --> paid : pay
//	decided, awaiting_payment, payment_unknown --> closed : close
//	decided, awaiting_payment, payment_unknown --> cancelled : cancel
//	decided, awaiting_payment, payment_unknown --> expired : expire
//	cancelled, expired, closed --> paid : pay_late
//	paid, fulfilling --> fulfilling : ship
//	paid, fulfilling --> fulfilled : fulfil
//	fulfilled --> settled : settle
//	settled --> fulfilled : unsettle
//	paid --> paid : settle, unsettle
//	fulfilling --> fulfilling : settle, unsettle
//	refunded --> refunded : settle, unsettle
//	part_refunded --> part_refunded : ship, fulfil, settle, unsettle
//	paid, fulfilling, fulfilled, settled, part_refunded --> part_refunded : refund_part
//	paid, fulfilling, fulfilled, settled, part_refunded --> refunded : refund_all
//
// Money that comes after an order has ended (pay_late) is never denied. Settle
// and unsettle only note the day where goods are still to move or money went
// back. An imported order leaves quoted by import, cancel or expire.
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
