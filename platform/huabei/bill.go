package huabei

import (
	"regexp"
	"strconv"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/sheet"
	"fenming/kit/words"
	"fenming/platform"
)

// ParseStatement reads a statement of this platform; see ParseBill.
func (c *Client) ParseStatement(file platform.RawFile) (platform.Statement, error) {
	return ParseBill(file)
}

// ParseBill reads a bill however it arrived: the zip of two GBK files as
// downloaded, or a single file. It needs no channel. Faults: invalid with the
// line for a cut-off file, a wrong total, an unknown encoding or layout; limit
// for an archive that expands too far.
func ParseBill(file platform.RawFile) (platform.Statement, error) {
	tables, err := openBill(file)
	if err != nil {
		return platform.Statement{}, err
	}
	var detail, summary *sheet.Found
	details := 0
	for _, t := range tables {
		if t.Layout.Name == layoutSummary {
			summary = t
			continue
		}
		detail, details = t, details+1
	}
	if details != 1 {
		return platform.Statement{}, fault.Invalid(wordMembers, words.Args{"n": details})
	}
	b := bill{}
	b.Account, b.From, b.To = banner(detail.Banner)
	if detail.Table.Charset == sheet.UTF8 {
		b.warn(0, warnEncoding, nil)
	}
	if detail.Layout.Name == layoutFund {
		err = b.fund(detail)
	} else {
		err = b.trade(detail, summary, strings.HasPrefix(string(file.Bytes[:min(2, len(file.Bytes))]), "PK"))
	}
	if err != nil {
		return platform.Statement{}, err
	}
	return b.Statement, nil
}

// bill is a statement in the making.
type bill struct {
	platform.Statement
}

const maxWarnings = 1000

func (b *bill) warn(line int, w words.Word, args words.Args) {
	if len(b.Warnings) < maxWarnings {
		b.Warnings = append(b.Warnings, platform.Warning{LineNo: line, Word: w, Args: args})
	}
}

// control compares a stated total with the counted one and keeps both.
func (b *bill) control(line int, name string, declared, counted int64) error {
	b.Controls = append(b.Controls, platform.Control{Name: name, Declared: declared, Counted: counted, DeclaredLine: line})
	if declared != counted {
		return fault.Invalid(wordTotal, words.Args{"line": line, "name": name, "declared": declared, "counted": counted})
	}
	return nil
}

// totalNote reads "#…合计：2笔，…共-0.01元…": the count and the first amount.
var totalNote = regexp.MustCompile(`^#+(交易|退款|支出|收入)合计：(\d{1,12})笔，[^\d\-]*(-?[\d,.]+)元`)

// footer finds the total lines and checks them against counts and sums, which
// are keyed by the line's first word.
func (b *bill) footer(notes []note, names map[string]string, counts, sums map[string]int64) (found int, err error) {
	for _, n := range notes {
		m := totalNote.FindStringSubmatch(n.text)
		if m == nil {
			if strings.Contains(n.text, "合计：") {
				return found, rowFault(n.no, "合计")
			}
			continue
		}
		name, known := names[m[1]]
		if !known {
			continue
		}
		count, errCount := strconv.ParseInt(m[2], 10, 64)
		fen, errFen := parseYuan(m[3])
		if errCount != nil || errFen != nil {
			return found, rowFault(n.no, "合计")
		}
		if err := b.control(n.no, name+"_count", count, counts[m[1]]); err != nil {
			return found, err
		}
		if err := b.control(n.no, name+"_fen", fen, sums[m[1]]); err != nil {
			return found, err
		}
		found++
	}
	return found, nil
}

// add takes a line in and warns when it lies outside the banner's period.
func (b *bill) add(l platform.Line) {
	if !b.From.IsZero() && (l.At.Before(b.From) || !l.At.Before(b.To)) {
		b.warn(l.LineNo, warnPeriod, nil)
	}
	b.Lines = append(b.Lines, l)
}
