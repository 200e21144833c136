package promotion

import (
	"context"
	"strings"
	"testing"

	"fenming/book/plan"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/office/control"
	"fenming/office/tenant"
)

func shop(t *testing.T, b dbtest.Bench) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		_, err := tenant.Create(tx, tenant.New{Name: "Test", Kind: tenant.Demo})
		return err
	})
}

func save(t *testing.T, b dbtest.Bench, text string) (c Check) {
	t.Helper()
	b.Clock.Advance(1_000_000)
	b.Write(t, func(tx *db.Tx) (err error) {
		c, err = Save(tx, SaveIn{CheckIn: CheckIn{Text: text}, Campaign: " 双十二 "})
		return err
	})
	return c
}

// try runs a publication in a transaction of its own.
func try(b dbtest.Bench, id, reason string) (c Check, err error) {
	err = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) (err error) {
		c, err = Publish(tx, id, reason)
		return err
	})
	return c, err
}

func TestPublication(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		blocked, fix, pass := save(t, b, "花呗套现"), save(t, b, "提前消费，享受当下"), save(t, b, "欢迎光临")
		if blocked.Result.Verdict != VerdictBlock || fix.Result.Verdict != VerdictFix || pass.Campaign != "双十二" {
			t.Fatalf("%+v", []Check{blocked, fix, pass})
		}
		if _, err := try(b, blocked.ID, "老板说可以"); !fault.Is(err, fault.CodeRefused) || !strings.Contains(err.Error(), "套现") {
			t.Errorf("what the rules block: %v", err)
		}
		if c, err := try(b, pass.ID, ""); err != nil || c.State != StatePublished || c.PublishedAt == nil || c.PublishedAs != c.Result.Pack || c.PublishedAs == "" {
			t.Errorf("what passes: %+v %v", c, err)
		}
		if _, err := try(b, pass.ID, ""); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("published twice: %v", err)
		}
		if _, err := try(b, fix.ID, " "); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("a fix without a reason: %v", err)
		}
		asked, err := try(b, fix.ID, "活动口号已由法务看过")
		if err != nil || asked.State != StateAsked || asked.ApprovalID == "" {
			t.Fatalf("what asks for a fix waits: %+v %v", asked, err)
		}
		if _, err := try(b, fix.ID, "again"); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("asked twice: %v", err)
		}
		b.Write(t, func(tx *db.Tx) error {
			a, err := control.Get(tx, asked.ApprovalID)
			if err != nil {
				return err
			}
			if !strings.Contains(a.Summary.ZH, "双十二") || !strings.Contains(a.Summary.ZH, "法务") {
				t.Errorf("the second person is not told: %q", a.Summary.ZH)
			}
			return Acts()[0].Run(tx, a.Args)
		})
		b.Read(t, func(tx *db.Tx) error {
			if c, err := Get(tx, fix.ID); err != nil || c.State != StatePublished || c.PublishedBy != fix.SavedBy {
				t.Errorf("after the approval: %+v %v", c, err)
			}
			return nil
		})
	})
}

// TestApprovalCoversWhatWasSeen: what rules found later is not approved by it,
// and what they block never.
func TestApprovalCoversWhatWasSeen(t *testing.T) {
	b := dbtest.SQLite(t)
	shop(t, b)
	fix, blocked := save(t, b, "提前消费"), save(t, b, "人人可批")
	run := func(args string) error {
		return b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { return Acts()[0].Run(tx, []byte(args)) })
	}
	for args, code := range map[string]fault.Code{
		`{"id":"` + fix.ID + `","rules":[]}`:                    fault.CodeRefused,
		`{"id":"` + blocked.ID + `","rules":["sure_approval"]}`: fault.CodeRefused,
		`{"id":"prc_none","rules":["sure_approval"]}`:           fault.CodeNotFound,
	} {
		if err := run(args); !fault.Is(err, code) {
			t.Errorf("%s: %v", args, err)
		}
	}
	if err := run(`{`); err == nil {
		t.Error("arguments that are no JSON")
	}
}

func TestListAndLook(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		one, two := save(t, b, "花呗套现"), save(t, b, "欢迎光临")
		b.Read(t, func(tx *db.Tx) error {
			all, err := opList(context.Background(), tx, ListIn{Limit: 1})
			if err != nil || len(all.Data) != 1 || all.Data[0].ID != two.ID || all.Next == "" {
				t.Errorf("newest first: %+v %v", all, err)
			}
			rest, err := opList(context.Background(), tx, ListIn{Limit: 5, Cursor: all.Next})
			if err != nil || len(rest.Data) != 1 || rest.Data[0].ID != one.ID || rest.Next != "" {
				t.Errorf("the next page: %+v %v", rest, err)
			}
			bad, err := opList(context.Background(), tx, ListIn{Verdict: VerdictBlock, State: StateDraft})
			if err != nil || len(bad.Data) != 1 || bad.Data[0].TextHash != one.Result.TextHash {
				t.Errorf("by verdict and state: %+v %v", bad, err)
			}
			v, err := Look(tx, one.ID)
			if err != nil || v.Today.Verdict != VerdictBlock || len(v.New)+len(v.Gone) != 0 || v.Text != "花呗套现" || v.Offer != nil {
				t.Errorf("look: %+v %v", v, err)
			}
			if _, err := Get(tx, "prc_none"); !fault.Is(err, fault.CodeNotFound) {
				t.Errorf("not found: %v", err)
			}
			return nil
		})
	})
}

func TestWhatChanged(t *testing.T) {
	r := func(rules ...string) (out Result) {
		for _, id := range rules {
			out.Findings = append(out.Findings, Finding{Rule: id})
		}
		return out
	}
	if got := without(r("a", "b", "b", "c"), r("a")); strings.Join(got, " ") != "b c" {
		t.Errorf("each once, in order: %q", got)
	}
}

// TestPlanFigures: an offer that names a plan is checked with what the plan
// really costs at that price.
func TestPlanFigures(t *testing.T) {
	b := dbtest.SQLite(t)
	shop(t, b)
	b.Write(t, func(tx *db.Tx) error { return plan.SeedExamples(tx, "2099-12-31") })
	b.Read(t, func(tx *db.Tx) error {
		offers, err := plan.Offers(tx, plan.OffersAsk{Amount: *price(300000)})
		if err != nil {
			return err
		}
		tried := 0
		for _, o := range offers {
			if !o.Available || o.CustomerCost.Minor == 0 {
				continue
			}
			tried++
			got, err := Run(tx, CheckIn{Text: "零利息分期", Offer: &Offer{PlanCode: o.PlanCode, Count: o.Count, Price: price(300000)}})
			if err != nil {
				t.Fatal(err)
			}
			if f, ok := find(got, "free_with_fee"); !ok || got.Figures.Cost.Minor != o.CustomerCost.Minor || !strings.Contains(f.Mend.Text, o.Total.Decimal()) {
				t.Errorf("%s %d: %+v", o.PlanCode, o.Count, got)
			}
		}
		if tried == 0 {
			t.Error("no example plan costs the customer anything")
		}
		_, err = Run(tx, CheckIn{Text: "零利息", Offer: &Offer{PlanCode: "none", Count: 3, Price: price(300000)}})
		if !fault.Is(err, fault.CodeRefused) {
			t.Errorf("a plan that is not offered: %v", err)
		}
		rules, err := opRules(context.Background(), tx, api.None{})
		if err != nil || len(rules.Data) < 20 || len(rules.Quality.Parts) != 4 || rules.Quality.Pack != rules.Pack {
			t.Errorf("rules: %+v %v", rules.Quality, err)
		}
		return nil
	})
}

func TestDoors(t *testing.T) {
	door := api.New(api.Options{})
	door.Mount(Operations()...)
	if len(door.Operations()) != 6 {
		t.Error(len(door.Operations()))
	}
}
