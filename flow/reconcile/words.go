package reconcile

import "fenming/kit/words"

var (
	wordImport   = words.Word{Key: "statement.import", ZH: "导入对账单", EN: "Import a statement"}
	wordOriginal = words.Word{Key: "statement.original", ZH: "下载对账单原件", EN: "Download the original of a statement"}
	wordDays     = words.Word{Key: "statement.days", ZH: "对账单日历（缺哪天）", EN: "Calendar of statements: which days are missing"}
	wordFetch    = words.Word{Key: "statement.fetch", ZH: "向平台索取某日对账单", EN: "Ask the platform for the statement of a day"}
	wordMatch    = words.Word{Key: "line.match", ZH: "手工勾对账单行", EN: "Match a line to an order by hand"}
	wordUndo     = words.Word{Key: "match.undo", ZH: "撤销勾对", EN: "Undo a match"}
	wordExplain  = words.Word{Key: "difference.explain", ZH: "说明差异", EN: "Explain a difference"}

	wordNoParser = words.Word{Key: "reconcile.no_parser",
		ZH: "没有能读取该平台账单的解析器；请先在渠道中选择支持的平台",
		EN: "Nothing here reads this platform's statements; choose a supported platform for the channel"}
	wordEmpty = words.Word{Key: "reconcile.empty",
		ZH: "没有收到文件内容；请选择账单文件后再上传", EN: "No file arrived; choose the statement and upload it again"}
	wordOtherPlatform = words.Word{Key: "reconcile.other_platform",
		ZH: "这份账单属于另一个平台；请选择对应平台的渠道", EN: "This statement is another platform's; choose a channel of that platform"}
	wordOtherAccount = words.Word{Key: "reconcile.other_account",
		ZH: "账单里的商户账号与所选渠道的商户号不符；请选择该账号的渠道",
		EN: "The account in the statement is not the channel's; choose the channel of that account"}
	wordNoChannel = words.Word{Key: "reconcile.no_channel",
		ZH: "没有渠道对应这份账单的平台与账号；请先添加渠道", EN: "No channel fits the platform and account of this statement; add one first"}
	wordWhichChannel = words.Word{Key: "reconcile.which_channel",
		ZH: "有多个渠道可能对应这份账单；请用 channel_id 指明", EN: "Several channels could be meant; name one with channel_id"}
	wordBadDay = words.Word{Key: "reconcile.day",
		ZH: "日期须为已经过去的日子，例如 2026-11-20", EN: "Give a day that is over, for example 2026-11-20"}
	wordRange = words.Word{Key: "reconcile.range",
		ZH: "起止日期须有先后，且不超过 400 天", EN: "The first day must not come after the last, at most 400 days apart"}
	wordNoSource = words.Word{Key: "reconcile.no_source",
		ZH: "该平台不提供账单下载接口；请从商家后台下载后上传",
		EN: "This platform offers no statement download; fetch the file from its back office and upload it"}
	wordLineTaken = words.Word{Key: "reconcile.line_taken",
		ZH: "这一账单行已勾对；请先撤销原勾对", EN: "This line is matched already; undo that match first"}
	wordOrderNotPaid = words.Word{Key: "reconcile.order_not_paid",
		ZH: "订单尚未支付，不能勾对收款；请先核实并登记支付", EN: "The order is not paid; confirm and record the payment first"}
	wordHasPayment = words.Word{Key: "reconcile.has_payment",
		ZH: "订单已勾对一笔收款；请先撤销原勾对", EN: "The order has its payment line already; undo that match first"}
	wordOwnContract = words.Word{Key: "reconcile.own_contract",
		ZH: "订单由本店自己的分期合同收款，平台账单行不属于它；请另选订单，或说明该差异",
		EN: "The shop's own contract collects this order, so no line of a platform belongs to it; choose another order or explain the difference"}
	wordRefundOf = words.Word{Key: "reconcile.refund_of",
		ZH: "退款行须指明该订单的一笔有效且未勾对的退款", EN: "Name a standing refund of this order that no line speaks of yet"}

	noteLater = words.Word{Key: "reconcile.note_later",
		ZH: "后来查明：该行属于订单 {order}，已自动勾对", EN: "Found later: the line belongs to order {order} and was matched"}
	noteFund = words.Word{Key: "reconcile.note_fund",
		ZH: "资金流水，不涉及订单，或由当日业务账单核对", EN: "A movement of funds without an order, or one that the day's trade bill answers for"}
	noteSettled = words.Word{Key: "reconcile.note_settled",
		ZH: "后到的账单行已勾对，差异消失", EN: "A line that came later was matched; the difference is gone"}
	noteUndone = words.Word{Key: "reconcile.note_undone",
		ZH: "勾对已撤销，差异随之消失", EN: "The match was undone, and the difference with it"}

	titleCase = words.Word{Key: "reconcile.case", ZH: "{what}（{day}，{money}）", EN: "{what} ({day}, {money})"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordImport, wordOriginal, wordDays, wordFetch, wordMatch, wordUndo, wordExplain, wordNoParser,
		wordEmpty, wordOtherPlatform, wordOtherAccount, wordNoChannel, wordWhichChannel, wordBadDay, wordRange, wordNoSource,
		wordLineTaken, wordOrderNotPaid, wordHasPayment, wordOwnContract, wordRefundOf, noteLater, noteFund, noteSettled, noteUndone, titleCase}
}
