package control

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/identity"
	"fenming/office/tenant"
)

const home = "t_demo"

var summary = words.Word{Key: "test.limit", ZH: "把额度改为 {n}", EN: "Set the limit to {n}"}

// world is a demo shop with one member of staff per role, whose front door lets
// one act in any of them.
type world struct {
	t      *testing.T
	b      dbtest.Bench
	door   http.Handler
	worker *job.Worker
	staff  map[string]string // role -> user id
	ran    []string          // arguments of the acts run and committed
	cause  error             // what the act answers
}

func newWorld(t *testing.T, b dbtest.Bench, roles ...string) *world {
	t.Helper()
	w := &world{t: t, b: b, staff: map[string]string{}}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	act := Act{"limit.set", "limit.set", func(tx *db.Tx, args []byte) error {
		if w.cause != nil {
			return w.cause
		}
		tx.After(func() { w.ran = append(w.ran, string(args)) })
		return nil
	}}
	desk := identity.Open(b.DB, identity.Options{Log: quiet})
	d := api.New(api.Options{DB: b.DB, Log: quiet, Authenticate: desk.Authenticate,
		Rates: api.Rates{PerPerson: 1e6, PerKey: 1e6, PerIP: 1e6}})
	d.Mount(identity.Operations(desk)...)
	d.Mount(Operations(act)...)
	d.Mount(api.Write("limit.set", "POST /v1/limits", "limit.set", doList, func(_ context.Context, tx *db.Tx, _ api.None) (View, error) {
		a, err := Ask(tx, Request{Kind: "limit.set", Object: "customer:cus_1", Args: map[string]int{"n": 9}, Summary: summary, SummaryArgs: words.Args{"n": 9}})
		return shown(tx, a, err)
	}))
	desk.Grant(identity.Permissions(d.Operations()))
	w.door = d.Handler()
	w.worker = job.New(job.Options{DB: b.DB, Log: quiet, Jobs: Jobs(act), Workers: 1})
	w.write(db.Actor{ID: "system", Kind: "system"}, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "演示", Kind: tenant.Demo}); err != nil {
			return err
		}
		if _, err := identity.PrepareDemo(tx); err != nil {
			return err
		}
		all, err := identity.Users(tx)
		for _, u := range all {
			w.staff[u.Role] = u.ID
		}
		return err
	})
	w.keep(roles)
	return w
}

// keep disables everybody who has none of the roles; none keeps all.
func (w *world) keep(roles []string) {
	w.t.Helper()
	if len(roles) == 0 {
		return
	}
	w.write(db.Actor{ID: "system", Kind: "system"}, func(tx *db.Tx) error {
		for role, id := range w.staff {
			if strings.Contains(strings.Join(roles, " "), role) {
				continue
			}
			if _, err := identity.Disable(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *world) write(a db.Actor, fn func(tx *db.Tx) error) {
	w.t.Helper()
	if err := w.try(a, fn); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) try(a db.Actor, fn func(tx *db.Tx) error) error {
	return w.b.DB.Write(context.Background(), db.Scope{Tenant: home, Op: "test", Actor: a, Lang: "en"}, fn)
}

func (w *world) actor(role string) db.Actor {
	return db.Actor{ID: w.staff[role], Kind: "user", Role: role}
}

// ask asks for the act in a role.
func (w *world) ask(role string, effective time.Time) Approval {
	w.t.Helper()
	var a Approval
	w.write(w.actor(role), func(tx *db.Tx) (err error) {
		a, err = Ask(tx, Request{Kind: "limit.set", Object: "customer:cus_1", Args: map[string]int{"n": 9}, Summary: summary,
			SummaryArgs: words.Args{"n": 9}, Effective: effective})
		return err
	})
	return a
}

func (w *world) state(id string) Approval {
	w.t.Helper()
	var a Approval
	w.write(w.actor(identity.Owner), func(tx *db.Tx) (err error) {
		a, err = Get(tx, id)
		return err
	})
	return a
}

// later moves the business clock and runs what falls due.
func (w *world) later(d time.Duration) {
	w.t.Helper()
	w.b.Clock.Advance(d)
	if _, err := w.worker.Drain(context.Background()); err != nil {
		w.t.Fatal(err)
	}
}

// session enters the demo and acts in a role.
func (w *world) session(role string) string {
	w.t.Helper()
	var link string
	w.write(db.Actor{ID: "system", Kind: "system"}, func(tx *db.Tx) (err error) {
		link, err = identity.DemoLink(tx)
		return err
	})
	token := w.call("POST /v1/demo/enter", "", map[string]any{"token": link}, 200).cookie
	if role != identity.Owner {
		token = w.call("POST /v1/demo/role", token, map[string]any{"role": role}, 200).cookie
	}
	return token
}

type answer struct {
	body   map[string]any
	raw    string
	cookie string
}

func (w *world) call(route, session string, body any, status int) answer {
	w.t.Helper()
	method, path, _ := strings.Cut(route, " ")
	raw, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	r := httptest.NewRequest(method, path, strings.NewReader(string(raw)))
	r.Header.Set("Accept-Language", "en")
	if strings.HasPrefix(session, "fmk_") {
		r.Header.Set("Authorization", "Bearer "+session)
	} else if session != "" {
		r.AddCookie(&http.Cookie{Name: api.CookieName(false), Value: session})
	}
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, r)
	if rec.Code != status {
		w.t.Fatalf("%s: status %d, want %d: %s", route, rec.Code, status, rec.Body)
	}
	a := answer{raw: rec.Body.String()}
	_ = json.Unmarshal(rec.Body.Bytes(), &a.body)
	for _, c := range rec.Result().Cookies() {
		a.cookie = c.Value
	}
	return a
}

func each(t *testing.T, fn func(t *testing.T, b dbtest.Bench)) {
	t.Helper()
	dbtest.Each(t, fn)
}

func TestMakerIsNotChecker(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		risk := w.session(identity.Risk)
		asked := w.call("POST /v1/limits", risk, nil, 200)
		id := asked.body["id"].(string)
		if asked.body["state"] != Asked || asked.body["alone"] != false || asked.body["mine"] != true ||
			asked.body["may_decide"] != false || asked.body["summary"] != "Set the limit to 9" {
			t.Errorf("asked: %s", asked.raw)
		}
		if a := w.call("POST /v1/approvals/"+id+"/approve", risk, nil, 409); a.body["reason"] != wordOwn.Key {
			t.Errorf("his own: %s", a.raw)
		}
		w.call("POST /v1/limits", risk, nil, 409) // the same thing waits already
		w.call("POST /v1/approvals/"+id+"/approve", w.session(identity.Finance), nil, 403)
		w.call("POST /v1/approvals/"+id+"/approve", w.session(identity.Auditor), nil, 403)
		w.call("POST /v1/approvals/"+id+"/approve", "", nil, 401)
		w.call("POST /v1/approvals/apr_none/approve", w.session(identity.Owner), nil, 404)
		if len(w.ran) != 0 {
			t.Fatalf("ran before it was approved: %v", w.ran)
		}
		owner := w.session(identity.Owner)
		list := w.call("GET /v1/approvals?state=asked", owner, nil, 200)
		if rows := list.body["data"].([]any); len(rows) != 1 || rows[0].(map[string]any)["may_decide"] != true {
			t.Errorf("list: %s", list.raw)
		}
		done := w.call("POST /v1/approvals/"+id+"/approve", owner, nil, 200)
		if done.body["state"] != Done || len(w.ran) != 1 || w.ran[0] != `{"n":9}` || done.body["decided_name"] == "" {
			t.Errorf("approved: %s, ran %v", done.raw, w.ran)
		}
		w.call("POST /v1/approvals/"+id+"/approve", owner, nil, 409)
		w.call("POST /v1/approvals/"+id+"/reject", owner, map[string]any{"reason": "no"}, 409)
		w.call("POST /v1/limits", risk, nil, 200) // a new one may be asked for now
		w.later(8 * 24 * time.Hour)
		if len(w.ran) != 1 || w.state(id).State != Done {
			t.Errorf("ran again: %v", w.ran)
		}
	})
}

func TestAKeyActsForItsMaker(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		owner := w.session(identity.Owner)
		key := w.call("POST /v1/keys", owner, map[string]any{"name": "k", "scopes": []string{"limit.set", "approval.read"}, "days": 1}, 201).body["secret"].(string)
		id := w.call("POST /v1/limits", key, nil, 200).body["id"].(string)
		owner = w.session(identity.Owner)
		if a := w.call("POST /v1/approvals/"+id+"/approve", owner, nil, 409); a.body["reason"] != wordOwn.Key {
			t.Errorf("approved what his key asked: %s", a.raw)
		}
		if err := w.try(db.Actor{ID: "key_x", Kind: "key", Role: "key"}, func(tx *db.Tx) error {
			return mayDecide(tx, Approval{Permission: "limit.set"})
		}); !fault.Is(err, fault.CodeForbidden) {
			t.Errorf("a key decides: %v", err)
		}
		w.call("POST /v1/approvals/"+id+"/withdraw", owner, nil, 200)
	})
}

func TestRejectAndWithdraw(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		a := w.ask(identity.Risk, time.Time{})
		owner := w.session(identity.Owner)
		w.call("POST /v1/approvals/"+a.ID+"/reject", owner, map[string]any{"reason": ""}, 422)
		w.call("POST /v1/approvals/"+a.ID+"/withdraw", owner, nil, 403)
		got := w.call("POST /v1/approvals/"+a.ID+"/reject", owner, map[string]any{"reason": "too high"}, 200)
		if got.body["state"] != Rejected || got.body["reason"] != "too high" {
			t.Errorf("rejected: %s", got.raw)
		}
		a = w.ask(identity.Risk, time.Time{})
		w.call("POST /v1/approvals/"+a.ID+"/withdraw", w.session(identity.Risk), nil, 200)
		w.call("POST /v1/approvals/"+a.ID+"/approve", w.session(identity.Owner), nil, 409)
		if len(w.ran) != 0 {
			t.Errorf("ran %v", w.ran)
		}
	})
}

func TestExpires(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		a := w.ask(identity.Risk, time.Time{})
		w.later(Life - time.Minute)
		if got := w.state(a.ID); got.State != Asked {
			t.Errorf("before seven days: %s", got.State)
		}
		w.b.Clock.Advance(time.Minute)
		err := w.try(w.actor(identity.Owner), func(tx *db.Tx) error { _, err := Approve(tx, newActs(nil), a.ID); return err })
		if !fault.Is(err, fault.CodeConflict) {
			t.Errorf("approved after seven days, before the job came by: %v", err)
		}
		w.later(0)
		if got := w.state(a.ID); got.State != Expired {
			t.Errorf("after seven days: %s", got.State)
		}
	})
}

func TestOnePersonShopWaitsADay(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b, identity.Owner, identity.Service) // service may not set limits
		a := w.ask(identity.Owner, time.Time{})
		if !a.Alone || !a.EffectiveAt.Equal(dbtest.Start.Add(24*time.Hour)) {
			t.Fatalf("alone %v, effective %v", a.Alone, a.EffectiveAt)
		}
		w.later(24*time.Hour - time.Second)
		if got := w.state(a.ID); got.State != Asked || len(w.ran) != 0 {
			t.Errorf("ran early: %s %v", got.State, w.ran)
		}
		w.later(time.Second)
		if got := w.state(a.ID); got.State != Done || len(w.ran) != 1 || got.DecidedBy != "" {
			t.Errorf("after a day: %+v %v", got, w.ran)
		}
		back := w.ask(identity.Owner, time.Time{})
		w.write(w.actor(identity.Owner), func(tx *db.Tx) error { _, err := Withdraw(tx, back.ID); return err })
		c := w.ask(identity.Owner, time.Time{})
		w.cause = fault.Conflict(wordState, words.Args{"state": "x"})
		w.later(25 * time.Hour)
		if got := w.state(back.ID); got.State != Withdrawn || len(w.ran) != 1 {
			t.Errorf("a withdrawn one: %s, ran %v", got.State, w.ran)
		}
		if got := w.state(c.ID); got.State != Failed || got.Failure != wordState.Key {
			t.Errorf("a failed one: %+v", got)
		}
	})
}

func TestDelayedActNeedsItsMakerStill(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b, identity.Owner, identity.Sysadmin)
		a := w.ask(identity.Owner, time.Time{})
		// He hands over and leaves within the day.
		w.write(db.Actor{ID: "system", Kind: "system"}, func(tx *db.Tx) error {
			if _, err := identity.SetRole(tx, w.staff[identity.Sysadmin], identity.Owner); err != nil {
				return err
			}
			_, err := identity.Disable(tx, w.staff[identity.Owner])
			return err
		})
		w.later(25 * time.Hour)
		if got := w.state(a.ID); got.State != Failed || got.Failure != wordMakerGone.Key || len(w.ran) != 0 {
			t.Errorf("%s %s %v", got.State, got.Failure, w.ran)
		}
	})
}

func TestEffectiveLater(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		a := w.ask(identity.Risk, dbtest.Start.Add(48*time.Hour))
		w.call("POST /v1/approvals/"+a.ID+"/approve", w.session(identity.Owner), nil, 200)
		w.later(47 * time.Hour)
		if got := w.state(a.ID); got.State != Approved || len(w.ran) != 0 {
			t.Errorf("early: %s %v", got.State, w.ran)
		}
		w.later(time.Hour)
		if got := w.state(a.ID); got.State != Done || len(w.ran) != 1 {
			t.Errorf("at its time: %s %v", got.State, w.ran)
		}
	})
}

func TestAFailingActLeavesTheApprovalOpen(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		a := w.ask(identity.Risk, time.Time{})
		w.cause = fault.Refused(wordWaiting)
		owner := w.session(identity.Owner)
		if got := w.call("POST /v1/approvals/"+a.ID+"/approve", owner, nil, 409); got.body["reason"] != wordWaiting.Key {
			t.Errorf("the approver is not told why: %s", got.raw)
		}
		if got := w.state(a.ID); got.State != Asked || got.DecidedBy != "" {
			t.Errorf("%+v", got)
		}
		w.cause = errors.New("disk")
		w.call("POST /v1/approvals/"+a.ID+"/approve", owner, nil, 500)
		w.cause = nil
		w.call("POST /v1/approvals/"+a.ID+"/approve", owner, nil, 200)
	})
}

func TestRoleChange(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		risk, admin := w.staff[identity.Risk], w.session(identity.Sysadmin)
		w.call("PUT /v1/users/"+risk+"/role", admin, map[string]any{"role": "owner"}, 403)
		w.call("PUT /v1/users/"+risk+"/role", admin, map[string]any{"role": "risk"}, 409)
		w.call("PUT /v1/users/"+risk+"/role", w.session(identity.Finance), map[string]any{"role": "finance"}, 403)
		out := w.call("PUT /v1/users/"+risk+"/role", admin, map[string]any{"role": "finance"}, 200)
		if out.body["applied"] != false {
			t.Fatalf("two people manage staff, yet: %s", out.raw)
		}
		id := out.body["approval"].(map[string]any)["id"].(string)
		w.call("POST /v1/approvals/"+id+"/approve", admin, nil, 409)
		w.call("POST /v1/approvals/"+id+"/approve", w.session(identity.Owner), nil, 200)
		w.write(w.actor(identity.Owner), func(tx *db.Tx) error {
			u, err := identity.GetUser(tx, risk)
			if u.Role != identity.Finance {
				t.Errorf("role %s", u.Role)
			}
			return err
		})
	})
}

func TestRoleChangeByTheOnlyManager(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b, identity.Owner, identity.Risk)
		a, err := Approval{}, error(nil)
		w.write(w.actor(identity.Owner), func(tx *db.Tx) error {
			var applied bool
			a, applied, err = ChangeRole(tx, w.staff[identity.Risk], identity.Finance)
			if !applied || a.ID != "" {
				t.Errorf("applied %v, %+v", applied, a)
			}
			return err
		})
		err = w.try(w.actor(identity.Owner), func(tx *db.Tx) error {
			_, _, err := ChangeRole(tx, w.staff[identity.Owner], identity.Risk)
			return err
		})
		if !fault.Is(err, fault.CodeRefused) {
			t.Errorf("the last owner: %v", err)
		}
	})
}

func TestFactorReset(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		admin := w.staff[identity.Sysadmin]
		var a Approval
		w.write(w.actor(identity.Owner), func(tx *db.Tx) (err error) {
			a, err = AskReset(tx, admin)
			return err
		})
		if !a.Alone { // only the owner and the one it is about manage staff
			t.Errorf("%+v", a)
		}
		err := w.try(w.actor(identity.Sysadmin), func(tx *db.Tx) error { _, err := Reject(tx, a.ID, "no"); return err })
		if !fault.Is(err, fault.CodeRefused) {
			t.Errorf("he decides on himself: %v", err)
		}
		w.later(Delay)
		w.write(w.actor(identity.Owner), func(tx *db.Tx) error {
			u, err := identity.GetUser(tx, admin)
			if u.State != identity.Invited {
				t.Errorf("state %s", u.State)
			}
			return err
		})
	})
}

func TestAnotherTenantSeesNothing(t *testing.T) {
	each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		a := w.ask(identity.Risk, time.Time{})
		err := w.b.DB.Read(context.Background(), dbtest.ScopeOf("t_other"), func(tx *db.Tx) error { _, err := Get(tx, a.ID); return err })
		if !fault.Is(err, fault.CodeNotFound) {
			t.Errorf("%v", err)
		}
	})
}

func TestTwoActsOfOneKindPanic(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("two acts of one kind were taken")
		}
	}()
	newActs([]Act{{Kind: KindRole}})
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}
