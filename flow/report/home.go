package report

import (
	"context"
	"time"

	"fenming/book/ledger"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// Home is what today needs.
type Home struct {
	Day       calendar.Day `json:"day"`
	AsOf      time.Time    `json:"as_of"`
	Figures   []Figure     `json:"figures"`
	Missing   []MissingDay `json:"missing" doc:"statements that should be here and are not, newest first"`
	DeadJobs  int64        `json:"dead_jobs" doc:"background jobs that failed for good and that nobody has looked after"`
	JobsLink  string       `json:"jobs_link"`
	FreshThru calendar.Day `json:"fresh_thru,omitempty" doc:"last day for which every channel's statement is here"`
}

func (o Options) home(_ context.Context, tx *db.Tx, _ api.None) (Home, error) {
	day, end, err := today(tx)
	if err != nil {
		return Home{}, err
	}
	h := Home{Day: day, AsOf: tx.Now(), Figures: []Figure{}, JobsLink: "/jobs?state=dead"}
	for _, make := range []func(*db.Tx, calendar.Day, int64) (Figure, error){
		review, differences, fromPlatforms, fromCustomers, due, cases} {
		f, err := make(tx, day, end)
		if err != nil {
			return Home{}, err
		}
		h.Figures = append(h.Figures, f)
	}
	if o.Approvals != nil {
		n, err := o.Approvals(tx)
		if err != nil {
			return Home{}, err
		}
		h.Figures = append(h.Figures, Figure{Code: "approvals", Label: wordApprovals.In(tx.Lang(), nil), Count: n,
			Link: "/approvals?state=asked"})
	}
	if h.DeadJobs, err = countDeadJobs(tx); err != nil {
		return Home{}, err
	}
	h.Missing, h.FreshThru, err = missing(tx, day)
	return h, err
}

// review are the orders that wait for a person.
func review(tx *db.Tx, _ calendar.Day, _ int64) (Figure, error) {
	sums, err := sumHeld(tx)
	return figure(tx, "review", wordReview, "/orders?state=held", sums), err
}

func differences(tx *db.Tx, _ calendar.Day, _ int64) (Figure, error) {
	sums, err := sumDifferences(tx)
	return figure(tx, "differences", wordDifferences, "/differences?state=open", sums), err
}

// fromPlatforms is what the platforms owe: the balance of the account.
func fromPlatforms(tx *db.Tx, _ calendar.Day, _ int64) (Figure, error) {
	list, err := ledger.Balance(tx, ledger.PlatformReceivable, "")
	sums := []Sum{}
	for _, m := range list {
		sums = append(sums, Sum{Money: m})
	}
	return figure(tx, "platform_receivable", wordPlatforms, "/ledger/balance?account="+ledger.PlatformReceivable, sums), err
}

func fromCustomers(tx *db.Tx, day calendar.Day, _ int64) (Figure, error) {
	sums, err := sumReceivable(tx)
	if err != nil {
		return Figure{}, err
	}
	f := figure(tx, "customer_receivable", wordCustomers, "/receivables", sums)
	late, err := sumOverdue(tx, day)
	f.Of = part(tx, wordOverdue, "/receivables/due?to="+string(day.AddDays(-1)), late)
	return f, err
}

// mostDue bounds how many contracts are looked at one by one, and perLook how
// many at a time.
const (
	mostDue = 2000
	perLook = 200
)

// due is what falls due up to Sunday, and the part of it that falls due today,
// by where each contract stands.
func due(tx *db.Tx, day calendar.Day, _ int64) (Figure, error) {
	sunday := weekEnd(day)
	ids, err := contractsDue(tx, day, sunday, "", mostDue+1)
	if err != nil {
		return Figure{}, err
	}
	more := len(ids) > mostDue
	ids = ids[:min(len(ids), mostDue)]
	week, now := tally{}, tally{}
	for start := 0; start < len(ids); start += perLook {
		positions, err := ledger.Positions(tx, ids[start:min(start+perLook, len(ids))], day)
		if err != nil {
			return Figure{}, err
		}
		for _, p := range positions {
			week.add(p, day, sunday)
			now.add(p, day, day)
		}
	}
	f := figure(tx, "due", wordDue, "/receivables/due?from="+string(day)+"&to="+string(sunday), week.sums())
	f.AtLeast = more
	f.Of = part(tx, wordDueToday, "/receivables/due?from="+string(day)+"&to="+string(day), now.sums())
	return f, nil
}

// cases are the matters nobody has ended, and those whose deadline is today or
// has passed.
func cases(tx *db.Tx, _ calendar.Day, end int64) (Figure, error) {
	sums, err := sumCases(tx, never)
	if err != nil {
		return Figure{}, err
	}
	f := figure(tx, "cases", wordCases, "/casefiles", sums)
	pressing, err := sumCases(tx, end)
	f.Of = part(tx, wordDeadline, "/casefiles", pressing)
	return f, err
}

// tally sums what is open of instalments that fall due in a time.
type tally map[money.Currency]Sum

func (t tally) add(p ledger.Position, from, to calendar.Day) {
	for _, n := range p.Instalments {
		if n.DueDay < from || n.DueDay > to || n.Open.Sum() == 0 {
			continue
		}
		s := t[p.Currency]
		t[p.Currency] = Sum{s.Count + 1, money.New(s.Money.Minor+n.Open.Sum(), p.Currency)}
	}
}
