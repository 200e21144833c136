package schedules

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"fenming/book/plan"
	"fenming/internal/vectors"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// File is the name of the file.
const File = "schedules.json"

// Judge compares every case. Those that an independent program reproduced have
// to agree; the others follow an older generator, tranches or interest on
// overdue principal and are reported.
func Judge(r io.Reader) ([]vectors.Class, error) {
	var doc document
	if err := json.NewDecoder(r).Decode(&doc); err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	columns := map[string]int{}
	for i, name := range doc.Meta.Columns {
		columns[name] = i
	}
	for _, name := range []string{"nr", "date", "balance", "principal", "interest", "fees", "penalties", "due"} {
		if _, ok := columns[name]; !ok {
			return nil, fmt.Errorf("%s: no column %s", File, name)
		}
	}
	classes := map[string]*vectors.Class{}
	for _, read := range doc.Cases {
		c := read.Value
		name := c.Class
		if !c.Reproduced {
			name += ", not reproduced"
		}
		if classes[name] == nil {
			classes[name] = &vectors.Class{File: File, Name: name, Must: c.Reproduced}
		}
		why := ""
		if read.Err != nil {
			why = read.Err.Error()
		} else {
			why = c.judge(doc.Products, columns)
		}
		classes[name].Count(c.ID, why)
	}
	var out []vectors.Class
	for _, must := range []bool{true, false} {
		var names []string
		for name, c := range classes {
			if c.Must == must {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		for _, name := range names {
			out = append(out, *classes[name])
		}
	}
	return out, nil
}

// judge says what differs, "" when nothing does.
func (c item) judge(products map[string]Product, columns map[string]int) string {
	if len(c.Disbursed) == 0 {
		return "nothing paid out"
	}
	start := c.Disbursed[0].Date
	terms, err := Terms(products[c.Loan.Product], c.Loan, start)
	if err != nil {
		return err.Error()
	}
	amount, err := money.Parse(string(c.Disbursed[0].Amount), money.EUR)
	if err != nil {
		return err.Error()
	}
	s, err := plan.For(amount, start, terms)
	if err != nil {
		return err.Error()
	}
	return c.differs(s, columns)
}

// differs compares a schedule with the rows; fees and penalties come from
// charges that the cases do not describe and are taken off the sum due.
func (c item) differs(s plan.Schedule, columns map[string]int) string {
	var lines [][]any
	for _, row := range c.Rows {
		if len(row) < len(columns) {
			return "a row is short"
		}
		if row[columns["nr"]] != nil {
			lines = append(lines, row)
		}
	}
	if len(lines) != len(s.Instalments) {
		return fmt.Sprintf("%d lines, want %d", len(s.Instalments), len(lines))
	}
	for i, row := range lines {
		var cents [6]int64
		for n, name := range []string{"principal", "interest", "balance", "due", "fees", "penalties"} {
			v := row[columns[name]]
			if v == nil {
				continue
			}
			m, err := money.Parse(fmt.Sprint(v), money.EUR)
			if err != nil {
				return err.Error()
			}
			cents[n] = m.Minor
		}
		got := s.Instalments[i]
		want := got
		want.DueDay = calendar.Day(fmt.Sprint(row[columns["date"]]))
		want.Principal, want.Interest, want.Balance = cents[0], cents[1], cents[2]
		if got != want || got.Due() != cents[3]-cents[4]-cents[5] {
			return fmt.Sprintf("line %d: %s %d + %d, left %d; want %s %d + %d, left %d", i+1,
				got.DueDay, got.Principal, got.Interest, got.Balance, want.DueDay, want.Principal, want.Interest, want.Balance)
		}
	}
	return ""
}
