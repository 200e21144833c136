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
