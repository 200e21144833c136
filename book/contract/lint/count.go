package lint

import (
	"regexp"
	"strconv"
	"strings"

	"fenming/kit/money"
	"fenming/kit/words"
)

// The words of lateness and of acceleration, the ways a rate and a share are
// written.
var (
	late = map[words.Lang]*regexp.Regexp{
		words.ZH: regexp.MustCompile(`违约金|滞纳金|罚息|逾期|迟延`),
		words.EN: regexp.MustCompile(`(?i)late (fee|charge|payment)|overdue|default interest|penalty|lateness`),
	}
	rates = map[words.Lang]*regexp.Regexp{
		words.ZH: regexp.MustCompile(`(万分之|千分之|百分之)([零一二三四五六七八九十百点两半\d.]+)|(\d+(?:\.\d+)?)\s*([%％‰‱])`),
		words.EN: regexp.MustCompile(`(?i)()()(\d+(?:\.\d+)?)\s*(%|‰|per ?cent|per ?mille|basis points?)`),
	}
	multiples = map[words.Lang]*regexp.Regexp{
		words.ZH: regexp.MustCompile(`([零一二三四五六七八九十点两半\d.]+)\s*倍`),
		words.EN: regexp.MustCompile(`(?i)(\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten) times`),
	}
	prime = regexp.MustCompile(`(?i)LPR|贷款市场报价利率|loan prime rate`)

	perDay   = regexp.MustCompile(`(?i)每日|按日|每天|每一日|逐日|[/／]\s*[日天]|日(利率|息|费率|罚息)|\b(per|a|each|every) day|daily`)
	perMonth = regexp.MustCompile(`(?i)每月|按月|[/／]\s*月|月(利率|息|费率)|\b(per|a|each|every) month|monthly`)
	perYear  = regexp.MustCompile(`(?i)每年|按年|年利率|年化|[/／]\s*年|年息|\b(per|a|each|every) year|per annum|p\.a\.|annual|yearly`)
	tenths   = regexp.MustCompile(`万分之|‱`)
)

// lateFee finds a late fee written out in figures whose annual rate lies above a
// multiple of the loan prime rate, and not above another (0 = none). A share
// without a time is no rate and is left alone.
func (p *Pack) lateFee(body string, lang words.Lang, lpr, above, until money.Rate) (from, to int, ok bool) {
	if !late[lang].MatchString(body) {
		return 0, 0, false
	}
	beyond := func(annual int64) bool {
		return annual > product(lpr, above) && (until == 0 || annual <= product(lpr, until))
	}
	for _, at := range rates[lang].FindAllStringSubmatchIndex(body, -1) {
		if annual, known := annualOf(body, at); known && beyond(annual) && !p.denied(body, at[0], at[1], lang) {
			return at[0], at[1], true
		}
	}
	if !prime.MatchString(body) {
		return 0, 0, false
	}
	for _, at := range multiples[lang].FindAllStringSubmatchIndex(body, -1) {
		n, known := number(body[at[2]:at[3]])
		if known && beyond(product(lpr, money.Rate(n))) && !p.denied(body, at[0], at[1], lang) {
			return at[0], at[1], true
		}
	}
	return 0, 0, false
}

// product multiplies two rates, both far below the bound where it would not fit.
func product(a, b money.Rate) int64 {
	n, err := money.MulDiv(int64(a), int64(b), int64(money.One), money.HalfEven)
	if err != nil {
		return 1 << 62
	}
	return n
}

// annualOf turns a rate found in a sentence into one a year, in units of 1e-8,
// by the time nearest to it.
func annualOf(body string, at []int) (int64, bool) {
	rate, ok := share(body, at)
	if !ok {
		return 0, false
	}
	before, after := body[max(0, at[0]-45):at[0]], body[at[1]:min(len(body), at[1]+24)]
	times := func(re *regexp.Regexp) int {
		if m := re.FindAllStringIndex(before, -1); m != nil {
			return len(before) - m[len(m)-1][1]
		}
		if m := re.FindStringIndex(after); m != nil {
			return m[0]
		}
		return 1 << 30
	}
	day, month, year := times(perDay), times(perMonth), times(perYear)
	switch {
	case min(day, month, year) == 1<<30 && tenths.MatchString(body[at[0]:at[1]]):
		return rate * 365, true // 万分之几 is said of days only
	case min(day, month, year) == 1<<30:
		return 0, false
	case day <= month && day <= year:
		return rate * 365, true
	case month <= year:
		return rate * 12, true
	}
	return rate, true
}

// share reads a rate as it is written, in units of 1e-8.
func share(body string, at []int) (int64, bool) {
	part := func(i int) string {
		if at[2*i] < 0 {
			return ""
		}
		return body[at[2*i]:at[2*i+1]]
	}
	digits, unit := part(3), part(4)
	if digits == "" {
		digits, unit = part(2), part(1)
	}
	n, ok := number(digits)
	switch u := strings.ToLower(unit); {
	case !ok:
		return 0, false
	case u == "万分之" || u == "‱" || strings.HasPrefix(u, "basis"):
		return n / 10_000, true
	case u == "千分之" || u == "‰" || strings.Contains(u, "mille"):
		return n / 1_000, true
	}
	return n / 100, true
}

const maxNumber = 1_000_000

var numerals = map[rune]int64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

var englishNumbers = map[string]int64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

// number reads a decimal in figures, Chinese numerals below 1,000 (一点五, 二十四,
// 百分之百's 百) or an English word, in units of 1e-8.
func number(text string) (int64, bool) {
	text = strings.Trim(strings.ToLower(text), ".")
	if n, ok := englishNumbers[text]; ok {
		return n * int64(money.One), true
	}
	if text == "" {
		return 0, false
	}
	if text[0] >= '0' && text[0] <= '9' {
		r, err := money.ParseRate(text)
		return int64(r), err == nil && int64(r) < maxNumber*int64(money.One)
	}
	whole, frac, has := strings.Cut(text, "点")
	n, ok := chinese(whole)
	if !ok {
		return 0, false
	}
	total := n * int64(money.One)
	if has {
		step := int64(money.One)
		for _, r := range frac {
			d, ok := numerals[r]
			if !ok || step < 10 {
				return 0, false
			}
			step /= 10
			total += d * step
		}
	}
	return total, true
}

// chinese reads numerals below 1,000.
func chinese(text string) (int64, bool) {
	if text == "半" {
		return 0, false
	}
	var total, digit int64
	seen := false
	for _, r := range text {
		d, ok := numerals[r]
		switch {
		case ok:
			digit, seen = d, true
		case r == '十' || r == '百':
			unit := int64(10)
			if r == '百' {
				unit = 100
			}
			if digit == 0 {
				digit = 1
			}
			total, digit, seen = total+digit*unit, 0, true
		default:
			return 0, false
		}
	}
	return total + digit, seen
}

var (
	wholeDue = map[words.Lang]*regexp.Regexp{
		words.ZH: regexp.MustCompile(`全部(价款|款项|剩余|未付|欠款|本金|应付)|剩余(全部|款项|价款|未付|本金|各期)|提前到期|一次性(付清|支付|还清|偿还)|全部到期|立即到期`),
		words.EN: regexp.MustCompile(`(?i)(whole|entire|full|remaining|outstanding|all)( of the| the)?( unpaid| remaining)* (price|amount|balance|sum|instal?lments|debt|contract)|accelerat|(due|payable) (at once|immediately|in full)`),
	}
	notPaid = map[words.Lang]*regexp.Regexp{
		words.ZH: regexp.MustCompile(`逾期|未(能|按时|按期|如期|依约|予)?(支付|付款|付清|偿还|还款|付)|拖欠|迟延|欠付|不按时|欠款达`),
		words.EN: regexp.MustCompile(`(?i)overdue|\b(is|are|pays?|paying|days?) late\b|late (payment|instal)|miss(es|ed)?\b|default|unpaid|fails? to pay|not paid|behind|does not pay`),
	}
	mayAsk = map[words.Lang]*regexp.Regexp{
		words.ZH: regexp.MustCompile(`(可|可以|有权|应|须|得|要求|请求|立即|即|宣布)`),
		words.EN: regexp.MustCompile(`(?i)\b(may|shall|must|can|is|are|becomes?|falls?|will|entitled)\b`),
	}
	fractions = map[words.Lang]*regexp.Regexp{
		words.ZH: regexp.MustCompile(`([一二三四五六七八九十百]+)分之([一二三四五六七八九十百点]+)|(\d{1,3})\s*/\s*(\d{1,3})|(\d+(?:\.\d+)?)\s*[%％]`),
		words.EN: regexp.MustCompile(`(?i)\b(half|third|quarter|fifth|sixth|eighth|tenth|twentieth)\b()|(\d{1,3})\s*/\s*(\d{1,3})|(\d+(?:\.\d+)?)\s*(?:%|per ?cent)`),
	}
	englishParts = map[string]int64{"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "twentieth": 20}
)

// fifth is the least share of the price that must be due and unpaid, in ppm.
const fifth = 200_000

// acceleration finds a sentence that lets the whole price fall due for lateness
// without the bar of one fifth.
func (p *Pack) acceleration(body string, lang words.Lang) (from, to int, ok bool) {
	at := wholeDue[lang].FindStringIndex(body)
	if at == nil || !notPaid[lang].MatchString(body) || !mayAsk[lang].MatchString(body) || p.denied(body, at[0], at[1], lang) {
		return 0, 0, false
	}
	for _, m := range fractions[lang].FindAllStringSubmatch(body, -1) {
		if part(m) >= fifth {
			return 0, 0, false
		}
	}
	return at[0], at[1], true
}

// part reads a fraction as ppm; 0 when it is none.
func part(m []string) int64 {
	whole := func(s string) int64 { n, _ := number(s); return n / int64(money.One) }
	switch {
	case m[5] != "":
		n, _ := number(m[5])
		return n / 10_000
	case m[3] != "":
		a, _ := strconv.ParseInt(m[3], 10, 64) // at most three digits by the pattern
		b, _ := strconv.ParseInt(m[4], 10, 64)
		if b == 0 {
			return 0
		}
		return a * 1_000_000 / b
	case m[2] != "":
		if d := whole(m[1]); d > 0 {
			n, _ := number(m[2])
			return n / 100 / d
		}
		return 0
	}
	if d := englishParts[strings.ToLower(m[1])]; d > 0 {
		return 1_000_000 / d
	}
	return 0
}
