package rates

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"strconv"
	"strings"

	"fenming/book/plan"
	"fenming/internal/vectors"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// File is the name of the file.
const File = "apr.json"

func pair(raw []byte, a, b any) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return err
	}
	if len(parts) != 2 {
		return errors.New("not a pair")
	}
	return errors.Join(json.Unmarshal(parts[0], a), json.Unmarshal(parts[1], b))
}

// Judge compares every case; all classes must pass.
func Judge(r io.Reader) ([]vectors.Class, error) {
	var raw json.RawMessage
	var doc document
	if err := json.NewDecoder(r).Decode(&raw); err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	var out []vectors.Class
	each(&out, "us_reg_z_appendix_j", doc.RegZ, american)
	each(&out, "us_ffiec_validated", doc.FFIEC, american)
	each(&out, "eu_directive_98_7_annex", doc.EU, inEurope)
	each(&out, "eu_time_intervals", doc.EUTime, europeanTime)
	each(&out, "uk_apr", doc.UK, british)
	each(&out, "uk_conc_time_factors", doc.UKTime, britishTime)
	each(&out, "numpy_financial", doc.Numpy, annuity)
	each(&out, "pyxirr_xirr", doc.XIRR, xirr)
	if doc.Counts != nil {
		class := vectors.Class{File: File, Name: "xirr_day_counts", Must: true}
		if c := doc.Counts; c.Err != nil {
			class.Count("all", c.Err.Error())
		} else {
			for _, name := range sorted(c.Value.Expected) {
				class.Count(name, dayCount(c.Value.Flows, name, c.Value.Expected[name]))
			}
		}
		out = append(out, class)
	}
	each(&out, "cn_instalment_fee_to_annual_rate", doc.CN, chinese)
	if err := unknown(&out, raw); err != nil {
		return nil, fmt.Errorf("%s: %w", File, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: none of its classes is known", File)
	}
	return out, nil
}

// unknown fails the cases of classes that nothing here judges: left out they
// would count as right.
func unknown(out *[]vectors.Class, raw []byte) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(raw, &all); err != nil {
		return err
	}
	known := reflect.TypeFor[document]()
	for i := range known.NumField() {
		delete(all, known.Field(i).Tag.Get("json"))
	}
	for _, name := range sorted(all) {
		var list cases[json.RawMessage]
		if json.Unmarshal(all[name], &list) == nil && len(list.Cases) > 0 {
			each(out, name, &list, func(json.RawMessage) verdict { return failed("a class that is not known") })
		}
	}
	return nil
}

// verdict is why a case fails, "" when it passes, and what must be told of a
// case that passes with a reading of its own.
type verdict struct{ why, remark string }

func failed(format string, args ...any) verdict { return verdict{why: fmt.Sprintf(format, args...)} }

func each[T any](out *[]vectors.Class, name string, list *cases[T], judge func(T) verdict) {
	if list == nil {
		return
	}
	class := vectors.Class{File: File, Name: name, Must: true}
	remarks := map[string]int{}
	for i, c := range list.Cases {
		v := verdict{}
		if c.Err != nil {
			v.why = c.Err.Error()
		} else {
			v = judge(c.Value)
		}
		class.Count(strconv.Itoa(i+1), v.why)
		if v.remark != "" {
			remarks[v.remark]++
		}
	}
	for _, text := range sorted(remarks) {
		class.Notes = append(class.Notes, fmt.Sprintf("%d %s", remarks[text], text))
	}
	*out = append(*out, class)
}

func rational(r money.Rate) *big.Rat { return big.NewRat(int64(r), int64(money.One)) }

// same says whether got is within tolerance of want; both as they are.
func same(got, want, tolerance *big.Rat) verdict {
	if d := new(big.Rat).Sub(got, want); d.Abs(d).Cmp(tolerance) > 0 {
		return failed("%s, want %s", got.FloatString(12), want.FloatString(12))
	}
	return verdict{}
}

// printed compares a rate with a percentage as the source prints it: rounded
// to its digits.
func printed(r money.Rate, like string) verdict {
	value := rational(r)
	value.Mul(value, big.NewRat(100, 1))
	want, ok := new(big.Rat).SetString(like)
	if got := value.FloatString(decimals(like)); !ok || got != want.FloatString(decimals(like)) {
		return failed("%s, want %s", got, like)
	}
	return verdict{}
}

// points are the amounts, as whole numbers that keep their proportion, in time.
func points(amounts []*big.Rat, at []plan.Span) []plan.Point {
	list := make([]plan.Point, len(amounts))
	for i, a := range plan.Scaled(amounts) {
		list[i] = plan.Point{Amount: a, At: at[i]}
	}
	return list
}

func negative(r *big.Rat) *big.Rat { return new(big.Rat).Neg(r) }

// days fails a case with a day that is none.
func (c dated) days() verdict {
	for _, p := range append([]dayAmount{{Date: c.Start}}, c.Payments...) {
		if p.Date.Check() != nil {
			return failed("day %q", p.Date)
		}
	}
	return verdict{}
}

// american is Regulation Z, Appendix J.
func american(c dated) verdict {
	name, text, _ := strings.Cut(c.Unit, "*")
	every, err := strconv.Atoi(text)
	unit := plan.Unit(name)
	if err != nil || every < 1 || every > 1000 || unit != plan.Month && unit != plan.Week && unit != plan.Day {
		return failed("unit-period %q", c.Unit)
	}
	if v := c.days(); v.why != "" {
		return v
	}
	rate := func(part func(plan.Span) plan.Span) (money.Rate, error) {
		amounts, at := []*big.Rat{new(big.Rat).Set(c.Advance.value())}, []plan.Span{{}}
		if c.Prepaid != nil {
			amounts[0].Sub(amounts[0], c.Prepaid.value())
		}
		for _, p := range c.Payments {
			amounts, at = append(amounts, negative(p.Amount.value())), append(at, part(plan.UnitPeriods(c.Start, p.Date, every, unit)))
		}
		return plan.NominalRate(points(amounts, at), plan.Terms{Every: every, Unit: unit}.PerYear())
	}
	got, err := rate(func(s plan.Span) plan.Span { return s })
	if err != nil {
		return verdict{why: err.Error()}
	}
	if c.Percent != "" {
		return printed(got, c.Percent)
	}
	want, ok := new(big.Rat).SetString(c.APR)
	if !ok {
		return failed("rate %q", c.APR)
	}
	// Eight digits, of which the source cuts off the last.
	v := same(rational(got), want, nearly(want))
	if v.why == "" || unit != plan.Week || every != 2 {
		return v
	}
	// (c)(3)(ii) of the appendix divides the odd days of a fortnight by 14.
	got, err = rate(func(s plan.Span) plan.Span {
		if s.Part.Num > 0 {
			s.Part.Den = 15
		}
		return s
	})
	if err != nil || same(rational(got), want, nearly(want)).why != "" {
		return v
	}
	return verdict{remark: "by the source's 15 days of a half-month; the appendix, (c)(3)(ii), and the engine divide the odd days of a fortnight by 14"}
}

func inEurope(c european) verdict {
	amounts, at := []*big.Rat{c.Received.value()}, []plan.Span{{}}
	for _, f := range c.Flows {
		years := f[0].value()
		if !years.Num().IsInt64() || !years.Denom().IsInt64() {
			return failed("time %s", f[0].text)
		}
		amounts, at = append(amounts, negative(f[1].value())), append(at, plan.SpanOf(years.Num().Int64(), years.Denom().Int64()))
	}
	got, err := plan.EffectiveRate(points(amounts, at))
	if err != nil {
		return verdict{why: err.Error()}
	}
	return printed(got, c.Percent)
}

func years(s plan.Span) *big.Rat {
	return new(big.Rat).Add(big.NewRat(s.Whole, 1), big.NewRat(s.Part.Num, max(s.Part.Den, 1)))
}

func units(name string) plan.Unit {
	return map[string]plan.Unit{"month": plan.Month, "week": plan.Week, "year": plan.Day, "day": plan.Day}[name]
}

// The intervals are printed with ten digits.
var hair = big.NewRat(6, 100_000_000_000)

// check fails an interval whose unit or days are none.
func (c interval) check() verdict {
	if units(c.Period+c.Unit) == "" || c.From.Check() != nil || c.To.Check() != nil {
		return failed("from %q to %q by %q", c.From, c.To, c.Period+c.Unit)
	}
	return verdict{}
}

func europeanTime(c interval) verdict {
	if v := c.check(); v.why != "" {
		return v
	}
	return same(years(plan.YearsEU(c.From, c.To, units(c.Period+c.Unit))), c.Value.value(), hair)
}

// british is the rate of the flows by days; a case on whole months says so.
func british(c dated) verdict {
	amounts, at := []*big.Rat{c.Advance.value()}, []plan.Span{{}}
	if v := c.days(); v.why != "" {
		return v
	}
	byMonths := strings.HasPrefix(c.Basis, "month") || strings.HasPrefix(c.Basis, "whole-month")
	for _, p := range c.Payments {
		when := plan.SpanOf(int64(p.Date.Sub(c.Start)), 365)
		if byMonths {
			when = plan.YearsUK(c.Start, p.Date, plan.Month)
		}
		amounts, at = append(amounts, negative(p.Amount.value())), append(at, when)
	}
	got, err := plan.EffectiveRate(points(amounts, at))
	if err != nil {
		return verdict{why: err.Error()}
	}
	if c.Tolerance == nil {
		return printed(got, c.Percent)
	}
	want, ok := new(big.Rat).SetString(c.Percent)
	if !ok {
		return failed("rate %q", c.Percent)
	}
	return same(new(big.Rat).Mul(rational(got), big.NewRat(100, 1)), want, c.Tolerance.value())
}

func britishTime(c interval) verdict {
	if v := c.check(); v.why != "" {
		return v
	}
	got := years(plan.YearsUK(c.From, c.To, units(c.Unit+c.Period)))
	v := same(got, c.Value.value(), hair)
	if v.why == "" {
		return v
	}
	// Over New Year the source drops the night of 31 December (11 + 14 days
	// between 20 December and 15 January, which are 26 nights); we count it.
	y1, _, _ := c.From.YMD()
	y2, _, _ := c.To.YMD()
	if y2 > y1 && same(got, new(big.Rat).Add(c.Value.value(), big.NewRat(1, 365)), hair).why == "" {
		return verdict{remark: "with the night of 31 December added, which the source leaves out"}
	}
	return v
}

func refused(err error) bool { return fault.Is(err, fault.CodeRefused) }
