package money

import "fenming/kit/words"

// The sentences this package owns.
var (
	wordCurrency = words.Word{Key: "money.currency_unknown",
		ZH: "币种须为 ISO 4217 三位大写代码，例如 CNY",
		EN: "The currency must be a three-letter ISO 4217 code in capitals, for example CNY"}
	wordMixed = words.Word{Key: "money.currencies_differ",
		ZH: "{left} 与 {right} 是不同币种，不能相加减或比较；请先换算",
		EN: "{left} and {right} are different currencies and cannot be added or compared; convert first"}
	wordOverflow = words.Word{Key: "money.too_large",
		ZH: "金额超出可计算的范围，请检查数量级",
		EN: "The amount is larger than can be computed; check its magnitude"}
	wordText = words.Word{Key: "money.not_an_amount",
		ZH: "金额须为十进制数字，例如 1299.00 或 1,299.00",
		EN: "The amount must be decimal digits, for example 1299.00 or 1,299.00"}
	wordDecimals = words.Word{Key: "money.too_many_decimals",
		ZH: "{currency} 最多 {digits} 位小数，请改为不超过该位数的金额",
		EN: "{currency} has at most {digits} decimals; give an amount with no more"}
	wordRate = words.Word{Key: "money.not_a_rate",
		ZH: "费率须为十进制小数且最多 8 位小数，例如 0.0595 表示 5.95%",
		EN: "A rate must be a decimal with at most 8 decimals, for example 0.0595 for 5.95%"}
	wordDivisor = words.Word{Key: "money.zero_divisor",
		ZH: "不能除以零，请检查分母",
		EN: "Division by zero; check the divisor"}
	wordWeights = words.Word{Key: "money.bad_weights",
		ZH: "分摊权重不得为负，且至少有一个大于零",
		EN: "Weights must not be negative and at least one must be above zero"}
	wordMode = words.Word{Key: "money.unknown_name",
		ZH: "只接受以下取值之一：{allowed}",
		EN: "Only one of these is accepted: {allowed}"}
	wordCapital = words.Word{Key: "money.no_capital_form",
		ZH: "大写金额只支持人民币且小于一亿亿元",
		EN: "Amounts in Chinese capitals exist for CNY below 10^16 yuan only"}
)

// Words lists the sentences of this package for the catalogue check.
func Words() []words.Word {
	return []words.Word{wordCurrency, wordMixed, wordOverflow, wordText, wordDecimals,
		wordRate, wordDivisor, wordWeights, wordMode, wordCapital}
}
