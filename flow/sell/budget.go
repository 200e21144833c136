package sell

import (
	"slices"

	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/book/risk"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// BudgetSay is one finding of the customer's own budget, in words.
type BudgetSay struct {
	customer.BudgetHit
	Text string `json:"text"`
}

// BudgetNote is what the customer's own budget says to a purchase on credit.
type BudgetNote struct {
	Allowed bool        `json:"allowed"`
	Code    string      `json:"code,omitempty" enum:"budget,budget_pause" doc:"why not on credit"`
	Hits    []BudgetSay `json:"hits"`
}

// Why is the sentence to give for a refusal, "" when there is none.
func (n BudgetNote) Why() string {
	for _, h := range n.Hits {
		if !n.Allowed && (h.Kind == customer.BudgetOver || h.Kind == customer.BudgetPaused) {
			return h.Text
		}
	}
	return ""
}

// customerBudget is a budget with what its customer has taken on.
type customerBudget struct {
	state     customer.BudgetState
	committed customer.Committed
	currency  money.Currency
	today     calendar.Day
	warnAt    int64
	lang      words.Lang
}

// maxCommitted bounds how many of the newest orders on credit are summed.
const maxCommitted = 500

// budgetFor reads the customer's budget and, when he has one, what he has taken
// on, without the order that is being looked at, named by its id or its quote's.
func budgetFor(tx *db.Tx, customerID, except string) (customerBudget, error) {
	b := customerBudget{lang: tx.Lang()}
	if customerID == "" {
		return b, nil
	}
	var err error
	if b.state, err = customer.BudgetOf(tx, customerID); err != nil || !b.state.Set {
		return b, err
	}
	return b, b.read(tx, customerID, except)
}

func (b *customerBudget) read(tx *db.Tx, customerID, except string) error {
	t, err := tenant.Get(tx)
	if err != nil {
		return err
	}
	if b.today, err = dayOf(tx, tx.Now()); err != nil {
		return err
	}
	if b.warnAt, err = tenant.Value(tx, customer.KnobBudgetWarn); err != nil {
		return err
	}
	b.currency = t.Currency
	b.committed, err = committed(tx, customerID, except, b.today, b.currency)
	return err
}

// check measures a quote against the budget.
func (b customerBudget) check(q plan.Quote) BudgetNote {
	out := BudgetNote{Allowed: true, Hits: []BudgetSay{}}
	if !b.state.Set {
		return out
	}
	due := map[string]int64{}
	addQuote(due, q, 0)
	c := b.state.Now.Check(b.committed, customer.Purchase{Day: b.today, Currency: q.Amount.Currency,
		Financed: q.Amount.Minor - q.DownPayment.Minor, Due: due}, b.warnAt)
	out.Allowed, out.Code = c.Allowed, c.Code
	for _, h := range c.Hits {
		w, args := h.Word()
		out.Hits = append(out.Hits, BudgetSay{h, w.In(b.lang, args)})
	}
	return out
}

// tell marks an offer: not available above the budget or in a pause, else with
// what it would use.
func (b customerBudget) tell(o *plan.Offer) {
	note := b.check(*o.Quote)
	if !note.Allowed {
		o.Refuse(plan.Reason{Code: note.Code, Why: note.Why(), Change: changeBudget.In(b.lang, nil)})
		return
	}
	for _, h := range note.Hits {
		o.Warnings = append(o.Warnings, plan.Reason{Code: "budget_" + h.Kind, Why: h.Text})
	}
}

// facts fills what the judge sees of a budget that stops: one that only warns is
// no reason against the order.
func (b customerBudget) facts(f *risk.Facts) {
	m := b.state.Now.NewMonthly
	if m == nil || f.Quote == nil || b.state.Now.OnExceed != customer.StopOver {
		return
	}
	f.Budget = *m
	f.Committed = money.New(b.committed.New+f.Quote.Amount.Minor-f.Quote.DownPayment.Minor, b.currency)
}

// budgetOf measures an order on credit against its customer's budget; a sale
// without credit has no note. While there is a budget the customer is locked, so
// that two orders at once cannot pass it together.
func budgetOf(tx *db.Tx, customerID, orderID string, q *plan.Quote) (customerBudget, *BudgetNote, error) {
	if q == nil {
		return customerBudget{}, nil, nil
	}
	state, err := customer.BudgetOf(tx, customerID)
	if err != nil || !state.Set {
		return customerBudget{}, nil, err
	}
	if err := customer.Lock(tx, customerID); err != nil {
		return customerBudget{}, nil, err
	}
	b, err := budgetFor(tx, customerID, orderID)
	if err != nil {
		return b, nil, err
	}
	note := b.check(*q)
	return b, &note, nil
}

// mayOwe refuses to go on with an order on credit when its customer has paused
// credit, or lowered his ceiling, since it was decided.
func mayOwe(tx *db.Tx, o order.Order, q *plan.Quote) error {
	_, note, err := budgetOf(tx, o.CustomerID, o.ID, q)
	if err == nil && note != nil && !note.Allowed {
		return fault.Refused(wordBudget, words.Args{"why": note.Why()})
	}
	return err
}

// open are the states of orders whose credit counts: decided and not ended
// without money.
var open = []order.State{order.Decided, order.AwaitingPayment, order.PaymentUnknown, order.Paid, order.Fulfilling,
	order.Fulfilled, order.Settled, order.PartRefunded}

// committed sums what a customer has taken on: new credit of the day's month,
// and what falls due from that month on. Contracts of the merchant count as the
// ledger has them, what is paid ahead is out; instalments of a platform count as
// quoted, since only the platform knows more.
func committed(tx *db.Tx, customerID, except string, day calendar.Day, currency money.Currency) (customer.Committed, error) {
	c := customer.Committed{Due: map[string]int64{}}
	orders, err := order.List(tx, order.Filter{States: open, CustomerID: customerID}, "", maxCommitted)
	if err != nil {
		return c, err
	}
	orders = slices.DeleteFunc(orders, func(o order.Order) bool {
		return o.QuoteID == "" || o.ID == except || o.QuoteID == except || o.Amount.Currency != currency
	})
	var quoteIDs, contractIDs []string
	for _, o := range orders {
		quoteIDs = append(quoteIDs, o.QuoteID)
		if o.ContractID != "" {
			contractIDs = append(contractIDs, o.ContractID)
		}
	}
	quotes, err := plan.GetQuotes(tx, quoteIDs)
	if err != nil {
		return c, err
	}
	positions, err := ledger.Positions(tx, contractIDs, day)
	if err != nil {
		return c, err
	}
	for _, o := range orders {
		q := quotes[o.QuoteID]
		if customer.Month(o.Day) == customer.Month(day) {
			c.New += max(0, q.Amount.Minor-q.DownPayment.Minor-o.Refunded.Minor)
		}
		if p, ok := positions[o.ContractID]; ok {
			addPosition(c.Due, p)
			continue
		}
		addQuote(c.Due, q, o.Refunded.Minor)
	}
	for m := range c.Due {
		if m < customer.Month(day) {
			delete(c.Due, m)
		}
	}
	return c, nil
}

// addQuote adds the instalments of a quote by month. What was refunded is taken
// from the last ones, which keeps the near months on the safe side.
func addQuote(due map[string]int64, q plan.Quote, refunded int64) {
	for _, n := range slices.Backward(q.Schedule.Instalments) {
		if n.Kind == plan.DownPayment {
			continue
		}
		less := min(refunded, n.Due())
		refunded -= less
		due[customer.Month(n.DueDay)] += n.Due() - less
	}
}

// addPosition adds what falls due by month as the ledger has it: in the month of
// the day all of it, paid or not, since it is spent of that month; later only
// what is open.
func addPosition(due map[string]int64, p ledger.Position) {
	if p.State == contract.Cancelled || p.State == contract.WrittenOff {
		return
	}
	for _, n := range p.Instalments {
		if n.Kind == string(plan.DownPayment) {
			continue
		}
		sum := n.Open.Sum() - n.Open.LateFee
		if customer.Month(n.DueDay) == customer.Month(p.Day) {
			sum = n.Agreed.Sum() - n.Agreed.LateFee
		}
		due[customer.Month(n.DueDay)] += max(0, sum)
	}
}
