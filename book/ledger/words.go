package ledger

import "fenming/kit/words"

var (
	wordLegs = words.Word{Key: "ledger.legs",
		ZH: "一笔分录须有 2 至 {max} 行", EN: "An entry has 2 to {max} legs"}
	wordDay = words.Word{Key: "ledger.day",
		ZH: "须填写有效的生效日，例如 2026-11-21", EN: "Give a valid effective day, for example 2026-11-21"}
	wordAccount = words.Word{Key: "ledger.account",
		ZH: "没有这个科目，请从科目表中选择", EN: "There is no such account; choose one of the chart"}
	wordNothing = words.Word{Key: "ledger.nothing",
		ZH: "金额须为不等于零的整数（最小货币单位）", EN: "The amount must be a whole number of minor units and not zero"}
	wordCurrency = words.Word{Key: "ledger.currency",
		ZH: "币种须为 ISO 4217 代码，例如 CNY", EN: "The currency must be an ISO 4217 code, for example CNY"}
	wordTooLarge = words.Word{Key: "ledger.too_large",
		ZH: "金额合计超出可计算的范围，请检查数量级", EN: "The sum is larger than can be computed; check the magnitude"}
	wordUnbalanced = words.Word{Key: "ledger.unbalanced",
		ZH: "借贷不平：{currency} 相差 {difference}（最小货币单位）；请使每个币种借贷合计为零",
		EN: "Debits and credits differ by {difference} minor units of {currency}; make each currency sum to zero"}
	wordContractSubject = words.Word{Key: "ledger.contract_subject",
		ZH: "合同应收只能通过还款、退款、减免等操作变动，不能手工记账",
		EN: "A contract's receivable changes by repayment, refund or waiver only, not by a manual entry"}
	wordNotFound = words.Word{Key: "ledger.not_found",
		ZH: "没有这笔分录，请核对编号", EN: "There is no such entry; check the id"}
	wordReversed = words.Word{Key: "ledger.reversed",
		ZH: "该分录已被冲正，或本身就是冲正，不能再冲正", EN: "The entry was reversed before, or is a reversal itself"}
	wordReason = words.Word{Key: "ledger.reason",
		ZH: "请填写原因", EN: "Give the reason"}
	wordNotReversible = words.Word{Key: "ledger.not_reversible",
		ZH: "此类分录之后已有还款或退款，不能直接冲正；请先冲正后续分录",
		EN: "Payments or refunds followed this entry; reverse those first"}
	wordAmount = words.Word{Key: "ledger.amount",
		ZH: "金额须大于零，且与合同币种一致", EN: "The amount must be above zero and in the contract's currency"}
	wordNotOpen = words.Word{Key: "ledger.contract_not_open",
		ZH: "合同处于「{state}」状态，不能记这笔账", EN: "The contract is {state}; this cannot be posted"}
	wordNoInstalment = words.Word{Key: "ledger.no_instalment",
		ZH: "合同没有第 {no} 期，请核对期数", EN: "The contract has no instalment {no}; check the number"}
	wordLateFeeCreditor = words.Word{Key: "ledger.late_fee_creditor",
		ZH: "债权人不是本店，本店无权收取逾期违约金", EN: "The creditor is not this merchant, who may not charge a late fee"}
	wordLateFeeTooHigh = words.Word{Key: "ledger.late_fee_too_high",
		ZH: "逾期违约金最多可计 {most}（最小货币单位），请降低金额",
		EN: "At most {most} minor units of late fee may be charged; lower the amount"}
	wordRefundTooHigh = words.Word{Key: "ledger.refund_too_high",
		ZH: "可退金额最多 {most}（最小货币单位）", EN: "At most {most} minor units can be refunded"}
	wordWaiveTooHigh = words.Word{Key: "ledger.waive_too_high",
		ZH: "可减免金额最多 {most}（最小货币单位）", EN: "At most {most} minor units can be waived"}
	wordNothingToGiveUp = words.Word{Key: "ledger.nothing_to_give_up",
		ZH: "没有已到期未付的款项，无需核销", EN: "Nothing that is booked is unpaid, so nothing can be written off"}
	wordChargeBackTooHigh = words.Word{Key: "ledger.charge_back_too_high",
		ZH: "这笔还款最多还能拒付 {most}（最小货币单位）", EN: "At most {most} minor units of this payment can still be charged back"}
	wordChargedBack = words.Word{Key: "ledger.charged_back",
		ZH: "这笔还款已有拒付记录，不能整笔冲正；请对剩余金额登记拒付",
		EN: "Part of this payment was charged back, so it cannot be reversed as a whole; record a charge-back of the rest"}
	wordPauseDays = words.Word{Key: "ledger.pause_days",
		ZH: "停息起止日须为有效日期，且止日不早于起日", EN: "Give valid first and last days of the pause, in order"}
	wordPauseNothing = words.Word{Key: "ledger.pause_nothing",
		ZH: "这段日期内没有尚未到期的利息；已到期的利息请用减免", EN: "No interest that is still to come runs on these days; waive what is due"}
	wordPausedBefore = words.Word{Key: "ledger.paused_before",
		ZH: "{from} 至 {to} 已经停息，请改用不重叠的日期", EN: "{from} to {to} are paused already; choose other days"}
	wordReAgeCount = words.Word{Key: "ledger.re_age_count",
		ZH: "重排期数须为 1 至 {most}", EN: "A re-age makes 1 to {most} instalments"}
	wordReAgeFirst = words.Word{Key: "ledger.re_age_first",
		ZH: "首个到期日须晚于 {day}", EN: "The first due day must lie after {day}"}
	wordReAgeNothing = words.Word{Key: "ledger.re_age_nothing",
		ZH: "没有未付的本金、利息或手续费，无需重排", EN: "No principal, interest or fee is unpaid, so nothing can be due anew"}
	wordReAgedSince = words.Word{Key: "ledger.re_aged_since",
		ZH: "之后的日期已有记账（或已重排还款计划），请按今天的日期登记，或先冲正后续记录",
		EN: "Something is booked for a later day, or the schedule was made anew since: enter it for today, or take back what followed first"}
	wordOverpaidTooLow = words.Word{Key: "ledger.overpaid_too_low",
		ZH: "溢缴款只有 {most}（最小货币单位）", EN: "Only {most} minor units are overpaid"}
	wordPayoffTooLow = words.Word{Key: "ledger.payoff_too_low",
		ZH: "提前结清需要 {need}（最小货币单位），付款不足", EN: "Settling early takes {need} minor units; the payment is less"}
	wordBroken = words.Word{Key: "ledger.broken",
		ZH: "账簿核对不符：{check}：{found}", EN: "The ledger does not agree: {check}: {found}"}

	wordPost       = words.Word{Key: "ledger.post", ZH: "手工记账", EN: "Post a manual journal entry"}
	wordReverse    = words.Word{Key: "ledger.reverse", ZH: "冲正分录", EN: "Reverse an entry"}
	wordEntryList  = words.Word{Key: "entry.list", ZH: "分录列表", EN: "List entries"}
	wordEntryGet   = words.Word{Key: "entry.get", ZH: "查看分录", EN: "See an entry"}
	wordBalance    = words.Word{Key: "ledger.balance", ZH: "查询余额", EN: "Ask for a balance"}
	wordTrial      = words.Word{Key: "ledger.trial_balance", ZH: "试算平衡表", EN: "Trial balance"}
	wordCheck      = words.Word{Key: "ledger.check", ZH: "核对账簿", EN: "Check the ledger"}
	wordReceivable = words.Word{Key: "receivable.list", ZH: "应收列表", EN: "List receivables"}
	wordOne        = words.Word{Key: "receivable.get", ZH: "查看一份合同的应收", EN: "See the receivable of a contract"}
	wordAgeing     = words.Word{Key: "receivable.ageing", ZH: "账龄分布", EN: "Receivables by age"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordLegs, wordDay, wordAccount, wordNothing, wordCurrency, wordTooLarge, wordUnbalanced,
		wordContractSubject, wordNotFound, wordReversed, wordReason, wordNotReversible, wordAmount, wordNotOpen,
		wordNoInstalment, wordLateFeeCreditor, wordLateFeeTooHigh, wordRefundTooHigh, wordWaiveTooHigh,
		wordOverpaidTooLow, wordReAgeCount, wordReAgeFirst, wordReAgeNothing, wordReAgedSince, wordNothingToGiveUp, wordPauseDays, wordPauseNothing, wordPausedBefore, wordChargeBackTooHigh, wordChargedBack, wordPayoffTooLow, wordBroken, wordPost, wordReverse, wordEntryList, wordEntryGet,
		wordBalance, wordTrial, wordCheck, wordReceivable, wordOne, wordAgeing}
}
