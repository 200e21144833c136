package plan

import "fenming/kit/words"

// The sentences of the stored plans.
var (
	wordNoPlan = words.Word{Key: "plan.not_found",
		ZH: "没有这个分期方案，请核对方案代码", EN: "There is no such plan; check its code"}
	wordNoQuote = words.Word{Key: "quote.not_found",
		ZH: "没有这份报价，请核对编号或重新报价", EN: "There is no such quote; check the id or quote again"}
	wordPlanOff = words.Word{Key: "plan.not_offered",
		ZH: "方案「{plan}」在 {day} 未启用，请更换方案或日期", EN: "The plan {plan} is not offered on {day}; choose another plan or day"}
	wordCount = words.Word{Key: "plan.count_not_offered",
		ZH: "方案「{plan}」不提供 {count} 期，可选：{counts}", EN: "The plan {plan} has no {count} instalments; choose one of {counts}"}
	wordTooSmall = words.Word{Key: "plan.amount_too_small",
		ZH: "金额低于方案起点 {bound}，请增加金额或选择其他方案", EN: "The amount is below the plan's least, {bound}; raise it or choose another plan"}
	wordTooBig = words.Word{Key: "plan.amount_too_big",
		ZH: "金额超过方案上限 {bound}，请提高首付或选择其他方案", EN: "The amount is above the plan's most, {bound}; pay more down or choose another plan"}
	wordOtherCurrency = words.Word{Key: "plan.other_currency",
		ZH: "方案以 {currency} 计价，请使用该币种", EN: "The plan is in {currency}; quote in that currency"}
	wordNoCard = words.Word{Key: "plan.no_rate_card",
		ZH: "平台「{platform}」方案「{plan}」{count} 期在 {day} 没有有效的费率卡，不能报价；请先录入并核实费率",
		EN: "No rate card of {platform}, plan {plan}, {count} instalments is valid on {day}, so nothing is quoted; record and verify the rate first"}
	wordAboveCap = words.Word{Key: "plan.above_legal_cap",
		ZH: "年化 {rate} 超过{kind}适用的上限 {cap}（规则 {rule}；依据：{source}；{since} 起适用），不能提供；请降低利率或手续费",
		EN: "The annual rate {rate} is above the ceiling of {cap} for a {kind} (rule {rule}; source: {source}; in force since {since}) and may not be offered; lower interest or fee"}
	wordLateFeeCap = words.Word{Key: "plan.late_fee_above_cap",
		ZH: "逾期违约金超过一年期 LPR 的四倍，不能采用（依据：最高人民法院民间借贷司法解释第 29 条，2020-08-20 起适用）；请降到四倍以内（建议 1.5 倍）",
		EN: "The late fee is above four times the one-year loan prime rate (Supreme People's Court interpretation on private lending, article 29, in force since 2020-08-20); lower it below four (1.5 is suggested)"}
	// WordLPRStale is the refusal of new merchant plans while the loan prime
	// rate is out of date; whoever meets it tells the owner.
	WordLPRStale = words.Word{Key: "plan.lpr_stale",
		ZH: "一年期 LPR 最近一次录入为 {published}，距 {day} 已超过 {days} 天；请先录入最新 LPR，再提供本店自营分期（已签合同不受影响）",
		EN: "The one-year loan prime rate was last recorded for {published}, more than {days} days before {day}; record the latest before offering the merchant's own plans (contracts in force go on)"}
	wordNoLPR = words.Word{Key: "plan.lpr_missing",
		ZH: "尚未录入 {day} 适用的一年期 LPR，请先录入", EN: "No one-year loan prime rate that applies on {day} is recorded; record it first"}
	wordCode = words.Word{Key: "plan.code",
		ZH: "方案代码须为 2–40 位小写字母、数字、短横或下划线", EN: "A plan code has 2–40 small letters, digits, dashes or underscores"}
	wordNames = words.Word{Key: "plan.names",
		ZH: "请填写中英文名称", EN: "Give the name in both languages"}
	wordCreditor = words.Word{Key: "plan.creditor",
		ZH: "债权人与平台不符：自营方案的债权人为本店或受让人，平台方案为平台",
		EN: "Creditor and platform do not fit: the merchant's own plan is owed to the merchant or an assignee, a platform's to the platform"}
	wordCreditorKind = words.Word{Key: "plan.creditor_kind",
		ZH: "债权人类型与债权人不符：自营方案为 merchant，平台方案为持牌机构类型之一或留空（未登记）",
		EN: "The kind of creditor does not fit the creditor: merchant for the merchant's own plans, one of the licensed kinds or empty (not recorded) for a platform's"}
	wordCategory = words.Word{Key: "plan.category",
		ZH: "方案「{plan}」不适用于类目「{category}」，请更换方案或移除该商品", EN: "The plan {plan} does not serve the category {category}; choose another plan or take the article out"}
	wordCategories = words.Word{Key: "plan.categories",
		ZH: "类目限制最多 50 个，每个不超过 60 字", EN: "At most 50 categories of at most 60 characters each"}
	wordVerifyBy = words.Word{Key: "plan.verify_by",
		ZH: "复核日须晚于核实日，且不得晚于费率卡失效日", EN: "The day to verify by must come after the day it was verified and not after the card ends"}
	wordCardBody = words.Word{Key: "plan.card_body",
		ZH: "日逾期费率须在 0 到 1% 之间，到账天数须在 0 到 60 之间", EN: "The daily charge for lateness lies between 0 and 1 %, the days until the money arrives between 0 and 60"}
	wordMargin = words.Word{Key: "plan.margin",
		ZH: "毛利率须在 0 到 100% 之间", EN: "The gross margin lies between 0 and 100 %"}
	wordCounts = words.Word{Key: "plan.counts",
		ZH: "请列出 1–60 之间的期数", EN: "List instalment counts between 1 and 60"}
	wordBounds = words.Word{Key: "plan.bounds",
		ZH: "金额上下限须大于零且下限不高于上限", EN: "The bounds must be above zero, the least not above the most"}
	wordValidDays = words.Word{Key: "plan.valid_days",
		ZH: "生效日不得晚于失效日", EN: "The first valid day must not come after the last"}
	wordSource = words.Word{Key: "plan.source",
		ZH: "请填写来源（合同编号或网页与日期）", EN: "Give the source: contract number, or page and date"}
	wordVerified = words.Word{Key: "plan.verified",
		ZH: "请填写核实日期和核实人", EN: "Say when and by whom it was verified"}
	wordCardRate = words.Word{Key: "plan.card_rate",
		ZH: "费率须在 0 到 100% 之间", EN: "The rate must lie between 0 and 100 %"}
	wordLPRRate = words.Word{Key: "plan.lpr_rate",
		ZH: "LPR 须大于 0 且小于 50%", EN: "The loan prime rate must be above 0 and below 50 %"}
	wordTampered = words.Word{Key: "quote.tampered",
		ZH: "报价内容与其摘要不符，已停止使用；请联系管理员核查", EN: "The stored quote does not match its hash and is not used; ask the administrator to look into it"}

	wordPlanList     = words.Word{Key: "plan.list", ZH: "分期方案列表", EN: "List plans"}
	wordPlanGet      = words.Word{Key: "plan.get", ZH: "查看分期方案", EN: "See a plan"}
	wordPlanSave     = words.Word{Key: "plan.save", ZH: "保存分期方案", EN: "Save a plan"}
	wordPlanTry      = words.Word{Key: "plan.preview", ZH: "试算分期方案", EN: "Try a plan without saving it"}
	wordCardList     = words.Word{Key: "ratecard.list", ZH: "费率卡列表", EN: "List rate cards"}
	wordCardSave     = words.Word{Key: "ratecard.save", ZH: "录入费率卡", EN: "Record a rate card"}
	wordLPRList      = words.Word{Key: "lpr.list", ZH: "LPR 列表", EN: "List loan prime rates"}
	wordLPRSet       = words.Word{Key: "lpr.set", ZH: "录入 LPR", EN: "Record the loan prime rate"}
	wordQuotes       = words.Word{Key: "quote.list", ZH: "报价列表", EN: "List quotes"}
	wordCapList      = words.Word{Key: "cap.list", ZH: "法定费率上限", EN: "List the legal ceilings"}
	wordMerchantView = words.Word{Key: "plan.merchant_view", ZH: "商户视角：贴息成本、到账与盈亏平衡", EN: "The merchant's side: subsidy, proceeds and break-even"}
	wordOffers       = words.Word{Key: "quote.offers", ZH: "列出可选分期及不可选的原因", EN: "List what can be offered, and why the rest cannot"}
	wordQuoteGet     = words.Word{Key: "quote.get", ZH: "查看报价", EN: "See a quote"}
)

// StoreWords lists the sentences of the stored plans for the catalogue check.
func StoreWords() []words.Word {
	return append(append([]words.Word{wordMargin, wordMerchantView, wordQuotes, wordCapList, wordCreditorKind, wordCategory, wordCategories, wordVerifyBy, wordCardBody}, kindWords...), append(cures(), storeWords()...)...)
}

func storeWords() []words.Word {
	return []words.Word{wordNoPlan, wordNoQuote, wordPlanOff, wordCount, wordTooSmall, wordTooBig, wordOtherCurrency,
		wordNoCard, wordAboveCap, wordLateFeeCap, WordLPRStale, wordNoLPR, wordCode, wordNames, wordCreditor, wordCounts,
		wordBounds, wordValidDays, wordSource, wordVerified, wordCardRate, wordLPRRate, wordTampered, wordPlanList,
		wordPlanGet, wordPlanSave, wordPlanTry, wordCardList, wordCardSave, wordLPRList, wordLPRSet, wordOffers, wordQuoteGet}
}
