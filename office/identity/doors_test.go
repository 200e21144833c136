package identity

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

func each(t *testing.T, fn func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) { fn(t, newWorld(t, b)) })
}

func TestFirstSetUp(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		if a := w.want(w.call("GET /v1/setup", "", nil), 200); a.body["needed"] != true {
			t.Errorf("a fresh database needs no set-up: %s", a.raw)
		}
		body := map[string]any{"code": "aaaa-aaaa-aaaa-aaaa", "shop": "青禾茶行", "name": "张伟", "email": "a@b.cn",
			"password": goodPassword, "language": "en"}
		w.want(w.call("POST /v1/setup", "", body), 422) // no code was drawn yet
		code, err := newSetupCode(context.Background(), w.b.DB, w.clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		w.want(w.call("POST /v1/setup", "", body), 422) // a wrong code
		body["code"] = code
		body["password"] = "passwordpassword"
		if a := w.call("POST /v1/setup", "", body); a.status != 422 || a.text("reason") != "password.common" {
			t.Errorf("weak password: %s", a.raw)
		}
		body["password"] = "we sell 青禾茶行 things"
		if a := w.call("POST /v1/setup", "", body); a.text("reason") != "password.own_words" {
			t.Errorf("password with the shop's name: %s", a.raw)
		}
		body["password"] = goodPassword
		w.clock.Advance(30 * time.Minute)
		if a := w.call("POST /v1/setup", "", body); a.status != 422 || a.text("reason") != "setup.code" {
			t.Errorf("a code 30 minutes old: %s", a.raw)
		}
		p := w.setUp()
		if a := w.call("GET /v1/setup", "", nil); a.body["needed"] != false {
			t.Errorf("set-up is still needed: %s", a.raw)
		}
		if _, err := newSetupCode(context.Background(), w.b.DB, w.clock.Now()); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("a code after set-up: %v", err)
		}
		me := w.want(w.call("GET /v1/me", p.session, nil), 200)
		if me.text("name") != "张伟" || me.text("role") != Owner || me.text("email") != "o****@example.com" ||
			me.text("shop_name") != "青禾茶行" || me.text("zone") != "Asia/Shanghai" || me.body["demo"] != false ||
			me.body["recovery_codes_left"] != 10.0 || me.text("now") == "" {
			t.Errorf("me: %s", me.raw)
		}
	})
}

func TestSetupCodeWorksOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		code, err := newSetupCode(context.Background(), w.b.DB, w.clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		body := map[string]any{"code": strings.ToUpper(code), "shop": "S hop", "name": "N", "email": "first@b.cn", "password": goodPassword, "language": "en"}
		first := w.want(w.call("POST /v1/setup", "", body), 200)
		body["email"] = "second@b.cn"
		if a := w.call("POST /v1/setup", "", body); a.status != 422 || a.text("reason") != "setup.code" {
			t.Errorf("the code worked twice: %s", a.raw)
		}
		// A broken-off set-up begins again with a new code; what it left is void.
		code, err = newSetupCode(context.Background(), w.b.DB, w.clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		body["code"] = code
		second := w.want(w.call("POST /v1/setup", "", body), 200)
		w.want(w.call("POST /v1/factors/confirm", "", map[string]any{"ticket": first.text("ticket"), "totp": w.code(first.text("secret"))}), 401)
		w.want(w.call("POST /v1/setup/confirm", "", map[string]any{"ticket": second.text("ticket"), "totp": "000000"}), 422)
		w.want(w.call("POST /v1/setup/confirm", "", map[string]any{"ticket": second.text("ticket"), "totp": w.code(second.text("secret"))}), 200)
		w.want(w.call("POST /v1/setup/confirm", "", map[string]any{"ticket": second.text("ticket"), "totp": w.code(second.text("secret"))}), 409)
	})
}

func TestSignInNeedsEveryProof(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		code := func() string { return w.code(p.secret) }
		proofs := func(email, password, totp string) map[string]any {
			return map[string]any{"email": email, "password": password, "totp": totp}
		}
		without := w.want(w.call("POST /v1/session", "", map[string]any{"email": p.email, "password": goodPassword}), 422)
		wrongCode := w.want(w.call("POST /v1/session", "", proofs(p.email, goodPassword, "000000")), 401)
		wrongPassword := w.want(w.call("POST /v1/session", "", proofs(p.email, "not the password", code())), 401)
		before := w.desk.hasher.done.Load()
		unknown := w.want(w.call("POST /v1/session", "", proofs("nobody@example.com", goodPassword, code())), 401)
		if w.desk.hasher.done.Load() != before+1 {
			t.Error("an unknown account costs no hash and is told apart by time")
		}
		for _, a := range []answer{without, wrongCode, wrongPassword, unknown} {
			if a.cookie != nil {
				t.Errorf("a session without every proof: %s", a.raw)
			}
		}
		if wrongCode.text("detail") != unknown.text("detail") || wrongPassword.text("detail") != unknown.text("detail") {
			t.Error("the answers tell which proof was wrong")
		}
		good := code()
		first := w.want(w.call("POST /v1/session", "", proofs("owner@example.com ", goodPassword, good)), 200)
		w.want(w.call("GET /v1/me", first.cookie.Value, nil), 200)
		if again := w.call("POST /v1/session", "", proofs(p.email, goodPassword, good)); again.status != 401 || again.cookie != nil {
			t.Errorf("a one-time code worked twice: %s", again.raw)
		}
	})
}

func TestRecoveryCodesWorkOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		a := w.want(w.call("POST /v1/me/recovery-codes", p.session, nil), 200)
		codes := a.body["recovery_codes"].([]any)
		if len(codes) != 10 {
			t.Fatalf("%d codes", len(codes))
		}
		body := map[string]any{"email": p.email, "password": goodPassword, "totp": codes[3]}
		w.want(w.call("POST /v1/session", "", body), 200)
		w.want(w.call("POST /v1/session", "", body), 401)
		if a := w.call("GET /v1/me", p.session, nil); a.body["recovery_codes_left"] != 9.0 {
			t.Errorf("left: %s", a.raw)
		}
	})
}

func TestThrottle(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		for _, email := range []string{p.email, "nobody@example.com"} {
			bad := map[string]any{"email": email, "password": "wrong wrong wrong", "totp": "000000"}
			for i := range 5 {
				if a := w.call("POST /v1/session", "", bad); a.status != 401 {
					t.Fatalf("%s failure %d: %s", email, i+1, a.raw)
				}
			}
			before := w.desk.hasher.done.Load()
			if a := w.call("POST /v1/session", "", bad); a.status != 429 || a.header.Get("Retry-After") == "" {
				t.Errorf("%s sixth failure: %s", email, a.raw)
			}
			if w.desk.hasher.done.Load() != before {
				t.Error("a throttled attempt is hashed")
			}
		}
		if a := w.signIn(p); a.status != 429 {
			t.Errorf("the right proofs pass a throttled account: %s", a.raw)
		}
		w.clock.Advance(15 * time.Minute)
		w.want(w.signIn(p), 200)
		for range 4 {
			w.call("POST /v1/session", "", map[string]any{"email": p.email, "password": "wrong wrong wrong", "totp": "000000"})
		}
		w.want(w.signIn(p), 200) // the count began anew
	})
}

func TestSessionBoundAndEnds(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		tokens := []string{p.session}
		for range 3 {
			a := w.want(w.signIn(p), 200)
			tokens = append(tokens, a.cookie.Value)
		}
		w.want(w.call("GET /v1/me", tokens[0], nil), 401) // the fourth ended the first
		for _, token := range tokens[1:] {
			w.want(w.call("GET /v1/me", token, nil), 200)
		}
		list := w.want(w.call("GET /v1/sessions", tokens[3], nil), 200).body["data"].([]any)
		if len(list) != 3 || list[0].(map[string]any)["current"] != true {
			t.Fatalf("sessions %v", list)
		}
		id := list[1].(map[string]any)["id"].(string)
		w.want(w.call("DELETE /v1/sessions/"+id, tokens[3], nil), 200)
		w.want(w.call("GET /v1/me", tokens[2], nil), 401)
		w.want(w.call("DELETE /v1/sessions/"+id, tokens[3], nil), 404)
		out := w.want(w.call("DELETE /v1/session", tokens[3], nil), 200)
		if out.cookie == nil || out.cookie.MaxAge >= 0 || out.header.Get("Clear-Site-Data") == "" {
			t.Errorf("the cookie stays: %+v", out.cookie)
		}
		w.want(w.call("GET /v1/me", tokens[3], nil), 401)
		w.want(w.call("GET /v1/me", tokens[1], nil), 200)
	})
}

func TestSessionTimes(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		start := w.clock.Now()
		for w.clock.Now().Add(14 * time.Minute).Before(start.Add(Absolute)) {
			w.clock.Advance(14 * time.Minute)
			w.want(w.call("GET /v1/me", p.session, nil), 200)
		}
		w.clock.Set(start.Add(Absolute))
		w.want(w.call("GET /v1/me", p.session, nil), 401) // twelve hours, although never idle
		p.session = w.want(w.signIn(p), 200).cookie.Value
		w.clock.Advance(15*time.Minute - time.Second)
		w.want(w.call("GET /v1/me", p.session, nil), 200)
		w.clock.Advance(15 * time.Minute)
		w.want(w.call("GET /v1/me", p.session, nil), 401) // idle
		// The business clock has no say: a demo's owner may push it.
		p.session = w.want(w.signIn(p), 200).cookie.Value
		w.b.Clock.Advance(30 * 24 * time.Hour)
		w.want(w.call("GET /v1/me", p.session, nil), 200)
	})
}

func TestFixationAndStepUp(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.clock.Advance(-20 * time.Minute) // so that a factor of now is stale in real time
		p := w.setUp()
		a := w.call("POST /v1/refunds", p.session, nil)
		if a.status != 403 || a.text("code") != "step_up_required" {
			t.Fatalf("a stale factor passes: %s", a.raw)
		}
		w.clock.Advance(14 * time.Minute)
		w.want(w.call("GET /v1/me", p.session, nil), 200)
		w.clock.Advance(6 * time.Minute)
		w.want(w.call("POST /v1/session/step-up", p.session, map[string]any{"totp": "000000"}), 401)
		code, err := totp.GenerateCode(p.secret, w.clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		up := w.want(w.call("POST /v1/session/step-up", p.session, map[string]any{"totp": code}), 200)
		w.want(w.call("GET /v1/me", p.session, nil), 401) // the old token is void
		w.want(w.call("POST /v1/refunds", up.cookie.Value, nil), 200)
		if again := w.call("POST /v1/session/step-up", up.cookie.Value, map[string]any{"totp": code}); again.status != 401 {
			t.Errorf("a code stepped up twice: %s", again.raw)
		}
		// Signing in over a session ends it and draws a new token; a token an
		// attacker planted is never taken over.
		planted := p.session[:strings.Index(p.session, ".")+1] + strings.Repeat("a", randomChars)
		in := w.want(w.call("POST /v1/session", planted, map[string]any{"email": p.email, "password": goodPassword, "totp": w.code(p.secret)}), 200)
		if in.cookie.Value == planted || !in.cookie.HttpOnly || in.cookie.SameSite != http.SameSiteStrictMode {
			t.Errorf("cookie %+v", in.cookie)
		}
		w.want(w.call("GET /v1/me", planted, nil), 401)
		over := w.want(w.call("POST /v1/session", in.cookie.Value, map[string]any{"email": p.email, "password": goodPassword, "totp": w.code(p.secret)}), 200)
		w.want(w.call("GET /v1/me", in.cookie.Value, nil), 401)
		if strings.Contains(over.raw, over.cookie.Value) {
			t.Error("the token is in the body")
		}
	})
}

func TestMachineKeys(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		make1 := func(scopes []string, ips []string) answer {
			return w.call("POST /v1/keys", p.session, map[string]any{"name": "till", "scopes": scopes, "ips": ips, "days": 30})
		}
		w.want(make1([]string{"order.nothing"}, []string{}), 422)
		w.want(make1([]string{"user.manage"}, []string{}), 409)
		a := w.want(make1([]string{"order.read"}, []string{}), 201)
		key, id := a.text("secret"), a.body["key"].(map[string]any)["id"].(string)
		if !strings.HasPrefix(key, "fmk_t_") {
			t.Fatalf("key %q", key)
		}
		w.want(w.call("GET /v1/orders", key, nil), 200)
		w.want(w.call("POST /v1/refunds", key, nil), 403)
		w.want(w.call("GET /v1/users", key, nil), 403)
		w.want(w.call("PUT /v1/me/language", key, map[string]any{"language": "en"}), 403)
		w.want(w.call("POST /v1/session/step-up", key, map[string]any{"totp": "000000"}), 403)
		if me := w.want(w.call("GET /v1/me", key, nil), 200); me.text("kind") != "key" || me.text("actor") != id {
			t.Errorf("me of a key: %s", me.raw)
		}
		w.want(w.call("GET /v1/orders", key[:len(key)-1]+"b", nil), 401) // the last character is a or r
		w.want(w.call("GET /v1/orders", strings.Replace(key, "fmk_t_", "fmk_t_x", 1), nil), 401)
		w.desk.Wait()
		list := w.want(w.call("GET /v1/keys", p.session, nil), 200)
		if strings.Contains(list.raw, key) || list.body["data"].([]any)[0].(map[string]any)["used_at"] == nil {
			t.Errorf("keys: %s", list.raw)
		}
		w.want(w.call("DELETE /v1/keys/"+id, p.session, nil), 200)
		w.want(w.call("GET /v1/orders", key, nil), 401)
		w.want(w.call("DELETE /v1/keys/"+id, p.session, nil), 409)

		near := w.want(make1([]string{"order.read"}, []string{"192.0.2.0/24"}), 201).text("secret")
		w.want(w.call("GET /v1/orders", near, nil), 200)
		w.want(w.from("198.51.100.7:99", "GET /v1/orders", near, nil, nil), 403)
		w.want(w.from("[::ffff:192.0.2.9]:99", "GET /v1/orders", near, nil, nil), 200)
		w.clock.Advance(30*24*time.Hour + time.Hour)
		w.want(w.call("GET /v1/orders", near, nil), 401) // run out
	})
}

func TestKeysCostNoReadWhileRemembered(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		key := w.want(w.call("POST /v1/keys", p.session, map[string]any{"name": "till", "scopes": []string{"order.read"}, "days": 1}), 201).text("secret")
		w.want(w.call("GET /v1/orders", key, nil), 200)
		w.desk.Wait()
		// Revoked behind the desk's back, as another process would.
		err := w.b.DB.Write(context.Background(), db.Scope{Tenant: key[4:strings.LastIndex(key, "_")], Quiet: true}, func(tx *db.Tx) error {
			_, err := tx.Exec(`UPDATE machine_key SET revoked_at = 1 WHERE tenant = $1`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		w.want(w.call("GET /v1/orders", key, nil), 200) // remembered
		w.clock.Advance(memory)
		w.want(w.call("GET /v1/orders", key, nil), 401) // well within a minute
	})
}

func TestSecretsAreNotInTheDatabase(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		header := http.Header{"Idempotency-Key": {"k1"}}
		a := w.want(w.from("192.0.2.1:1", "POST /v1/keys", p.session, map[string]any{"name": "till", "scopes": []string{"order.read"}, "days": 1}, header), 201)
		b := w.want(w.from("192.0.2.1:1", "POST /v1/users", p.session, map[string]any{"name": "Li", "role": "risk", "email": "li@b.cn"}, http.Header{"Idempotency-Key": {"k2"}}), 201)
		for _, secret := range []string{a.text("secret"), b.body["invitation"].(map[string]any)["code"].(string), p.session, p.secret, "owner@example.com"} {
			scope := db.Scope{Tenant: p.session[:strings.Index(p.session, ".")], Quiet: true}
			err := w.b.DB.Read(context.Background(), scope, func(tx *db.Tx) error {
				return tx.Each(`SELECT answer FROM idempotency WHERE tenant = $1
					UNION ALL SELECT hash FROM machine_key WHERE tenant = $1 UNION ALL SELECT hash FROM user_session WHERE tenant = $1
					UNION ALL SELECT totp_sealed FROM user_account WHERE tenant = $1 UNION ALL SELECT email_sealed FROM user_account WHERE tenant = $1
					UNION ALL SELECT hash FROM one_time_ticket WHERE tenant = $1`, func(s db.Scan) error {
					var stored []byte
					if err := s(&stored); err != nil {
						return err
					}
					if strings.Contains(string(stored), secret) {
						t.Errorf("a secret is stored as it is: %q", stored)
					}
					return nil
				})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestStaff(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.setUp()
		w.want(w.call("POST /v1/users", owner.session, map[string]any{"email": "x@b.cn", "name": "X", "role": "king"}), 422)
		risk := w.hire(owner, "risk@example.com", Risk)
		w.want(w.call("POST /v1/users", owner.session, map[string]any{"email": " RISK@example.com", "name": "X", "role": Risk}), 409)
		w.want(w.call("GET /v1/orders", risk.session, nil), 200)
		w.want(w.call("POST /v1/refunds", risk.session, nil), 403)
		w.want(w.call("POST /v1/users", risk.session, map[string]any{"email": "x@b.cn", "name": "X", "role": Risk}), 403)
		list := w.want(w.call("GET /v1/users?state=active", owner.session, nil), 200)
		if len(list.body["data"].([]any)) != 2 || strings.Contains(list.raw, "risk@") || !strings.Contains(list.raw, "r****@example.com") {
			t.Errorf("staff: %s", list.raw)
		}
		admin := w.hire(owner, "admin@example.com", Sysadmin)
		w.want(w.call("POST /v1/users", admin.session, map[string]any{"email": "mole@b.cn", "name": "M", "role": Owner}), 403)
		w.want(w.call("POST /v1/users/"+owner.id+"/disable", admin.session, nil), 403)
		w.want(w.call("POST /v1/users/"+owner.id+"/disable", owner.session, nil), 409) // himself
		w.want(w.call("POST /v1/users/"+risk.id+"/disable", admin.session, nil), 200)
		w.want(w.call("GET /v1/orders", risk.session, nil), 401)
		if a := w.signIn(risk); a.status != 401 {
			t.Errorf("a leaver signs in: %s", a.raw)
		}
		w.want(w.call("POST /v1/users/"+risk.id+"/enable", admin.session, nil), 200)
		w.want(w.signIn(risk), 200)
		w.want(w.call("GET /v1/users/usr_none", owner.session, nil), 404)
	})
}

func TestInvitationWorksOnceAndRunsOut(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.setUp()
		invite := func(email string) string {
			a := w.want(w.call("POST /v1/users", owner.session, map[string]any{"email": email, "name": "L", "role": Risk}), 201)
			return a.body["invitation"].(map[string]any)["code"].(string)
		}
		code := invite("one@example.com")
		body := map[string]any{"code": code, "password": "one and a short kite"}
		w.want(w.call("POST /v1/invites/accept", "", body), 200)
		w.want(w.call("POST /v1/invites/accept", "", body), 401)
		if a := w.call("POST /v1/session", "", map[string]any{"email": "one@example.com", "password": "one and a short kite", "totp": "000000"}); a.status != 401 {
			t.Errorf("signed in before the factor was confirmed: %s", a.raw)
		}
		late := invite("late@example.com")
		w.clock.Advance(inviteLife)
		w.want(w.call("POST /v1/invites/accept", "", map[string]any{"code": late, "password": goodPassword}), 401)
	})
}

func TestRoleChangeAndFactorReset(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.setUp()
		dev := w.hire(owner, "dev@example.com", Developer)
		key := w.want(w.call("POST /v1/keys", dev.session, map[string]any{"name": "k", "scopes": []string{"key.read"}, "days": 1}), 201).text("secret")
		w.want(w.call("GET /v1/keys", key, nil), 200)
		w.want(w.call("POST /v1/keys", dev.session, map[string]any{"name": "k", "scopes": []string{"order.refund"}, "days": 1}), 403)
		scope := db.Scope{Tenant: dev.session[:strings.Index(dev.session, ".")], Op: "test", Actor: db.Actor{ID: "system", Kind: "system"}}
		write := func(fn func(tx *db.Tx) error) error { return w.b.DB.Write(context.Background(), scope, fn) }
		if err := write(func(tx *db.Tx) error { _, err := SetRole(tx, dev.id, Risk); return err }); err != nil {
			t.Fatal(err)
		}
		w.clock.Advance(time.Minute) // effective within 60 s
		w.want(w.call("GET /v1/me", dev.session, nil), 401)
		w.want(w.call("GET /v1/keys", key, nil), 401)
		dev.session = w.want(w.signIn(dev), 200).cookie.Value
		if me := w.call("GET /v1/me", dev.session, nil); me.text("role") != Risk {
			t.Errorf("role: %s", me.raw)
		}
		if err := write(func(tx *db.Tx) error { _, err := SetRole(tx, owner.id, Risk); return err }); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("the last owner gave up his role: %v", err)
		}
		if err := write(func(tx *db.Tx) error { return ResetFactor(tx, dev.id) }); err != nil {
			t.Fatal(err)
		}
		if a := w.signIn(dev); a.status != 401 {
			t.Errorf("signed in with a factor that was reset: %s", a.raw)
		}
		a := w.want(w.call("POST /v1/users/"+dev.id+"/invite", owner.session, nil), 200)
		back := w.join(dev.email, a.text("code"))
		if back.id != dev.id || back.secret == dev.secret {
			t.Error("the reset kept the factor or made another person")
		}
	})
}

func TestOwnPasswordFactorAndLanguage(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		other := w.want(w.signIn(p), 200).cookie.Value
		change := func(old, to string) answer {
			return w.call("PUT /v1/me/password", p.session, map[string]any{"old": old, "new": to})
		}
		w.want(change("wrong", "a lantern over 7 rivers"), 401)
		if a := change(goodPassword, "short"); a.status != 422 || !strings.Contains(a.raw, `"/new"`) {
			t.Errorf("short: %s", a.raw)
		}
		w.want(change(goodPassword, "a lantern over 7 rivers"), 200)
		w.want(w.call("GET /v1/me", p.session, nil), 200)
		w.want(w.call("GET /v1/me", other, nil), 401)
		if a := w.signIn(p); a.status != 401 {
			t.Errorf("the old password: %s", a.raw)
		}
		e := w.want(w.call("POST /v1/me/factor", p.session, nil), 200)
		w.want(w.call("GET /v1/me", p.session, nil), 200) // the old factor counts until the new one is confirmed
		a := w.want(w.call("POST /v1/factors/confirm", "", map[string]any{"ticket": e.text("ticket"), "totp": w.code(e.text("secret"))}), 200)
		w.want(w.call("GET /v1/me", p.session, nil), 401)
		p.session = a.cookie.Value
		w.want(w.call("PUT /v1/me/language", p.session, map[string]any{"language": "zh-CN"}), 200)
		if me := w.call("GET /v1/me", p.session, nil); me.text("language") != "zh-CN" {
			t.Errorf("language: %s", me.raw)
		}
		if a := w.want(w.call("GET /v1/roles", p.session, nil), 200); len(a.body["data"].([]any)) != 8 {
			t.Errorf("roles: %s", a.raw)
		}
	})
}

func TestDemo(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.setUp()
		live := owner.session[:strings.Index(owner.session, ".")]
		scope := db.Scope{Tenant: "t_demo", Op: "test", Actor: db.Actor{ID: "system", Kind: "system"}}
		var link string
		err := w.b.DB.Write(context.Background(), scope, func(tx *db.Tx) (err error) {
			if _, err = tenant.Create(tx, tenant.New{Name: "演示", Kind: tenant.Demo}); err != nil {
				return err
			}
			link, err = DemoLink(tx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		scope.Tenant = live
		err = w.b.DB.Write(context.Background(), scope, func(tx *db.Tx) error { _, err := DemoLink(tx); return err })
		if !fault.Is(err, fault.CodeRefused) {
			t.Errorf("a link into a live tenant: %v", err)
		}
		w.want(w.call("POST /v1/demo/role", owner.session, map[string]any{"role": Risk}), 409)
		w.clock.Advance(memory)                                                       // the registry is remembered for a moment
		w.want(w.call("POST /v1/demo/enter", "", map[string]any{"token": link}), 401) // no tenant named: the live one
		a := w.want(w.call("POST /v1/demo/enter?tenant=t_demo", "", map[string]any{"token": link}), 200)
		w.want(w.call("POST /v1/demo/enter?tenant=t_demo", "", map[string]any{"token": link}), 401)
		me := w.want(w.call("GET /v1/me", a.cookie.Value, nil), 200)
		if me.body["demo"] != true || me.text("role") != Owner || me.text("tenant") != "t_demo" {
			t.Errorf("me: %s", me.raw)
		}
		w.clock.Advance(2 * time.Hour)
		w.want(w.call("POST /v1/refunds", a.cookie.Value, nil), 200) // no factor is asked for
		b := w.want(w.call("POST /v1/demo/role", a.cookie.Value, map[string]any{"role": Collector}), 200)
		if me := w.call("GET /v1/me", b.cookie.Value, nil); me.text("role") != Collector || me.text("actor") == a.text("user_id") {
			t.Errorf("after the switch: %s", me.raw)
		}
		w.want(w.call("GET /v1/me", a.cookie.Value, nil), 401)
		w.want(w.call("POST /v1/session?tenant=t_demo", "", map[string]any{"email": "owner@demo.invalid", "password": goodPassword, "totp": "000000"}), 401)
	})
}

func TestSweep(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.setUp()
		risk := w.hire(owner, "risk@example.com", Risk)
		scope := db.Scope{Tenant: owner.session[:strings.Index(owner.session, ".")], Op: "identity.sweep", Actor: db.Actor{ID: "system", Kind: "system"}}
		at := func(d time.Duration) (string, string) {
			var a, b User
			err := w.b.DB.Write(context.Background(), scope, func(tx *db.Tx) (err error) {
				if err = sweep(tx, w.clock.Now().Add(d)); err != nil {
					return err
				}
				if a, err = GetUser(tx, owner.id); err != nil {
					return err
				}
				b, err = GetUser(tx, risk.id)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return a.State, b.State
		}
		if a, b := at(59 * 24 * time.Hour); a != Active || b != Active {
			t.Errorf("after 59 days %s %s", a, b)
		}
		if a, b := at(61 * 24 * time.Hour); a != Active || b != Disabled {
			t.Errorf("after 61 days %s %s: the last owner stays", a, b)
		}
	})
}

func TestHoldersAndPerson(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		owner := w.setUp()
		risk := w.hire(owner, "risk@example.com", Risk)
		scope := db.Scope{Tenant: owner.session[:strings.Index(owner.session, ".")], Quiet: true}
		err := w.b.DB.Read(context.Background(), scope, func(tx *db.Tx) error {
			for p, want := range map[api.Permission]int{"order.decide": 2, "order.refund": 1, "no_such": 0} {
				got, err := Holders(tx, p)
				if err != nil || len(got) != want {
					t.Errorf("%s: %v, %v", p, got, err)
				}
			}
			names, err := Names(tx, owner.id, risk.id, "usr_none", "")
			if len(names) != 2 || names[owner.id] != "张伟" {
				t.Errorf("names %v", names)
			}
			if id, err := Person(tx, db.Actor{ID: "system.schedule", Kind: "system"}); id != "" || err != nil {
				t.Errorf("person of the system: %q %v", id, err)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
