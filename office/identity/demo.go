package identity

import (
	"errors"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// onlyDemo refuses a tenant that is real.
func onlyDemo(tx *db.Tx) error {
	t, err := tenant.Get(tx)
	if err == nil && t.Kind != tenant.Demo {
		err = fault.Refused(wordOnlyDemo)
	}
	return err
}

// demoStaff returns the demo's member of staff with a role, making him when
// there is none. He has no password and no factor: only a demo's link and
// switch open a session for him.
func demoStaff(tx *db.Tx, role string) (User, error) {
	if err := checkRole(role); err != nil {
		return User{}, err
	}
	found, err := userByRole(tx, role)
	if !errors.Is(err, db.ErrNone) {
		return found.User, err
	}
	t, err := tenant.Get(tx)
	if err != nil {
		return User{}, err
	}
	u, err := createUser(tx, NewUser{Email: role + "@demo.invalid", Name: RoleWord(role).In(t.Lang, nil), Role: role, Lang: t.Lang})
	if err != nil {
		return User{}, err
	}
	u.State = Active
	return u, setState(tx, u.ID, Active)
}

// PrepareDemo makes one member of staff per role in a demo tenant, so that acts
// which need two people can be tried out, and returns the owner.
func PrepareDemo(tx *db.Tx) (User, error) {
	if err := onlyDemo(tx); err != nil {
		return User{}, err
	}
	for _, role := range Roles() {
		if _, err := demoStaff(tx, role); err != nil {
			return User{}, err
		}
	}
	return demoStaff(tx, Owner)
}

// DemoLink draws a token that signs in as the owner of a demo tenant once,
// within 12 hours of real time. The page hands it to POST /v1/demo/enter.
func DemoLink(tx *db.Tx) (string, error) {
	owner, err := PrepareDemo(tx)
	if err != nil {
		return "", err
	}
	token := tx.Tenant() + "." + newToken()
	return token, insertTicket(tx, ticket{hash: digest(token), kind: ticketDemo, user: owner.ID, expires: realNow().Add(Absolute)})
}

// enterDemo opens the session a demo link stands for.
func enterDemo(tx *db.Tx, token string, at time.Time) (Opened, error) {
	bad := fault.Unauthenticated(wordTicket)
	if home, ok := tokenTenant(token); !ok || home != tx.Tenant() {
		return Opened{}, bad
	}
	if err := onlyDemo(tx); err != nil {
		return Opened{}, err
	}
	t, err := findTicket(tx, ticketDemo, digest(token), at)
	if errors.Is(err, db.ErrNone) {
		return Opened{}, bad
	}
	if err != nil {
		return Opened{}, err
	}
	if n, err := spendTicket(tx, t.hash, at); err != nil || n == 0 {
		return Opened{}, orElse(err, bad)
	}
	u, err := findUser(tx, t.user)
	if err != nil {
		return Opened{}, err
	}
	return openSession(tx, u, at)
}

// switchRole ends a demo session and opens one for the member of staff with
// another role.
func switchRole(tx *db.Tx, session, role string, at time.Time) (Opened, error) {
	if err := onlyDemo(tx); err != nil {
		return Opened{}, err
	}
	u, err := demoStaff(tx, role)
	if err != nil {
		return Opened{}, err
	}
	if u.State != Active {
		return Opened{}, fault.Conflict(wordUserState, words.Args{"state": u.State})
	}
	if err := SignOut(tx, session); err != nil {
		return Opened{}, err
	}
	return openSession(tx, u, at)
}
