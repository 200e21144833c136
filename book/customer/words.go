package customer

import "fenming/kit/words"

var (
	wordList     = words.Word{Key: "customer.list", ZH: "客户列表（脱敏）", EN: "List customers (masked)"}
	wordGet      = words.Word{Key: "customer.get", ZH: "查看客户（脱敏）、授权与暂停", EN: "See a customer (masked), consents and holds"}
	wordReveal   = words.Word{Key: "customer.reveal", ZH: "查看客户明文资料（须填原因并二次验证）", EN: "See a customer's full data (with a reason and a fresh second factor)"}
	wordGive     = words.Word{Key: "customer.consent", ZH: "登记客户授权", EN: "Record a customer's consent"}
	wordWithdraw = words.Word{Key: "customer.withdraw", ZH: "登记撤回授权", EN: "Record the withdrawal of a consent"}
	wordHold     = words.Word{Key: "customer.hold", ZH: "暂停向客户催收（争议、困难、投诉、停止联系）", EN: "Stop asking a customer for money (dispute, hardship, complaint, stop)"}
	wordLift     = words.Word{Key: "customer.lift_hold", ZH: "解除暂停", EN: "Lift a hold"}

	wordNotFound  = words.Word{Key: "customer.not_found", ZH: "没有这位客户，请核对编号", EN: "There is no such customer; check the id"}
	wordNobody    = words.Word{Key: "customer.nobody", ZH: "须提供客户编号、手机号或邮箱之一，才能认出客户", EN: "Give the shop's customer number, a phone or an e-mail, so that the customer can be recognised"}
	wordBusy      = words.Word{Key: "customer.busy", ZH: "同一客户正在被另一请求写入，请稍后重试", EN: "The same customer is being written by another request; try again shortly"}
	wordConsent   = words.Word{Key: "customer.consent_incomplete", ZH: "授权须写明用途、文本的哈希与版本、取得渠道", EN: "A consent needs its purpose, the text's hash and version, and where it was given"}
	wordNoConsent = words.Word{Key: "customer.no_consent", ZH: "该用途没有有效授权", EN: "No consent for this purpose stands"}
	wordHoldKind  = words.Word{Key: "customer.hold_kind", ZH: "暂停类型只能是 dispute、hardship、complaint 或 stop", EN: "The kind of hold is dispute, hardship, complaint or stop"}
	wordNoHold    = words.Word{Key: "customer.no_hold", ZH: "没有这条有效的暂停", EN: "No such hold stands"}
	wordReason    = words.Word{Key: "customer.reason", ZH: "请填写原因（至少 4 个字），它会进入审计记录", EN: "Give a reason (at least 4 characters); it goes into the audit log"}
	wordReveals   = words.Word{Key: "customer.reveal_cap", ZH: "今天查看明文已达上限 {max} 次，请明天再试或请店主协助", EN: "You have reached today's limit of {max} full views; try tomorrow or ask the owner"}
	wordSearch    = words.Word{Key: "customer.search_one", ZH: "手机号、邮箱、客户编号只能按其一查询", EN: "Search by one of phone, e-mail and customer number only"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordList, wordGet, wordReveal, wordGive, wordWithdraw, wordHold, wordLift, wordNotFound,
		wordNobody, wordBusy, wordConsent, wordNoConsent, wordHoldKind, wordNoHold, wordReason, wordReveals, wordSearch}
}
