package plan

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"fenming/internal/shared"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// vectorCase is one case of schedules.json as far as the terms need it.
type vectorCase struct {
	ID   string `json:"id"`
	Loan struct {
		Product      string            `json:"product"`
		Submitted    calendar.Day      `json:"submitted_on"`
		Rate         string            `json:"annual_rate_pct"`
		InterestType string            `json:"interest_type"`
		CalcPeriod   string            `json:"interest_calc_period"`
		Every        int               `json:"repay_every"`
		Unit         string            `json:"repay_unit"`
		N            int               `json:"n"`
		FixedLength  int               `json:"fixed_length"`
		Extra        map[string]string `json:"extra"`
		With         []string          `json:"with"`
	} `json:"loan"`
	Disbursed []struct {
		Date   calendar.Day `json:"date"`
		Amount string       `json:"amount"`
	} `json:"disbursed"`
	Rows       [][]any `json:"rows"`
	Reproduced bool    `json:"reproduced_by_independent_python"`
}

type vectorFile struct {
	Meta struct {
		Columns []string `json:"columns"`
	} `json:"meta"`
	Products map[string]map[string]any `json:"products"`
	Cases    []vectorCase              `json:"cases"`
}

func load(t *testing.T, rel string, into any) {
	t.Helper()
	data, err := os.ReadFile(shared.Path(t, rel))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// terms translates a case's product into our words.
func (c vectorCase) terms(product map[string]any) (Terms, error) {
	text := func(key string) string {
		if v := product[key]; v != nil {
			return fmt.Sprint(v)
		}
		return ""
	}
	// That system keeps 1 + rate to 19 significant digits: 18 decimals.
	terms := Terms{Kind: EqualInstalment, RateDecimals: 18, Periods: c.Loan.N, Every: c.Loan.Every, Remainder: money.Last, Adjust: Level}
	if c.Loan.InterestType == "FLAT" {
		terms.Kind, terms.Adjust = FlatInterest, ""
	}
	terms.Unit = map[string]Unit{"MONTHS": Month, "WEEKS": Week, "DAYS": Day}[c.Loan.Unit]
	percent, err := money.ParseRate(c.Loan.Rate)
	if err != nil {
		return terms, err
	}
	terms.Rate = percent / 100
	frequency := text("interestRateFrequencyType")
	if f := c.Loan.Extra["interestRateFrequencyType"]; f != "" {
		frequency = f
	}
	if frequency == "MONTH" || frequency == "2" {
		terms.Rate *= 12
	}
	year := map[string]DayCount{"DAYS360": Act360, "DAYS365": Act365, "ACTUAL": ActActClose}[text("daysInYearType")]
	switch {
	case c.Loan.CalcPeriod == "SAME_AS_REPAYMENT_PERIOD":
		terms.DayCount = Equal
	case text("daysInYearCustomStrategy") == "FEB_29_PERIOD_ONLY":
		terms.DayCount = ActLeap365
	case text("daysInMonthType") == "DAYS30" && year == Act360:
		terms.DayCount = Thirty360
	default:
		terms.DayCount = year
	}
	if text("enableDownPayment") == "true" {
		share, err := money.ParseRate(text("disbursedAmountPercentageForDownPayment"))
		if err != nil {
			return terms, err
		}
		terms.Down.Share = int64(share/money.One) * 10_000
	}
	if step, ok := product["installmentAmountInMultiplesOf"]; ok && step != nil {
		var n int64
		if _, err := fmt.Sscan(fmt.Sprint(step), &n); err != nil {
			return terms, err
		}
		terms.Step = n * 100
	}
	submitted := text("repaymentStartDateType") == "2" && c.Loan.Extra["Repayment start date type"] != "DISBURSEMENT_DATE"
	if submitted && c.Disbursed[0].Date != c.Loan.Submitted {
		// Due days are counted from the day of the application.
		terms.FirstDue = terms.DayAfter(c.Loan.Submitted, 1)
		terms.MonthEnd = c.Loan.Submitted.IsMonthEnd()
	}
	if c.Loan.FixedLength > 0 {
		single := Terms{Every: 1, Unit: terms.Unit}
		terms.LastDue = single.DayAfter(c.Disbursed[0].Date, c.Loan.FixedLength)
	}
	return terms, nil
}

// differs compares a schedule with the rows; fees come from charges that the
// cases do not describe and are taken off the sum due.
func (c vectorCase) differs(t *testing.T, s Schedule, columns map[string]int) string {
	cents := func(row []any, name string) int64 {
		v := row[columns[name]]
		if v == nil {
			return 0
		}
		m, err := money.Parse(v.(string), money.EUR)
		if err != nil {
			t.Fatal(c.ID, v, err)
		}
		return m.Minor
	}
	var lines [][]any
	for _, row := range c.Rows {
		if row[columns["nr"]] != nil {
			lines = append(lines, row)
		}
	}
	if len(lines) != len(s.Instalments) {
		return fmt.Sprintf("%d lines, want %d", len(s.Instalments), len(lines))
	}
	for i, row := range lines {
		got := s.Instalments[i]
		want := Instalment{No: got.No, Kind: got.Kind, DueDay: calendar.Day(row[columns["date"]].(string)), GraceDay: got.GraceDay,
			Principal: cents(row, "principal"), Interest: cents(row, "interest"), Balance: cents(row, "balance")}
		if got != want || got.Due() != cents(row, "due")-cents(row, "fees") {
			return fmt.Sprintf("line %d: %+v, want %+v", i+1, got, want)
		}
	}
	return ""
}

// The schedules of another system's end-to-end tests. Those that an
// independent program reproduced must agree in every line; the others follow
// other generators and are counted for the record.
func TestScheduleVectors(t *testing.T) {
	var file vectorFile
	load(t, "vectors/schedules.json", &file)
	columns := map[string]int{}
	for i, name := range file.Meta.Columns {
		columns[name] = i
	}
	var passed, extra, reproduced int
	for _, c := range file.Cases {
		terms, err := c.terms(file.Products[c.Loan.Product])
		if err != nil {
			t.Fatal(c.ID, err)
		}
		amount, err := money.Parse(c.Disbursed[0].Amount, money.EUR)
		if err != nil {
			t.Fatal(c.ID, err)
		}
		s, err := For(amount, c.Disbursed[0].Date, terms)
		fault := ""
		if err != nil {
			fault = err.Error()
		} else {
			fault = c.differs(t, s, columns)
		}
		switch {
		case c.Reproduced && fault != "":
			t.Errorf("%s %s: %s", c.ID, c.Loan.Product, fault)
		case c.Reproduced:
			passed++
		case fault == "":
			extra++
		}
		if c.Reproduced {
			reproduced++
		}
	}
	if passed != reproduced || reproduced < 178 {
		t.Errorf("%d of %d reproduced cases agree", passed, reproduced)
	}
	t.Logf("%d of %d reproduced cases agree to the cent; %s", passed, reproduced,
		strings.TrimSpace(fmt.Sprintf("%d of %d others agree too", extra, len(file.Cases)-reproduced)))
}
