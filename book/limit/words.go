package limit

import "fenming/kit/words"

var (
	wordRaise = words.Word{Key: "limit.raise",
		ZH: "将额度提高到 {amount}（{reason}）", EN: "Raise a limit to {amount} ({reason})"}
	wordNone = words.Word{Key: "limit.none",
		ZH: "尚未设定额度，请先在「额度」中为客户或方案设定", EN: "No limit is set; set one for the customer or the plan under Limits first"}
	wordOwn = words.Word{Key: "limit.own",
		ZH: "该客户的专属额度（{reason}）", EN: "This customer's own limit ({reason})"}
	wordDefault = words.Word{Key: "limit.default",
		ZH: "全体客户的默认额度（{reason}）", EN: "The default limit of all customers ({reason})"}
	wordTooLow = words.Word{Key: "limit.too_low",
		ZH: "可用额度 {free} 不足以覆盖 {amount}；可提高首付、减少金额或调整额度",
		EN: "The free limit {free} does not cover {amount}; raise the down payment, lower the amount or change the limit"}
	wordAmount = words.Word{Key: "limit.amount",
		ZH: "额度须为不小于零的金额", EN: "A limit is an amount not below zero"}
	wordHoldAmount = words.Word{Key: "limit.hold_amount",
		ZH: "占用金额须大于零", EN: "The amount to hold must be above zero"}
	wordDays = words.Word{Key: "limit.days",
		ZH: "生效日不得晚于失效日", EN: "The first day must not come after the last"}
	wordReason = words.Word{Key: "limit.reason",
		ZH: "请填写设定额度的理由", EN: "Give the reason for the limit"}
	wordOther = words.Word{Key: "limit.other_hold",
		ZH: "该订单已占用另一金额的额度，请先释放", EN: "The order already holds another amount; release it first"}
	wordNoHold = words.Word{Key: "limit.no_hold",
		ZH: "该订单没有占用额度", EN: "The order holds no limit"}

	wordList = words.Word{Key: "limit.list", ZH: "额度规则列表", EN: "List limit rules"}
	wordGet  = words.Word{Key: "limit.get", ZH: "查看客户的额度、已用与可用", EN: "See a customer's limit, what is used and what is free"}
	wordSet  = words.Word{Key: "limit.set", ZH: "设定额度", EN: "Set a limit"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordRaise, wordNone, wordOwn, wordDefault, wordTooLow, wordAmount, wordHoldAmount, wordDays, wordReason,
		wordOther, wordNoHold, wordList, wordGet, wordSet}
}
