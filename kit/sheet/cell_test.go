package sheet

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/kit/fault"
	"fenming/kit/money"
)

// cellOf puts a text into a row, as number when a workbook would.
func cellOf(text string, number bool) Cell {
	f := &Found{Table: &Table{Name: "x.csv"}, Header: []string{"金额"}, index: map[string]int{"k": 0}}
	rec := record{line: 7, cells: []string{text}}
	if number {
		rec.numeric = []bool{true}
	}
	row := f.row(rec, nil)
	if row == nil {
		row = &Row{Line: 7, Cells: []string{""}, found: f, index: f.index}
	}
	return row.Cell("k")
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"123\t": "123", "`2019-02-19": "2019-02-19", "`": "", `="300000000001"`: "300000000001", `="0"` + "\t": "0",
		"\u3000\u00a0张三\u3000": "张三", "'00123": "00123", "'tis": "'tis", "\ufeff编号": "编号", "``": "",
		"a`b": "a`b", `="`: `="`, `=""`: "", "`=\"1\"\t": "1", "": "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestCellMoney(t *testing.T) {
	for in, want := range map[string]int64{
		"5000.00": 500000, "5,000.00": 500000, "¥22.30": 2230, "￥１２．５０": 1250, "-0.01": -1, "12.50元": 1250,
		"(12.50)": -1250, "（1,012.50）": -101250, "0.00000": 0, "0.01000": 1, "1e": -1 << 62, "-30.00": -3000,
		"45": 4500, "0.005": -1 << 62, "131.77(已退款89.84)": -1 << 62, "": -1 << 62, "-": -1 << 62, "(-5)": -1 << 62,
		"1,23.00": -1 << 62, "测试": -1 << 62, "1.2.3": -1 << 62, "99999999999999999999": -1 << 62,
	} {
		m, err := cellOf(in, false).Money(money.CNY)
		if want == -1<<62 {
			if !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%q accepted as %v", in, m)
			} else if in != "" && in != "-" && strings.Contains(err.Error(), in) {
				t.Errorf("the fault repeats the value: %v", err)
			} else if s := err.Error(); !strings.Contains(s, "x.csv") || !strings.Contains(s, "line 7") || !strings.Contains(s, "金额") {
				t.Errorf("the fault lacks its place: %s", s)
			}
			continue
		}
		if err != nil || m.Minor != want {
			t.Errorf("%q: %v %v, want %d", in, m, err, want)
		}
	}
	if m, err := cellOf("-", false).MoneyOrZero(money.CNY); err != nil || m.Minor != 0 {
		t.Errorf("%v %v", m, err)
	}
	if m, err := cellOf("1299.0", false).Money(money.JPY); err != nil || m.Minor != 1299 {
		t.Errorf("yen: %v %v", m, err)
	}
	if _, err := cellOf("1299.5", false).Money(money.JPY); err == nil {
		t.Error("half a yen")
	}
}

func TestCellID(t *testing.T) {
	for in, want := range map[string]string{"4200000263201902167700134212": "4200000263201902167700134212", "D-01/2": "D-01/2", "-": "", "1E5A": "1E5A"} {
		if got, err := cellOf(in, false).ID(); err != nil || got != want {
			t.Errorf("%q: %q %v", in, got, err)
		}
	}
	for _, in := range []string{"4.2E+27", "4E+11", "12\ufffd"} {
		if got, err := cellOf(in, false).ID(); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted as %q", in, got)
		}
	}
	if got, err := cellOf("420000026320190", true).ID(); err != nil || got != "420000026320190" {
		t.Errorf("15 digits are exact: %q %v", got, err)
	}
	if _, err := cellOf("4200000263201902", true).ID(); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("16 digits stored as a number: %v", err)
	}
}

func TestCellInt(t *testing.T) {
	for in, want := range map[string]int64{"45": 45, "45.0": 45, "1,204": 1204, "-3": -3, "３": 3} {
		if got, err := cellOf(in, false).Int(); err != nil || got != want {
			t.Errorf("%q: %d %v", in, got, err)
		}
	}
	for _, in := range []string{"", "4.5", "x", "1e3", "99999999999999999999"} {
		if got, err := cellOf(in, false).Int(); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted as %d", in, got)
		}
	}
}

func TestCellTime(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	for in, want := range map[string]string{
		"2026-01-02 10:00:05": "2026-01-02T10:00:05+08:00", "2026/1/2 9:05": "2026-01-02T09:05:00+08:00",
		"2026年01月02日 10:00:05": "2026-01-02T10:00:05+08:00", "2026.1.2": "2026-01-02T00:00:00+08:00",
		"20260102": "2026-01-02T00:00:00+08:00", "20260102100005": "2026-01-02T10:00:05+08:00",
		"2026-01-02T10:00:05.123Z": "2026-01-02T10:00:05Z", "2026-01-02 10:00:05 +0530": "2026-01-02T10:00:05+05:30",
		"2026年1月2日 10时00分05秒": "2026-01-02T10:00:05+08:00", "２０２６－０１－０２": "2026-01-02T00:00:00+08:00",
		// Excel: 45292 is 2024-01-01 (days since 1899-12-30: 124 years, 31 leap days).
		"45292": "2024-01-01T00:00:00+08:00", "45292.5": "2024-01-01T12:00:00+08:00",
		// 10:01:00 is 601/1440 = 0.417361111…; its binary neighbour lies below.
		"45292.417361111": "2024-01-01T10:01:00+08:00", "45292.999988426": "2024-01-01T23:59:59+08:00",
		// 25569 is the first day of Unix time.
		"25569": "1970-01-01T00:00:00+08:00",
	} {
		if got, err := cellOf(in, false).Time(zone); err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%q: %v %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "-", "2026-02-30", "2026-13-01", "2026-01-02 24:00:00", "2026-01-02 10:60", "01/02/2026",
		"1.2.2026", "202601", "123456", "0000-01-01", "1899-01-01", "2026-01-02 10", "2026-01-02 x"} {
		if got, err := cellOf(in, false).Time(zone); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted as %v", in, got)
		}
	}
	c := cellOf("45292", false)
	c.row.found.Table.book = &workbook{date1904: true}
	if d, err := c.Day(); err != nil || d != "2028-01-02" { // 1462 days later
		t.Errorf("%v %v", d, err)
	}
	if d, err := cellOf("2026-01-01T23:30:00-08:00", false).Day(); err != nil || d != "2026-01-01" {
		t.Errorf("the written day stays: %v %v", d, err)
	}
}

func TestPlainNumber(t *testing.T) {
	for in, want := range map[string]string{
		"131.77000000000001": "131.77", "0.30000000000000004": "0.3", "5000": "5000", "-0": "0", "1E-2": "0.01",
		"5.0000000000000001E-3": "0.005", "1.5e+3": "1500", "123456789012345.67": "123456789012345.67", "0.999999999999999999": "1",
		"45292.417361111111": "45292.4173611111", "-131.76999999999998": "-131.77", "9.9999999999999995E-2": "0.1", "00012.50": "12.5",
	} {
		if got, _ := plainNumber(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for _, in := range []string{"", "x", "1E99", "--1", "1234567890123456.7", "4.2000002632019022E+27x", ".", "E5"} {
		if got, ok := plainNumber(in); ok || got != in {
			t.Errorf("%q became %q", in, got)
		}
	}
	// Against exact arithmetic: the result differs by less than one part in 2e14.
	rapid.Check(t, func(r *rapid.T) {
		in := rapid.StringMatching(`-?[0-9]{1,17}(\.[0-9]{1,20})?(E[-+]?[0-9]{1,2})?`).Draw(r, "number")
		got, ok := plainNumber(in)
		if !ok {
			return
		}
		a, ok1 := new(big.Rat).SetString(in)
		b, ok2 := new(big.Rat).SetString(got)
		if !ok1 || !ok2 {
			r.Fatalf("%q became %q", in, got)
		}
		off := new(big.Rat).Sub(a, b)
		off.Abs(off).Mul(off, big.NewRat(200_000_000_000_000, 1))
		if off.Cmp(new(big.Rat).Abs(a)) > 0 {
			r.Fatalf("%q became %q", in, got)
		}
	})
}
