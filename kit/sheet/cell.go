package sheet

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Cell is one value with its place, so that its fault can name it.
type Cell struct {
	Text   string // cleaned
	Column string // as the header calls it
	row    *Row
	number bool // a workbook holds it as a number
}

func (c Cell) fault(w words.Word, more words.Args) *fault.Fault {
	args := words.Args{"file": c.row.found.Table.Name, "line": c.row.Line, "column": c.Column}
	for k, v := range more {
		args[k] = v
	}
	return fault.Invalid(w, args).At("/line/" + strconv.Itoa(c.row.Line))
}

// Blank says that the cell is empty or holds a mere placeholder: - -- / —.
func (c Cell) Blank() bool { return strings.Trim(c.Text, "-/—－") == "" }

// Need returns the text; an empty cell is an invalid fault.
func (c Cell) Need() (string, error) {
	if c.Text == "" {
		return "", c.fault(wordNeed, nil)
	}
	return c.Text, nil
}

var lostDigits = regexp.MustCompile(`^[-+]?\d+(?:\.\d+)?[eE]\+\d+$`)

// ID returns an order or trade number. One that lost digits by having been
// stored as a number, or that holds a broken character, is an invalid fault:
// it would match the wrong order or none. Blank is "".
func (c Cell) ID() (string, error) {
	switch {
	case c.Blank():
		return "", nil
	case c.number && len(strings.TrimLeft(c.Text, "-0")) > significant,
		lostDigits.MatchString(c.Text), strings.ContainsRune(c.Text, '\ufffd'):
		return "", c.fault(wordID, nil)
	}
	return c.Text, nil
}

// Money reads an amount exactly, in minor units of cur: "1,299.00", "¥5",
// "12.50元", "(12.50)" for minus. Zeros behind the currency's decimals are no
// decimals ("0.00000"). Anything else, blank too, is an invalid fault.
func (c Cell) Money(cur money.Currency) (money.Money, error) {
	text := c.Text
	if folded := norm.NFKC.String(text); strings.HasPrefix(folded, "(") && strings.HasSuffix(folded, ")") {
		text = "-" + folded[1:len(folded)-1]
		if strings.HasPrefix(text, "--") {
			text = "x" // minus twice says nothing
		}
	}
	m, err := money.Parse(trimZeros(text, cur.Digits()), cur)
	if err != nil {
		return money.Money{}, c.fault(wordMoney, words.Args{"currency": cur, "digits": cur.Digits()}).Because(err)
	}
	return m, nil
}

// MoneyOrZero is Money, a blank cell being zero.
func (c Cell) MoneyOrZero(cur money.Currency) (money.Money, error) {
	if c.Blank() {
		return money.New(0, cur), cur.Check()
	}
	return c.Money(cur)
}

// trimZeros takes zeros off the end of a fraction down to digits decimals.
func trimZeros(text string, digits int) string {
	point := strings.LastIndexByte(text, '.')
	if point < 0 {
		return text
	}
	end := point + 1
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	keep := end
	for keep > point+1+digits && text[keep-1] == '0' {
		keep--
	}
	if keep == point+1 && end > keep { // "5.0" of a currency without decimals
		keep = point
	}
	return text[:keep] + text[end:]
}

// Int reads a count: "1,204", "45.0". Anything else is an invalid fault.
func (c Cell) Int() (int64, error) {
	text := trimZeros(strings.ReplaceAll(norm.NFKC.String(c.Text), ",", ""), 0)
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, c.fault(wordInt, nil)
	}
	return n, nil
}

var (
	written = regexp.MustCompile(`^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?` +
		`(?:[T ]*(\d{1,2})(?::|时)(\d{1,2})(?:(?::|分)(\d{1,2})(?:\.\d{1,9})?秒?|分)?)?` +
		`(?: ?(Z|[+-]\d{2}:?\d{2}))?$`)
	compact = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?: ?(\d{2}):?(\d{2}):?(\d{2}))?()$`)
	serial  = regexp.MustCompile(`^\d{5}(?:\.\d{1,15})?$`)
)

// Time reads a point in time: year first with - / . 年月日 or nothing between,
// the time of day with or without seconds, an Excel serial number. Without an
// offset of its own it is meant in loc. Fractions of a second fall away. Day
// first or month first cannot be told apart and is an invalid fault.
func (c Cell) Time(loc *time.Location) (time.Time, error) {
	text := strings.TrimSpace(norm.NFKC.String(c.Text))
	if serial.MatchString(text) {
		return c.serialTime(text, loc)
	}
	m := written.FindStringSubmatch(text)
	if m == nil {
		m = compact.FindStringSubmatch(text)
	}
	if m == nil {
		return time.Time{}, c.fault(wordTime, nil)
	}
	var n [6]int
	for i := range n {
		if m[i+1] != "" {
			n[i], _ = strconv.Atoi(m[i+1]) // at most four digits by the pattern
		}
	}
	if zone := m[7]; zone == "Z" {
		loc = time.UTC
	} else if zone != "" {
		loc = time.FixedZone("", offset(zone))
	}
	t := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, loc)
	// Date rolls the 31st of February over; whatever rolled was no date. An
	// hour a summer time skips rolls too and is refused with it.
	if n[0] < 1900 || t.Year() != n[0] || int(t.Month()) != n[1] || t.Day() != n[2] || t.Hour() != n[3] || t.Minute() != n[4] || t.Second() != n[5] {
		return time.Time{}, c.fault(wordTime, nil)
	}
	return t, nil
}

// offset is the seconds of "+08:00" or "-0500".
func offset(zone string) int {
	hours, _ := strconv.Atoi(zone[1:3])
	minutes, _ := strconv.Atoi(zone[len(zone)-2:])
	seconds := hours*3600 + minutes*60
	if zone[0] == '-' {
		return -seconds
	}
	return seconds
}

// serialTime reads days since 1899-12-30 (or 1904-01-01), the way Excel stores
// dates; five digits are 1927 to 2173. It is rounded to the millisecond, since
// the binary form of 10:01:00 lies just below it, and cut to the second.
func (c Cell) serialTime(text string, loc *time.Location) (time.Time, error) {
	days, ok := new(big.Rat).SetString(text)
	if !ok {
		return time.Time{}, c.fault(wordTime, nil)
	}
	ms := new(big.Rat).Mul(days, big.NewRat(24*3600*1000, 1))
	ms.Add(ms, big.NewRat(1, 2))
	seconds := new(big.Int).Quo(ms.Num(), ms.Denom()).Int64() / 1000
	year, month, day := 1899, time.December, 30
	if book := c.row.found.Table.book; book != nil && book.date1904 {
		year, month, day = 1904, time.January, 1
	}
	return time.Date(year, month, day+int(seconds/86400), int(seconds/3600%24), int(seconds/60%60), int(seconds%60), 0, loc), nil
}

// Day reads a date; a time of day behind it falls away.
func (c Cell) Day() (calendar.Day, error) {
	t, err := c.Time(time.UTC)
	if err != nil {
		return "", err
	}
	return calendar.Date(t.Year(), t.Month(), t.Day()), nil
}
