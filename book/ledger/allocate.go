package ledger

import (
	"slices"
	"strings"

	"fenming/kit/calendar"
)

// Portion is what an allocation gives to one part of one instalment.
type Portion struct {
	No     int    `json:"no"`
	Part   string `json:"part" enum:"principal,interest,fee,late_fee"`
	Bucket string `json:"bucket" doc:"The bucket of the contract's list that took it"`
	Amount int64  `json:"amount"`
}

// allocate divides an amount over what is open on a day, bucket by bucket in
// the contract's order; it returns the portions and what nothing was left to
// pay. It takes never more than is open and loses no minor unit.
func allocate(list []InstalmentPosition, amount int64, day calendar.Day, order []string) (portions []Portion, rest int64) {
	open := make([]Amounts, len(list))
	for i, n := range list {
		open[i] = n.Open
	}
	for _, bucket := range order {
		timing, names, _ := strings.Cut(bucket, ".")
		for _, i := range timed(list, timing, day) {
			for part := range strings.SplitSeq(names, "+") {
				left := open[i].part(part)
				take := min(amount, *left)
				if take <= 0 {
					continue
				}
				*left -= take
				amount -= take
				portions = append(portions, Portion{list[i].No, part, bucket, take})
			}
		}
	}
	return portions, amount
}

// timed are the places of the instalments of a timing on a day, oldest first;
// in_advance_last begins with the one farthest away.
func timed(list []InstalmentPosition, timing string, day calendar.Day) []int {
	var found []int
	for i, n := range list {
		when := "in_advance"
		switch {
		case n.DueDay < day:
			when = "past_due"
		case n.DueDay == day:
			when = "due"
		}
		if when == timing || when+"_last" == timing {
			found = append(found, i)
		}
	}
	if strings.HasSuffix(timing, "_last") {
		slices.Reverse(found)
	}
	return found
}
