package disclosure

import (
	"html"
	"strings"
	"testing"

	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
	"fenming/kit/words"
)

// The rules of 2026 on showing the whole cost of a loan ask for each item, who
// pays it, who collects it, how it is worked out, at what rate, the cost of all
// of it a year, what lateness costs, and that nothing else is charged. All eight
// stand on the page of a sale that the merchant finances, with interest and
// without, in both languages.
func TestTheEightPointsStandOnTheMerchantsOwnPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		quotes := []plan.Quote{shop(t, b)}
		b.Write(t, func(tx *db.Tx) error {
			q, err := plan.QuoteFor(tx, plan.Ask{Amount: money.New(500_000, money.CNY), PlanCode: "shop-free", Count: 3})
			quotes = append(quotes, q)
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			for _, q := range quotes {
				for _, lang := range []words.Lang{words.ZH, words.EN} {
					table, err := Of(tx, []plan.Quote{q}, lang, nil, nil)
					if err != nil {
						return err
					}
					raw, err := Render(table, HTML, nil)
					if err != nil {
						return err
					}
					eightPoints(t, table, html.UnescapeString(string(raw)))
				}
			}
			return nil
		})
	})
}

func eightPoints(t *testing.T, table CostTable, page string) {
	t.Helper()
	o := table.Options[0]
	if len(o.Charges) == 0 || len(o.Default) == 0 {
		t.Fatalf("%s: %d charges, %d for lateness", o.PlanCode, len(o.Charges), len(o.Default))
	}
	stands := func(point, text string) {
		if text == "" || !strings.Contains(page, text) {
			t.Errorf("%s %s: %s %q does not stand on the page", o.PlanCode, table.Lang, point, text)
		}
	}
	for _, c := range o.Charges {
		stands("item", c.Label)
		stands("amount", c.Text)
		stands("payer", c.Payer)
		stands("collector", c.Collector)
		stands("method", c.Method)
		stands("standard", c.Standard)
	}
	stands("cost a year", lineOf(o.Summary, "effective_rate").Text)
	late := lineOf(o.Default, "late_rate")
	stands("lateness", late.Standard)
	who := writer{lang: table.Lang}.say(tplWho, words.Args{"payer": late.Payer, "collector": late.Collector})
	stands("who takes the charge for lateness", who)
	if late.Payer == "" || late.Collector == "" {
		t.Errorf("%s: who pays and who takes the charge for lateness: %+v", o.PlanCode, late)
	}
	stands("example of lateness", lineOf(o.Default, "late_example").Text)
	stands("nothing else", table.Statement)
}

// Of several options a warning names its own, one that is the same for all
// stands once, and nobody in particular is warned of nothing.
func TestWarningsNameTheirOption(t *testing.T) {
	heed := Heed(func(_ *db.Tx, _ Reader, q plan.Quote, _ words.Lang) ([]Line, error) {
		own := "twelve"
		if q.Count == 3 {
			own = "three"
		}
		return []Line{{Code: "budget_paused", Text: "paused"}, {Code: "budget_over", Text: own}}, nil
	})
	quotes := []plan.Quote{{PlanNameEN: "A", Count: 3}, {PlanNameEN: "A", Count: 12}}
	var got []string
	lines, err := heed.Lines(nil, Reader{CustomerID: "cus_1"}, quotes, words.EN)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		got = append(got, l.Text)
	}
	if want := "paused|A (3 instalments): three|A (12 instalments): twelve"; strings.Join(got, "|") != want {
		t.Errorf("%q", got)
	}
	if lines, err := heed.Lines(nil, Reader{}, quotes, words.EN); err != nil || lines != nil {
		t.Errorf("nobody: %v %v", lines, err)
	}
	if lines, err := Heed(nil).Lines(nil, Reader{CustomerID: "cus_1"}, quotes, words.EN); err != nil || lines != nil {
		t.Errorf("no budgets: %v %v", lines, err)
	}
}
