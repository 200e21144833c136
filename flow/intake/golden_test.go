package intake

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fenming/kit/blob"
	"fenming/kit/calendar"
	"fenming/kit/money"
	"fenming/kit/words"
)

var update = flag.Bool("update", false, "write the golden files anew")

func testSource(t testing.TB) source {
	t.Helper()
	store, err := blob.Open(filepath.Join(t.TempDir(), "evidence"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	loc, err := calendar.Zone(calendar.Shanghai)
	if err != nil {
		t.Fatal(err)
	}
	return source{store: store, tenant: "t_test", loc: loc, currency: money.CNY,
		now: time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)}
}

func readAt(t testing.TB, layout string, paths ...string) *batch {
	t.Helper()
	s := testSource(t)
	list, err := Load(context.Background(), s.store, s.tenant, paths, layout)
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.read(context.Background(), Start{Files: list, Layout: layout})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// told writes a batch the way a person checks it.
func told(b *batch) string {
	var out strings.Builder
	at := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.Format("01-02T15:04")
	}
	for _, o := range b.orders {
		fmt.Fprintf(&out, "%s %s %s %s credit %d×%d %s plan=%q paid %s shipped %s delivered %s ended %s customer %s/%s/%s/%s\n", o.OuterNo,
			o.Day, o.State, o.Amount, o.Credit.Minor, o.Count, o.PayKind, o.PlanCode, at(o.PaidAt), at(o.ShippedAt), at(o.DeliveredAt),
			at(o.EndedAt), o.Customer.ExternalNo, o.Customer.Name, o.Customer.Phone, o.Customer.Email)
		for _, it := range o.Items {
			fmt.Fprintf(&out, "    %d × %s (%s, %s) %d\n", it.Quantity, it.SKU, it.Name, it.Category, it.Amount.Minor)
		}
	}
	fmt.Fprintf(&out, "\norders %d, read %d, refused %d\n", b.total, len(b.orders), b.refused)
	for _, r := range b.odds.sorted() {
		fate := "noted"
		if r.Refused {
			fate = "REFUSED"
		}
		fmt.Fprintf(&out, "%s:%d %s %s %s: %s\n", r.File, r.Line, r.OuterNo, fate, r.Code, r.EN)
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what was read:\n%s", path, got)
	}
}

func TestGoldenFiles(t *testing.T) {
	golden(t, "olist", told(readAt(t, Olist, "testdata/olist")))
	golden(t, "shop", told(readAt(t, Generic, "testdata/generic/shop.csv")))
	golden(t, "plain", told(readAt(t, "", "testdata/generic/plain.csv")))
}

// Every reason that reading can find stands in one of the fixtures.
func TestEveryKindOfOddRowIsTried(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range []*batch{readAt(t, Olist, "testdata/olist"), readAt(t, Generic, "testdata/generic/shop.csv")} {
		for _, r := range b.odds.rows {
			seen[r.Code] = true
			if r.ZH == "" || r.EN == "" || r.CureZH == "" || r.CureEN == "" || strings.ContainsAny(r.ZH+r.EN, "{}") {
				t.Errorf("a row without its sentence: %+v", r)
			}
		}
	}
	// Found by selling only, a wrapper around another's sentence, or the end of a long list.
	elsewhere := []string{flawDiffers.reason.Key, flawSell.reason.Key, flawCell.reason.Key, flawMore.reason.Key}
	for _, f := range flaws() {
		if !seen[f.reason.Key] && !slices.Contains(elsewhere, f.reason.Key) {
			t.Errorf("no fixture shows %s", f.reason.Key)
		}
	}
	for _, code := range []string{"sheet.time", "sheet.money", "sheet.ragged", "sheet.id", "sheet.need"} {
		if !seen[code] {
			t.Errorf("no fixture shows %s", code)
		}
	}
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Error(err)
	}
}
