package promotion

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/office/control"
	"fenming/office/identity"
)

// people knock at the real doors of this room and of the approvals.
type people struct {
	dbtest.Bench
	t      *testing.T
	door   http.Handler
	worker *job.Worker
	staff  map[string]string // role -> user
	keys   int
}

func newPeople(t *testing.T, b dbtest.Bench) *people {
	shop(t, b)
	p := &people{Bench: b, t: t, staff: map[string]string{}}
	b.Write(t, func(tx *db.Tx) error {
		if _, err := identity.PrepareDemo(tx); err != nil {
			return err
		}
		all, err := identity.Users(tx)
		for _, u := range all {
			p.staff[u.Role] = u.ID
		}
		return err
	})
	may := map[api.Permission]bool{PermissionManage: true, PermissionRead: true, control.PermissionRead: true, control.PermissionDecide: true}
	log := slog.New(slog.DiscardHandler)
	door := api.New(api.Options{DB: b.DB, Log: log, Rates: api.Rates{PerKey: 1e6, PerIP: 1e6},
		Authenticate: func(r *http.Request) (api.Caller, error) {
			role := r.Header.Get("X-Test-Role")
			return api.Caller{Tenant: dbtest.Tenant, Actor: db.Actor{ID: p.staff[role], Kind: "user", Role: role}, Permissions: may,
				StepUpUntil: time.Now().Add(time.Hour), Lang: "en"}, nil
		}})
	door.Mount(append(Operations(), control.Operations(Acts()...)...)...)
	p.door = door.Handler()
	p.worker = job.New(job.Options{DB: b.DB, Log: log, Jobs: control.Jobs(Acts()...)})
	return p
}

// call knocks as somebody, decodes what is good into out and returns the status.
func (p *people) call(who, method, path string, in, out any) int {
	p.t.Helper()
	raw, err := json.Marshal(in)
	if err != nil {
		p.t.Fatal(err)
	}
	r := httptest.NewRequest(method, path, strings.NewReader(string(raw)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Test-Role", who)
	p.keys++
	r.Header.Set("Idempotency-Key", who+"-"+path+"-"+string(rune('a'+p.keys)))
	w := httptest.NewRecorder()
	p.door.ServeHTTP(w, r)
	if out != nil && w.Code < 300 {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			p.t.Fatal(err)
		}
	}
	if w.Code >= 500 {
		p.t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	return w.Code
}

// A text that asks for a fix runs only after a second person agreed, at the
// doors themselves: who asked may not agree, and what was refused stays unpublished.
func TestASecondPersonPublishesAtTheDoors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		p := newPeople(t, b)
		asked := func(campaign string) (c Check) {
			t.Helper()
			if code := p.call(identity.Owner, "POST", "/v1/promotions", map[string]any{"text": "提前消费，享受当下", "campaign": campaign}, &c); code != 201 {
				t.Fatalf("save: %d", code)
			}
			publish := "/v1/promotions/" + c.ID + "/publish"
			if code := p.call(identity.Owner, "POST", publish, map[string]any{"reason": ""}, nil); code != 422 {
				t.Errorf("without a reason: %d", code)
			}
			if code := p.call(identity.Owner, "POST", publish, map[string]any{"reason": "seen by the lawyer"}, &c); code != 200 || c.State != StateAsked {
				t.Fatalf("asked: %d %+v", code, c)
			}
			return c
		}
		now := func(id string) (v View) {
			t.Helper()
			if _, err := p.worker.Drain(context.Background()); err != nil {
				t.Fatal(err)
			}
			p.call(identity.Risk, "GET", "/v1/promotions/"+id, nil, &v)
			return v
		}
		c := asked("yes")
		approval := "/v1/approvals/" + c.ApprovalID
		if code := p.call(identity.Owner, "POST", approval+"/approve", nil, nil); code < 400 {
			t.Errorf("who asked agreed: %d", code)
		}
		if v := now(c.ID); v.State != StateAsked {
			t.Errorf("before the second person: %s", v.State)
		}
		if code := p.call(identity.Risk, "POST", approval+"/approve", nil, nil); code != 200 {
			t.Fatalf("the second person: %d", code)
		}
		if v := now(c.ID); v.State != StatePublished || v.PublishedAt == nil || v.PublishedAs == "" {
			t.Errorf("approved: %+v", v.Check)
		}
		if code := p.call(identity.Owner, "POST", "/v1/promotions/"+c.ID+"/publish", map[string]any{"reason": "again"}, nil); code != 409 {
			t.Errorf("published twice: %d", code)
		}
		no := asked("no")
		if code := p.call(identity.Risk, "POST", "/v1/approvals/"+no.ApprovalID+"/reject", map[string]any{"reason": "urges to borrow"}, nil); code != 200 {
			t.Fatalf("reject: %d", code)
		}
		if v := now(no.ID); v.State == StatePublished {
			t.Error("a text that was turned down is published")
		}
	})
}
