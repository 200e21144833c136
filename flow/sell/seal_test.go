package sell_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fenming/book/contract"
	"fenming/book/contract/clause"
	"fenming/book/disclosure"
	"fenming/book/order"
	"fenming/flow/sell"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/kit/paper"
	"fenming/kit/words"
	"fenming/office/control"
	"fenming/platform/esign"
)

// The conditions that the built-in signer rests on stand in the built-in text.
func TestTheAgreedConditionsStandInTheContract(t *testing.T) {
	pack, err := clause.On("CN", "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	c := esign.CurrentConditions()
	if pack.Texts(words.ZH, "2026-11-22")["cn.esign"] != c.ZH || pack.Texts(words.EN, "2026-11-22")["cn.esign"] != c.EN {
		t.Error("the clause cn.esign differs from the signer's conditions; give the pack a new version with their text")
	}
}

// withText gives the shop the built-in template, approved.
func (w *world) withText() {
	w.t.Helper()
	var v contract.Version
	w.Write(w.t, func(tx *db.Tx) error {
		tpl, err := contract.CreateBuiltIn(tx)
		if err != nil {
			return err
		}
		v, err = contract.Propose(tx, contract.ProposeIn{ID: tpl.ID})
		return err
	})
	w.Write(w.t, func(tx *db.Tx) error {
		a, err := control.Get(tx, v.ApprovalID)
		if err != nil {
			return err
		}
		return contract.Acts()[0].Run(tx, a.Args)
	})
}

// readAndAccept does what a page does.
func (w *world) readAndAccept(id string) contract.TextView {
	w.t.Helper()
	var v contract.TextView
	w.Read(w.t, func(tx *db.Tx) (err error) {
		v, err = contract.TextOf(tx, id, words.ZH)
		return err
	})
	act := func(in contract.ActIn) {
		in.ID, in.Channel = id, "page"
		w.Write(w.t, func(tx *db.Tx) error { _, err := contract.Record(tx, in); return err })
	}
	act(contract.ActIn{Kind: contract.ActShown, TextHash: v.Hash, DwellMS: 9_000, ScrollPPM: 1_000_000})
	for _, term := range v.Terms {
		act(contract.ActIn{Kind: contract.ActTermShown, Term: term.ID, TextHash: term.Hash, Emphasis: "frame,bold"})
		w.Clock.Advance(20 * time.Second)
		act(contract.ActIn{Kind: contract.ActAccepted, Term: term.ID, TextHash: term.Hash, DwellMS: term.LeastMS})
	}
	return v
}

func TestASignedContractIsSealed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.withText()
		out := w.decide(own("A-100"))
		if out.Contract == nil || out.Contract.DocumentHash == "" {
			t.Fatalf("%+v", out)
		}
		in := signature(out.Contract, 25_980)
		if why := w.refused(409, "POST", "/v1/orders/"+out.Order.ID+"/confirm", in); why != "contract.other_text" {
			t.Errorf("signed unread: %s", why)
		}
		v := w.readAndAccept(out.Contract.ID)
		in["text_hash"] = v.Binds
		delete(in, "accepted")
		ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+out.Order.ID+"/confirm", in)

		registry, err := esign.NewRegistry(esign.BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		worker := job.New(job.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler),
			Jobs: append(sell.SealJobs(sell.Sealing{Press: paper.Open(), Signers: registry, Signer: esign.AgreedID}), sell.Jobs(w.connect)...)})
		for range 2 { // a job that is repeated changes nothing
			if _, err := worker.Drain(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		b.Read(t, func(tx *db.Tx) error {
			kept, file, err := contract.Sealed(tx, out.Contract.ID)
			if err != nil {
				return err
			}
			report, err := esign.Verify(file, kept.Signature, kept.KeyID)
			if err != nil || !report.OK || !report.ConditionsKnown || len(report.Statement.Acts) != len(v.Terms)+1 {
				t.Errorf("%+v %v", report, err)
			}
			// The contract names the key, so that a file sealed anew with another one is
			// found out.
			doc, err := contract.Paper(tx, out.Contract.ID, contract.Binding)
			if err != nil {
				return err
			}
			doc.Meta = append(doc.Meta, paper.Pair{Label: "签封密钥编号", Value: kept.KeyID})
			if got := report.Statement.Document.PaperDigest; got != paper.Digest(doc) {
				t.Errorf("the contract that was sealed does not name the key: %s", got)
			}
			if strings.Contains(string(kept.Signature), "13800") {
				t.Error("a phone number lies open in the signature")
			}
			file[len(file)/2] ^= 1
			if report, err := esign.Verify(file, kept.Signature, kept.KeyID); err != nil || report.OK {
				t.Errorf("a changed file passed: %v", err)
			}
			return nil
		})
	})
}

// A customer signs by his link: nobody is signed in, each term is an act of its
// own, and the order waits for the down payment.
func TestSigningByLink(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.withText()
		out := w.decide(own("L-1"))
		var link disclosure.LinkOut
		b.Write(t, func(tx *db.Tx) (err error) {
			link, err = sell.MakeSignLink(t.Context(), tx, sell.SignLinkIn{ID: out.Contract.ID, Hours: 24})
			return err
		})
		registry, err := esign.NewRegistry(esign.BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		page := func(method, path, body string, to any) int {
			t.Helper()
			d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Rates: api.Rates{PerIP: 1e6},
				Authenticate: func(*http.Request) (api.Caller, error) { return api.Caller{}, nil }})
			d.Mount(sell.SealOperations(sell.Sealing{Press: paper.Open(), Signers: registry, Signer: esign.AgreedID})...)
			r := httptest.NewRequest(method, "/v1/portal/"+dbtest.Tenant+"/"+link.Token+"/contract"+path, strings.NewReader(body))
			r.Header.Set("Accept-Language", "zh-CN")
			answer := httptest.NewRecorder()
			d.Handler().ServeHTTP(answer, r)
			if to != nil {
				if err := json.Unmarshal(answer.Body.Bytes(), to); err != nil {
					t.Fatalf("%d %s", answer.Code, answer.Body)
				}
			}
			return answer.Code
		}
		var p sell.SignPage
		if code := page("GET", "", "", &p); code != 200 || p.State != contract.Offered || len(p.Text.Terms) != 10 || len(p.Text.Accepted) != 0 {
			t.Fatalf("%d %+v", code, p)
		}
		say := func(format string, args ...any) string { return fmt.Sprintf(format, args...) }
		sign := say(`{"text_hash":%q}`, p.Text.Binds)
		if code := page("POST", "/sign", sign, nil); code != 409 {
			t.Errorf("signed unread: %d", code)
		}
		page("POST", "/acts", say(`{"kind":"shown","lang":"zh-CN","text_hash":%q,"dwell_ms":9000,"scroll_ppm":1000000}`, p.Text.Hash), nil)
		for i, term := range p.Text.Terms {
			page("POST", "/acts", say(`{"kind":"term_shown","lang":"zh-CN","term":%q,"text_hash":%q,"emphasis":"frame"}`, term.ID, term.Hash), nil)
			if i == 0 {
				var told contract.ActOut
				page("POST", "/acts", say(`{"kind":"asked","lang":"zh-CN","term":%q,"text_hash":%q}`, term.ID, term.Hash), &told)
				if told.Explanation == "" {
					t.Error("asked, not told")
				}
			}
			if code := page("POST", "/sign", sign, nil); code != 422 {
				t.Errorf("signed with terms left: %d", code)
			}
			b.Clock.Advance(20 * time.Second)
			if code := page("POST", "/acts", say(`{"kind":"accepted","lang":"zh-CN","term":%q,"text_hash":%q,"dwell_ms":%d}`, term.ID, term.Hash, term.LeastMS), nil); code != 200 {
				t.Errorf("%s: %d", term.ID, code)
			}
		}
		if code := page("POST", "/sign", sign, &p); code != 200 || p.State != contract.Signed {
			t.Fatalf("%d %s", code, p.State)
		}
		w.wantState(out.Order.ID, order.AwaitingPayment)
		done := ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+out.Order.ID+"/confirm", map[string]any{"text_hash": p.Text.Binds, "received": cny(25_980), "method": "cash"})
		if done.Contract.State != contract.Active {
			t.Errorf("%+v", done.Contract)
		}
		if code := page("GET", "/file", "", nil); code != 200 {
			t.Errorf("file: %d", code)
		}
		link.Token = "wrong"
		if code := page("GET", "", "", nil); code != 404 {
			t.Errorf("a wrong token: %d", code)
		}
	})
}
