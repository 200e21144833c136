package lifecycle

import (
	"strings"

	"fenming/book/plan"
	"fenming/book/plan/life"
	"fenming/internal/vectors/schedules"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// strategies are the orders of the system's older products: instalment by
// instalment, the parts as named.
var strategies = map[string][]string{
	"PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER": {"past_due.late_fee+fee+interest+principal",
		"due.late_fee+fee+interest+principal", "in_advance.late_fee+fee+interest+principal"},
	"PRINCIPAL_INTEREST_PENALTIES_FEES_ORDER": {"past_due.principal+interest+late_fee+fee",
		"due.principal+interest+late_fee+fee", "in_advance.principal+interest+late_fee+fee"},
	"DUE_PENALTY_INTEREST_PRINCIPAL_FEE_IN_ADVANCE_PENALTY_INTEREST_PRINCIPAL_FEE": {"past_due.late_fee+interest+principal+fee",
		"due.late_fee+interest+principal+fee", "in_advance.late_fee+interest+principal+fee"},
	"DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST": {"past_due.late_fee+fee+interest+principal",
		"due.late_fee+fee+interest+principal", "in_advance.principal+late_fee+fee+interest"},
}

// kinds are our names of the transactions that may have a rule of their own.
var kinds = map[string]life.Kind{"DEFAULT": "", "REPAYMENT": life.Repayment, "DOWN_PAYMENT": life.DownPaid, "GOODWILL_CREDIT": life.Goodwill,
	"INTEREST_REFUND": life.InterestRefund, "MERCHANT_ISSUED_REFUND": life.MerchantRefund, "PAYOUT_REFUND": life.PayoutRefund}

var futures = map[string]life.Early{"NEXT_INSTALLMENT": life.EarlyNext, "LAST_INSTALLMENT": life.EarlyLast, "REAMORTIZATION": life.EarlyReamortise}

var partNames = map[string]life.Part{"PENALTY": life.PartPenalty, "FEE": life.PartFee, "PRINCIPAL": life.PartPrincipal, "INTEREST": life.PartInterest}

// agreement translates a loan.
func (f *file) agreement(c *loanCase) (life.Agreement, error) {
	p := f.Products[c.Loan.Product]
	a := life.Agreement{Currency: money.EUR, PerKind: map[life.Kind]life.Rule{}}
	var err error
	if a.Amount, err = cents(c.Loan.Principal); err != nil {
		return a, err
	}
	if order, ok := strategies[c.Loan.Strategy]; ok {
		a.Allocation = life.Rule{Order: order, Early: life.EarlyNext}
	}
	for _, r := range p.Allocation {
		rule := life.Rule{Order: p.order(r), Early: futures[r.Future]}
		switch k, known := kinds[r.Txn]; {
		case !known:
		case k == "":
			a.Allocation = rule
		default:
			a.PerKind[k] = rule
		}
	}
	for _, r := range p.Credit {
		for _, part := range r.Order {
			a.Credit = append(a.Credit, partNames[part])
		}
	}
	if p.Recalculate {
		a.Interest = life.InterestRunning
		p.recalculation(&a)
	}
	a.ApplyOverpaid, a.Start = true, c.Loan.Submitted
	a.ChargeOff = map[string]life.Behaviour{"ZERO_INTEREST": life.ZeroInterest, "ACCELERATE_MATURITY": life.Accelerate}[p.ChargeOff]
	a.FullTerm = strings.Contains(c.Loan.Product, "FULL_TERM_TRANCHE") // it stands in the name alone
	a.Each = each(c.Loan.Product)
	return a, c.terms(p, &a)
}

// recalculation translates how interest runs on what is owed.
func (p product) recalculation(a *life.Agreement) {
	text := p.terms.Text
	a.WholePeriod = text("preClosureInterestCalculationStrategy") == "2" || text("preClosureInterestCalculationStrategy") == "TILL_REST_FREQUENCY_DATE"
	rest := text("recalculationRestFrequencyType")
	switch {
	case text("disallowInterestCalculationOnPastDue") == "true":
		a.Overdue = life.OverdueFree
	case a.WholePeriod && (rest == "1" || rest == "SAME_AS_REPAYMENT"):
		a.Overdue = life.OverduePeriod
	}
	for _, txn := range p.Refunds {
		if k, known := kinds[txn]; known {
			a.RefundInterest = append(a.RefundInterest, k)
		}
	}
}

// eachFees are the fees of every instalment by the names that system gives
// them, with the amounts its own tests charge: 10.00, or a share.
var eachFees = map[string]life.Each{
	"FLAT":                            {Part: life.PartFee, Amount: 1000},
	"PERCENTAGE_AMOUNT":               {Part: life.PartFee, Share: 10_000, Of: []life.Part{life.PartPrincipal}},
	"PERCENTAGE_INTEREST":             {Part: life.PartFee, Share: 50_000, Of: []life.Part{life.PartInterest}},
	"PERCENTAGE_AMOUNT_PLUS_INTEREST": {Part: life.PartFee, Share: 10_000, Of: []life.Part{life.PartPrincipal, life.PartInterest}},
}

// each reads the fees out of a product's name, where alone they stand.
func each(name string) []life.Each {
	_, fees, has := strings.Cut(name, "_INSTALLMENT_FEE_")
	if !has {
		return nil
	}
	var list []life.Each
	switch {
	case strings.HasPrefix(fees, "ALL_"):
		for _, n := range []string{"FLAT", "PERCENTAGE_AMOUNT", "PERCENTAGE_INTEREST", "PERCENTAGE_AMOUNT_PLUS_INTEREST"} {
			list = append(list, eachFees[n])
		}
		return list
	case strings.HasPrefix(fees, "FLAT_"):
		list = append(list, eachFees["FLAT"])
		fees = strings.TrimPrefix(fees, "FLAT_")
	}
	fees = strings.TrimPrefix(fees, "PERCENT_")
	switch {
	case strings.HasPrefix(fees, "AMOUNT_INTEREST"):
		list = append(list, eachFees["PERCENTAGE_AMOUNT_PLUS_INTEREST"])
	case strings.HasPrefix(fees, "AMOUNT"):
		list = append(list, eachFees["PERCENTAGE_AMOUNT"])
	case strings.HasPrefix(fees, "INTEREST"):
		list = append(list, eachFees["PERCENTAGE_INTEREST"])
	}
	return list
}

// order translates a list of buckets. Unless the product goes part by part,
// the parts of an instalment come before the next instalment.
func (p product) order(a allocation) []string {
	var order []string
	for _, word := range a.Order {
		at := strings.LastIndex(word, "_")
		if at < 0 {
			continue
		}
		timing, part := strings.ToLower(word[:at]), string(partNames[word[at+1:]])
		last := len(order) - 1
		if last >= 0 && p.Processing != "VERTICAL" && strings.HasPrefix(order[last], timing+".") {
			order[last] += "+" + part
		} else {
			order = append(order, timing+"."+part)
		}
	}
	return order
}

// terms translates the schedule of a loan.
func (c *loanCase) terms(p product, a *life.Agreement) error {
	start := c.opening()
	if start == "" {
		start = c.Loan.Submitted
	}
	t, err := schedules.Terms(p.terms, c.Loan.Loan, start)
	if err != nil {
		return err
	}
	if t.Down.Share > 0 {
		t.Down = c.down(t.Down)
	}
	if t.FirstDue != "" {
		a.CountFrom = c.Loan.Submitted
	}
	if t.Rate == 0 && p.Type == "PROGRESSIVE" {
		t.Kind, t.Adjust = plan.EqualInstalment, plan.Level
	}
	a.Terms = t
	return nil
}

// down is the down payment of a loan. Some loans were made with another one
// than their product's, which the file does not say: where the first rows
// after paying out show another, that is taken.
func (c *loanCase) down(product plan.Down) plan.Down {
	lent, after := int64(0), 0
	for i, e := range c.Events {
		if e.Type == "disburse" {
			lent, _ = cents(e.Amount)
			after = i + 1
			break
		}
	}
	for _, k := range c.Checkpoints {
		if k.After < after || lent == 0 {
			continue
		}
		for _, row := range k.Rows {
			if row[colNr] == nil {
				continue
			}
			text, _ := row[colPrincipal].(string)
			days, _ := row[colDays].(float64)
			first, err := cents(text)
			usual, err2 := money.MulDiv(lent, product.Share, 1_000_000, money.HalfEven)
			switch {
			case err != nil || err2 != nil:
				return product
			case days != 0:
				return plan.Down{}
			case first != usual:
				return plan.Down{Share: first * 1_000_000 / lent}
			}
			return product
		}
	}
	return product
}

// opening is the day on which the loan is first paid out.
func (c *loanCase) opening() calendar.Day {
	for _, e := range c.Events {
		if e.Type == "disburse" {
			return calendar.Day(e.Date)
		}
	}
	return ""
}
