package portal_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"fenming/book/customer"
	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/flow/portal"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/words"
)

// A link made for a customer says on its page and in its file what concerns him,
// the record names him and is kept encrypted; one for nobody in particular says
// nothing of the kind.
func TestALinkForACustomerSaysWhatConcernsHim(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		const said = "BUDGET"
		w := newWorldWith(t, b, func(tx *db.Tx, r disclosure.Reader, _ plan.Quote, _ words.Lang) ([]disclosure.Line, error) {
			c, err := customer.Get(tx, r.CustomerID)
			return []disclosure.Line{{Code: "budget_near", Text: said + " " + c.ID, Strong: true}}, err
		})
		var open portal.OpenOut
		if code := w.call("POST", w.page("/open"), `{"form":"html"}`, &open); code != 201 || strings.Contains(open.HTML, said) {
			t.Fatalf("for nobody: %d", code)
		}
		var of string
		b.Write(t, func(tx *db.Tx) error {
			c, err := customer.Match(tx, customer.Person{Phone: "13800138000"})
			if err != nil {
				return err
			}
			of = c.ID
			w.link, w.token, err = disclosure.NewLinkFor(tx, disclosure.LinkQuote, w.quote.ID, c.ID, time.Hour)
			return err
		})
		if code := w.call("POST", w.page("/open"), `{"form":"html"}`, &open); code != 201 || !strings.Contains(open.HTML, said+" "+of) {
			t.Fatalf("for the customer: %d", code)
		}
		var file portal.FileOut
		if code := w.call("POST", w.page("/files"), `{"form":"pdf","lang":"en"}`, &file); code != 201 {
			t.Fatalf("file: %d", code)
		}
		b.Read(t, func(tx *db.Tx) error {
			for _, id := range []string{open.Show.ID, file.Show.ID} {
				v, err := disclosure.Get(tx, id)
				if err != nil {
					return err
				}
				if v.CustomerID != of || v.LinkID != w.link.ID {
					t.Errorf("%+v", v)
				}
				sealed, err := db.One(tx, `SELECT body FROM disclosure_page WHERE tenant = $1 AND sha256 = $2 AND sealed = 1`, db.Value[[]byte], v.SHA256)
				if err != nil || bytes.Contains(sealed, []byte(said)) || bytes.HasPrefix(sealed, []byte("%PDF")) {
					t.Errorf("kept in the clear: %v", err)
				}
				if page, err := disclosure.Page(tx, v); err != nil || len(page) == 0 {
					t.Errorf("shown again: %v", err)
				}
			}
			return nil
		})
	})
}
