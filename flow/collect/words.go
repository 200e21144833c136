package collect

import "fenming/kit/words"

var (
	wordQueue         = words.Word{Key: "collect.queue", ZH: "催收队列", EN: "The queue of overdue contracts"}
	wordHistory       = words.Word{Key: "collect.history", ZH: "合同的提醒、承诺与暂停记录", EN: "Steps, promises and holds of a contract"}
	wordContact       = words.Word{Key: "collect.contact", ZH: "联系消费者（经闸门核查）", EN: "Contact the customer, through the gate"}
	wordLateFee       = words.Word{Key: "collect.late_fee", ZH: "计收逾期违约金", EN: "Charge the late fees due"}
	wordPromise       = words.Word{Key: "collect.promise", ZH: "登记还款承诺", EN: "Write down a promise to pay"}
	wordPayment       = words.Word{Key: "collect.record_payment", ZH: "登记还款", EN: "Record a payment"}
	wordChargeBack    = words.Word{Key: "collect.charge_back", ZH: "登记拒付（款项被银行收回）", EN: "Record a charge-back: the bank took a payment back"}
	wordReAge         = words.Word{Key: "collect.re_age", ZH: "重排还款计划（展期）", EN: "Make what is unpaid due anew (re-age)"}
	wordPauseInterest = words.Word{Key: "collect.pause_interest", ZH: "停息一段时间", EN: "Pause interest for some days"}
	wordHold          = words.Word{Key: "collect.hold", ZH: "暂停催收（争议、困难、投诉、停止联系）", EN: "Stop the clock: dispute, hardship, complaint, stop request"}
	wordLift          = words.Word{Key: "collect.lift_hold", ZH: "解除暂停", EN: "Lift a hold"}
	wordWriteOff      = words.Word{Key: "collect.write_off", ZH: "申请核销", EN: "Ask to write a claim off"}

	wordNotCreditor = words.Word{Key: "collect.not_creditor",
		ZH: "这笔款项的债权人不是本店（平台或受让人才是），不能由本店提醒、催告或计收违约金；请到平台处理",
		EN: "The shop is not the creditor of this debt (the platform or an assignee is): it may not remind, demand or charge late fees; see the platform"}
	wordNotActive   = words.Word{Key: "collect.not_active", ZH: "合同处于「{state}」状态，不能这样操作", EN: "The contract is {state}; this cannot be done now"}
	wordNothingOwed = words.Word{Key: "collect.nothing_owed", ZH: "没有欠款，无需提醒", EN: "Nothing is owed; there is no reason to remind"}
	wordPaymentDay  = words.Word{Key: "collect.day", ZH: "日期须在 {from} 到 {to} 之间", EN: "The day lies between {from} and {to}"}
	wordPromiseMost = words.Word{Key: "collect.promise_most", ZH: "承诺金额不能超过尚欠的 {most}，币种须一致", EN: "The promise cannot exceed the {most} still owed and must be in the same currency"}
	wordNoHold      = words.Word{Key: "collect.no_hold", ZH: "该合同没有这条暂停", EN: "The contract has no such hold"}
	wordCursor      = words.Word{Key: "collect.cursor", ZH: "翻页标记无效，请从第一页重新查询", EN: "The cursor is not one; start again from the first page"}
	wordNightStuck  = words.Word{Key: "collect.night_stuck", ZH: "合同 {contract} 在 {day} 的夜间处理未能完成（{why}），请查看", EN: "The night of {day} could not be finished for contract {contract} ({why}); have a look"}
	wordHoldCase    = words.Word{Key: "collect.hold_case", ZH: "合同 {contract} 暂停：{kind}，请按期答复", EN: "Contract {contract} is on hold: {kind}; answer in time"}

	wordWriteOffSummary = words.Word{Key: "collect.write_off_summary", ZH: "核销合同 {contract} 的欠款 {amount}（逾期 {days} 天）：{reason}",
		EN: "Write off {amount} of contract {contract}, {days} days overdue: {reason}"}

	wordStepReminder = words.Word{Key: "collect.step.reminder", ZH: "邮件提醒", EN: "Reminder by e-mail"}
	wordStepCall     = words.Word{Key: "collect.step.call", ZH: "电话沟通", EN: "Telephone call"}
	wordStepDemand   = words.Word{Key: "collect.step.demand", ZH: "书面催告", EN: "Formal demand in writing"}
)

func stepWord(step string) words.Word {
	switch step {
	case stepDemand:
		return wordStepDemand
	case stepCall:
		return wordStepCall
	}
	return wordStepReminder
}

// Words is this flow's catalogue.
func Words() []words.Word {
	return []words.Word{wordQueue, wordHistory, wordContact, wordLateFee, wordPromise, wordPayment, wordChargeBack, wordPauseInterest, wordReAge, wordHold, wordLift,
		wordWriteOff, wordNotCreditor, wordNotActive, wordNothingOwed, wordPaymentDay, wordPromiseMost, wordNoHold, wordCursor,
		wordNightStuck, wordHoldCase, wordWriteOffSummary, wordStepReminder, wordStepCall, wordStepDemand,
		letterSoonSubject, letterSoon, letterLateSubject, letterLate, letterLaterSubject, letterLater,
		letterThanksSubject, letterThanks}
}
