package contact

import "fenming/kit/words"

var codeWords = []words.Word{
	{Key: "contact." + Allowed, ZH: "可以联系", EN: "Contact is allowed"},
	{Key: "contact." + NotCreditor, ZH: "债权人不是本店，不能就此联系消费者", EN: "The shop is not the creditor and may not contact the customer about this"},
	{Key: "contact." + NoBalance, ZH: "没有欠款，无需联系", EN: "Nothing is owed; there is no reason for contact"},
	{Key: "contact." + OnHold, ZH: "有未了结的争议、投诉、困难、退款或停止联系要求，已暂停", EN: "A dispute, complaint, hardship, refund or stop request stands; contact is suspended"},
	{Key: "contact." + NoRecipient, ZH: "只能联系本人或约定的担保人", EN: "Only the customer or an agreed guarantor may be contacted"},
	{Key: "contact." + NoChannel, ZH: "没有该渠道的联系方式", EN: "The customer has no address on this channel"},
	{Key: "contact." + NoConsent, ZH: "没有送达条款确认或联系授权", EN: "Neither the clause on service nor a consent to be contacted stands"},
	{Key: "contact." + Wording, ZH: "文字含有威胁或不实内容，请修改", EN: "The wording threatens or is untrue; change it"},
	{Key: "contact." + UnknownZone, ZH: "不知道对方所在时区，不能联系", EN: "The time zone is unknown; contact is refused"},
	{Key: "contact." + Quiet, ZH: "现在不在可联系时段", EN: "This is outside the hours of contact"},
	{Key: "contact." + Cap, ZH: "已达到联系次数上限", EN: "The cap of contacts is reached"},
	{Key: "contact." + TooEarly, ZH: "还没到这一步的时间", EN: "It is too early for this step"},
	{Key: "contact." + Unknown, ZH: "不认识的渠道或目的，不能联系", EN: "The channel or purpose is unknown; contact is refused"},
	{Key: "contact." + GateError, ZH: "核查失败，不能联系；请稍后再试", EN: "The check failed, so contact is refused; try again later"},
}

func codeWord(code string) words.Word {
	for _, w := range codeWords {
		if w.Key == "contact."+code {
			return w
		}
	}
	return codeWords[len(codeWords)-1]
}

var (
	wordNext          = words.Word{Key: "contact.next", ZH: "；最早可在 {at} 联系", EN: "; the earliest time is {at}"}
	wordKnobOpen      = words.Word{Key: "contact.open", ZH: "每天最早联系时间（距零点的分钟数）", EN: "Earliest contact of a day, in minutes from midnight"}
	wordKnobClose     = words.Word{Key: "contact.close", ZH: "每天最晚联系时间（距零点的分钟数）", EN: "End of contact of a day, in minutes from midnight"}
	wordKnobWeek      = words.Word{Key: "contact.per_week", ZH: "7 天内至多联系次数", EN: "Most contacts within 7 days"}
	wordPromiseAmount = words.Word{Key: "contact.promise_amount", ZH: "承诺金额须大于零", EN: "The promised amount must be above zero"}
	wordPromiseDay    = words.Word{Key: "contact.promise_day", ZH: "承诺日期须在 {from} 到 {to} 之间", EN: "The promised day lies between {from} and {to}"}
	wordPromiseOver   = words.Word{Key: "contact.promise_over", ZH: "该承诺已有结果，不能再改", EN: "This promise has been decided and cannot change"}
	wordChecks        = words.Word{Key: "contact.list", ZH: "联系核查记录", EN: "Checks of the contact gate"}
	wordRules         = words.Word{Key: "contact.rules", ZH: "现行联系规则及依据", EN: "The rules of contact in force and their sources"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return append([]words.Word{wordNext, wordKnobOpen, wordKnobClose, wordKnobWeek, wordChecks, wordRules,
		wordPromiseAmount, wordPromiseDay, wordPromiseOver}, codeWords...)
}
