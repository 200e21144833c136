package lifecycle

import (
	"compress/gzip"
	"os"
	"strings"
	"testing"

	"fenming/internal/shared"
)

// standing is how many checkpoints agree today; more may come, none may go.
const standing = 2016

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
	for _, text := range []string{"", "[]", `{"cases":[{"checkpoints":[{"rows":[[1,2]]}]}]}`} {
		if _, err := Judge(strings.NewReader(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}
