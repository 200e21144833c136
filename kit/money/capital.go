package money

import (
	"strings"

	"fenming/kit/fault"
)

var (
	capitalDigits = [10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
	capitalPlaces = [4]string{"", "拾", "佰", "仟"}
)

const capitalLimit = 10_000_000_000_000_000 // 10^16 yuan

// ChineseCapital writes a CNY amount in the capitals used on contracts and
// bills, without the leading 人民币: 140950 fen is "壹仟肆佰零玖元伍角". Rules:
// 支付结算办法 (银发〔1997〕393号) annex 1; where the annex leaves a choice, no
// 零 follows 元 unless the tenth is zero, and 整 is written after 元 only.
// Another currency or 10^16 yuan and more is an invalid fault.
func (m Money) ChineseCapital() (string, error) {
	u := abs(m.Minor)
	yuan, jiao, fen := u/100, u/10%10, u%10
	if m.Currency != CNY || yuan >= capitalLimit {
		return "", fault.Invalid(wordCapital)
	}
	var b strings.Builder
	if m.Minor < 0 {
		b.WriteString("负")
	}
	if yuan > 0 || u == 0 {
		b.WriteString(capitalWhole(yuan) + "元")
	}
	switch {
	case jiao == 0 && fen == 0:
		b.WriteString("整")
	case jiao > 0:
		b.WriteString(capitalDigits[jiao] + "角")
	case yuan > 0:
		b.WriteString("零")
	}
	if fen > 0 {
		b.WriteString(capitalDigits[fen] + "分")
	}
	return b.String(), nil
}

// capitalWhole writes n < 10^16 by halving at 亿 and then at 万.
func capitalWhole(n uint64) string {
	switch {
	case n >= 100_000_000:
		return capitalWhole(n/100_000_000) + "亿" + capitalTail(n%100_000_000, 10_000_000)
	case n >= 10_000:
		return capitalWhole(n/10_000) + "万" + capitalTail(n%10_000, 1_000)
	case n == 0:
		return capitalDigits[0]
	}
	text, gap := "", false
	for place, unit := 3, uint64(1000); place >= 0; place, unit = place-1, unit/10 {
		d := n / unit % 10
		if d == 0 {
			gap = text != ""
			continue
		}
		if gap {
			text, gap = text+capitalDigits[0], false
		}
		text += capitalDigits[d] + capitalPlaces[place]
	}
	return text
}

// capitalTail writes what follows 亿 or 万: a 零 when its first place (worth
// full) is empty, nothing when it is zero.
func capitalTail(n, full uint64) string {
	switch {
	case n == 0:
		return ""
	case n < full:
		return capitalDigits[0] + capitalWhole(n)
	}
	return capitalWhole(n)
}
