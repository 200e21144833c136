package life

import "fenming/kit/words"

var (
	wordLine = words.Word{Key: "life.line",
		ZH: "分期须有有效日期、按到期日排列且金额不为负",
		EN: "Instalments need valid days in rising order and no amount below zero"}
	wordBucket = words.Word{Key: "life.bucket",
		ZH: "清偿规则中没有这一项：{bucket}",
		EN: "The rule of allocation knows no such thing: {bucket}"}
	wordEach = words.Word{Key: "life.each",
		ZH: "每期费用须为非负金额或本金、利息的比例，记为手续费或违约金",
		EN: "A fee of each instalment is an amount or a share of principal and interest, not below zero, as fee or late fee"}
	wordEvent = words.Word{Key: "life.event",
		ZH: "事件 {id} 不完整：{what}",
		EN: "Event {id} is not complete: {what}"}
	wordTwice = words.Word{Key: "life.twice",
		ZH: "事件编号 {id} 重复",
		EN: "Two events have the id {id}"}
	wordUnknown = words.Word{Key: "life.unknown",
		ZH: "事件 {id} 所指的 {of} 不存在",
		EN: "Event {id} speaks of {of}, which does not exist"}
	wordNotOpen = words.Word{Key: "life.not_open",
		ZH: "合同在 {day} 尚未生效，不能记入事件 {id}",
		EN: "The contract was not yet open on {day}; event {id} cannot be applied"}
	wordTranche = words.Word{Key: "life.tranche",
		ZH: "该合同不能分次放款（事件 {id}）",
		EN: "Under this agreement money is lent once only (event {id})"}
	wordTooMuch = words.Word{Key: "life.too_much",
		ZH: "事件 {id} 的金额超过可用的 {most}",
		EN: "The amount of event {id} is above the {most} there is"}
)

// Words are the sentences of this package.
func Words() []words.Word {
	return []words.Word{wordLine, wordBucket, wordEach, wordEvent, wordTwice, wordUnknown, wordNotOpen, wordTranche, wordTooMuch}
}
