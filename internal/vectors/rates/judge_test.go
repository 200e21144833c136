package rates

import (
	"os"
	"strings"
	"testing"

	"fenming/internal/shared"
)

// The classes that must pass do, and the judge sees a wrong value.
func TestJudge(t *testing.T) {
	raw, err := os.ReadFile(shared.Path(t, "vectors/apr.json"))
	if err != nil {
		t.Fatal(err)
	}
	classes, err := Judge(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range classes {
		if c.Must && c.Passing != c.Cases {
			t.Errorf("%s: %d of %d: %q", c.Name, c.Passing, c.Cases, c.Notes)
		}
		t.Logf("%-50s %4d of %4d %s %q", c.Name, c.Passing, c.Cases, c.Standing(), c.Notes)
	}
	spoilt, err := Judge(strings.NewReader(strings.Replace(string(raw), `"8.97"`, `"8.98"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	right, wrong := 0, 0
	for i := range classes {
		right, wrong = right+classes[i].Passing, wrong+spoilt[i].Passing
	}
	if wrong != right-1 {
		t.Errorf("%d pass, with one value spoilt %d", right, wrong)
	}
}

func TestNotTheFile(t *testing.T) {
	for _, text := range []string{"", "[]", `{"cases": 1}`, "{}"} {
		if _, err := Judge(strings.NewReader(text)); err == nil {
			t.Errorf("%q was judged", text)
		}
	}
}

// A case that makes no sense fails alone: the one beside it passes.
func TestAnOddCaseFailsAlone(t *testing.T) {
	const right = `{"fn":"pmt","args":["0.01",1,-100],"expected":"101"}`
	for name, odd := range map[string]string{
		"no periods":    `{"fn":"pmt","args":["0.01",0,-100],"expected":"1"}`,
		"rate of -100%": `{"fn":"npv","args":["-1",[1,2]],"expected":"1"}`,
		"no function":   `{"fn":"x","expected":"1"}`,
		"null":          `null`,
		"another form":  `{"fn":7,"args":"none"}`,
	} {
		classes, err := Judge(strings.NewReader(`{"numpy_financial":{"cases":[` + odd + "," + right + `]}}`))
		if err != nil || len(classes) != 1 || classes[0].Cases != 2 || classes[0].Passing != 1 {
			t.Errorf("%s: %v %+v", name, err, classes)
		}
	}
	for name, file := range map[string]string{
		"unit":       `{"us_reg_z_appendix_j":{"cases":[{"unit_period":"age*6","advance_date":"2026-01-01","advance":"1","apr":"0.1"}]}}`,
		"no day":     `{"uk_apr":{"cases":[{"advance_date":"2026-01-01","advance":"1","payments":[{"date":null,"amount":"2"}],"apr_pct":"1"}]}}`,
		"no unit":    `{"eu_time_intervals":{"cases":[{"from":"2026-01-01","to":"2026-02-01","value":1}]}}`,
		"no uk unit": `{"uk_conc_time_factors":{"cases":[{"from":"2026-01-01","to":"2026-02-01","value":1}]}}`,
		"no pair":    `{"pyxirr_xirr":{"cases":[{"flows":[["2026-01-01"]],"xirr":1}]}}`,
		"class":      `{"xx_apr":{"cases":[{"a":1}]}}`,
		"day counts": `{"xirr_day_counts":{"flows":[[]],"expected":{"act/360":1}}}`,
	} {
		classes, err := Judge(strings.NewReader(file))
		if err != nil || len(classes) != 1 || classes[0].Passing != 0 || classes[0].Cases != 1 {
			t.Errorf("%s: %v %+v", name, err, classes)
		}
	}
}
