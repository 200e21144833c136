package schedules

import (
	"fmt"
	"strconv"
	"strings"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Terms translates a product and a loan that is paid out on a day into our
// words.
func Terms(p Product, l Loan, start calendar.Day) (plan.Terms, error) {
	// That system keeps 1 + rate to 19 significant digits: 18 decimals.
	t := plan.Terms{Kind: plan.EqualInstalment, RateDecimals: 18, Periods: l.N, Every: l.Every, Remainder: money.Last,
		Adjust: plan.Level, PrincipalGrace: max(l.GracePrincipal, l.GraceInterest), InterestGrace: l.GraceInterest, InterestFree: l.InterestFree}
	// The older generator of that system rounds flat interest once.
	older := p.Text("loanScheduleType") != "PROGRESSIVE"
	switch {
	case l.InterestType == "FLAT" && older:
		t.Kind, t.Adjust = plan.FlatInterest, plan.WholeTerm
	case l.InterestType == "FLAT":
		t.Kind, t.Adjust = plan.FlatInterest, ""
	case strings.HasPrefix(l.Amortization, "EQUAL_PRINCIPAL"):
		t.Kind, t.Adjust = plan.EqualPrincipal, ""
	}
	unit, known := map[string]plan.Unit{"MONTHS": plan.Month, "WEEKS": plan.Week, "DAYS": plan.Day, "YEARS": plan.Month}[l.Unit]
	if !known {
		return t, fmt.Errorf("unit %q", l.Unit)
	}
	t.Unit = unit
	if l.Unit == "YEARS" {
		t.Every *= 12
	}
	var err error
	if t.Rate, err = annual(p, l); err != nil {
		return t, err
	}
	t.DayCount = dayCount(p, l)
	if step := p.Text("installmentAmountInMultiplesOf"); step != "" {
		n, err := strconv.ParseInt(step, 10, 64)
		if err != nil {
			return t, err
		}
		t.Step = n * 100
	}
	if p.Text("enableDownPayment") == "true" {
		if err := down(&t, p, older); err != nil {
			return t, err
		}
	}
	submitted := p.Text("repaymentStartDateType") == "2" && l.Extra["Repayment start date type"] != "DISBURSEMENT_DATE"
	if submitted && start != l.Submitted {
		// Due days are counted from the day of the application.
		t.FirstDue = t.DayAfter(l.Submitted, 1)
		t.MonthEnd = t.Unit == plan.Month && l.Submitted.IsMonthEnd()
	}
	if l.FixedLength > 0 {
		t.LastDue = plan.Terms{Every: 1, Unit: t.Unit}.DayAfter(start, l.FixedLength)
	}
	return t, nil
}

// down translates the down payment. The older generator rounds it as it does
// instalments, and charges flat interest on the whole amount all the same: in
// our words a higher rate on what is financed.
func down(t *plan.Terms, p Product, older bool) error {
	share, err := money.ParseRate(p.Text("disbursedAmountPercentageForDownPayment"))
	if err != nil {
		return err
	}
	t.Down.Share = int64(share) * 10_000 / int64(money.One)
	if !older {
		return nil
	}
	t.Down.Step = t.Step
	if t.Kind == plan.FlatInterest {
		r, err := money.MulDiv(int64(t.Rate), 1_000_000, 1_000_000-t.Down.Share, money.HalfEven)
		t.Rate = money.Rate(r)
		return err
	}
	return nil
}

// annual is the nominal rate a year of a rate that the product states per
// day, week, month, year or for the whole term.
func annual(p Product, l Loan) (money.Rate, error) {
	percent, err := money.ParseRate(l.Rate)
	if err != nil {
		return 0, err
	}
	frequency := p.Text("interestRateFrequencyType")
	if f := l.Extra["interestRateFrequencyType"]; f != "" {
		frequency = f
	}
	perYear := map[string]int64{"DAYS": 365, "WEEKS": 52, "MONTHS": 12, "YEARS": 1}
	if p.Text("daysInYearType") == "DAYS360" {
		perYear["DAYS"] = 360
	}
	times, parts := int64(1), int64(100)
	switch frequency {
	case "DAY", "DAYS", "0":
		times = perYear["DAYS"]
	case "WEEK", "WEEKS", "1":
		times = perYear["WEEKS"]
	case "MONTH", "MONTHS", "2":
		times = perYear["MONTHS"]
	case "WHOLE_TERM", "4":
		times, parts = perYear[l.Unit], 100*int64(l.N*l.Every)
	}
	r, err := money.MulDiv(int64(percent), times, parts, money.HalfEven)
	return money.Rate(r), err
}

func dayCount(p Product, l Loan) plan.DayCount {
	year := map[string]plan.DayCount{"DAYS360": plan.Act360, "DAYS365": plan.Act365}[p.Text("daysInYearType")]
	if year == "" {
		// A night counts in the year of the day it ends on, unless interest
		// begins on the day of the payout.
		year = plan.ActActClose
		if p.Text("interestRecognitionOnDisbursementDate") == "true" {
			year = plan.ActAct
		}
	}
	switch {
	case l.CalcPeriod == "SAME_AS_REPAYMENT_PERIOD":
		return plan.Equal
	case p.Text("daysInYearCustomStrategy") == "FEB_29_PERIOD_ONLY":
		return plan.ActLeap365
	case p.Text("daysInMonthType") == "DAYS30" && year == plan.Act360:
		return plan.Thirty360
	}
	return year
}
