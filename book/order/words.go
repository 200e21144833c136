package order

import "fenming/kit/words"

var (
	wordNotFound      = words.Word{Key: "order.not_found", ZH: "没有这个订单，请核对编号", EN: "There is no such order; check the number"}
	wordNoRefund      = words.Word{Key: "order.no_refund", ZH: "没有这笔退款，请核对编号", EN: "There is no such refund; check the id"}
	wordNoArrow       = words.Word{Key: "order.wrong_state", ZH: "订单处于「{state}」状态，不能执行「{event}」", EN: "The order is {state}; {event} cannot be done now"}
	wordNoRefundArrow = words.Word{Key: "order.refund_wrong_state", ZH: "退款处于「{from}」状态，不能变为「{to}」", EN: "The refund is {from}; it cannot become {to}"}
	wordNotPaid       = words.Word{Key: "order.not_paid", ZH: "订单处于「{state}」状态，没有可退或可履约的款项", EN: "The order is {state}; there is no payment to refund or fulfil"}
	wordOuterNo       = words.Word{Key: "order.outer_no", ZH: "商户订单号必填，且不超过 64 个字节", EN: "The outer number is required, of at most 64 bytes"}
	wordOuterTaken    = words.Word{Key: "order.outer_no_taken", ZH: "商户订单号 {no} 已有订单；改换期数或金额请使用新的订单号", EN: "The outer number {no} has an order already; use a new number to change count or amount"}
	wordAmount        = words.Word{Key: "order.amount", ZH: "金额须大于零，且与订单币种一致", EN: "The amount must be above zero and in the order's currency"}
	wordDay           = words.Word{Key: "order.day", ZH: "购买日须为有效日期，例如 2026-11-21", EN: "The day must be a valid date, for example 2026-11-21"}
	wordItems         = words.Word{Key: "order.items", ZH: "商品行最多 200 行", EN: "At most 200 item lines"}
	wordItem          = words.Word{Key: "order.item", ZH: "商品行须有 SKU、大于零的数量和与订单同币种的金额", EN: "An item needs a SKU, a quantity above zero and an amount in the order's currency"}
	wordItemSum       = words.Word{Key: "order.item_sum", ZH: "商品行金额之和须等于订单金额", EN: "The items must add up to the order's amount"}
	wordTracking      = words.Word{Key: "order.tracking", ZH: "发货须填写承运商与运单号", EN: "A shipment needs its carrier and tracking number"}
	wordVoucher       = words.Word{Key: "order.voucher", ZH: "核销须填写券号", EN: "A redemption needs the voucher's number"}
	wordProofKind     = words.Word{Key: "order.proof_kind", ZH: "履约方式只能是 shipment、service、voucher、digital 或 pickup", EN: "The proof is of shipment, service, voucher, digital or pickup"}
	wordSignedBefore  = words.Word{Key: "order.signed_before_shipped", ZH: "签收时间早于发货时间，请核对", EN: "It was signed for before it was shipped; check the times"}
	wordTooMuch       = words.Word{Key: "order.refund_too_much", ZH: "退款超过可退金额 {left}，请减少退款金额", EN: "The refund exceeds what is left ({left}); lower it"}
	wordRefundReason  = words.Word{Key: "order.refund_reason", ZH: "请填写退款原因", EN: "Give a reason for the refund"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	list := []words.Word{wordNotFound, wordNoRefund, wordNoArrow, wordNoRefundArrow, wordNotPaid, wordOuterNo,
		wordOuterTaken, wordAmount, wordDay, wordItems, wordItem, wordItemSum, wordTracking, wordVoucher,
		wordProofKind, wordSignedBefore, wordTooMuch, wordRefundReason}
	for _, s := range States() {
		list = append(list, s.Word())
	}
	return list
}
