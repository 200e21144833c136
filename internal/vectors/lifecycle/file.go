package lifecycle

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"fenming/kit/money"
)

// file is the form of lifecycle.json.
type file struct {
	Products map[string]product `json:"products"`
	Cases    []loanCase         `json:"cases"`
}

// product is the other system's loan product; codes it gives as numbers or
// names are kept as they come.
type product struct {
	Processing   string       `json:"loanScheduleProcessingType"`
	Type         string       `json:"loanScheduleType"`
	Rate         any          `json:"interestRateFrequencyType"`
	RateValue    any          `json:"interestRatePerPeriod"`
	DaysInMonth  string       `json:"daysInMonthType"`
	DaysInYear   string       `json:"daysInYearType"`
	LeapStrategy string       `json:"daysInYearCustomStrategy"`
	Multiples    any          `json:"installmentAmountInMultiplesOf"`
	Down         bool         `json:"enableDownPayment"`
	AutoDown     bool         `json:"enableAutoRepaymentForDownPayment"`
	DownShare    any          `json:"disbursedAmountPercentageForDownPayment"`
	StartType    any          `json:"repaymentStartDateType"`
	Recalculate  bool         `json:"isInterestRecalculationEnabled"`
	Partial      bool         `json:"allowPartialPeriodInterestCalculation"`
	ChargeOff    string       `json:"chargeOffBehaviour"`
	Allocation   []allocation `json:"payment_allocation"`
	Credit       []allocation `json:"credit_allocation"`
}

type allocation struct {
	Txn    string   `json:"txn"`
	Future string   `json:"future"`
	Order  []string `json:"order"`
}

type loanCase struct {
	Source      string       `json:"source"`
	Loan        loan         `json:"loan"`
	Events      []event      `json:"events"`
	Checkpoints []checkpoint `json:"checkpoints"`
}

type loan struct {
	Product      string            `json:"product"`
	Submitted    string            `json:"submitted_on"`
	Principal    string            `json:"principal"`
	Rate         string            `json:"annual_rate_pct"`
	InterestType string            `json:"interest_type"`
	CalcPeriod   string            `json:"interest_calc_period"`
	Every        int               `json:"repay_every"`
	Unit         string            `json:"repay_unit"`
	N            int               `json:"n"`
	FixedLength  int               `json:"fixed_length"`
	Strategy     string            `json:"strategy"`
	Extra        map[string]string `json:"extra"`
}

type event struct {
	Type        string `json:"type"`
	Date        string `json:"date"`
	Amount      string `json:"amount"`
	Charge      string `json:"charge"`
	Percent     string `json:"percent"`
	Due         string `json:"due_date"`
	Nth         string `json:"nth"`
	Txn         string `json:"txn"`
	PaymentNr   string `json:"payment_nr"`
	Rule        string `json:"rule"`
	Product     string `json:"product"`
	Frequency   string `json:"frequencyNumber"`
	Unit        string `json:"frequencyType"`
	Start       string `json:"startDate"`
	Instalments string `json:"numberOfInstallments"`
	ReAge       string `json:"reAgeInterestHandling"`
	ReAmortise  string `json:"interest_handling"`
	PauseFrom   string `json:"start"`
	PauseTo     string `json:"end"`
	From        string `json:"rescheduleFromDate"`
	Adjusted    string `json:"adjustedDueDate"`
	NewRate     string `json:"newInterestRate"`
	ExtraTerms  string `json:"extraTerms"`
}

type checkpoint struct {
	Line         int     `json:"line"`
	After        int     `json:"after_event"`
	Inconsistent bool    `json:"self_inconsistent"`
	Rows         [][]any `json:"rows"`
}

// The columns of a row.
const (
	colNr = iota
	colDays
	colDate
	colPaidDate
	colBalance
	colPrincipal
	colInterest
	colFees
	colPenalties
	colDue
	colPaid
	colInAdvance
	colLate
	colOutstanding
	columns
)

func read(r io.Reader) (file, error) {
	var f file
	if err := json.NewDecoder(r).Decode(&f); err != nil {
		return f, fmt.Errorf("lifecycle: %w", err)
	}
	for _, c := range f.Cases {
		for _, k := range c.Checkpoints {
			for _, row := range k.Rows {
				if len(row) != columns {
					return f, fmt.Errorf("lifecycle: %s: a row of %d columns", c.Source, len(row))
				}
			}
		}
	}
	return f, nil
}

// cents reads an amount; decimals behind the second are dropped.
func cents(text string) (int64, error) {
	if whole, frac, has := strings.Cut(text, "."); has && len(frac) > 2 {
		text = whole + "." + frac[:2]
	}
	m, err := money.Parse(text, money.EUR)
	return m.Minor, err
}
