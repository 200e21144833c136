// Package schedules judges schedules.json: repayment schedules that another
// system asserts, translated into plan.Terms and compared to the cent in every
// row.
package schedules

import (
	"encoding/json"
	"fmt"
	"strings"

	"fenming/internal/vectors"
	"fenming/kit/calendar"
)

// document is the file as far as the terms need it.
type document struct {
	Meta struct {
		Columns []string `json:"columns"`
	} `json:"meta"`
	Products map[string]Product   `json:"products"`
	Cases    []vectors.Case[item] `json:"cases"`
}

// Product is a loan product of that system, its fields as it names them.
type Product map[string]any

// Text is a field as text, "" when it is absent; numeric codes and names of a
// value both occur.
func (p Product) Text(key string) string {
	if v := p[key]; v != nil {
		return fmt.Sprint(v)
	}
	return ""
}

// Loan is what was asked for.
type Loan struct {
	Product        string       `json:"product"`
	Submitted      calendar.Day `json:"submitted_on"`
	Rate           string       `json:"annual_rate_pct"`
	InterestType   string       `json:"interest_type"`
	CalcPeriod     string       `json:"interest_calc_period"`
	Amortization   string       `json:"amortization"`
	Every          int          `json:"repay_every"`
	Unit           string       `json:"repay_unit"`
	N              int          `json:"n"`
	GracePrincipal int          `json:"grace_principal"`
	GraceInterest  int          `json:"grace_interest"`
	InterestFree   int          `json:"interest_free"`
	FixedLength    int          `json:"fixed_length"`
	Extra          Extra        `json:"extra"`
}

// Extra are further fields of a loan by their names, as text.
type Extra map[string]string

// UnmarshalJSON takes values of any form as they are written.
func (e *Extra) UnmarshalJSON(raw []byte) error {
	var loose map[string]any
	if err := json.Unmarshal(raw, &loose); err != nil {
		return err
	}
	*e = Extra{}
	for name, v := range loose {
		if v != nil {
			(*e)[name] = fmt.Sprint(v)
		}
	}
	return nil
}

type disbursed struct {
	Date   calendar.Day `json:"date"`
	Amount text         `json:"amount"`
}

type item struct {
	ID         string      `json:"id"`
	Class      string      `json:"class"`
	Loan       Loan        `json:"loan"`
	Disbursed  []disbursed `json:"disbursed"`
	Rows       [][]any     `json:"rows"`
	Reproduced bool        `json:"reproduced_by_independent_python"`
}

// UnmarshalJSON reads first what says how the case is counted, for one that
// cannot be read otherwise.
func (c *item) UnmarshalJSON(raw []byte) error {
	type plain item
	var head struct {
		ID         any `json:"id"`
		Class      any `json:"class"`
		Reproduced any `json:"reproduced_by_independent_python"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return err
	}
	err := json.Unmarshal(raw, (*plain)(c))
	c.ID, _ = head.ID.(string)
	c.Class, _ = head.Class.(string)
	c.Reproduced, _ = head.Reproduced.(bool)
	return err
}

// text takes a JSON string or number as it is written.
type text string

// UnmarshalJSON reads either.
func (t *text) UnmarshalJSON(raw []byte) error {
	if strings.HasPrefix(string(raw), `"`) {
		return json.Unmarshal(raw, (*string)(t))
	}
	*t = text(raw)
	return nil
}
