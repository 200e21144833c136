package plan

import (
	"slices"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// Shape is what the owner of a plan chooses of its terms besides kind, count,
// price and periods; its fields mean what those of Terms mean.
type Shape struct {
	DownAmount     int64  `json:"down_amount,omitempty" minimum:"0" doc:"Minor units; instead of a share"`
	DownStep       int64  `json:"down_step,omitempty" minimum:"0" doc:"A share of the price is rounded to a multiple of this, minor units"`
	PrincipalGrace int    `json:"principal_grace,omitempty" minimum:"0" maximum:"59" doc:"First periods that pay no principal"`
	InterestGrace  int    `json:"interest_grace,omitempty" minimum:"0" maximum:"59" doc:"First periods whose interest is due later"`
	InterestFree   int    `json:"interest_free,omitempty" minimum:"0" maximum:"59" doc:"First periods that bear no interest"`
	BalloonAmount  int64  `json:"balloon_amount,omitempty" minimum:"0" doc:"Minor units, due with the last instalment on top of it"`
	BalloonShare   int64  `json:"balloon_share_ppm,omitempty" minimum:"0" maximum:"999999" doc:"Of the financed amount; instead of an amount"`
	Adjust         Adjust `json:"adjust,omitempty" enum:"rest_in_last,level,whole_term"`
	InstalmentStep int64  `json:"instalment_step,omitempty" minimum:"0" doc:"Equal instalments in multiples of this, minor units"`
}

// on puts the shape into terms.
func (s Shape) on(t Terms) Terms {
	t.Down.Amount, t.Down.Step = s.DownAmount, s.DownStep
	t.PrincipalGrace, t.InterestGrace, t.InterestFree = s.PrincipalGrace, s.InterestGrace, s.InterestFree
	t.Balloon = Balloon{Amount: s.BalloonAmount, Share: s.BalloonShare}
	t.Adjust, t.Step = s.Adjust, s.InstalmentStep
	return t
}

// asPlan turns the pointers of Terms into those of a plan's fields.
func (s Shape) asPlan(err error) error {
	f := fault.As(err)
	if f == nil {
		return err
	}
	list := f.Details
	if len(list) == 0 {
		list = []*fault.Fault{f}
	}
	list = slices.Clone(list)
	for i, one := range list {
		switch one.Pointer {
		case "/down":
			list[i] = one.At("/down_share_ppm")
			if s.DownAmount > 0 {
				list[i] = one.At("/down_amount")
			}
		case "/down/step":
			list[i] = one.At("/down_step")
		case "/balloon":
			list[i] = one.At("/balloon_share_ppm")
			if s.BalloonAmount > 0 {
				list[i] = one.At("/balloon_amount")
			}
		case "/step":
			list[i] = one.At("/instalment_step")
		case "/periods":
			list[i] = one.At("/counts")
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	return fault.Many(list)
}

// fits refuses terms that Check refuses for a count, and amounts that leave
// nothing to pay in instalments of the least price.
func (p Plan) fits() error {
	for _, n := range p.Counts {
		t := p.terms(RateCard{Count: n, Payer: p.Payer}, n)
		if _, err := For(money.New(p.MinAmount, p.Currency), p.ValidFrom, t); err != nil {
			return p.asPlan(err)
		}
	}
	return nil
}

// PreviewIn is a plan before it is saved, with a price and a rate to try.
type PreviewIn struct {
	Kind      Kind            `json:"kind" enum:"equal_instalment,equal_principal,flat_interest,flat_fee,interest_free,deferred"`
	Payer     Payer           `json:"payer,omitempty" enum:"customer,merchant"`
	Currency  money.Currency  `json:"currency" minLength:"3" maxLength:"3"`
	Amount    int64           `json:"amount" minimum:"1" doc:"Minor units"`
	Count     int             `json:"count" minimum:"1" maximum:"60"`
	Rate      money.Rate      `json:"rate,omitempty" doc:"As a rate card has it: a year for interest, else of the financed amount"`
	Rounding  money.Rounding  `json:"rounding,omitempty" doc:"half_even, half_up, floor or ceil"`
	Remainder money.Remainder `json:"remainder,omitempty" doc:"first, last or spread"`
	DownShare int64           `json:"down_share_ppm,omitempty" minimum:"0" maximum:"999999"`
	Unit      Unit            `json:"unit,omitempty" enum:"month,week,day"`
	Every     int             `json:"every,omitempty" minimum:"0" maximum:"366"`
	MonthEnd  bool            `json:"month_end,omitempty"`
	GraceDays int             `json:"grace_days,omitempty" minimum:"0" maximum:"366"`
	DayCount  DayCount        `json:"day_count,omitempty"`
	Shape
	Day calendar.Day `json:"day,omitempty" doc:"The start; today when it is left out"`
}

// Preview is what the terms give.
type Preview struct {
	Schedule     Schedule    `json:"schedule"`
	DownPayment  money.Money `json:"down_payment"`
	Total        money.Money `json:"total" doc:"Everything the customer pays"`
	CustomerCost money.Money `json:"customer_cost"`
	MerchantCost money.Money `json:"merchant_cost"`
	Annual
}

// Try works out the schedule and the annual rates of terms without storing
// anything. Faults: terms that make no sense, at their fields; payments without
// a unique rate (refused).
func Try(in PreviewIn) (Preview, error) {
	p := Plan{Kind: in.Kind, Payer: in.Payer, Body: Body{DownShare: in.DownShare, Unit: in.Unit, Every: in.Every, MonthEnd: in.MonthEnd,
		GraceDays: in.GraceDays, DayCount: in.DayCount, Shape: in.Shape}}.filled()
	card := RateCard{Count: in.Count, Payer: p.Payer, Rate: in.Rate, Rounding: in.Rounding, Remainder: in.Remainder}
	terms := p.terms(card, in.Count)
	s, err := For(money.New(in.Amount, in.Currency), in.Day, terms)
	if err != nil {
		return Preview{}, in.asPlan(err)
	}
	annual, err := terms.Annual(s)
	if err != nil {
		return Preview{}, err
	}
	m := func(minor int64) money.Money { return money.New(minor, s.Currency) }
	return Preview{Schedule: s, DownPayment: m(s.Amount - s.Financed), Total: m(s.Due()), CustomerCost: m(s.Due() - s.Amount),
		MerchantCost: m(s.MerchantFee), Annual: annual}, nil
}
