package customer

import (
	"slices"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
	"fenming/kit/words"
)

// What happens when a ceiling would be passed.
const (
	StopOver = "stop" // the order is not sold on credit
	WarnOver = "warn" // it is, with a warning
)

// Budget 预算 is what a customer allows himself. A nil ceiling sets none.
type Budget struct {
	NewMonthly *money.Money `json:"new_monthly,omitempty" doc:"ceiling of new credit taken in one calendar month, without down payments"`
	DueMonthly *money.Money `json:"due_monthly,omitempty" doc:"ceiling of all instalments falling due in one calendar month"`
	OnExceed   string       `json:"on_exceed" enum:"stop,warn"`
	PausedTo   calendar.Day `json:"paused_to,omitempty" doc:"the first day on which new credit is possible again"`
}

// Committed is what a customer has taken on already, in minor units.
type Committed struct {
	New int64            // credit taken in the month of the purchase
	Due map[string]int64 // falling due, by month: "2026-11"
}

// Purchase is what a new purchase would add, in minor units.
type Purchase struct {
	Day      calendar.Day
	Currency money.Currency
	Financed int64            // the price less the down payment; 0 = paid in full
	Due      map[string]int64 // instalments after the down payment, by month
}

// The findings of a budget.
const (
	BudgetUses   = "uses"   // so much of a ceiling would be used
	BudgetNear   = "near"   // … and that is near the ceiling
	BudgetOver   = "over"   // a ceiling would be passed
	BudgetPaused = "paused" // no new credit until a day
)

// BudgetHit is one finding.
type BudgetHit struct {
	Kind     string       `json:"kind" enum:"uses,near,over,paused"`
	Ceiling  string       `json:"ceiling,omitempty" enum:"new,due" doc:"which ceiling"`
	Month    string       `json:"month,omitempty"`
	Share    int64        `json:"share_percent" doc:"of the ceiling after this purchase, rounded up"`
	Sum      *money.Money `json:"sum,omitempty"`
	Bound    *money.Money `json:"bound,omitempty"`
	PausedTo calendar.Day `json:"paused_to,omitempty"`
}

// The codes under which a purchase on credit is not available.
const (
	CodeBudget = "budget"
	CodePause  = "budget_pause"
)

// BudgetCheck is the answer for one purchase.
type BudgetCheck struct {
	Allowed bool
	Code    string // CodeBudget or CodePause when not allowed
	Hits    []BudgetHit
}

// Check measures a purchase against the budget; warnAt is the share of a
// ceiling in percent from which it counts as near. Paying in full is always
// allowed. A higher ceiling never turns a yes into a no.
func (b Budget) Check(c Committed, p Purchase, warnAt int64) BudgetCheck {
	out := BudgetCheck{Allowed: true, Hits: []BudgetHit{}}
	if p.Financed <= 0 {
		return out
	}
	if b.paused(p.Day) {
		out.Allowed, out.Code = false, CodePause
		out.Hits = append(out.Hits, BudgetHit{Kind: BudgetPaused, PausedTo: b.PausedTo})
	}
	if m := b.NewMonthly; m != nil && m.Currency == p.Currency {
		out.Hits = append(out.Hits, hit("new", month(p.Day), c.New+p.Financed, *m, warnAt))
	}
	if m := b.DueMonthly; m != nil && m.Currency == p.Currency && len(p.Due) > 0 {
		at, sum := heaviest(c.Due, p.Due)
		out.Hits = append(out.Hits, hit("due", at, sum, *m, warnAt))
	}
	over := slices.ContainsFunc(out.Hits, func(h BudgetHit) bool { return h.Kind == BudgetOver })
	if over && b.OnExceed != WarnOver && out.Allowed {
		out.Allowed, out.Code = false, CodeBudget
	}
	return out
}

func (b Budget) paused(day calendar.Day) bool { return b.PausedTo > day }

// heaviest is the month to which the purchase adds and in which most falls due;
// of equal ones the first.
func heaviest(had, adds map[string]int64) (at string, sum int64) {
	for m, n := range adds {
		total := had[m] + n
		if at == "" || total > sum || total == sum && m < at {
			at, sum = m, total
		}
	}
	return at, sum
}

func hit(ceiling, at string, sum int64, bound money.Money, warnAt int64) BudgetHit {
	total := money.New(sum, bound.Currency)
	h := BudgetHit{Kind: BudgetUses, Ceiling: ceiling, Month: at, Share: share(sum, bound.Minor), Sum: &total, Bound: &bound}
	switch {
	case sum > bound.Minor:
		h.Kind = BudgetOver
	case h.Share >= warnAt:
		h.Kind = BudgetNear
	}
	return h
}

// share is sum ÷ bound in percent, rounded up; of a ceiling of nothing it is
// 100 without and 1000 with any sum.
func share(sum, bound int64) int64 {
	const most = 1000
	switch {
	case bound <= 0 && sum <= 0:
		return 100
	case bound <= 0 || sum/bound >= most/100:
		return most
	}
	return sum/bound*100 + (sum%bound*100+bound-1)/bound
}

// Share is what a sum uses of a ceiling in percent, rounded up; 0 without one.
func Share(sum int64, ceiling *money.Money) int64 {
	if ceiling == nil {
		return 0
	}
	return share(sum, ceiling.Minor)
}

// month is the calendar month of a day: "2026-11".
func month(d calendar.Day) string { return string(d)[:7] }

// Month is the calendar month of a day, as Committed and Purchase name it.
func Month(d calendar.Day) string { return month(d) }

// Word says a finding.
func (h BudgetHit) Word() (words.Word, words.Args) {
	if h.Kind == BudgetPaused {
		return wordBudgetPaused, words.Args{"day": h.PausedTo}
	}
	args := words.Args{"month": h.Month, "share": h.Share, "sum": h.Sum.String(), "bound": h.Bound.String()}
	return budgetWords[h.Ceiling+"."+h.Kind], args
}

// tighter is what of a wish counts at once: what binds the customer more. What
// binds him less has to wait.
func tighter(now, wish Budget, day calendar.Day) Budget {
	if !now.paused(day) {
		now.PausedTo = ""
	}
	out := Budget{NewMonthly: lower(now.NewMonthly, wish.NewMonthly), DueMonthly: lower(now.DueMonthly, wish.DueMonthly),
		OnExceed: wish.OnExceed, PausedTo: max(now.PausedTo, wish.PausedTo)}
	if now.OnExceed == StopOver && (now.NewMonthly != nil || now.DueMonthly != nil) {
		out.OnExceed = StopOver
	}
	return out
}

// lower is the lower of two ceilings; none is above every other. A ceiling in
// another currency takes the place of the old one only after the wait.
func lower(a, b *money.Money) *money.Money {
	switch {
	case a == nil:
		return b
	case b == nil || a.Currency != b.Currency || a.Minor <= b.Minor:
		return a
	}
	return b
}

func sameMoney(a, b *money.Money) bool { return a == b || a != nil && b != nil && *a == *b }

func (b Budget) same(o Budget) bool {
	return sameMoney(b.NewMonthly, o.NewMonthly) && sameMoney(b.DueMonthly, o.DueMonthly) && b.OnExceed == o.OnExceed && b.PausedTo == o.PausedTo
}

// BudgetState is a budget with what waits to replace it.
type BudgetState struct {
	Set     bool       `json:"set" doc:"false: the customer never set one"`
	Now     Budget     `json:"now"`
	Later   *Budget    `json:"later,omitempty" doc:"what takes its place, when a change has to wait"`
	LaterAt *time.Time `json:"later_at,omitempty"`
}

// at is the state at a time: a wait that is over is over, and so is a pause.
func (s BudgetState) at(t time.Time, day calendar.Day) BudgetState {
	if s.Later != nil && !t.Before(*s.LaterAt) {
		s.Now, s.Later, s.LaterAt = *s.Later, nil, nil
	}
	if !s.Now.paused(day) {
		s.Now.PausedTo = ""
	}
	return s
}

// wish is what the customer asked for last.
func (s BudgetState) wish() Budget {
	if s.Later != nil {
		return *s.Later
	}
	return s.Now
}

// change takes a wish: the stricter part counts at once, the rest after the wait.
func (s BudgetState) change(wish Budget, t time.Time, day calendar.Day, wait time.Duration) BudgetState {
	next := BudgetState{Set: true, Now: tighter(s.at(t, day).Now, wish, day)}
	if !s.Set {
		next.Now = wish
	}
	if !next.Now.same(wish) {
		at := t.Add(wait)
		next.Later, next.LaterAt = &wish, &at
	}
	return next
}
