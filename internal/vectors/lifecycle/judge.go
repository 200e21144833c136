package lifecycle

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"fenming/book/plan/life"
	"fenming/internal/vectors"
)

const (
	target     = "target"
	unreadable = "cannot be read"
)

// targets are the kinds of event of the target class.
var targets = []string{"business_date", "approve", "disburse", "cob", "repayment", "payoff", "charge", "nsf_fee", "chargeback",
	"merchant_issued_refund", "undo_repayment", "undo_txn", "waive_charge", "write_off"}

// Judge reads the file and judges every checkpoint: first the target, then the
// other classes, the larger before the smaller.
func Judge(r io.Reader) ([]vectors.Class, error) {
	f, err := read(r)
	if err != nil {
		return nil, err
	}
	found := map[string]*vectors.Class{}
	for i := range f.Cases {
		c := &f.Cases[i].Value
		count := func(class string, k *checkpoint, why string) {
			if found[class] == nil {
				found[class] = &vectors.Class{File: "lifecycle.json.gz", Name: class, Must: class == target || class == unreadable}
			}
			found[class].Count(fmt.Sprintf("%s line %d", c.Source, k.Line), why)
		}
		if err := f.Cases[i].Err; err != nil { // whether it is of the target is not known
			count(unreadable, &checkpoint{}, err.Error())
			continue
		}
		f.judge(c, count)
	}
	var list []vectors.Class
	for _, c := range found {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b vectors.Class) int {
		if a.Must != b.Must {
			if a.Must {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(a.Name, b.Name))
	})
	return list, nil
}

// judge folds the events of a loan up to each checkpoint and reports what
// departs, "" when all agrees.
func (f *file) judge(c *loanCase, report func(class string, k *checkpoint, why string)) {
	a, fault := f.agreement(c)
	if _, known := f.Products[c.Loan.Product]; !known {
		fault = fmt.Errorf("no product %q", c.Loan.Product)
	}
	t := translation{c: c, p: f.productOf(c), a: &a}
	if t.p.AutoDown {
		t.down = a.Terms.Down.Share
	}
	next := 0
	for i := range c.Checkpoints {
		k := &c.Checkpoints[i]
		for ; next < k.After && next < len(c.Events) && fault == nil; next++ {
			fault = t.add(&c.Events[next])
		}
		if k.Inconsistent {
			continue
		}
		why := ""
		if fault != nil {
			why = fault.Error()
		} else if s, err := life.Fold(a, t.events); err != nil {
			why = err.Error()
		} else {
			why = differs(k, &s)
		}
		report(f.class(c, k), k, why)
	}
}

// class is "target", or what sets a checkpoint apart: interest recalculation,
// several disbursements, and the kinds of event beyond the target's.
func (f *file) class(c *loanCase, k *checkpoint) string {
	disbursed, extra := 0, []string{}
	for _, e := range c.Events[:min(k.After, len(c.Events))] {
		if e.Type == "disburse" {
			disbursed++
		}
		if !slices.Contains(targets, e.Type) && !slices.Contains(extra, e.Type) {
			extra = append(extra, e.Type)
		}
	}
	slices.Sort(extra)
	var also []string
	if f.Products[c.Loan.Product].Recalculate {
		also = append(also, "recalculated")
	}
	if disbursed != 1 {
		also = append(also, "tranches")
	}
	if len(also)+len(extra) == 0 {
		return target
	}
	return strings.Join(append(also, extra...), "+")
}

// differs says where the state departs from the rows, "" when nowhere.
func differs(k *checkpoint, s *life.State) string {
	at, opened := 0, 0
	for _, row := range k.Rows {
		if row[colNr] == nil {
			if opened < len(s.Opened) {
				if why := compare(row, colBalance, s.Opened[opened].Amount); why != "" {
					return "opening: " + why
				}
				if row[colDate] != string(s.Opened[opened].Day) {
					return fmt.Sprintf("opened %s, want %v", s.Opened[opened].Day, row[colDate])
				}
			}
			opened++
			continue
		}
		if at >= len(s.Instalments) {
			return fmt.Sprintf("%d instalments, want more", at)
		}
		if why := differsIn(row, &s.Instalments[at]); why != "" {
			return fmt.Sprintf("instalment %d: %s", at+1, why)
		}
		at++
	}
	if at != len(s.Instalments) {
		return fmt.Sprintf("%d instalments, want %d", len(s.Instalments), at)
	}
	return ""
}

var names = [columns]string{"nr", "days", "date", "paid date", "balance", "principal", "interest", "fees", "penalties", "due", "paid",
	"in advance", "late", "outstanding"}

func differsIn(row []any, n *life.Instalment) string {
	if d := row[colDate]; d != string(n.DueDay) {
		return fmt.Sprintf("due %s, want %v", n.DueDay, d)
	}
	if d, ok := row[colDays].(float64); ok && int(d) != n.DueDay.Sub(n.From) {
		return fmt.Sprintf("days %d, want %v", n.DueDay.Sub(n.From), d)
	}
	for _, x := range []struct {
		col int
		got int64
	}{{colPrincipal, n.Agreed.Principal}, {colInterest, n.Agreed.Interest}, {colFees, n.Agreed.Fee}, {colPenalties, n.Agreed.Penalty},
		{colBalance, n.Balance}, {colDue, n.Agreed.Sum()}, {colPaid, n.Paid.Sum()}, {colInAdvance, n.PaidInAdvance}, {colLate, n.PaidLate},
		{colOutstanding, n.Open().Sum()}} {
		if why := compare(row, x.col, x.got); why != "" {
			return why
		}
	}
	met, _ := row[colPaidDate].(string)
	if met != string(n.MetDay) {
		return fmt.Sprintf("paid date %q, want %q", n.MetDay, met)
	}
	return ""
}

// compare holds an amount against a cell; an empty cell says nothing.
func compare(row []any, col int, got int64) string {
	text, ok := row[col].(string)
	if !ok {
		return ""
	}
	want, err := cents(text)
	if err != nil {
		return names[col] + ": " + err.Error()
	}
	if want != got {
		return fmt.Sprintf("%s %d, want %d", names[col], got, want)
	}
	return ""
}
