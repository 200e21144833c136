package contract

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fenming/book/contract/clause"
	"fenming/book/customer"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/paper"
	"fenming/kit/words"
	"fenming/office/control"
	"fenming/office/tenant"
)

// shop opens a merchant with the built-in template as a draft.
func shop(t *testing.T, b dbtest.Bench) Template {
	t.Helper()
	var tpl Template
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "测试店", Kind: tenant.Demo}); err != nil {
			return err
		}
		var err error
		tpl, err = CreateBuiltIn(tx)
		return err
	})
	return tpl
}

// approved puts the draft before a second person and lets him approve it.
func approved(t *testing.T, b dbtest.Bench, tpl Template) Version {
	t.Helper()
	var v Version
	b.Write(t, func(tx *db.Tx) (err error) {
		v, err = Propose(tx, ProposeIn{ID: tpl.ID})
		return err
	})
	b.Write(t, func(tx *db.Tx) error {
		a, err := control.Get(tx, v.ApprovalID)
		if err != nil {
			return err
		}
		return Acts()[0].Run(tx, a.Args)
	})
	return v
}

func buyer(t *testing.T, b dbtest.Bench) customer.Customer {
	t.Helper()
	var c customer.Customer
	b.Write(t, func(tx *db.Tx) (err error) {
		c, err = customer.Match(tx, customer.Person{Name: "王小明", Phone: "13800001234", Address: "杭州市文三路 1 号"})
		return err
	})
	return c
}

func TestBuiltInIsClean(t *testing.T) {
	pack, err := clause.On("CN", "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	built, err := clause.InstalmentSale()
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := inspect(pack, "2026-11-22", 3_000_000, built.Source.ZH, built.Source.EN)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range slices.Concat(r.IssuesZH, r.IssuesEN) {
		t.Errorf("%d:%d %s", i.Line, i.Col, i.EN)
	}
	for _, f := range r.Findings {
		t.Errorf("%s %s line %d: %s (%q in %s)", f.Severity, f.Rule, f.Line, f.Title.EN, f.Quote, f.Clause)
	}
	// law.md B5: every key term of the pack is there.
	for _, term := range termOrder {
		if !slices.Contains(r.Terms, term) {
			t.Errorf("no key term %s", term)
		}
	}
	if len(termOrder) != len(KeyTermNames()) {
		t.Error("a key term is not shown to anybody")
	}
}

func TestATemplateNeedsASecondPerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		tpl := shop(t, b)
		err := do(b, func(tx *db.Tx) error { _, err := CreateBuiltIn(tx); return err })
		if !fault.Is(err, fault.CodeConflict) {
			t.Errorf("the same code twice: %v", err)
		}
		b.Write(t, func(tx *db.Tx) error {
			_, err := SaveDraft(tx, tpl.ID, DraftIn{ZH: "# 合同\n本店保留最终解释权。"})
			return err
		})
		if err := do(b, func(tx *db.Tx) error { _, err := Propose(tx, ProposeIn{ID: tpl.ID}); return err }); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("a void term was put forward: %v", err)
		}
		b.Write(t, func(tx *db.Tx) error {
			built, err := clause.InstalmentSale()
			if err != nil {
				return err
			}
			_, err = SaveDraft(tx, tpl.ID, DraftIn{ZH: built.Source.ZH, EN: built.Source.EN})
			return err
		})
		v := approved(t, b, tpl)
		for name, act := range map[string]func(tx *db.Tx) error{
			"a proposed text was changed": func(tx *db.Tx) error { _, err := SaveDraft(tx, tpl.ID, DraftIn{ZH: "x"}); return err },
			"approved twice": func(tx *db.Tx) error {
				return approve(tx, approveArgs{tpl.ID, 1, v.ZHHash, v.ENHash})
			},
		} {
			if err := do(b, act); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		b.Write(t, func(tx *db.Tx) error {
			got, err := outline(tx, tpl.ID)
			if err != nil || !got.Versions[0].InForce || got.Versions[0].ZH != "" {
				t.Errorf("%+v", got.Versions)
			}
			second, err := Revise(tx, tpl.ID, 1)
			if second.No != 2 || second.BasedOn != 1 || second.State != Draft || second.ZHHash != v.ZHHash {
				t.Errorf("%+v", second)
			}
			return err
		})
		if err := do(b, func(tx *db.Tx) error { _, err := Revise(tx, tpl.ID, 1); return err }); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("two drafts: %v", err)
		}
		b.Write(t, func(tx *db.Tx) error { _, err := Retire(tx, tpl.ID, 1); return err })
		b.Read(t, func(tx *db.Tx) error {
			list, err := approvedVersions(tx)
			if len(list) != 0 {
				t.Errorf("%+v", list)
			}
			return err
		})
	})
}

func TestTheRightVersionIsChosen(t *testing.T) {
	list := []Version{{No: 1, State: Approved, FromDay: "2026-01-01"}, {No: 2, State: Approved, FromDay: "2026-06-01"},
		{No: 3, State: Approved, FromDay: "2026-02-01", Plans: []string{"own3"}}, {No: 4, State: Retired, FromDay: "2026-06-02"},
		{No: 5, State: Approved, FromDay: "2027-01-01"}}
	for _, c := range []struct {
		plan string
		day  calendar.Day
		want int
	}{{"x", "2026-03-01", 1}, {"x", "2026-07-01", 2}, {"own3", "2026-07-01", 3}, {"x", "2025-12-31", 0}} {
		got := choose(list, c.plan, c.day)
		if no := number(got); no != c.want {
			t.Errorf("%s on %s: %d", c.plan, c.day, no)
		}
	}
}

func number(v *Version) int {
	if v == nil {
		return 0
	}
	return v.No
}

// signing walks a contract to its signature the way a page does.
type signing struct {
	t *testing.T
	b dbtest.Bench
	c Contract
}

func (s signing) act(in ActIn) (ActOut, error) {
	var out ActOut
	in.ID = s.c.ID
	err := do(s.b, func(tx *db.Tx) (err error) {
		out, err = Record(tx, in)
		return err
	})
	return out, err
}

func (s signing) must(in ActIn) ActOut {
	s.t.Helper()
	out, err := s.act(in)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

func (s signing) text() TextView {
	s.t.Helper()
	var v TextView
	s.b.Read(s.t, func(tx *db.Tx) (err error) {
		v, err = TextOf(tx, s.c.ID, words.ZH)
		return err
	})
	return v
}

func (s signing) sign(hash string, accepted []string) error {
	return do(s.b, func(tx *db.Tx) error {
		_, err := Sign(tx, SignIn{ID: s.c.ID, TextHash: hash, Accepted: accepted, Channel: "page", IP: "203.0.113.9"})
		return err
	})
}

func offered(t *testing.T, b dbtest.Bench) signing {
	t.Helper()
	approved(t, b, shop(t, b))
	who := buyer(t, b)
	s := signing{t: t, b: b}
	b.Write(t, func(tx *db.Tx) (err error) {
		s.c, err = Offer(tx, OfferIn{OrderID: "ord_1", CustomerID: who.ID, Quote: quote(t, "q1", plan.CreditorMerchant), OrderNo: "T1",
			Goods: []Item{{Name: "冰箱", Quantity: 1, Amount: money.New(120_000, money.CNY), Movable: true}}})
		return err
	})
	return s
}

func TestAContractIsMadeWithTheTemplate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s := offered(t, b)
		v := s.text()
		if s.c.DocumentHash != v.Hash || s.c.TemplateNo != 1 || s.c.ClausePack == "" || len(s.c.KeyTerms) != 10 || !v.Binding {
			t.Errorf("%+v", s.c)
		}
		// 1,200.00 with 300.00 down; 3 % of 900.00 is 27.00; 1,227.00 in all.
		for _, want := range []string{"王小明", "1,200.00元（大写：壹仟贰佰元整）", "1,227.00元（大写：壹仟贰佰贰拾柒元整）", "冰箱",
			"第 1 期 | 2026年4月2日 | 300.00元 | 0.00元 | 9.00元 | 309.00元", "【重要条款】逾期违约金", "4.50%", "五分之一", "30.00%"} {
			if !strings.Contains(v.Text, want) {
				t.Errorf("no %q in\n%s", want, v.Text)
			}
		}
		if b.DB.Engine() == "sqlite" && b.Count(t, `SELECT count(*) FROM contract_document WHERE instr(CAST(body AS TEXT), '王小明') > 0`) != 0 {
			t.Error("the text lies open in the database")
		}
		b.Read(t, func(tx *db.Tx) error {
			en, err := DocumentIn(tx, s.c.ID, words.EN)
			if !strings.Contains(en.Text, "CNY 1,227.00") || en.Binding || len(en.Terms) != 10 {
				t.Error(en.Text)
			}
			return err
		})
	})
}

func TestEachTermByAnActOfItsOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s := offered(t, b)
		v := s.text()
		first := v.Terms[0]
		shown := ActIn{Kind: ActTermShown, Term: first.ID, TextHash: first.Hash, Emphasis: "frame,bold", Channel: "page"}
		accept := ActIn{Kind: ActAccepted, Term: first.ID, TextHash: first.Hash, DwellMS: first.LeastMS, Channel: "page", IP: "203.0.113.9"}
		refused := func(in ActIn, code fault.Code, what string) {
			t.Helper()
			if _, err := s.act(in); !fault.Is(err, code) {
				t.Errorf("%s: %v", what, err)
			}
		}
		refused(accept, fault.CodeConflict, "accepted before it was shown")
		bare := shown
		bare.Emphasis = ""
		refused(bare, fault.CodeInvalid, "shown without emphasis")
		other := shown
		other.TextHash = v.Terms[1].Hash
		refused(other, fault.CodeConflict, "another term's text")
		refused(ActIn{Kind: ActShown, TextHash: first.Hash}, fault.CodeConflict, "another text")
		s.must(shown)
		refused(accept, fault.CodeInvalid, "a time that has not passed")
		b.Clock.Advance(time.Minute)
		hasty := accept
		hasty.DwellMS = first.LeastMS - 1
		refused(hasty, fault.CodeInvalid, "too fast")
		asked := s.must(ActIn{Kind: ActAsked, Term: first.ID, TextHash: first.Hash, Channel: "page"})
		if asked.Explanation == "" {
			t.Error("asked, and not told")
		}
		out := s.must(accept)
		again := s.must(accept)
		if again.Act.No != out.Act.No || len(out.Left) != 9 {
			t.Errorf("%+v, again %+v", out, again)
		}
		// A list of terms at the end does not do, nor a text that was not shown.
		if err := s.sign(v.Binds, s.c.KeyTerms); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("signed unseen: %v", err)
		}
		s.must(ActIn{Kind: ActShown, TextHash: v.Hash, DwellMS: 9_000, ScrollPPM: 1_000_000, Channel: "page"})
		if err := s.sign(v.Binds, s.c.KeyTerms); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("signed by a list: %v", err)
		}
		s.rest(v)
		if err := s.sign(hash, nil); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("signed another text: %v", err)
		}
		if err := s.sign(v.Binds, nil); err != nil {
			t.Fatal(err)
		}
		refused(accept, fault.CodeConflict, "an act after the signature")
		s.prove()
		s.print()
	})
}

// A short term is read like a long one: a page whose clock runs ahead gains no
// time by it.
func TestNoTermIsAcceptedAtTheMomentItIsShown(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s := offered(t, b)
		for _, term := range s.text().Terms {
			accept := ActIn{Kind: ActAccepted, Term: term.ID, TextHash: term.Hash, DwellMS: term.LeastMS, Channel: "page"}
			s.must(ActIn{Kind: ActTermShown, Term: term.ID, TextHash: term.Hash, Emphasis: "frame,bold", Channel: "page"})
			b.Clock.Advance(time.Duration(term.LeastMS-1) * time.Millisecond)
			if _, err := s.act(accept); !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%s accepted a millisecond early: %v", term.ID, err)
			}
			b.Clock.Advance(time.Millisecond)
			s.must(accept)
		}
	})
}

// rest shows and accepts what is left, minutes apart.
func (s signing) rest(v TextView) {
	for _, term := range v.Terms[1:] {
		s.must(ActIn{Kind: ActTermShown, Term: term.ID, TextHash: term.Hash, Emphasis: "frame,bold", Channel: "page"})
		s.b.Clock.Advance(time.Minute)
		s.must(ActIn{Kind: ActAccepted, Term: term.ID, TextHash: term.Hash, DwellMS: term.LeastMS, Channel: "page"})
	}
}

// print draws the contract twice: the same bytes, with the font inside.
func (s signing) print() {
	s.t.Helper()
	press := paper.Open()
	var first, second bytes.Buffer
	for _, to := range []*bytes.Buffer{&first, &second} {
		s.b.Read(s.t, func(tx *db.Tx) error {
			f, err := opPDF(tx, press, TextIn{ID: s.c.ID})
			if err != nil {
				return err
			}
			return f.Body(to)
		})
	}
	if !bytes.HasPrefix(first.Bytes(), []byte("%PDF-1.7")) || !bytes.Equal(first.Bytes(), second.Bytes()) || !bytes.Contains(first.Bytes(), []byte("/FontFile")) {
		s.t.Error("not the same file, or without its font")
	}
	s.t.Logf("%d bytes", first.Len())
	if dir := os.Getenv("FENMING_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "contract.pdf"), first.Bytes(), 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
	var d paper.Document
	s.b.Read(s.t, func(tx *db.Tx) (err error) {
		d, err = Paper(tx, s.c.ID, words.ZH)
		return err
	})
	s.b.Read(s.t, func(tx *db.Tx) error {
		f, err := opAnnex(tx, press, IDIn{s.c.ID})
		if err != nil {
			return err
		}
		var annex bytes.Buffer
		if err := f.Body(&annex); err != nil || !bytes.HasPrefix(annex.Bytes(), []byte("%PDF-1.7")) {
			s.t.Errorf("annex: %v", err)
		}
		if dir := os.Getenv("FENMING_KEEP"); dir != "" {
			return os.WriteFile(filepath.Join(dir, "annex.pdf"), annex.Bytes(), 0o600)
		}
		return nil
	})
	framed := 0
	for _, b := range d.Blocks {
		if _, ok := b.(paper.Notice); ok {
			framed++
		}
	}
	if framed != len(s.c.KeyTerms) {
		s.t.Errorf("%d key terms framed", framed)
	}
}

// prove checks the record, and that each way of tampering is found.
func (s signing) prove() {
	s.t.Helper()
	var file EvidenceFile
	s.b.Read(s.t, func(tx *db.Tx) error {
		e, err := EvidenceOf(tx, s.c.ID)
		if err != nil {
			return err
		}
		file, err = e.file()
		return err
	})
	raw, err := json.Marshal(file)
	if err != nil {
		s.t.Fatal(err)
	}
	checks, err := VerifyFile(raw, words.EN)
	if err != nil || !sound(checks) || len(checks) != 7 {
		s.t.Fatalf("%+v %v", checks, err)
	}
	for want, change := range map[string]func(e *Evidence){
		"document": func(e *Evidence) { e.Documents[0].Blocks[0].Text += "!" },
		"terms":    func(e *Evidence) { e.Documents[1].Terms[0].Text += "!" },
		"chain":    func(e *Evidence) { e.Acts[3].DwellMS++ },
		"order":    func(e *Evidence) { e.Acts[0].At = e.Acts[len(e.Acts)-1].At.Add(time.Hour) },
		"accepted": func(e *Evidence) { e.Contract.KeyTerms = append(e.Contract.KeyTerms, TermGuarantor) },
		"signed":   func(e *Evidence) { e.Acts = e.Acts[:len(e.Acts)-1] },
		"notes":    func(e *Evidence) { e.Notes[0].Note = "another explanation" },
	} {
		var e Evidence
		if err := json.Unmarshal(file.Record, &e); err != nil {
			s.t.Fatal(err)
		}
		change(&e)
		forged, err := e.file()
		if err != nil {
			s.t.Fatal(err)
		}
		raw, _ := json.Marshal(forged)
		checks, err := VerifyFile(raw, words.EN)
		if want == "notes" {
			want = "chain"
		}
		if err != nil || !slices.ContainsFunc(checks, func(c Check) bool { return c.Name == want && !c.OK }) {
			s.t.Errorf("%s was not found: %+v %v", want, checks, err)
		}
	}
	if checks, err := VerifyFile([]byte(strings.Replace(string(raw), "王小明", "王大明", 1)), words.EN); err != nil || checks[0].OK {
		s.t.Errorf("a changed file: %+v %v", checks, err)
	}
	if _, err := VerifyFile([]byte(`{"record":{"form":"9"}}`), words.EN); !fault.Is(err, fault.CodeInvalid) {
		s.t.Error(err)
	}
}

func TestSamplesAndDoors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		tpl := shop(t, b)
		b.Write(t, func(tx *db.Tx) error {
			_, err := SaveParty(tx, Party{Name: "杭州示例贸易有限公司", Code: "91330106MA2AXXXXXX"})
			if !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("a wrong credit code: %v", err)
			}
			_, err = SaveParty(tx, Party{Name: "杭州示例贸易有限公司", Court: "杭州市西湖区人民法院"})
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			ctx := context.Background()
			built, err := clause.InstalmentSale()
			if err != nil {
				return err
			}
			for _, sample := range SampleNames() {
				out, err := opCheck(ctx, tx, CheckIn{ZH: built.Source.ZH, EN: built.Source.EN, Sample: sample})
				if err != nil || out.Blocked || out.Lacking != "" || !strings.Contains(out.Preview[words.ZH].Text, "杭州示例贸易有限公司") {
					t.Errorf("%s: %+v %v", sample, out.Report, err)
				}
			}
			out, err := opCheck(ctx, tx, CheckIn{ZH: "{{#if down_payment}}{{#term annual_rate}}年化{{nominal_rate}}{{/term}}{{/if}}"})
			if err != nil || !out.Blocked || out.Lacking == "" {
				t.Errorf("%+v %v", out, err)
			}
			help, err := opHelp(ctx, tx, struct{}{})
			if err != nil || len(help.Terms) != 11 || len(help.Packs) != 6 || len(help.Rules) < 30 || len(help.Formats) != 6 {
				t.Errorf("%d %d %d %v", len(help.Terms), len(help.Packs), len(help.Rules), err)
			}
			view, err := opVersion(ctx, tx, VersionQuery{ID: tpl.ID})
			if err != nil || view.ZH == "" || view.Report.Blocked {
				t.Errorf("%+v %v", view.Report, err)
			}
			diff, err := opDiff(ctx, tx, DiffIn{ID: tpl.ID})
			if err != nil || diff.From != 1 || diff.To != 1 {
				t.Errorf("%+v %v", diff, err)
			}
			page, err := opTemplates(ctx, tx, TemplatesIn{})
			if err != nil || len(page.Data) != 1 {
				t.Errorf("%+v %v", page, err)
			}
			return nil
		})
	})
}

func TestCreditCode(t *testing.T) {
	// A licence published with its code: 91350100M000100Y43 is the worked example
	// of GB 32100-2015.
	if !creditCode("91350100M000100Y43") || creditCode("91350100M000100Y44") || creditCode("91350100M000100Y4") || creditCode("91350100I000100Y43") {
		t.Error("check character")
	}
}
