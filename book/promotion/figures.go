package promotion

import (
	"regexp"
	"strings"

	"fenming/book/plan"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// reckoning is what an offer comes to. Amounts are minor units.
type reckoning struct {
	offer     *Offer
	priced    bool  // amounts are known, not shares only
	financed  int64 // credit: cash price less down payment
	cost      int64 // what the customer pays above the cash price
	uplift    int64 // price with the plan less the price without it
	each      int64 // an instalment, the odd unit left to the last; 0 unknown
	total     int64
	nominal   money.Rate
	effective money.Rate
	known     bool
}

// shares stands for a price that nobody gave: rates need no amount.
const shares = 100_000_000

func (o *Offer) check() error {
	switch {
	case o == nil:
		return nil
	case o.Price != nil && (o.Price.Minor <= 0 || o.Price.Currency.Check() != nil):
		return fault.Invalid(wordPrice).At("/offer/price")
	case o.Price != nil && o.DownPayment >= o.Price.Minor:
		return fault.Invalid(wordDown).At("/offer/down_payment")
	case o.Rate < 0 || o.Rate > 10*money.One:
		return fault.Invalid(wordRate).At("/offer/rate")
	case (o.With == 0) != (o.Without == 0):
		return fault.Invalid(wordBoth).At("/offer/price_with_plan")
	}
	return nil
}

// figure works the offer out; nil when there is none.
func figure(o *Offer) (*reckoning, error) {
	if o == nil {
		return nil, nil
	}
	r := &reckoning{offer: o, priced: o.Price != nil}
	price := int64(shares)
	if o.Price != nil {
		price = o.Price.Minor
	}
	cash := price
	if o.With > 0 && o.Without > 0 {
		r.uplift = o.With - o.Without
		price, cash = o.With, o.Without
	}
	if r.uplift < 0 { // cheaper on credit: that price is what is financed
		cash = price
	}
	r.financed = cash - o.DownPayment
	fee := o.Fee
	if fee == 0 && o.Rate > 0 {
		var err error
		if fee, err = money.MulRate(r.financed, o.Rate, money.HalfUp); err != nil {
			return nil, err
		}
	}
	if o.Payer == "merchant" {
		fee = 0
	}
	r.cost = fee + max(r.uplift, 0)
	var err error
	if r.total, err = money.Sum(price, fee); err != nil {
		return nil, err
	}
	if o.Count > 0 && r.financed > 0 {
		r.each = (r.total - o.DownPayment) / int64(o.Count)
		r.rates()
	}
	return r, nil
}

// rates solves for the annual rates of equal instalments; an offer without a
// unique rate leaves them unknown.
func (r *reckoning) rates() {
	n := r.offer.Count
	perYear := max(r.offer.PerYear, 0)
	if perYear == 0 {
		perYear = 12
	}
	periods, years := []plan.Point{{Amount: r.financed}}, []plan.Point{{Amount: r.financed}}
	for i, amount := range money.Split(r.total-r.offer.DownPayment, n, money.Last) {
		k := int64(i + 1)
		y := int64(perYear)
		periods = append(periods, plan.Point{Amount: -amount, At: plan.Span{Whole: k, Part: plan.Ratio{Num: 0, Den: 1}}})
		years = append(years, plan.Point{Amount: -amount, At: plan.Span{Whole: k / y, Part: plan.Ratio{Num: k % y, Den: y}}})
	}
	var err error
	if r.nominal, err = plan.NominalRate(periods, plan.Ratio{Num: int64(perYear), Den: 1}); err != nil {
		return
	}
	r.effective, err = plan.EffectiveRate(years)
	r.known = err == nil
}

func (r *reckoning) money(minor int64) *money.Money {
	if !r.priced {
		return nil
	}
	m := money.New(minor, r.offer.Price.Currency)
	return &m
}

func (r *reckoning) shown() *Figures {
	if r == nil {
		return nil
	}
	f := &Figures{Cost: r.money(r.cost), Total: r.money(r.total), Nominal: r.nominal, Effective: r.effective, Known: r.known}
	if r.each > 0 {
		f.Each = r.money(r.each)
	}
	return f
}

// annual is the rate a jurisdiction wants to see: the nominal one in China and
// in the United States (12 CFR 1026 appendix J), the effective one in the
// European Union (CCD2 annex III) and the United Kingdom.
func (r *reckoning) annual(jurisdiction string) money.Rate {
	if jurisdiction == "EU" || jurisdiction == "UK" {
		return r.effective
	}
	return r.nominal
}

// tolerance is how far a stated annual rate may be off: 1/8 of a point as in
// 12 CFR 1026.22(a)(2); taken for the other jurisdictions too, which name none.
const tolerance = money.One / 800

var (
	statedRate  = regexp.MustCompile(`(?:年化(?:利率|率)?|年利率|年期利率|年费率|apr)(?:\([^)]{1,6}\))?(?:仅|只|约|为|是|低至|:|of|at)*\s*([0-9]+(?:\.[0-9]+)?)\s*%|([0-9]+(?:\.[0-9]+)?)\s*%\s*(?:\([^)]{1,6}\))?\s*(?:apr|年化)`)
	statedEach  = regexp.MustCompile(`(?:每期|每月|每个月|月供|月付)(?:仅|只|才|就|也|付|还|交|要|需|只需|仅需|只要|约)*([0-9][0-9,]*(?:\.[0-9]+)?)(?:元|块)|(?:payments|instal?lments) of (?:about )?[$€£] ?([0-9][0-9,]*(?:\.[0-9]+)?)`)
	statedTotal = regexp.MustCompile(`(?:一共|总共|共计|总计|总价|共|合计|全部加起来|加起来|加一起)(?:也|就|才|只|是|为|需|要|付|支付|还|还款)*([0-9][0-9,]*(?:\.[0-9]+)?)(?:元|块)|total (?:of payments )?(?:is |of )?[$€£] ?([0-9][0-9,]*(?:\.[0-9]+)?)`)
	flatMonthly = regexp.MustCompile(`(?:月(?:手续|服务)?费率|每期(?:手续|服务)?费率|月手续费|月服务费)(?:仅|只|为|约)*([0-9]+(?:\.[0-9]+)?)\s*%`)
)

// difference is a stated figure that is not the offer's.
type difference struct {
	from, to int
	right    string
}

// differences compares the stated figures with the offer's, and a stated annual
// rate with a flat monthly one.
func (e *exam) differences() []difference {
	out := e.wrongRates()
	f := e.figures
	if f == nil || !f.priced || f.each == 0 {
		return out
	}
	digits := f.offer.Price.Currency
	for _, s := range e.stated(statedEach) {
		m, err := money.Parse(s.text, digits)
		near := money.New(1, digits)
		if strings.Contains(e.reading.part(s.begin, s.from), "约") {
			near.Minor = 100
		}
		if err == nil && !within(m.Minor, f.each, near.Minor) && !within(m.Minor, f.each+1, near.Minor) {
			out = append(out, difference{s.from, s.to, f.money(f.each).Format()})
		}
	}
	for _, s := range e.stated(statedTotal) {
		m, err := money.Parse(s.text, digits)
		if err != nil || within(m.Minor, f.total, 1) || within(m.Minor, f.cost, 1) || within(m.Minor, f.offer.DownPayment, 0) {
			continue
		}
		out = append(out, difference{s.from, s.to, f.money(f.total).Format()})
	}
	return append(out, e.understated()...)
}

func within(a, b, by int64) bool { return a-b <= by && b-a <= by }

// number is a figure in the text: the glyphs of the number, and where the
// expression around it begins.
type number struct {
	begin, from, to int
	text            string
}

func (e *exam) stated(re *regexp.Regexp) []number {
	var out []number
	for _, m := range re.FindAllStringSubmatchIndex(e.reading.folded, maxFindings) {
		for g := 2; g+1 < len(m); g += 2 {
			if m[g] >= 0 {
				text := strings.ReplaceAll(e.reading.folded[m[g]:m[g+1]], ",", "")
				out = append(out, number{e.reading.index(m[0]), e.reading.index(m[g]), e.reading.index(m[g+1]), text})
				break
			}
		}
	}
	return out
}

// percent reads "13.03" as a rate; not ok beyond what a rate can hold.
func percent(text string) (money.Rate, bool) {
	r, err := money.ParseRate(text)
	return r / 100, err == nil
}

func (e *exam) wrongRates() []difference {
	var out []difference
	stated := e.stated(statedRate)
	for _, s := range stated {
		rate, ok := percent(s.text)
		switch {
		case !ok:
		case e.figures != nil && e.figures.known:
			if !e.near(rate) && !e.besideRight(s, stated) {
				out = append(out, difference{s.from, s.to, strings.TrimSuffix(e.figures.annual(e.ask.Jurisdiction).Percent(), "%")})
			}
		case e.flat(rate):
			out = append(out, difference{s.from, s.to, ""})
		}
	}
	return out
}

// near says whether a stated rate is the offer's: either reading in China,
// where the method may be named, else the one of the jurisdiction.
func (e *exam) near(rate money.Rate) bool {
	f := e.figures
	close := func(to money.Rate) bool { return within(int64(rate), int64(to), int64(tolerance)) }
	return close(f.annual(e.ask.Jurisdiction)) || e.ask.Jurisdiction == "CN" && close(f.effective)
}

// besideRight says whether the sentence also states the right rate, as where
// several counts are listed.
func (e *exam) besideRight(s number, all []number) bool {
	low, high := e.reading.sentence(s.from, s.to)
	for _, other := range all {
		rate, ok := percent(other.text)
		if ok && other.from >= low && other.to <= high && e.near(rate) {
			return true
		}
	}
	return false
}

// flat says whether a rate is a flat monthly rate of the text times twelve.
func (e *exam) flat(rate money.Rate) bool {
	for _, s := range e.stated(flatMonthly) {
		if monthly, ok := percent(s.text); ok && monthly > 0 && within(int64(rate), 12*int64(monthly), int64(tolerance)) {
			return true
		}
	}
	return false
}
