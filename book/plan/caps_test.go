package plan

import (
	"context"
	"strings"
	"testing"

	"fenming/book/channel"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
)

// At a loan prime rate of 3.00 % four times it is 12 %; 24 % is fixed.
func TestCapsByKindOfCreditor(t *testing.T) {
	table, err := Caps()
	if err != nil {
		t.Fatal(err)
	}
	const today calendar.Day = "2026-11-22"
	pct := func(hundredths int64) money.Rate { return money.Rate(hundredths * 10_000) }
	for _, c := range []struct {
		name   string
		kind   CreditorKind
		day    calendar.Day
		cost   money.Rate
		status string // "" = refused
		rule   string
	}{
		{"merchant at the cap", KindMerchant, today, pct(1200), CapWithin, ""},
		{"merchant a hair above", KindMerchant, today, pct(1200) + 1, "", "CN.rates.caps.civil_private_lending_multiple_of_lpr1y"},
		{"micro-loan above 4 × LPR: warned during the transition", KindMicroLoan, today, pct(1500), CapAbove, ""},
		{"micro-loan at 24 %", KindMicroLoan, today, pct(2400), CapAbove, ""},
		{"micro-loan above 24 %", KindMicroLoan, today, pct(2401), "", "CN.rates.caps.micro_loan_total_cost_hard"},
		{"micro-loan after the transition", KindMicroLoan, "2028-01-01", pct(1500), "", "CN.rates.caps.micro_loan_4x_lpr"},
		{"consumer finance at 24 %", KindConsumerFinance, today, pct(2400), CapWithin, ""},
		{"consumer finance above", KindConsumerFinance, today, pct(2401), "", "CN.rates.caps.licensed_other"},
		{"a bank stands outside 4 × LPR", KindBank, today, pct(1500), CapWithin, ""},
		{"a bank before the notice: nothing to hold it against", KindBank, "2025-09-30", pct(3000), CapUnknown, ""},
		{"nobody knows whose", "", today, pct(9900), CapUnknown, ""},
		{"a merchant's contract of 2019", KindMerchant, "2019-05-01", pct(2401), "", "CN.rates.history.private_lending_2015"},
	} {
		got, err := table.Judge(c.kind, c.day, c.cost, pct(300), words.EN)
		if c.status == "" {
			f := fault.As(err)
			if !fault.Is(err, fault.CodeRefused) || f.Args["rule"] != c.rule || f.Args["source"] == "" || f.Args["since"] == "" {
				t.Errorf("%s: %v", c.name, err)
			} else if text := f.Word.In(words.ZH, f.Args); !strings.Contains(text, c.rule) || strings.Contains(text, "{") {
				t.Errorf("%s does not cite its rule: %s", c.name, text)
			}
			continue
		}
		if err != nil || got.Status != c.status {
			t.Errorf("%s: %s %v, want %s", c.name, got.Status, err, c.status)
		}
	}
}

func TestAnUncheckedCapIsNotWithin(t *testing.T) {
	table, err := Caps()
	if err != nil {
		t.Fatal(err)
	}
	got, err := table.Judge(KindMicroLoan, "2026-11-22", 10_000_000, 0, words.EN)
	if err != nil || got.Status != CapUnknown {
		t.Errorf("without a loan prime rate: %+v %v", got, err)
	}
}

func TestCapsDataIsChecked(t *testing.T) {
	for name, raw := range map[string]string{
		"no source":    `{"caps":[{"rule":"r","kinds":["bank"],"fixed":"0.24","action":"refuse","confidence":"T","valid_from":"2020-01-01","valid_to":"9999-12-31"}]}`,
		"no ceiling":   `{"caps":[{"rule":"r","kinds":["bank"],"action":"refuse","source_zh":"a","source_en":"a","confidence":"T","valid_from":"2020-01-01","valid_to":"9999-12-31"}]}`,
		"unknown kind": `{"caps":[{"rule":"r","kinds":["pawn"],"fixed":"0.24","action":"refuse","source_zh":"a","source_en":"a","confidence":"T","valid_from":"2020-01-01","valid_to":"9999-12-31"}]}`,
		"no JSON":      `{`,
	} {
		if _, err := ReadCaps([]byte(raw)); err == nil {
			t.Errorf("%s accepted", name)
		}
	}
}

// A platform's plan is held against the ceiling once the kind of its creditor
// is recorded: 24 % flat over 12 months is far above 24 % a year.
func TestPlatformPlanAboveItsCap(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		quote := func(kind CreditorKind) (q Quote, err error) {
			b.Write(t, func(tx *db.Tx) error {
				_, err := Save(tx, Plan{Code: "dear", NameZH: "贵", NameEN: "Dear", Platform: "huabei", Creditor: CreditorPlatform,
					Kind: FlatFee, Payer: Customer, Currency: money.CNY, ValidFrom: "2026-01-01", Active: true,
					Body: Body{Counts: []int{12}, MinAmount: 1, MaxAmount: 1_000_000, CreditorKind: kind}})
				if err != nil {
					return err
				}
				_, err = SaveCard(tx, RateCard{Platform: "huabei", Kind: FlatFee, PlanCode: "dear", Count: 12, Rate: 24_000_000,
					ValidFrom: "2026-01-01", Source: "test", VerifiedOn: "2026-01-01", VerifiedBy: "test"})
				return err
			})
			err = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) (err error) {
				q, err = QuoteFor(tx, Ask{Amount: money.New(500_000, money.CNY), PlanCode: "dear", Count: 12})
				return err
			})
			return q, err
		}
		if q, err := quote(""); err != nil || q.Cap == nil || q.Cap.Status != CapUnknown {
			t.Errorf("unknown kind: %+v %v", q.Cap, err)
		}
		// What is recorded for the platform's channel counts for a plan that says nothing.
		b.Write(t, func(tx *db.Tx) error {
			c, err := channel.Save(tx, channel.Channel{Platform: "huabei", Name: "花呗", Creditor: "platform", Gateway: "http://127.0.0.1:1", Simulator: true}, channel.Keys{})
			if err != nil {
				return err
			}
			_, err = channel.Describe(tx, c.ID, channel.Details{CreditorKind: string(KindBank)})
			return err
		})
		_, err := quote("")
		if f := fault.As(err); !fault.Is(err, fault.CodeRefused) || f.Args["rule"] != "CN.rates.caps.licensed_other" {
			t.Errorf("published above the cap of its channel's creditor: %v", err)
		}
		_, err = quote(KindConsumerFinance)
		if f := fault.As(err); !fault.Is(err, fault.CodeRefused) || f.Args["rule"] != "CN.rates.caps.licensed_other" {
			t.Errorf("published above its cap: %v", err)
		}
		b.Read(t, func(tx *db.Tx) error {
			offers, err := Offers(tx, OffersAsk{Amount: money.New(500_000, money.CNY)})
			for _, o := range offers {
				if o.PlanCode == "dear" && (o.Available || o.Reasons[0].Change == "" || o.Reasons[0].Args["rule"] == "" || o.Code != wordAboveCap.Key) {
					t.Errorf("%+v", o)
				}
			}
			return err
		})
	})
}

// Word is left at 60, 30, 7 and 1 days before the end, once each however often
// the night is played, and not for a card that a later one replaces.
func TestEndingCardsLeaveWork(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		card := func(count int, to, verify calendar.Day) {
			b.Write(t, func(tx *db.Tx) error {
				_, err := SaveCard(tx, RateCard{Platform: "jd", Kind: FlatFee, Count: count, Rate: 1, ValidFrom: "2026-01-01", ValidTo: to,
					VerifyBy: verify, Source: "contract", VerifiedOn: "2026-01-01", VerifiedBy: "finance"})
				return err
			})
			b.Clock.Advance(1_000_000_000)
		}
		card(3, "2026-04-30", "")
		card(6, Forever, "2026-04-30")
		card(9, "2026-04-30", "") // replaced
		card(9, Forever, "")
		for _, day := range []string{"2026-02-28", "2026-03-01", "2026-03-31", "2026-03-31", "2026-04-01", "2026-04-23", "2026-04-24", "2026-04-29", "2026-04-30", "2026-05-01"} {
			b.Write(t, func(tx *db.Tx) error { return watchCards(context.Background(), tx, job.DayArgs{Day: day}) })
		}
		b.Read(t, func(tx *db.Tx) error {
			list, err := db.All(tx, `SELECT kind FROM job WHERE tenant = $1`, db.Value[string])
			n := 0
			for _, kind := range list {
				if kind == channel.JobTask {
					n++
				}
			}
			if n != 10 { // two ends at 60, 30, 7, 1 days and past
				t.Errorf("%d pieces of work, want two ends five times", n)
			}
			return err
		})
	})
}
