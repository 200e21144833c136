package lifecycle

import (
	"compress/gzip"
	"fmt"
	"os"
	"testing"

	"fenming/internal/shared"
)

func TestDebug(t *testing.T) {
	want := os.Getenv("CLASS")
	if want == "" {
		t.Skip()
	}
	file, _ := os.Open(shared.Path(t, "vectors/lifecycle.json.gz"))
	u, _ := gzip.NewReader(file)
	f, _ := read(u)
	for i := range f.Cases {
		bad := false
		f.judge(&f.Cases[i], func(name string, k *checkpoint, why string) {
			if (name == want || want == "ALL") && why != "" && !(os.Getenv("FIRST") != "" && bad) {
				bad = true
				fmt.Println(i, k.Line, f.Cases[i].Loan.Product, "|", name, "|", why)
			}
		})
	}
}
