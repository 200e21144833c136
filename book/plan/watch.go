package plan

import (
	"context"
	"strconv"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/job"
)

// JobCardEnding is the kind of the job left when a rate card ends, or has to be
// verified again, within 30 and again within 7 days and no later card replaces
// it; whoever opens tasks for the owner works it. Its arguments are CardArgs.
const JobCardEnding = "plan.card_ending"

// CardArgs are the arguments of JobCardEnding.
type CardArgs struct {
	CardID   string       `json:"card_id"`
	Platform string       `json:"platform"`
	Count    int          `json:"count"`
	Day      calendar.Day `json:"day"`       // on which it ends or falls due for verification
	DaysLeft int          `json:"days_left"` // below zero: it is past
	Verify   bool         `json:"verify"`    // the source has to be looked at again
}

// cardWarnings are the days before the end at which word is left.
var cardWarnings = []int{30, 7}

// watchCards leaves word about rate cards that are coming to their end: from
// their last day on nothing is quoted.
func watchCards(_ context.Context, tx *db.Tx, args job.DayArgs) error {
	day, err := calendar.ParseDay(args.Day)
	if err != nil {
		return err
	}
	cards, err := endingCards(tx, day, day.AddDays(cardWarnings[0]))
	if err != nil {
		return err
	}
	for _, c := range cards {
		replaced, err := replacedCard(tx, c)
		if err != nil {
			return err
		}
		if replaced {
			continue
		}
		a := CardArgs{CardID: c.ID, Platform: c.Platform, Count: c.Count, Day: c.ValidTo}
		if c.VerifyBy != "" && c.VerifyBy < c.ValidTo {
			a.Day, a.Verify = c.VerifyBy, true
		}
		a.DaysLeft = a.Day.Sub(day)
		key := c.ID + "@" + strconv.Itoa(warningOf(a.DaysLeft))
		if _, err := job.Enqueue(tx, JobCardEnding, a, job.Once(key)); err != nil {
			return err
		}
	}
	return nil
}

// warningOf is the latest warning that is due with so many days left.
func warningOf(left int) int {
	due := cardWarnings[0]
	for _, w := range cardWarnings {
		if left <= w {
			due = w
		}
	}
	return due
}
