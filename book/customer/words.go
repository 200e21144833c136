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

	wordPurposes     = words.Word{Key: "customer.purposes", ZH: "授权用途目录（含展示文本）", EN: "Catalogue of consent purposes with the texts shown"}
	wordConsentList  = words.Word{Key: "customer.consents", ZH: "客户的授权现状与历史", EN: "A customer's consents, now and in history"}
	wordRefuse       = words.Word{Key: "customer.refuse", ZH: "登记客户拒绝授权", EN: "Record a customer's no to a purpose"}
	wordNoPurpose    = words.Word{Key: "customer.no_purpose", ZH: "目录中没有这个用途，请核对", EN: "The catalogue has no such purpose; check it"}
	wordOtherText    = words.Word{Key: "customer.consent_other_text", ZH: "授权文本已更新，请重新展示现行文本后再登记", EN: "This is not the text in force; show the present one and record the answer to it"}
	wordAskedTooSoon = words.Word{Key: "customer.asked_too_soon", ZH: "客户已拒绝该用途，{day} 前不得再次征求；客户主动提出的可以登记", EN: "The customer said no to this; do not ask again before {day}. What the customer brings up himself may be recorded"}

	wordKnobWait        = words.Word{Key: "customer.budget_wait", ZH: "客户放宽预算、提前结束冷静期的等待时间", EN: "Wait before a looser budget or an early end of a pause takes effect"}
	wordKnobWarn        = words.Word{Key: "customer.budget_warn", ZH: "用到预算的多少开始提醒", EN: "Share of a ceiling from which quotes warn"}
	wordOnExceed        = words.Word{Key: "customer.budget_on_exceed", ZH: "超出时的处理只能是 stop 或 warn", EN: "What happens above the ceiling is stop or warn"}
	wordCeiling         = words.Word{Key: "customer.budget_ceiling", ZH: "上限不能为负数；不设上限请留空", EN: "A ceiling is not below zero; leave it out for none"}
	wordCeilingCurrency = words.Word{Key: "customer.budget_currency", ZH: "上限须以 {currency} 计", EN: "A ceiling is in {currency}"}
	wordPauseDay        = words.Word{Key: "customer.budget_pause_day", ZH: "请填写今天之后的日期", EN: "Give a day after today"}
	wordBudgetNote      = words.Word{Key: "customer.budget_note", ZH: "代客户设置须写明客户的要求（至少 4 个字）", EN: "Say in a note (at least 4 characters) that the customer asked for it"}
	wordBudgetPaused    = words.Word{Key: "customer.budget_paused", ZH: "客户自设冷静期：{day} 前不办理新的分期，可以付全款", EN: "The customer paused new credit until {day}; paying in full is possible"}
)

// budgetWords say the findings of a budget, by ceiling and kind.
var budgetWords = map[string]words.Word{
	"new.uses": {Key: "customer.budget_new_uses", ZH: "这笔分期会用到您每月新增上限 {bound} 的 {share}%（{month} 合计 {sum}）", EN: "This purchase would use {share} % of your monthly ceiling of {bound} ({month}: {sum})"},
	"new.near": {Key: "customer.budget_new_near", ZH: "请留意：这笔分期会用到您每月新增上限 {bound} 的 {share}%（{month} 合计 {sum}）", EN: "Please note: this purchase would use {share} % of your monthly ceiling of {bound} ({month}: {sum})"},
	"new.over": {Key: "customer.budget_new_over", ZH: "超出您每月新增上限 {bound}：{month} 合计将达 {sum}（{share}%）；可以付全款或减少分期金额", EN: "Above your monthly ceiling of {bound}: {month} would come to {sum} ({share} %); pay in full or put less on credit"},
	"due.uses": {Key: "customer.budget_due_uses", ZH: "{month} 应付分期合计 {sum}，为您每月应付上限 {bound} 的 {share}%", EN: "Instalments due in {month} would come to {sum}, {share} % of your ceiling of {bound}"},
	"due.near": {Key: "customer.budget_due_near", ZH: "请留意：{month} 应付分期合计 {sum}，为您每月应付上限 {bound} 的 {share}%", EN: "Please note: instalments due in {month} would come to {sum}, {share} % of your ceiling of {bound}"},
	"due.over": {Key: "customer.budget_due_over", ZH: "超出您每月应付上限 {bound}：{month} 应付分期合计将达 {sum}（{share}%）；可以付全款或选择更多期数", EN: "Above your ceiling of {bound} a month: instalments due in {month} would come to {sum} ({share} %); pay in full or choose more instalments"},
}

// Words is this room's catalogue.
func Words() []words.Word {
	list := []words.Word{wordList, wordGet, wordReveal, wordGive, wordWithdraw, wordHold, wordLift, wordNotFound,
		wordNobody, wordBusy, wordConsent, wordNoConsent, wordHoldKind, wordNoHold, wordReason, wordReveals, wordSearch,
		wordPurposes, wordConsentList, wordRefuse, wordNoPurpose, wordOtherText, wordAskedTooSoon, wordKnobWait, wordKnobWarn,
		wordOnExceed, wordCeiling, wordCeilingCurrency, wordPauseDay, wordBudgetNote, wordBudgetPaused}
	for _, w := range budgetWords {
		list = append(list, w)
	}
	return list
}
