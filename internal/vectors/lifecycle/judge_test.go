package lifecycle

import (
	"compress/gzip"
	"os"
	"strings"
	"testing"

	"fenming/internal/shared"
)

// standing is how many checkpoints agree today; more may come, none may go.
const standing = 2081

func TestJudge(t *testing.T) {
	file, err := os.Open(shared.Path(t, "vectors/lifecycle.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	classes, err := Judge(unzipped)
	if err != nil {
		t.Fatal(err)
	}
	all, passing := 0, 0
	for _, c := range classes {
		t.Logf("%4d of %4d %s", c.Passing, c.Cases, c.Name)
		all, passing = all+c.Cases, passing+c.Passing
	}
	t.Logf("%4d of %4d in all", passing, all)
	if passing < standing {
		t.Errorf("%d agree, %d did", passing, standing)
	}
}

func TestJudgeRefusesAnotherForm(t *testing.T) {
	for _, text := range []string{"", "[]", `{"cases":{}}`} {
		if _, err := Judge(strings.NewReader(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

// A case that cannot be read, or speaks of what is not known, fails alone.
func TestAnOddCaseFailsAlone(t *testing.T) {
	const rows = `"checkpoints":[{"rows":[]}]`
	for name, text := range map[string]string{
		"columns": `{"cases":[{"checkpoints":[{"rows":[[1,2]]}]}]}`,
		"amount":  `{"cases":[{"events":[{"type":"disburse","amount":7}],` + rows + `}]}`,
		"product": `{"cases":[{"loan":{"product":"none","principal":"1"},` + rows + `}]}`,
		"bucket":  `{"products":{"p":{"payment_allocation":[{"txn":"DEFAULT","order":["NONE"]}]}},"cases":[{"loan":{"product":"p","principal":"1"},` + rows + `}]}`,
	} {
		classes, err := Judge(strings.NewReader(text))
		if err != nil || len(classes) != 1 || classes[0].Cases != 1 || classes[0].Passing != 0 {
			t.Errorf("%s: %v %+v", name, err, classes)
		}
	}
}
