package rates

import (
	"strings"
	"testing"
)

// Forms that the file at hand lacks: several rates, none, payments in advance,
// flows and values that cannot be read.
func TestOtherForms(t *testing.T) {
	text := `{"numpy_financial": {"cases": [
		{"fn": "irr", "args": [[-5, 10.5, 1, -8, 1]], "expected": "0.0886", "rel_tol": 0.01},
		{"fn": "irr", "args": [[-1, -2, -3]], "expected": null, "rel_tol": 0.01},
		{"fn": "irr", "args": [[1, 2, 3]], "expected": "nan", "rel_tol": 0.01},
		{"fn": "rate", "args": [10, 0, -3500, 10000, "begin"], "expected": "0.11069085371426893", "rel_tol": 1e-9},
		{"fn": "pmt", "args": ["0.08/12", 60, 15000, 0, "begin"], "expected": "-302.131703", "rel_tol": 1e-7},
		{"fn": "nper", "args": [0, 0, 100], "expected": "inf", "rel_tol": 1e-6},
		{"fn": "irr", "args": [[1, 2, 3]], "expected": "0.1", "rel_tol": 0.01},
		{"fn": "pmt", "args": ["x", 60, 15000], "expected": "1", "rel_tol": 0.01},
		{"fn": "mode", "args": [1], "expected": [1, 2], "rel_tol": 0.01}
	]}}`
	classes, err := Judge(strings.NewReader(text))
	if err != nil || len(classes) != 1 || classes[0].Cases != 9 || classes[0].Passing != 6 || len(classes[0].Notes) != 3 {
		t.Errorf("%+v %v", classes, err)
	}
}
