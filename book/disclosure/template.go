package disclosure

import "fenming/kit/words"

// TemplateVersion names the sentences below. Whoever changes one of them gives
// it a new version; the version in force when something was shown is stored
// with it.
const TemplateVersion = "cost-table-2026-11-22"

// The sentences of the cost table.
var (
	tplOptions          = words.Word{Key: "cost.options", ZH: "分期选项说明", EN: "Your instalment options"}
	tplNotice           = words.Word{Key: "cost.notice", ZH: "费用提醒", EN: "What this credit costs"}
	tplIntro            = words.Word{Key: "cost.intro", ZH: "{shop} · 商品价款 {amount}。以下列出每一项费用、计收方式、收取方与年化成本，请在同意前看完。", EN: "{shop} · price {amount}. Every charge, how it is worked out, who takes it and the annual cost stand below; please read to the end before you agree."}
	tplNothingElse      = words.Word{Key: "cost.nothing_else", ZH: "除上表所列项目外，不收取任何其他费用。", EN: "Nothing is charged beyond the items listed above."}
	tplBorrow           = words.Word{Key: "cost.borrow", ZH: "分期付款是借贷，请按自己的还款能力选择；您也可以不分期、一次付清。", EN: "Paying in instalments is borrowing: choose what you can repay. You may also pay at once without credit."}
	tplExample          = words.Word{Key: "cost.example", ZH: "本表按示例数据计算，不是真实报价。", EN: "This table is computed from example data and is no real quote."}
	tplCreditorPlatform = words.Word{Key: "cost.creditor_platform", ZH: "{platform}（由其提供信贷，您向其还款）", EN: "{platform} (gives the credit; you repay it there)"}
	tplCreditorShop     = words.Word{Key: "cost.creditor_shop", ZH: "本店（您向本店还款）", EN: "This shop (you repay the shop)"}
	tplShop             = words.Word{Key: "cost.shop", ZH: "本店", EN: "this shop"}
	tplYou              = words.Word{Key: "cost.you", ZH: "您", EN: "you"}
	tplPrice            = words.Word{Key: "cost.price", ZH: "商品价款", EN: "Price"}
	tplDown             = words.Word{Key: "cost.down", ZH: "首付", EN: "Down payment"}
	tplPrincipal        = words.Word{Key: "cost.principal", ZH: "分期本金", EN: "Amount financed"}
	tplCount            = words.Word{Key: "cost.count", ZH: "期数", EN: "Instalments"}
	tplCountOf          = words.Word{Key: "cost.count_of", ZH: "{count} 期", EN: "{count}"}
	tplFirst            = words.Word{Key: "cost.first", ZH: "首期应付", EN: "First instalment"}
	tplEach             = words.Word{Key: "cost.each", ZH: "其后每期应付", EN: "Each later instalment"}
	tplLast             = words.Word{Key: "cost.last", ZH: "末期应付", EN: "Last instalment"}
	tplTotal            = words.Word{Key: "cost.total", ZH: "您总共支付", EN: "You pay in all"}
	tplCost             = words.Word{Key: "cost.cost", ZH: "其中利息与费用", EN: "Of which interest and charges"}
	tplEffective        = words.Word{Key: "cost.effective", ZH: "综合年化成本（复利，实际年化）", EN: "Annual cost, compound (effective rate)"}
	tplEffectiveHow     = words.Word{Key: "cost.effective_how", ZH: "按每期剩余本金以 IRR 计算并按复利折算到一年", EN: "The internal rate on the principal still outstanding, compounded over a year"}
	tplNominal          = words.Word{Key: "cost.nominal", ZH: "年化利率（单利口径：IRR × 每年期数）", EN: "Annual rate, simple (internal rate × periods a year)"}
	tplNominalHow       = words.Word{Key: "cost.nominal_how", ZH: "单利口径，仅供比较", EN: "Simple reckoning, for comparison"}
	tplInterest         = words.Word{Key: "cost.interest", ZH: "利息", EN: "Interest"}
	tplFee              = words.Word{Key: "cost.fee", ZH: "分期手续费", EN: "Instalment fee"}
	tplMerchantFee      = words.Word{Key: "cost.merchant_fee", ZH: "分期手续费（由商户承担）", EN: "Instalment fee (borne by the shop)"}
	tplNoCharge         = words.Word{Key: "cost.no_charge", ZH: "利息与手续费", EN: "Interest and fees"}
	tplMethodBalance    = words.Word{Key: "cost.method_balance", ZH: "按每期剩余本金计收", EN: "on the principal still outstanding in each period"}
	tplMethodFlat       = words.Word{Key: "cost.method_flat", ZH: "按初始本金每期计收", EN: "on the first principal in each period"}
	tplMethodFee        = words.Word{Key: "cost.method_fee", ZH: "按分期本金一次算定、分期收取", EN: "worked out once on the amount financed, collected in instalments"}
	tplStandardFee      = words.Word{Key: "cost.standard_fee", ZH: "分期本金的 {rate}", EN: "{rate} of the amount financed"}
	tplStandardYear     = words.Word{Key: "cost.standard_year", ZH: "年利率 {rate}", EN: "{rate} a year"}
	tplNo               = words.Word{Key: "cost.no", ZH: "第 {no} 期", EN: "No. {no}"}
	tplLate             = words.Word{Key: "cost.late", ZH: "逾期违约金", EN: "Charge for paying late"}
	tplLateYear         = words.Word{Key: "cost.late_year", ZH: "逾期本金 × 年率 {rate} ÷ 365 × 天数；宽限 {days} 天不计，累计不超过逾期本金的 {share}，不计复利", EN: "overdue principal × {rate} a year ÷ 365 × days; {days} days of grace are free, at most {share} of the overdue principal in all, never compounded"}
	tplLateDay          = words.Word{Key: "cost.late_day", ZH: "逾期金额 × 每日 {rate} × 天数", EN: "overdue amount × {rate} a day × days"}
	tplLateNone         = words.Word{Key: "cost.late_none", ZH: "不收取", EN: "none"}
	tplLateUnknown      = words.Word{Key: "cost.late_unknown", ZH: "由 {platform} 按其与您的协议收取，本店不掌握其标准；请在 {platform} 查看后再决定", EN: "charged by {platform} under its own agreement with you; the shop does not know the rate, so look it up at {platform} before you decide"}
	tplLateExample      = words.Word{Key: "cost.late_example", ZH: "举例", EN: "Example"}
	tplLateSteps        = words.Word{Key: "cost.late_steps", ZH: "{overdue} 逾期 {days} 天，须另付 {charge}：{steps}", EN: "{overdue} paid {days} days late costs {charge} more: {steps}"}
	tplRefundFull       = words.Word{Key: "cost.refund_full", ZH: "收货后 7 天内全部退货", EN: "Everything sent back within 7 days"}
	tplRefundLater      = words.Word{Key: "cost.refund_later", ZH: "付过首期后全部退货", EN: "Everything sent back after the first instalment"}
	tplRefundPart       = words.Word{Key: "cost.refund_part", ZH: "退回五分之一的商品", EN: "A fifth of the goods sent back"}
	tplRefundText       = words.Word{Key: "cost.refund_text", ZH: "例：{day} 退款 {amount}：原路退回您 {back}，未付部分减少 {off}。", EN: "Example: {amount} refunded on {day}: {back} goes back to you by the way it came, {off} less is still to be paid."}
	tplElapsed          = words.Word{Key: "cost.elapsed", ZH: "已经过期间的利息与费用不退。", EN: " Interest and fees of the time that has passed are not given back."}
	tplFeeReturned      = words.Word{Key: "cost.fee_returned", ZH: "{platform} 退还手续费。", EN: " {platform} gives its fee back."}
	tplFeeKept          = words.Word{Key: "cost.fee_kept", ZH: "{platform} 不退手续费。", EN: " {platform} keeps its fee."}
	tplFeeProRata       = words.Word{Key: "cost.fee_pro_rata", ZH: "{platform} 按比例退还手续费。", EN: " {platform} gives its fee back in proportion."}
	tplFeeUnknown       = words.Word{Key: "cost.fee_unknown", ZH: "手续费是否退还由 {platform} 的规则决定，本店不掌握。", EN: " Whether the fee is given back is for {platform}'s rules to say; the shop does not know them."}
	tplEarly            = words.Word{Key: "cost.early", ZH: "提前结清", EN: "Paying early"}
	tplEarlyText        = words.Word{Key: "cost.early_text", ZH: "例：第 {no} 期应付日（{day}）一次付清，共付 {pay}，其后的利息与费用 {saved} 不再收取；提前结清不另收费。", EN: "Example: everything paid on the due day of instalment {no} ({day}): {pay} in all; {saved} of later interest and fees is not charged. Paying early costs nothing extra."}
	tplEarlyUnknown     = words.Word{Key: "cost.early_unknown", ZH: "提前结清时剩余手续费如何处理由 {platform} 的规则决定。", EN: "What becomes of the remaining fee when you pay early is for {platform}'s rules to say."}
	tplCapWithin        = words.Word{Key: "cost.cap_within", ZH: "年化 {cost}，未超过适用上限 {limit}（{source}）", EN: "{cost} a year, within the ceiling of {limit} that applies ({source})"}
	tplCapAbove         = words.Word{Key: "cost.cap_above", ZH: "年化 {cost}，高于监管要求逐步降至的 {limit}（{source}）", EN: "{cost} a year, above the {limit} to which the supervisor wants it to come down ({source})"}
	tplCapUnknown       = words.Word{Key: "cost.cap_unknown", ZH: "债权人类型未登记，未能核对适用的费率上限", EN: "The kind of creditor is not recorded, so the ceiling that applies could not be checked"}
	tplPlatformTerms    = words.Word{Key: "cost.platform_terms", ZH: "您与 {platform} 之间适用其协议；逾期的处理以该协议为准。", EN: "{platform}'s own agreement applies between you and it, also to late payment."}
	tplMerchantPays     = words.Word{Key: "cost.merchant_pays", ZH: "另有 {amount} 手续费由本店承担，您无须支付。", EN: "A further fee of {amount} is borne by the shop; you do not pay it."}
	tplLateHigh         = words.Word{Key: "cost.late_high", ZH: "逾期违约金较高，法院可能予以调减。", EN: "The charge for lateness is high; a court may cut it back."}
	tplSourceOld        = words.Word{Key: "cost.source_old", ZH: "费率来源应在 {day} 前复核，尚未复核。", EN: "The source of the rate should have been verified again by {day}."}
	tplPlan             = words.Word{Key: "cost.plan", ZH: "方案", EN: "Plan"}
	tplItem             = words.Word{Key: "cost.item", ZH: "项目", EN: "Item"}
	tplHow              = words.Word{Key: "cost.how", ZH: "计收方式", EN: "How it is worked out"}
	tplStandard         = words.Word{Key: "cost.standard", ZH: "标准", EN: "Rate"}
	tplPayer            = words.Word{Key: "cost.payer", ZH: "支付方", EN: "Paid by"}
	tplCollector        = words.Word{Key: "cost.collector", ZH: "收取方", EN: "Taken by"}
	tplMoney            = words.Word{Key: "cost.money", ZH: "金额", EN: "Amount"}
	tplDueDay           = words.Word{Key: "cost.due_day", ZH: "应付日", EN: "Due on"}
	tplScheduleTitle    = words.Word{Key: "cost.schedule", ZH: "还款计划", EN: "Schedule"}
	tplNormal           = words.Word{Key: "cost.normal", ZH: "正常履约时的各项费用", EN: "Charges when everything is paid on time"}
	tplNoOther          = words.Word{Key: "cost.no_other", ZH: "没有其他收费", EN: "No other charges"}
	tplOnDefault        = words.Word{Key: "cost.on_default", ZH: "仅在逾期时产生", EN: "Only when paid late"}
	tplRefundTitle      = words.Word{Key: "cost.refund_title", ZH: "退货与提前结清", EN: "Goods sent back, and paying early"}
	tplCreditor         = words.Word{Key: "cost.creditor", ZH: "债权人", EN: "Creditor"}
	tplCap              = words.Word{Key: "cost.cap", ZH: "费率上限", EN: "Legal ceiling"}
	tplDay              = words.Word{Key: "cost.day", ZH: "计算日", EN: "Reckoned on"}
	tplVersion          = words.Word{Key: "cost.version", ZH: "模板版本 {version} · 计算日 {day}", EN: "Template {version} · reckoned on {day}"}
	tplAnnual           = words.Word{Key: "cost.annual", ZH: "年化（复利 / 单利）", EN: "Annual cost (compound / simple)"}
	tplEachShort        = words.Word{Key: "cost.each_short", ZH: "首期 / 其后", EN: "First / later"}
	tplWarnings         = words.Word{Key: "cost.warnings", ZH: "请注意", EN: "Please note"}
)

// templateWords are the sentences that TemplateVersion stands for.
func templateWords() []words.Word {
	return []words.Word{tplOptions, tplNotice, tplIntro, tplNothingElse, tplBorrow, tplExample, tplCreditorPlatform, tplCreditorShop,
		tplShop, tplYou, tplPrice, tplDown, tplPrincipal, tplCount, tplCountOf, tplFirst, tplEach, tplLast, tplTotal, tplCost, tplEffective,
		tplEffectiveHow, tplNominal, tplNominalHow, tplInterest, tplFee, tplMerchantFee, tplNoCharge, tplMethodBalance, tplMethodFlat,
		tplMethodFee, tplStandardFee, tplStandardYear, tplNo, tplLate, tplLateYear, tplLateDay, tplLateNone, tplLateUnknown,
		tplLateExample, tplLateSteps, tplRefundFull, tplRefundLater, tplRefundPart, tplRefundText, tplElapsed, tplFeeReturned,
		tplFeeKept, tplFeeProRata, tplFeeUnknown, tplEarly, tplEarlyText, tplEarlyUnknown, tplCapWithin, tplCapAbove, tplCapUnknown,
		tplPlatformTerms, tplMerchantPays, tplLateHigh, tplSourceOld, tplPlan, tplItem, tplHow, tplStandard, tplPayer, tplCollector,
		tplMoney, tplDueDay, tplScheduleTitle, tplNormal, tplNoOther, tplOnDefault, tplRefundTitle, tplCreditor, tplCap, tplDay, tplVersion,
		tplAnnual, tplEachShort, tplWarnings}
}
