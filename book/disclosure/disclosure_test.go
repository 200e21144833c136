package disclosure

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/book/plan"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

// The sentences of a template version never change: whoever changes one writes
// a new version and its sum here.
func TestTemplateVersionPinsItsSentences(t *testing.T) {
	pins := map[string]string{"cost-table-2026-11-22": "dc1d856d74c5221463a32220c7e5d666143a69a0ff59ead94f6fb72791fdd8ab",
		"cost-table-2026-11-22b": "f51b156778d4a9b2db3504a1550fa6a1d2ba155a0a5659aff877eff709bdc1d9"}
	sum := sha256.New()
	for _, w := range templateWords() {
		fmt.Fprintf(sum, "%s\n%s\n%s\n", w.Key, w.ZH, w.EN)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != pins[TemplateVersion] {
		t.Errorf("the sentences of %s changed (%s): give the template a new version", TemplateVersion, got)
	}
}

func refusedWith(err error, key string) bool {
	f := fault.As(err)
	return err != nil && f.Word.Key == key
}

// shop is a merchant with the example plans and a quote of his own plan: 4,000.00
// in 12 at 9 % a year after 1,000.00 down.
func shop(t *testing.T, b dbtest.Bench) (q plan.Quote) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "西湖店", Kind: tenant.Demo}); err != nil {
			return err
		}
		if err := plan.SeedExamples(tx, "2026-02-20"); err != nil {
			return err
		}
		var err error
		q, err = plan.QuoteFor(tx, plan.Ask{Amount: money.New(500_000, money.CNY), PlanCode: "shop-instalments", Count: 12})
		return err
	})
	return q
}

func lineOf(list []Line, code string) Line {
	for _, l := range list {
		if l.Code == code {
			return l
		}
	}
	return Line{}
}

func TestTableHoldsWhatTheRulesAskFor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		q := shop(t, b)
		b.Read(t, func(tx *db.Tx) error {
			table, err := OfQuotes(tx, []string{q.ID}, words.ZH, nil, nil)
			if err != nil {
				return err
			}
			o := table.Options[0]
			interest := lineOf(o.Charges, "interest")
			for name, got := range map[string]string{
				"principal": lineOf(o.Summary, "principal").Text, "item": interest.Text, "method": interest.Method, "standard": interest.Standard,
				"collector": interest.Collector, "rate": lineOf(o.Summary, "effective_rate").Text, "late": lineOf(o.Default, "late_rate").Text,
				"example": lineOf(o.Default, "late_example").Text, "statement": table.Statement, "ceiling": o.Cap,
			} {
				if got == "" || strings.Contains(got, "{") {
					t.Errorf("%s: %q", name, got)
				}
			}
			// 500.00 × 4.50 % ÷ 365 × 7 days behind three of grace = 0.43.
			if text := lineOf(o.Default, "late_example").Text; !strings.Contains(text, "500.00 × 4.5% ÷ 365 × (10 − 3) = 0.43") {
				t.Errorf("the example does not show its steps: %s", text)
			}
			if table.Kind != "notice" || !table.Example || table.Reading.MinSeconds == 0 || len(o.Schedule) != 13 {
				t.Errorf("%+v", table)
			}
			english, err := OfQuotes(tx, []string{q.ID}, words.EN, nil, nil)
			if err != nil {
				return err
			}
			raw, err := Render(english, JSON, nil)
			if err != nil {
				return err
			}
			for _, r := range strings.ReplaceAll(string(raw), "西湖店", "") {
				if r >= 0x4e00 && r <= 0x9fff && !strings.Contains(english.Reading.SourceZH+english.Reading.NoteZH, string(r)) {
					t.Errorf("a Chinese character in the English table: %c", r)
					break
				}
			}
			page, err := Render(table, HTML, nil)
			if err != nil || !bytes.Contains(page, []byte(table.Statement)) || bytes.Contains(page, []byte("{")) {
				t.Errorf("page: %v %s", err, page)
			}
			_, err = OfQuotes(tx, []string{"quo_none"}, words.EN, nil, nil)
			if !fault.Is(err, fault.CodeNotFound) {
				t.Errorf("an unknown quote: %v", err)
			}
			return nil
		})
	})
}

// Cards and ceilings go by count: a page of several options of one plan hides
// no warning of the later ones.
func TestEachOptionsWarningsStandOnThePage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		b.Clock.Advance(time.Second) // the card recorded last counts
		b.Write(t, func(tx *db.Tx) error {
			_, err := plan.SaveCard(tx, plan.RateCard{Platform: "huabei", Kind: plan.FlatFee, Count: 12, Rate: 7_500_000, ValidFrom: "2026-01-01", Source: "contract",
				VerifiedOn: "2026-01-01", VerifiedBy: "finance", VerifyBy: "2026-01-31", CardBody: plan.CardBody{LateDaily: 50_000}})
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			offers, err := plan.Offers(tx, plan.OffersAsk{Amount: money.New(500_000, money.CNY)})
			if err != nil {
				return err
			}
			var quotes []plan.Quote
			for _, o := range offers {
				if o.PlanCode == "huabei" && o.Count != 6 {
					quotes = append(quotes, *o.Quote)
				}
			}
			table, err := Of(tx, quotes, words.ZH, nil, nil)
			if err != nil {
				return err
			}
			page, err := Render(table, HTML, nil)
			for _, o := range table.Options {
				for _, l := range append([]Line{{Text: o.Cap}}, append(o.Warnings, o.Default...)...) {
					if !bytes.Contains(page, []byte(l.Text)) {
						t.Errorf("%d instalments: the page does not say %q", o.Count, l.Text)
					}
				}
			}
			if lineOf(table.Options[1].Warnings, "source_old").Text == "" || lineOf(table.Options[1].Default, "late_rate").Text == "" {
				t.Errorf("nothing differs: %+v", table.Options[1])
			}
			return err
		})
	})
}

// What was shown is kept once for each content and shown again byte for byte;
// a changed byte is found out.
func TestShownAgainExactly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		q := shop(t, b)
		var plain, again, personal Show
		var body []byte
		b.Write(t, func(tx *db.Tx) error {
			table, err := OfQuotes(tx, []string{q.ID}, words.ZH, nil, nil)
			if err != nil {
				return err
			}
			if body, err = Render(table, HTML, nil); err != nil {
				return err
			}
			in := RecordIn{Kind: HTML, Lang: words.ZH, Viewer: ViewerTill, Body: body, QuoteIDs: []string{q.ID}, OrderID: "ord_1"}
			if plain, err = Record(tx, in); err != nil {
				return err
			}
			if again, err = Record(tx, in); err != nil {
				return err
			}
			in.Body, in.Personal = append([]byte("致 李雷："), body...), true
			personal, err = Record(tx, in)
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			for _, v := range []Show{plain, again} {
				if got, err := Page(tx, v); err != nil || !bytes.Equal(got, body) {
					t.Errorf("shown again: %v", err)
				}
			}
			if got, err := Page(tx, personal); err != nil || !bytes.HasPrefix(got, []byte("致 李雷")) {
				t.Errorf("a personal page: %v", err)
			}
			n, err := db.One(tx, `SELECT count(*) FROM disclosure_page WHERE tenant = $1`, db.Value[int64])
			if n != 2 {
				t.Errorf("%d pages kept, want one of each content", n)
			}
			stored, _ := pageOf(tx, personal.SHA256)
			if bytes.Contains(stored.body, []byte("李雷")) {
				t.Error("a name lies there in the clear")
			}
			return err
		})
		if b.DB.Engine() != "sqlite" {
			return
		}
		b.Raw(t, "", `UPDATE disclosure_page SET body = replace(body, '西湖店', '东湖店')`)
		b.Read(t, func(tx *db.Tx) error {
			if _, err := Page(tx, plain); !refusedWith(err, "disclosure.tampered") || !fault.Is(err, fault.CodeConflict) {
				t.Errorf("changed bytes were shown again: %v", err)
			}
			d, err := opGet(t.Context(), tx, IDIn{ID: plain.ID})
			if err != nil || d.Intact {
				t.Errorf("%+v %v", d, err)
			}
			return nil
		})
	})
}

func TestForcedReading(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		q := shop(t, b)
		var v Show
		b.Write(t, func(tx *db.Tx) (err error) {
			v, err = Record(tx, RecordIn{Kind: JSON, Lang: words.ZH, Viewer: ViewerLink, Body: []byte("{}"), QuoteIDs: []string{q.ID}})
			return err
		})
		report := func(in SeenIn) (s Seen, err error) {
			in.ShowID = v.ID
			err = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) (err error) {
				s, err = Report(tx, in)
				return err
			})
			return s, err
		}
		b.Clock.Advance(3 * time.Second)
		// The page claims a minute; three seconds passed.
		s, err := report(SeenIn{Act: ActRead, DwellMS: 60_000, ScrollPPM: 400_000})
		if err != nil || s.DwellMS != 3_000 {
			t.Errorf("an implausible dwell counted: %+v %v", s, err)
		}
		if _, err := report(SeenIn{Act: ActAcknowledge, DwellMS: 60_000, ScrollPPM: 1_000_000}); !refusedWith(err, "disclosure.too_soon") || fault.As(err).Retry != 5 {
			t.Errorf("acknowledged after three seconds: %v", err)
		}
		b.Clock.Advance(5 * time.Second)
		if _, err := report(SeenIn{Act: ActAcknowledge, DwellMS: 8_000}); !refusedWith(err, "disclosure.not_to_end") {
			t.Errorf("acknowledged without the end: %v", err)
		}
		first, err := report(SeenIn{Act: ActAcknowledge, DwellMS: 8_000, ReachedEnd: true})
		if err != nil || first.DwellMS != 8_000 || !first.ReachedEnd || first.ScrollPPM != 400_000 {
			t.Errorf("%+v %v", first, err)
		}
		if again, err := report(SeenIn{Act: ActAcknowledge, DwellMS: 9_000, ReachedEnd: true}); err != nil || again.ID != first.ID {
			t.Errorf("acknowledged twice: %+v %v", again, err)
		}
		b.Read(t, func(tx *db.Tx) error {
			d, err := opGet(t.Context(), tx, IDIn{ID: v.ID})
			if err != nil || d.AcknowledgedAt == nil || d.DwellMS != 8_000 || len(d.Seen) != 2 || !d.Intact {
				t.Errorf("%+v %v", d, err)
			}
			return nil
		})
	})
}

// Staff cannot acknowledge for a customer what he opened by link.
func TestNobodyReadsForTheCustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		q := shop(t, b)
		for viewer, may := range map[string]bool{ViewerLink: false, ViewerComponent: false, ViewerTill: true} {
			var v Show
			b.Write(t, func(tx *db.Tx) (err error) {
				v, err = Record(tx, RecordIn{Kind: JSON, Lang: words.ZH, Viewer: viewer, Body: []byte("{}"), QuoteIDs: []string{q.ID}})
				return err
			})
			b.Clock.Advance(time.Minute)
			err := b.DB.Write(t.Context(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := opSeen(t.Context(), tx, SeenOfIn{ID: v.ID, SeenIn: SeenIn{Act: ActAcknowledge, DwellMS: 60_000, ReachedEnd: true}})
				return err
			})
			if may && err != nil || !may && !refusedWith(err, "disclosure.own_reading") {
				t.Errorf("%s: %v", viewer, err)
			}
		}
	})
}

// A page that stays open for long reports more often than is kept; its reader
// can still acknowledge, once however often he presses at the same moment.
func TestALongReaderAcknowledgesOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		q := shop(t, b)
		var v Show
		b.Write(t, func(tx *db.Tx) (err error) {
			v, err = Record(tx, RecordIn{Kind: JSON, Lang: words.ZH, Viewer: ViewerLink, Body: []byte("{}"), QuoteIDs: []string{q.ID}})
			return err
		})
		b.Clock.Advance(time.Hour)
		b.Write(t, func(tx *db.Tx) error {
			for range maxSeen {
				if _, err := Report(tx, SeenIn{ShowID: v.ID, Act: ActRead, DwellMS: 60_000}); err != nil {
					return err
				}
			}
			if _, err := Report(tx, SeenIn{ShowID: v.ID, Act: ActRead, DwellMS: 60_000}); !refusedWith(err, "disclosure.many_reports") {
				t.Errorf("reports without end: %v", err)
			}
			return nil
		})
		b.Clock.Advance(time.Second)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
					_, err := Report(tx, SeenIn{ShowID: v.ID, Act: ActAcknowledge, DwellMS: 60_000, ReachedEnd: true})
					return err
				})
				if err != nil {
					t.Errorf("not acknowledged: %v", err)
				}
			})
		}
		all.Wait()
		b.Read(t, func(tx *db.Tx) error {
			list, err := SeenOf(tx, v.ID)
			if len(list) != maxSeen+1 || list[maxSeen].Act != ActAcknowledge {
				t.Errorf("%d reports", len(list))
			}
			n, err2 := db.One(tx, `SELECT count(*) FROM disclosure_seen WHERE tenant = $1 AND act = 'acknowledge'`, db.Value[int64])
			if n != 1 {
				t.Errorf("%d acknowledgements", n)
			}
			return errors.Join(err, err2)
		})
	})
}

// Whatever a page reports, dwell never goes back, never passes the time on the
// server, and an acknowledgement needs the whole reading time.
func TestDwellIsBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rule := Reading{MinSeconds: 8, ScrollToEnd: true}
		var p progress
		var passed time.Duration
		for range rapid.IntRange(1, 10).Draw(t, "reports") {
			passed += time.Duration(rapid.Int64Range(0, 5_000).Draw(t, "ms")) * time.Millisecond
			next := p.with(SeenIn{DwellMS: rapid.Int64Range(0, 86_400_000).Draw(t, "claimed"),
				ScrollPPM: rapid.Int64Range(0, 1_000_000).Draw(t, "scroll")}, passed)
			if next.dwell < p.dwell || next.dwell > passed.Milliseconds() || next.scroll < p.scroll {
				t.Fatalf("%+v after %+v at %s", next, p, passed)
			}
			p = next
			if mayAcknowledge(p, rule) == nil && (passed < 8*time.Second || !p.reachedEnd) {
				t.Fatalf("acknowledged after %s: %+v", passed, p)
			}
		}
	})
}

func TestLinksCannotBeToldApart(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		q := shop(t, b)
		var out LinkOut
		b.Write(t, func(tx *db.Tx) (err error) {
			out, err = opLink(t.Context(), tx, LinkIn{QuoteID: q.ID, Days: 1})
			return err
		})
		if len(out.Token) < 26 || !strings.HasSuffix(out.Path, "/quote/"+out.Token) { // 26 × 5 bits ≥ 128
			t.Errorf("%+v", out)
		}
		resolve := func(token, kind string) (err error) {
			b.Read(t, func(tx *db.Tx) error {
				_, err = Resolve(tx, token, kind)
				return nil
			})
			return err
		}
		if err := resolve(out.Token, LinkQuote); err != nil {
			t.Error(err)
		}
		same := resolve("nobody", LinkQuote)
		for name, err := range map[string]error{"another kind": resolve(out.Token, LinkContract), "the id": resolve(out.ID, LinkQuote)} {
			if err == nil || err.Error() != same.Error() {
				t.Errorf("%s: %v, want %v", name, err, same)
			}
		}
		b.Clock.Advance(24 * time.Hour)
		if err := resolve(out.Token, LinkQuote); err == nil || err.Error() != same.Error() {
			t.Errorf("after its end: %v", err)
		}
		b.Clock.Advance(-24 * time.Hour)
		b.Write(t, func(tx *db.Tx) error {
			_, err := Revoke(tx, out.ID)
			return err
		})
		if err := resolve(out.Token, LinkQuote); err == nil || err.Error() != same.Error() {
			t.Errorf("revoked: %v", err)
		}
		b.Read(t, func(tx *db.Tx) error {
			raw, err := db.One(tx, `SELECT token_hash FROM disclosure_link WHERE tenant = $1`, db.Value[[]byte])
			if bytes.Contains(raw, []byte(out.Token)) {
				t.Error("the token lies there in the clear")
			}
			return err
		})
	})
}

func TestOrigins(t *testing.T) {
	for text, want := range map[string]string{"https://Shop.Example": "https://shop.example", "https://shop.example:8443/": "https://shop.example:8443",
		"https://shop.example:443": "https://shop.example", "http://127.0.0.1:80": "http://127.0.0.1", "https://商店.example": "",
		"http://localhost:3000": "http://localhost:3000", "http://shop.example": "", "https://*.example": "", "https://a.example/path": "",
		"https://user@a.example": "", "null": "", "": "", "ftp://a": ""} {
		if got, err := origin(text); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v, want %q", text, got, err, want)
		}
	}
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		b.Write(t, func(tx *db.Tx) error {
			got, err := SetOrigins(tx, []string{"https://b.example", "https://A.example", "https://a.example"})
			if len(got) != 2 {
				t.Errorf("%v", got)
			}
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			for o, want := range map[string]bool{"https://a.example": true, "https://c.example": false, "null": false, "http://a.example": false} {
				if got, err := OriginAllowed(tx, o); err != nil || got != want {
					t.Errorf("%s: %v %v", o, got, err)
				}
			}
			return nil
		})
	})
}

func FuzzOrigin(f *testing.F) {
	f.Add("https://shop.example")
	f.Fuzz(func(t *testing.T, text string) {
		o, err := origin(text)
		if err != nil {
			return
		}
		if again, err := origin(o); err != nil || again != o {
			t.Errorf("%q → %q → %q %v", text, o, again, err)
		}
	})
}

func TestReadingData(t *testing.T) {
	for day, seconds := range map[calendar.Day]int64{"2026-11-22": 8, "2020-01-01": 8} {
		if r, err := ReadingOn(day); err != nil || r.MinSeconds != seconds || r.SourceZH == "" || r.SourceEN == "" {
			t.Errorf("%s: %+v %v", day, r, err)
		}
	}
}

func TestDoorsMount(t *testing.T) {
	door := api.New(api.Options{})
	door.Mount(Operations(Options{})...)
	var doc map[string]any
	raw, err := door.OpenAPI()
	if err != nil || json.Unmarshal(raw, &doc) != nil {
		t.Fatal(err)
	}
}
