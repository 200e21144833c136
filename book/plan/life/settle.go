package life

// payoff pays whatever settles the contract on the day.
func (f *folding) payoff() {
	var open int64
	for i := range f.lines {
		o := f.lines[i].Open()
		if f.paying && f.lines[i].runs {
			o.Principal = 0
		}
		open += o.Sum()
	}
	if f.paying {
		open += f.principalOpen()
	}
	if open > 0 {
		f.pay(Payoff, open)
	}
}

// earlySettle settles the contract before its time: by Agreement.Settle the
// interest and fees of days not used are let off first. When the amount does
// not reach, it is a payment like any other.
func (f *folding) earlySettle() {
	fall := make([]Amounts, len(f.lines))
	var need int64
	for i := range f.lines {
		l := &f.lines[i]
		if f.a.Settle == SettleUsed && l.DueDay > f.event.Day {
			open := l.Open()
			fall[i].Fee = min(open.Fee, max(0, l.base.Fee-l.Refunded.Fee))
			used := share(l.Agreed.Interest, int64(f.event.Day.Sub(l.From)), int64(l.DueDay.Sub(l.From)))
			if !f.paying {
				fall[i].Interest = min(open.Interest, l.Agreed.Interest-used)
			}
		}
		need += l.Open().minus(fall[i]).Sum()
	}
	if f.status == StatusActive && f.event.Amount >= need {
		for i := range f.lines {
			f.letOff(i, PartInterest, fall[i].Interest)
			f.letOff(i, PartFee, fall[i].Fee)
		}
	}
	f.pay(EarlySettle, f.event.Amount)
}
