package ledger

import (
	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Pause is a time for which no late fee runs: a dispute, hardship or a refund
// under way. From and To are included; an empty To has not ended.
type Pause struct {
	From calendar.Day `json:"from"`
	To   calendar.Day `json:"to,omitempty"`
	Kind string       `json:"kind"`
}

func (p Pause) holds(day calendar.Day) bool {
	return day >= p.From && (p.To == "" || day <= p.To)
}

// change is a movement of an instalment's open principal on a day.
type change struct {
	day   calendar.Day
	delta int64
}

// lateFee is the whole fee that lateness of one instalment has cost up to a
// day. A night counts from due day to the next when principal was open, the
// day after it lies behind the grace days, and no pause holds on that day. The
// fee is Σ open principal × nights × rate ÷ 365, rounded once half up, and at
// most the cap's share of the highest overdue principal. Late fees, interest
// and fees bear no late fee (law.md B2).
func lateFee(terms contract.LateFeeTerms, changes []change, due, grace, upTo calendar.Day, pauses []Pause) (int64, bool, error) {
	if terms.Rate <= 0 || upTo <= grace {
		return 0, false, nil
	}
	var open, highest, product int64
	for _, c := range changes {
		if c.day <= due {
			open += c.delta
		}
	}
	nights := upTo.Sub(due)
	byDay := make([]int64, nights+1)
	for _, c := range changes {
		if at := c.day.Sub(due); c.day > due && at <= nights {
			byDay[at] += c.delta
		}
	}
	free, day := grace.Sub(due), due
	for night := 1; night <= nights; night++ {
		day = day.AddDays(1)
		if night > free && open > 0 && !paused(pauses, day) {
			highest = max(highest, open)
			var err error
			if product, err = money.Sum(product, open); err != nil {
				return 0, false, err
			}
		}
		open += byDay[night]
	}
	fee, err := money.MulDiv(product, int64(terms.Rate), 365*int64(money.One), money.HalfUp)
	if err != nil {
		return 0, false, err
	}
	most, err := money.MulDiv(highest, terms.CapShare, 1_000_000, money.Floor)
	if err != nil {
		return 0, false, err
	}
	return min(fee, most), fee > most, nil
}

func paused(list []Pause, day calendar.Day) bool {
	for _, p := range list {
		if p.holds(day) {
			return true
		}
	}
	return false
}
