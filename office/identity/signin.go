package identity

import (
	"context"
	"errors"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/vault"
)

// errWrong is why a proof failed, for the audit entry; the caller is told
// nothing of it.
const (
	wrongPassword = "password"
	wrongFactor   = "factor"
)

// proveAccount checks address, password and second factor outside of the
// verb's transaction: hashing must not hold one up, and a failure must be on
// disk although the verb is never reached. It returns who was proven. An
// unknown account takes the same steps and gets the same answer.
func (k *Desk) proveAccount(ctx context.Context, c api.Caller, email, password, code string) (User, error) {
	now := k.now()
	normal, err := vault.NormalEmail(email)
	if err != nil {
		return User{}, fault.As(err).At("/email")
	}
	if c.Tenant == "" {
		_, err := k.hasher.verify(ctx, "", password)
		return User{}, orElse(err, fault.Unauthenticated(wordWrongProof))
	}
	account, found, err := k.countAttempt(ctx, c, normal, now)
	if err != nil {
		return User{}, err
	}
	stored := found.password
	if found.State != Active || found.totp == "" {
		stored = ""
	}
	ok, err := k.hasher.verify(ctx, stored, password)
	if err != nil {
		return User{}, err
	}
	if !ok {
		return User{}, k.refuse(ctx, c, account, found.ID, wrongPassword)
	}
	ok, err = k.spendFactor(ctx, c, account, found.ID, code, now)
	if err == nil && !ok {
		err = k.refuse(ctx, c, account, found.ID, wrongFactor)
	}
	return found.User, err
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// quiet is the scope of a desk's own bookkeeping for a caller.
func quiet(c api.Caller) db.Scope { return db.Scope{Tenant: c.Tenant, Actor: c.Actor, Quiet: true} }

// countAttempt counts a failure in advance and finds the account. It returns
// the name under which failures of the account are counted.
func (k *Desk) countAttempt(ctx context.Context, c api.Caller, normal string, now time.Time) (string, credentials, error) {
	var (
		account string
		found   credentials
		t       throttle
	)
	err := k.db.Write(ctx, quiet(c), func(tx *db.Tx) (err error) {
		if account, err = tx.Index("user_account.email", normal); err != nil {
			return err
		}
		if t, err = countFailure(tx, account, now); err != nil {
			return err
		}
		found, err = userByEmail(tx, account)
		if errors.Is(err, db.ErrNone) {
			return nil
		}
		return err
	})
	if err != nil {
		return "", credentials{}, err
	}
	return account, found, k.throttled(ctx, c, account, t, now)
}

// throttled refuses an account that failed too often and leaves an alarm in the
// audit log for one that keeps failing.
func (k *Desk) throttled(ctx context.Context, c api.Caller, account string, t throttle, now time.Time) error {
	if t.failures <= maxFailures {
		return nil
	}
	if t.hour == alarmPerHour {
		scope := db.Scope{Tenant: c.Tenant, Actor: c.Actor, Op: "session.alarm"}
		err := k.db.Write(ctx, scope, func(tx *db.Tx) error {
			tx.Note("sign_in:"+account, nil, map[string]any{"failures_in_hour": t.hour})
			return nil
		})
		if err != nil {
			return err
		}
	}
	wait := moment(t.since).Add(window).Sub(now)
	return fault.Limit(wordThrottled).After(max(1, int(wait.Seconds())+1))
}

// refuse leaves an audit entry of a failed proof and gives the one answer.
func (k *Desk) refuse(ctx context.Context, c api.Caller, account, user, why string) error {
	scope := db.Scope{Tenant: c.Tenant, Actor: c.Actor, Op: "session.refuse"}
	err := k.db.Write(ctx, scope, func(tx *db.Tx) error {
		object := "sign_in:" + account
		if user != "" {
			object = "user:" + user
		}
		tx.Note(object, nil, map[string]any{"wrong": why})
		return nil
	})
	return orElse(err, fault.Unauthenticated(wordWrongProof))
}

// spendFactor uses up a one-time or recovery code. What is used stays used,
// whatever becomes of the rest of the request. Success clears the count.
func (k *Desk) spendFactor(ctx context.Context, c api.Caller, account, user, code string, now time.Time) (bool, error) {
	var ok bool
	err := k.db.Write(ctx, quiet(c), func(tx *db.Tx) (err error) {
		if ok, err = useFactor(tx, user, code, now); err != nil || !ok {
			return err
		}
		return clearFailures(tx, account)
	})
	return ok, err
}

func useFactor(tx *db.Tx, user, code string, now time.Time) (bool, error) {
	u, err := lockUser(tx, user)
	if err != nil {
		return false, err
	}
	if u.State != Active || u.totp == "" {
		return false, nil
	}
	plain := plainCode(code)
	if step, ok := totpStep(u.totp, plain, now, u.step); ok {
		n, err := spendStep(tx, user, step)
		return n == 1, err
	}
	n, err := spendRecovery(tx, user, digest(plain), now)
	return n == 1, err
}

// proveFactor checks a second factor alone, for a step-up.
func (k *Desk) proveFactor(ctx context.Context, c api.Caller, code string) error {
	if c.Session == "" {
		return fault.Forbidden(wordPersonOnly)
	}
	now, account := k.now(), "user:"+c.Actor.ID
	var t throttle
	err := k.db.Write(ctx, quiet(c), func(tx *db.Tx) (err error) {
		t, err = countFailure(tx, account, now)
		return err
	})
	if err != nil {
		return err
	}
	if err := k.throttled(ctx, c, account, t, now); err != nil {
		return err
	}
	ok, err := k.spendFactor(ctx, c, account, c.Actor.ID, code, now)
	if err == nil && !ok {
		err = k.refuse(ctx, c, account, c.Actor.ID, wrongFactor)
	}
	return err
}

// signIn opens a session for a user proven a moment ago; before is the session
// the caller already had, which ends.
func signIn(tx *db.Tx, user, before string, at time.Time) (Opened, error) {
	u, err := lockUser(tx, user)
	if err != nil {
		return Opened{}, err
	}
	if u.State != Active || u.totp == "" {
		return Opened{}, fault.Unauthenticated(wordWrongProof) // disabled since he was proven
	}
	if before != "" {
		if err := SignOut(tx, before); err != nil {
			return Opened{}, err
		}
	}
	return openSession(tx, u.User, at)
}
