package promotion

import (
	"regexp"
	"strconv"
	"strings"

	"fenming/kit/money"
)

// han numbers and amounts as adverts write them: 三块五 is 3.50, 一千八 is 1800.
const amount = `([0-9][0-9,]*(?:\.[0-9]+)?|[一二两三四五六七八九十百千万0]+)(元|块|毛|角)(?:钱)?([0-9一二三四五六七八九](?:毛|角)?)?`

const just = `(?:都|也|就|才|也就|算下来|大概|大约|约|只|仅|要|需|付|花|还|不到|不足|低至|不超过)*`

// spread is a price told for a stretch of time, to make it look small.
type spread struct {
	perYear int64 // how many such stretches a year has at most, so that doubt helps the advert
	re      *regexp.Regexp
}

var (
	spreads = []spread{
		{366, regexp.MustCompile(`(?:每天|每日|一天|日均|天天)` + just + amount)},
		{366, regexp.MustCompile(amount + `(?:一天|每天|/天|/日|每日)`)},
		{366, regexp.MustCompile(`[$€£] ?([0-9][0-9,]*(?:\.[0-9]+)?)()() ?(?:a|per|/|each|every) ?day`)},
		{53, regexp.MustCompile(`(?:每周|每星期|一周|一星期)` + just + amount)},
		{53, regexp.MustCompile(`[$€£] ?([0-9][0-9,]*(?:\.[0-9]+)?)()() ?(?:a|per|/|each|every) ?week`)},
		{12, regexp.MustCompile(amount + `(?:一个月|每个?月|/月)`)},
		{12, regexp.MustCompile(`(?:每个?月|一个月|月供)` + just + `([一二两三四五六七八九十百千万]+)(元|块)?()`)},
		{12, regexp.MustCompile(`[$€£] ?([0-9][0-9,]*(?:\.[0-9]+)?)()() ?(?:a|per|/|each|every) ?month`)},
	}
	about = regexp.MustCompile(`^(?:多|来|出头|几|左右|上下)`)
	below = regexp.MustCompile(`不到|不足|不超过|under|less than|below`)
)

// understated finds prices a day, a week or a month below what the customer pays for
// that long. A price may be rounded to its last written digit, but not when it
// says "less than". A higher price than the true one misleads nobody.
func (e *exam) understated() []difference {
	var out []difference
	f := e.figures
	perYear := int64(f.offer.PerYear)
	if perYear <= 0 {
		perYear = 12
	}
	unit := f.money(0).Currency
	paid := (f.total - f.offer.DownPayment) * perYear
	for _, s := range spreads {
		span := int64(f.offer.Count) * s.perYear // true price = paid / span
		for _, m := range s.re.FindAllStringSubmatchIndex(e.reading.folded, maxFindings) {
			part := func(g int) string { return e.reading.folded[max(m[2*g], 0):max(m[2*g+1], 0)] }
			minor, step, ok := colloquial(part(1), part(2), part(3), unit)
			from, to := e.reading.index(m[2]), e.reading.index(m[1])
			if !ok || e.pack.re("{otherbill}").MatchString(e.reading.part(e.reading.clause(from, to))) {
				continue
			}
			if about.MatchString(e.reading.folded[m[1]:]) {
				step = 2 * place(minor)
			}
			if below.MatchString(e.reading.part(max(0, from-12), from)) {
				step = 0
			}
			if 2*paid > (2*minor+step)*span {
				out = append(out, difference{from, to, f.money((paid + span - 1) / span).Format()})
			}
		}
	}
	return out
}

// place is the worth of the last digit that is not 0: 四百多 may be up to five
// hundred.
func place(minor int64) int64 {
	worth := int64(1)
	for minor > 0 && minor%(10*worth) == 0 {
		worth *= 10
	}
	return worth
}

// colloquial reads an amount and the worth of its last digit, in minor units.
func colloquial(number, unit, tail string, c money.Currency) (minor, step int64, ok bool) {
	plain := strings.ReplaceAll(number, ",", "")
	if n, isHan := hanNumber(plain); isHan {
		plain = n
	}
	m, err := money.Parse(plain, c)
	one, err2 := money.Parse("1", c)
	if err != nil || err2 != nil || m.Minor > shares {
		return 0, 0, false
	}
	minor, step = m.Minor, one.Minor
	if _, decimals, has := strings.Cut(plain, "."); has {
		for range decimals {
			step /= 10
		}
	}
	if unit == "毛" || unit == "角" {
		minor, step = minor/10, step/10
	}
	if tail == "" || unit == "元" {
		return minor, step, true
	}
	digit, _ := hanNumber(strings.TrimRight(tail, "毛角"))
	step /= 10
	if len(digit) == 1 {
		minor += int64(digit[0]-'0') * step
	}
	return minor, step, true
}

// hanNumber writes 三百五 as 350; not ok for figures that are written as such.
func hanNumber(s string) (string, bool) {
	if s == "" || strings.ContainsAny(s, "123456789.") {
		return s, false
	}
	total, digit, last := int64(0), int64(0), int64(1)
	for _, c := range s {
		switch at := strings.IndexRune("0一二三四五六七八九", c); {
		case c == '两':
			digit = 2
		case c == '0':
			digit, last = 0, 1
		case at > 0:
			digit = 1 + int64(at-1)/3 // every character takes three bytes
		case c == '万':
			total, digit, last = (total+digit)*10_000, 0, 10_000
		default:
			last = map[rune]int64{'十': 10, '百': 100, '千': 1000}[c]
			total, digit = total+max(digit, 1)*last, 0
		}
		if total > shares {
			return s, false
		}
	}
	if last >= 100 { // 一千八 leaves out its hundreds
		digit *= last / 10
	}
	return strconv.FormatInt(total+digit, 10), true
}
