package lifecycle

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"fenming/internal/vectors"
	"fenming/internal/vectors/schedules"
	"fenming/kit/money"
)

// file is the form of lifecycle.json.
type file struct {
	Products map[string]product       `json:"products"`
	Cases    []vectors.Case[loanCase] `json:"cases"`
}

// product is the other system's loan product: its terms, and the rules by
// which money is allocated.
type product struct {
	terms       schedules.Product
	Processing  string       `json:"loanScheduleProcessingType"`
	Type        string       `json:"loanScheduleType"`
	AutoDown    bool         `json:"enableAutoRepaymentForDownPayment"`
	Recalculate bool         `json:"isInterestRecalculationEnabled"`
	ChargeOff   string       `json:"chargeOffBehaviour"`
	Refunds     []string     `json:"interest_refund_types"`
	Allocation  []allocation `json:"payment_allocation"`
	Credit      []allocation `json:"credit_allocation"`
}

// UnmarshalJSON reads both.
func (p *product) UnmarshalJSON(raw []byte) error {
	type plain product
	if err := json.Unmarshal(raw, (*plain)(p)); err != nil {
		return err
	}
	return json.Unmarshal(raw, &p.terms)
}

type allocation struct {
	Txn    string   `json:"txn"`
	Future string   `json:"future"`
	Order  []string `json:"order"`
}

type loanCase struct {
	Source      string       `json:"source"`
	Ref         []string     `json:"ref"`
	Loan        loan         `json:"loan"`
	Events      []event      `json:"events"`
	Checkpoints []checkpoint `json:"checkpoints"`
}

type loan struct {
	schedules.Loan
	Principal string `json:"principal"`
	Strategy  string `json:"strategy"`
}

type event struct {
	Type        string `json:"type"`
	Date        string `json:"date"`
	Amount      string `json:"amount"`
	Expected    string `json:"expected_disbursement_date"`
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
	for i := range f.Cases {
		c := &f.Cases[i]
		for _, k := range c.Value.Checkpoints {
			for _, row := range k.Rows {
				if len(row) != columns && c.Err == nil {
					c.Err = fmt.Errorf("a row of %d columns", len(row))
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
