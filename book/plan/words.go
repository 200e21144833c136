package plan

import "fenming/kit/words"

// The sentences of the rules.
var (
	wordAmount = words.Word{Key: "plan.amount",
		ZH: "分期金额须大于零且不超过上限，请检查金额",
		EN: "The amount must be above zero and below the limit; check it"}
	wordStart = words.Word{Key: "plan.start_day",
		ZH: "起始日须为有效日期，例如 2026-11-21",
		EN: "The start must be a valid day, for example 2026-11-21"}
	wordChoice = words.Word{Key: "plan.choice",
		ZH: "只接受以下取值之一：{allowed}",
		EN: "Only one of these is accepted: {allowed}"}
	wordRange = words.Word{Key: "plan.range",
		ZH: "取值须在 {min} 到 {max} 之间",
		EN: "The value must lie between {min} and {max}"}
	wordDown = words.Word{Key: "plan.down_payment",
		ZH: "首付只能按金额或按比例二选一，不得为负，且须小于总金额",
		EN: "The down payment is an amount or a share, not both, not negative, and below the total"}
	wordFee = words.Word{Key: "plan.fee",
		ZH: "手续费只能按费率或按金额二选一，且不得为负",
		EN: "The fee is a rate or an amount, not both, and not negative"}
	wordNoInterest = words.Word{Key: "plan.kind_without_interest",
		ZH: "{kind} 方案不计利息，请将利率设为 0 或更换方案类型",
		EN: "A plan of kind {kind} bears no interest; set the rate to 0 or choose another kind"}
	wordNoFee = words.Word{Key: "plan.kind_without_fee",
		ZH: "免息方案不得向消费者收取手续费，请改由商户承担",
		EN: "An interest-free plan may not charge the customer a fee; let the merchant bear it"}
	wordOne = words.Word{Key: "plan.deferred_is_one",
		ZH: "先享后付方案只有一期，请将期数设为 1",
		EN: "A deferred plan has one payment; set the number of periods to 1"}
	wordDates = words.Word{Key: "plan.due_days",
		ZH: "到期日须逐期递增且晚于起始日，请检查首期和末期到期日",
		EN: "Due days must rise and come after the start; check the first and the last due day"}
	wordStep = words.Word{Key: "plan.step",
		ZH: "取整单位不得为负，且只用于等额本息和等本等息方案",
		EN: "The rounding step must not be negative and only serves plans of equal instalments"}
	wordDownStep = words.Word{Key: "plan.down_step",
		ZH: "首付取整单位不得为负，且只用于按比例计算的首付",
		EN: "The rounding step of the down payment must not be negative and only serves a share"}
	wordMonthEnd = words.Word{Key: "plan.month_end",
		ZH: "月末规则只用于按月的方案，请取消月末规则或改为按月",
		EN: "The month-end rule only serves plans by the month; drop it or count in months"}
	wordLevel = words.Word{Key: "plan.level",
		ZH: "均摊尾差只用于等额本息方案，整期取整只用于等本等息方案，请改为由最后一期承担",
		EN: "Levelling the rounding only serves equal instalments, rounding the whole term only flat interest; leave the rest in the last instalment"}
	wordBalloon = words.Word{Key: "plan.balloon",
		ZH: "尾款只能按金额或按比例二选一，不得为负，且须小于分期本金；先享后付方案没有尾款",
		EN: "The balloon is an amount or a share, not both, not negative, and below the financed amount; a deferred plan has none"}
	wordPrincipalGrace = words.Word{Key: "plan.principal_grace",
		ZH: "免还本金的期数须在 0 到 {max} 之间，至少留一期偿还本金",
		EN: "The periods without principal must lie between 0 and {max}, so that at least one pays it"}
	wordInterestGrace = words.Word{Key: "plan.interest_grace",
		ZH: "缓付利息的期数须在 0 到 {max} 之间，不得超过免还本金的期数",
		EN: "The periods whose interest is put off must lie between 0 and {max}, not beyond those without principal"}
	wordTooLarge = words.Word{Key: "plan.too_large",
		ZH: "按此条款计算的金额超出可计算范围，请降低利率、期数或金额",
		EN: "These terms lead to amounts that cannot be computed; lower the rate, the periods or the amount"}
	wordNoRate = words.Word{Key: "plan.no_unique_rate",
		ZH: "这些收付款没有年化利率，不能向消费者报价；请调整方案",
		EN: "These payments have no annual rate and cannot be quoted to a customer; change the plan"}
	wordManyRates = words.Word{Key: "plan.many_rates",
		ZH: "这些收付款的方向变化 {changes} 次，找到 {count} 个年化利率，无法证明哪一个是价格，不能向消费者报价；请调整方案",
		EN: "These payments change direction {changes} times and have {count} annual rates, none of them provably the price, so they cannot be quoted to a customer; change the plan"}
)

// Words lists the sentences of the rules for the catalogue check.
func Words() []words.Word {
	return []words.Word{wordAmount, wordStart, wordChoice, wordRange, wordDown, wordFee, wordNoInterest,
		wordNoFee, wordOne, wordDates, wordStep, wordDownStep, wordMonthEnd, wordLevel, wordBalloon, wordPrincipalGrace,
		wordInterestGrace, wordTooLarge, wordNoRate, wordManyRates}
}
