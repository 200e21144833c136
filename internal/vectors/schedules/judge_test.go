package schedules

import (
	"os"
	"strings"
	"testing"

	"fenming/internal/shared"
)

// The classes that must pass do, and the judge sees a wrong value.
func TestJudge(t *testing.T) {
	raw, err := os.ReadFile(shared.Path(t, "vectors/schedules.json"))
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
	spoilt, err := Judge(strings.NewReader(strings.Replace(string(raw), `"497.09"`, `"497.08"`, 1)))
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

// A case that cannot be read fails alone, in its class.
func TestAnOddCaseFailsAlone(t *testing.T) {
	const head = `{"meta":{"columns":["nr","date","balance","principal","interest","fees","penalties","due"]},"cases":[`
	for name, odd := range map[string]string{
		"day":     `{"id":"1","class":"a","loan":{"submitted_on":"2026-02-30"},"reproduced_by_independent_python":true}`,
		"number":  `{"id":"1","class":"a","loan":{"n":"six"},"reproduced_by_independent_python":true}`,
		"product": `{"id":"1","class":"a","loan":{"product":"none"},"disbursed":[{"date":"2026-01-01","amount":"1"}],"reproduced_by_independent_python":true}`,
		"no rows": `{"id":"1","class":"a","disbursed":[{"date":null,"amount":null}],"rows":[],"reproduced_by_independent_python":true}`,
	} {
		classes, err := Judge(strings.NewReader(head + odd + `]}`))
		if err != nil || len(classes) != 1 || classes[0].Name != "a" || !classes[0].Must || classes[0].Cases != 1 || classes[0].Passing != 0 {
			t.Errorf("%s: %v %+v", name, err, classes)
		}
	}
}
