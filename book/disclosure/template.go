package disclosure

import "fenming/kit/words"

// TemplateVersion names the sentences below. Whoever changes one of them gives
// it a new version; the version in force when something was shown is stored
// with it.
const TemplateVersion = "cost-table-2026-11-22b"

// The sentences of the cost table.
var (
	tplOptions          = words.Word{Key: "cost.options", ZH: "分期选项说明", EN: "Your instalment options"}
	tplNotice           = words.Word{Key: "cost.notice", ZH: "费用提醒", EN: "What this credit costs"}
	tplIntro            = words.Word{Key: "cost.intro", ZH: "{shop} · 商品价格 {amount}。下面写明每一项费用怎么算、由谁出、由谁收，以及折合一年的成本，请看完再决定。", EN: "{shop} · price {amount}. Below stand every charge, how it is worked out, who pays it, who collects it, and the cost over a year; please read to the end before you decide."}
	tplNothingElse      = words.Word{Key: "cost.nothing_else", ZH: "除本页写明的费用外，不再向您收取任何其他费用。", EN: "Nothing is charged to you beyond what stands on this page."}
	tplBorrow           = words.Word{Key: "cost.borrow", ZH: "分期付款就是借钱，请按自己的还款能力选择；您也可以不分期，一次付清。", EN: "Paying in instalments is borrowing: choose what you can repay. You may also pay at once without credit."}
	tplExample          = words.Word{Key: "cost.example", ZH: "本表用示例数据计算，不是真实报价。", EN: "This table is worked out from example data and is no real quote."}
	tplCreditorPlatform = words.Word{Key: "cost.creditor_platform", ZH: "{platform}（由它提供分期，您向它还款）", EN: "{platform} (gives the credit; you repay {platform})"}
	tplCreditorShop     = words.Word{Key: "cost.creditor_shop", ZH: "本店（由本店提供分期，您向本店还款）", EN: "This shop (gives the credit; you repay the shop)"}
	tplShop             = words.Word{Key: "cost.shop", ZH: "本店", EN: "this shop"}
	tplYou              = words.Word{Key: "cost.you", ZH: "您", EN: "you"}
	tplPrice            = words.Word{Key: "cost.price", ZH: "商品价格", EN: "Price"}
	tplDown             = words.Word{Key: "cost.down", ZH: "首付", EN: "Down payment"}
	tplPrincipal        = words.Word{Key: "cost.principal", ZH: "分期本金（分期付的货款）", EN: "Amount financed"}
	tplCount            = words.Word{Key: "cost.count", ZH: "期数", EN: "Instalments"}
	tplCountOf          = words.Word{Key: "cost.count_of", ZH: "{count} 期", EN: "{count}"}
	tplFirst            = words.Word{Key: "cost.first", ZH: "首期应付", EN: "First instalment"}
	tplEach             = words.Word{Key: "cost.each", ZH: "其后每期应付", EN: "Each later instalment"}
	tplLast             = words.Word{Key: "cost.last", ZH: "末期应付", EN: "Last instalment"}
	tplTotal            = words.Word{Key: "cost.total", ZH: "您一共要付", EN: "You pay in all"}
	tplCost             = words.Word{Key: "cost.cost", ZH: "其中利息和费用", EN: "Of which interest and charges"}
	tplEffective        = words.Word{Key: "cost.effective", ZH: "综合年化成本（含全部利息和费用，按复利）", EN: "Annual cost of everything, compound (effective rate)"}
	tplEffectiveHow     = words.Word{Key: "cost.effective_how", ZH: "您付的每一笔利息和费用，按当时还没还的本金折算到一年（内部收益率法，按复利）", EN: "Every charge you pay, measured on the principal still outstanding at the time, over a year (internal rate, compounded)"}
	tplNominal          = words.Word{Key: "cost.nominal", ZH: "年化利率（单利口径：内部收益率 × 每年期数）", EN: "Annual rate, simple (internal rate × periods a year)"}
	tplNominalHow       = words.Word{Key: "cost.nominal_how", ZH: "单利口径，只用来比较", EN: "Simple interest, for comparison only"}
	tplInterest         = words.Word{Key: "cost.interest", ZH: "利息", EN: "Interest"}
	tplFee              = words.Word{Key: "cost.fee", ZH: "分期手续费", EN: "Instalment fee"}
	tplMerchantFee      = words.Word{Key: "cost.merchant_fee", ZH: "分期手续费（由商户承担）", EN: "Instalment fee (borne by the shop)"}
	tplNoCharge         = words.Word{Key: "cost.no_charge", ZH: "利息与手续费", EN: "Interest and fees"}
	tplMethodBalance    = words.Word{Key: "cost.method_balance", ZH: "每期只按还没还的本金算", EN: "each period on the principal still outstanding"}
	tplMethodFlat       = words.Word{Key: "cost.method_flat", ZH: "每期都按最初的分期本金算，不随还款减少", EN: "each period on the whole amount financed, though part of it is repaid"}
	tplMethodFee        = words.Word{Key: "cost.method_fee", ZH: "按分期本金算出总数，分摊到各期收取", EN: "worked out once on the amount financed, collected over the instalments"}
	tplStandardFee      = words.Word{Key: "cost.standard_fee", ZH: "分期本金的 {rate}", EN: "{rate} of the amount financed"}
	tplStandardYear     = words.Word{Key: "cost.standard_year", ZH: "年利率 {rate}", EN: "{rate} a year"}
	tplNo               = words.Word{Key: "cost.no", ZH: "第 {no} 期", EN: "No. {no}"}
	tplLate             = words.Word{Key: "cost.late", ZH: "逾期违约金", EN: "Charge for paying late"}
	tplLateYear         = words.Word{Key: "cost.late_year", ZH: "只对晚付的本金收：晚付的本金 × 年率 {rate} ÷ 365 × 晚付天数。到期后的前 {days} 天不收；累计最多收取晚付本金的 {share}；不会利滚利", EN: "only on principal paid late: that principal × {rate} a year ÷ 365 × days late. Nothing for the first {days} days; at most {share} of that principal in all; never interest on interest"}
	tplLateDay          = words.Word{Key: "cost.late_day", ZH: "晚付的金额 × 每天 {rate} × 晚付天数", EN: "amount paid late × {rate} a day × days late"}
	tplNone             = words.Word{Key: "cost.late_none", ZH: "不收取", EN: "none"}
	tplLateUnknown      = words.Word{Key: "cost.late_unknown", ZH: "由 {platform} 按它与您的协议收取，本店不知道收多少；请先在 {platform} 看清楚再决定", EN: "charged by {platform} under its own agreement with you; the shop does not know how much, so look it up at {platform} before you decide"}
	tplLateExample      = words.Word{Key: "cost.late_example", ZH: "举例", EN: "Example"}
	tplLateSteps        = words.Word{Key: "cost.late_steps", ZH: "{overdue} 晚付 {days} 天，要多付 {charge}。算法：{steps}", EN: "{overdue} paid {days} days late costs {charge} more: {steps}"}
	tplRefundFull       = words.Word{Key: "cost.refund_full", ZH: "收货后 7 天内全部退货", EN: "Everything sent back within 7 days"}
	tplRefundLater      = words.Word{Key: "cost.refund_later", ZH: "付过首期后全部退货", EN: "Everything sent back after the first instalment"}
	tplRefundPart       = words.Word{Key: "cost.refund_part", ZH: "退回五分之一的商品", EN: "A fifth of the goods sent back"}
	tplRefundText       = words.Word{Key: "cost.refund_text", ZH: "例如 {day} 退款 {amount}：{back} 按原付款方式退给您，还没付的分期少付 {off}（包括不用再付的利息和费用）。", EN: "Example: {amount} refunded on {day}: {back} goes back to you the way you paid, and you have {off} less still to pay, with the interest and fees that fall away."}
	tplElapsed          = words.Word{Key: "cost.elapsed", ZH: "已经用过的那段时间的利息和费用不退。", EN: " Interest and fees for the time already passed are not given back."}
	tplFeeReturned      = words.Word{Key: "cost.fee_returned", ZH: "{platform} 退还手续费。", EN: " {platform} gives its fee back."}
	tplFeeKept          = words.Word{Key: "cost.fee_kept", ZH: "{platform} 不退手续费。", EN: " {platform} keeps its fee."}
	tplFeeProRata       = words.Word{Key: "cost.fee_pro_rata", ZH: "{platform} 按比例退还手续费。", EN: " {platform} gives its fee back in proportion."}
	tplFeeUnknown       = words.Word{Key: "cost.fee_unknown", ZH: "手续费退不退由 {platform} 的规则决定，本店不知道。", EN: " Whether the fee is given back is for {platform}'s rules to say; the shop does not know them."}
	tplEarly            = words.Word{Key: "cost.early", ZH: "提前结清", EN: "Paying early"}
	tplEarlyText        = words.Word{Key: "cost.early_text", ZH: "例如在第 {no} 期应付日（{day}）把剩下的一次付清：共付 {pay}，之后的利息和费用 {saved} 不用再付。提前结清不另外收费。", EN: "Example: everything left is paid on the due day of instalment {no} ({day}): {pay}; {saved} of later interest and fees is not charged. Paying early costs nothing extra."}
	tplEarlyUnknown     = words.Word{Key: "cost.early_unknown", ZH: "提前结清时，剩下的手续费还收不收由 {platform} 的规则决定，本店不知道。", EN: "Whether the rest of the fee is still charged when you pay early is for {platform}'s rules to say; the shop does not know."}
	tplCapWithin        = words.Word{Key: "cost.cap_within", ZH: "年化成本 {cost}，没有超过适用的上限 {limit}（依据：{source}）", EN: "{cost} a year, within the ceiling of {limit} that applies ({source})"}
	tplCapAbove         = words.Word{Key: "cost.cap_above", ZH: "年化成本 {cost}，高于监管要求逐步降到的 {limit}（依据：{source}）", EN: "{cost} a year, above the {limit} to which the supervisor wants it to come down ({source})"}
	tplCapUnknown       = words.Word{Key: "cost.cap_unknown", ZH: "放款机构属于哪一类还没有登记，本店没能核对它适用的费率上限", EN: "The kind of lender is not recorded, so the shop could not check the ceiling that applies"}
	tplPlatformTerms    = words.Word{Key: "cost.platform_terms", ZH: "您与 {platform} 之间按它的协议办；晚付怎么处理也以那份协议为准。", EN: "Between you and {platform} its own agreement applies, also to late payment."}
	tplMerchantPays     = words.Word{Key: "cost.merchant_pays", ZH: "另有 {amount} 手续费由本店出，您不用付。", EN: "A further fee of {amount} is paid by the shop, not by you."}
	tplLateHigh         = words.Word{Key: "cost.late_high", ZH: "逾期违约金偏高，发生争议时法院可能调低。", EN: "The charge for lateness is high; in a dispute a court may cut it back."}
	tplSourceOld        = words.Word{Key: "cost.source_old", ZH: "费率的出处应在 {day} 前重新核对，目前还没有核对。", EN: "The source of the rate should have been checked again by {day}."}
	tplPlan             = words.Word{Key: "cost.plan", ZH: "方案", EN: "Plan"}
	tplItem             = words.Word{Key: "cost.item", ZH: "项目", EN: "Item"}
	tplHow              = words.Word{Key: "cost.how", ZH: "怎么算", EN: "How it is worked out"}
	tplStandard         = words.Word{Key: "cost.standard", ZH: "收费标准", EN: "Rate"}
	tplPayer            = words.Word{Key: "cost.payer", ZH: "由谁出", EN: "Paid by"}
	tplCollector        = words.Word{Key: "cost.collector", ZH: "由谁收", EN: "Collected by"}
	tplMoney            = words.Word{Key: "cost.money", ZH: "金额", EN: "Amount"}
	tplDueDay           = words.Word{Key: "cost.due_day", ZH: "应付日", EN: "Due on"}
	tplScheduleTitle    = words.Word{Key: "cost.schedule", ZH: "还款计划", EN: "Schedule"}
	tplNormal           = words.Word{Key: "cost.normal", ZH: "按时还款时的各项费用", EN: "Charges when everything is paid on time"}
	tplNoOther          = words.Word{Key: "cost.no_other", ZH: "没有其他收费", EN: "No other charges"}
	tplOnDefault        = words.Word{Key: "cost.on_default", ZH: "晚付时才会产生的费用", EN: "Only when paid late"}
	tplRefundTitle      = words.Word{Key: "cost.refund_title", ZH: "退货和提前结清", EN: "Goods sent back, and paying early"}
	tplCreditor         = words.Word{Key: "cost.creditor", ZH: "分期由谁提供（债权人）", EN: "Who gives the credit (creditor)"}
	tplCap              = words.Word{Key: "cost.cap", ZH: "费率上限", EN: "Legal ceiling"}
	tplDay              = words.Word{Key: "cost.day", ZH: "计算日", EN: "Worked out on"}
	tplVersion          = words.Word{Key: "cost.version", ZH: "模板版本 {version} · 计算日 {day}", EN: "Template {version} · worked out on {day}"}
	tplAnnual           = words.Word{Key: "cost.annual", ZH: "年化（复利 / 单利）", EN: "Annual cost (compound / simple)"}
	tplEachShort        = words.Word{Key: "cost.each_short", ZH: "首期 / 其后", EN: "First / later"}
	tplWho              = words.Word{Key: "cost.who", ZH: "由{payer}支付，由{collector}收取。", EN: " Paid by {payer}, collected by {collector}."}
	tplColon            = words.Word{Key: "cost.colon", ZH: "：", EN: ": "}
	tplPart             = words.Word{Key: "cost.part", ZH: "本金", EN: "Principal"}
	tplStop             = words.Word{Key: "cost.stop", ZH: "。", EN: "."}
	tplNobody           = words.Word{Key: "cost.nobody", ZH: "无", EN: "nobody"}
	tplOptionSays       = words.Word{Key: "cost.option_says", ZH: "{plan}（{count} 期）：{text}", EN: "{plan} ({count} instalments): {text}"}
	tplWarnings         = words.Word{Key: "cost.warnings", ZH: "请注意", EN: "Please note"}
)

// templateWords are the sentences that TemplateVersion stands for.
func templateWords() []words.Word {
	return []words.Word{tplOptions, tplNotice, tplIntro, tplNothingElse, tplBorrow, tplExample, tplCreditorPlatform, tplCreditorShop,
		tplShop, tplYou, tplPrice, tplDown, tplPrincipal, tplCount, tplCountOf, tplFirst, tplEach, tplLast, tplTotal, tplCost, tplEffective,
		tplEffectiveHow, tplNominal, tplNominalHow, tplInterest, tplFee, tplMerchantFee, tplNoCharge, tplMethodBalance, tplMethodFlat,
		tplMethodFee, tplStandardFee, tplStandardYear, tplNo, tplLate, tplLateYear, tplLateDay, tplNone, tplLateUnknown,
		tplLateExample, tplLateSteps, tplRefundFull, tplRefundLater, tplRefundPart, tplRefundText, tplElapsed, tplFeeReturned,
		tplFeeKept, tplFeeProRata, tplFeeUnknown, tplEarly, tplEarlyText, tplEarlyUnknown, tplCapWithin, tplCapAbove, tplCapUnknown,
		tplPlatformTerms, tplMerchantPays, tplLateHigh, tplSourceOld, tplPlan, tplItem, tplHow, tplStandard, tplPayer, tplCollector,
		tplMoney, tplDueDay, tplScheduleTitle, tplNormal, tplNoOther, tplOnDefault, tplRefundTitle, tplCreditor, tplCap, tplDay, tplVersion,
		tplAnnual, tplEachShort, tplOptionSays, tplWho, tplColon, tplPart, tplStop, tplNobody, tplWarnings}
}
