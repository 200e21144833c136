package paper

import (
	"fenming/kit/money"
	"fenming/kit/words"
)

// signs are written before an amount; another currency is written as its code.
var signs = map[money.Currency]string{money.CNY: "¥"}

// Figures writes an amount for people with its sign: "¥1,299.00", "USD 12.50".
func Figures(m money.Money) string {
	sign, text := signs[m.Currency], m.Format()
	if sign == "" {
		sign = string(m.Currency) + " "
	}
	if m.Minor < 0 {
		return "-" + sign + text[1:]
	}
	return sign + text
}

// Amount writes an amount as a contract does: in figures and, in Chinese and
// for CNY, in capitals 大写: "¥1,299.00（大写：人民币壹仟贰佰玖拾玖元整）". The figures
// are emphasised. An amount too large for capitals is an invalid fault.
func Amount(m money.Money, lang words.Lang) ([]Run, error) {
	runs := []Run{Strong(Figures(m))}
	if lang != words.ZH || m.Currency != money.CNY {
		return runs, nil
	}
	capital, err := m.ChineseCapital()
	if err != nil {
		return nil, err
	}
	return append(runs, Plain("（大写：人民币"+capital+"）")), nil
}
