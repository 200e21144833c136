package plan

import (
	"context"
	"errors"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// What the law says about rates as multiples of the one-year loan prime rate.
const (
	DefaultLateFeeMultiple = 3 * money.One / 2     // where nothing is agreed: sale interpretation 18
	WarnLateFeeMultiple    = money.One * 195 / 100 // 1.3 × 1.5: above it a court may cut back, contract interpretation 65
	MaxMultiple            = 4                     // interest, fees and late fee: private-lending interpretation 25, 29
	lprDays                = 45                    // published monthly; older data is out of date
)

// JobLPRStale is the kind of the job left when the loan prime rate is out of
// date while the merchant has plans of its own; whoever opens tasks for the
// owner works it. Its arguments are StaleArgs.
const JobLPRStale = "plan.lpr_stale"

// StaleArgs are the arguments of JobLPRStale.
type StaleArgs struct {
	PublishedOn calendar.Day `json:"published_on"` // "" = never recorded
	Day         calendar.Day `json:"day"`
}

// SetLPRIn is a published rate.
type SetLPRIn struct {
	PublishedOn calendar.Day `json:"published_on"`
	Rate        money.Rate   `json:"rate" doc:"A year, decimal: 0.03 is 3 %"`
	Source      string       `json:"source" minLength:"1" maxLength:"300"`
	Example     bool         `json:"example,omitempty"`
}

// SetLPR records a published one-year rate. The one recorded last for a day of
// publication counts; quotes made before keep theirs.
func SetLPR(tx *db.Tx, in SetLPRIn) (PrimeRate, error) {
	switch {
	case in.PublishedOn.Check() != nil:
		return PrimeRate{}, fault.Invalid(wordStart).At("/published_on")
	case in.Rate <= 0 || in.Rate >= money.One/2:
		return PrimeRate{}, fault.Invalid(wordLPRRate).At("/rate")
	case strings.TrimSpace(in.Source) == "":
		return PrimeRate{}, fault.Invalid(wordSource).At("/source")
	}
	p := PrimeRate{ID: tx.ID("lpr"), PublishedOn: in.PublishedOn, Rate: in.Rate, Source: in.Source, Example: in.Example, RecordedAt: tx.Now()}
	tx.Note("lpr:"+p.ID, nil, p)
	return p, insertPrime(tx, p)
}

// LPR returns the one-year rate that applies on a day. Faults: none recorded,
// or the latest older than 45 days (refused). Contracts in force carry their
// own rate and never ask.
func LPR(tx *db.Tx, day calendar.Day) (money.Rate, error) {
	p, err := primeAt(tx, day)
	if errors.Is(err, db.ErrNone) {
		return 0, fault.Refused(wordNoLPR, words.Args{"day": day})
	}
	if err != nil {
		return 0, err
	}
	return p.Rate, fresh(p, day)
}

// fresh refuses a rate that is out of date on a day.
func fresh(p PrimeRate, day calendar.Day) error {
	if day.Sub(p.PublishedOn) <= lprDays {
		return nil
	}
	return fault.Refused(WordLPRStale, words.Args{"published": p.PublishedOn, "day": day, "days": lprDays})
}

// Stale says whether err is the refusal because of an old loan prime rate.
func Stale(err error) bool {
	f := fault.As(err)
	return f != nil && (f.Word.Key == WordLPRStale.Key || f.Word.Key == wordNoLPR.Key)
}

// Jobs are this room's work in the background.
func Jobs() []job.Job {
	return []job.Job{job.Of("plan.lpr_watch", watchLPR).EveryDay(8, 30), job.Of("plan.card_watch", watchCards).EveryDay(8, 35)}
}

// watchLPR leaves word for the owner when the rate has grown old.
func watchLPR(_ context.Context, tx *db.Tx, args job.DayArgs) error {
	day, err := calendar.ParseDay(args.Day)
	if err != nil {
		return err
	}
	n, err := ownPlans(tx)
	if err != nil || n == 0 {
		return err
	}
	p, err := primeAt(tx, day)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return err
	}
	if err == nil && fresh(p, day) == nil {
		return nil
	}
	_, err = job.Enqueue(tx, JobLPRStale, StaleArgs{p.PublishedOn, day}, job.Once(string(p.PublishedOn)))
	return err
}

// today is the tenant's day.
func today(tx *db.Tx) (calendar.Day, error) {
	loc, err := tenant.Location(tx)
	if err != nil {
		return "", err
	}
	return calendar.DayOf(tx.Now(), loc), nil
}
