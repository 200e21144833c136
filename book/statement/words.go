package statement

import "fenming/kit/words"

var (
	wordList         = words.Word{Key: "statement.list", ZH: "对账单列表", EN: "List statements"}
	wordGet          = words.Word{Key: "statement.get", ZH: "查看对账单", EN: "See a statement"}
	wordLines        = words.Word{Key: "statement.lines", ZH: "对账单的各行", EN: "Lines of a statement"}
	wordDifferences  = words.Word{Key: "difference.list", ZH: "差异列表", EN: "List differences"}
	wordDifference   = words.Word{Key: "difference.get", ZH: "查看差异", EN: "See a difference"}
	wordNoFile       = words.Word{Key: "statement.not_found", ZH: "没有这份对账单，请核对编号", EN: "There is no such statement; check the id"}
	wordNoLine       = words.Word{Key: "statement.no_line", ZH: "没有这一账单行，请核对编号", EN: "There is no such line; check the id"}
	wordNoMatch      = words.Word{Key: "statement.no_match", ZH: "没有这条勾对，请核对编号", EN: "There is no such match; check the id"}
	wordNoDifference = words.Word{Key: "statement.no_difference", ZH: "没有这条差异，请核对编号", EN: "There is no such difference; check the id"}
	wordTaken        = words.Word{Key: "statement.line_taken", ZH: "这一账单行已勾对到其他订单，请先撤销原勾对", EN: "This line is matched already; undo that match first"}
	wordUndone       = words.Word{Key: "statement.match_undone", ZH: "这条勾对已撤销", EN: "This match was undone already"}
	wordEnded        = words.Word{Key: "statement.difference_ended", ZH: "这条差异已是「{state}」状态，无需再处理", EN: "This difference is {state} already"}
)

// codeWords say what each code means.
var codeWords = map[Code]words.Word{
	OrderMissing:   {Key: "difference.order_missing", ZH: "账单有、我方无此订单", EN: "The statement lists a payment for an order we do not know"},
	LineMissing:    {Key: "difference.line_missing", ZH: "已支付订单未出现在当日账单", EN: "A paid order is not in its day's statement"},
	AmountDiffers:  {Key: "difference.amount_differs", ZH: "金额与订单不符", EN: "The amount is not the order's"},
	FeeDiffers:     {Key: "difference.fee_differs", ZH: "手续费与合同费率不符", EN: "The fee is not the contract's"},
	PaidTwice:      {Key: "difference.paid_twice", ZH: "同一订单出现两笔收款", EN: "A second payment for one order"},
	RefundMissing:  {Key: "difference.refund_missing", ZH: "账单有退款、我方无此退款", EN: "The statement lists a refund we do not know"},
	RefundUnlisted: {Key: "difference.refund_unlisted", ZH: "已完成退款未出现在当日账单", EN: "A refund of ours is not in its day's statement"},
	NotPaid:        {Key: "difference.not_paid", ZH: "账单已收款、订单未支付", EN: "The statement lists a payment, our order is not paid"},
}

// Word says what a code means.
func (c Code) Word() words.Word { return codeWords[c] }

// Words is this room's catalogue.
func Words() []words.Word {
	all := []words.Word{wordList, wordGet, wordLines, wordDifferences, wordDifference, wordNoFile, wordNoLine, wordNoMatch,
		wordNoDifference, wordTaken, wordUndone, wordEnded}
	for _, c := range Codes() {
		all = append(all, codeWords[c])
	}
	return all
}
