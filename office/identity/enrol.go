package identity

import (
	"errors"
	"net/url"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
)

// The kinds of tickets.
const (
	ticketInvite = "invite"
	ticketEnrol  = "enrol"
	ticketDemo   = "demo"
)

// Enrolment is what an authenticator app needs, and the ticket with which the
// first code of the app confirms it.
type Enrolment struct {
	Ticket     string    `json:"ticket"`
	Secret     string    `json:"secret" doc:"base32, for typing into the app by hand"`
	OtpauthURL string    `json:"otpauth_url" doc:"shown as a QR code"`
	ExpiresAt  time.Time `json:"expires_at"`
}

// beginFactor draws a new second factor for a user; it counts only once its
// first code confirms it. Tickets drawn before are void.
func beginFactor(tx *db.Tx, u User, at time.Time) (Enrolment, error) {
	if err := dropTickets(tx, u.ID); err != nil {
		return Enrolment{}, err
	}
	e := Enrolment{Ticket: newToken(), Secret: newFactor(), ExpiresAt: at.Add(ticketLife)}
	err := insertTicket(tx, ticket{hash: digest(e.Ticket), kind: ticketEnrol, user: u.ID, factor: e.Secret, expires: e.ExpiresAt})
	e.OtpauthURL = otpauth(u.Email, e.Secret)
	return e, err
}

// otpauth writes the address that authenticator apps read (Key URI Format).
func otpauth(account, secret string) string {
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/Fenming:" + account,
		RawQuery: url.Values{"secret": {secret}, "issuer": {"Fenming"}}.Encode()}
	return u.String()
}

// confirmFactor ends an enrolment: the code proves that the app holds the
// secret. The user becomes active, every older session ends, recovery codes are
// drawn and a session opens.
func confirmFactor(tx *db.Tx, ticketText, code string, at time.Time) (Opened, error) {
	t, err := findTicket(tx, ticketEnrol, digest(plainCode(ticketText)), at)
	if errors.Is(err, db.ErrNone) {
		return Opened{}, fault.Unauthenticated(wordTicket)
	}
	if err != nil {
		return Opened{}, err
	}
	step, ok := totpStep(t.factor, plainCode(code), at, 0)
	if !ok {
		return Opened{}, fault.Invalid(wordWrongCode).At("/totp")
	}
	if n, err := spendTicket(tx, t.hash, at); err != nil || n == 0 {
		return Opened{}, orElse(err, fault.Unauthenticated(wordTicket))
	}
	u, err := lockUser(tx, t.user)
	if err != nil {
		return Opened{}, err
	}
	if u.State == Disabled || u.password == "" {
		return Opened{}, fault.Unauthenticated(wordTicket)
	}
	codes, err := takeFactor(tx, u.User, t.factor, step)
	if err != nil {
		return Opened{}, err
	}
	if _, err := endSessions(tx, u.ID, "", endFactor, at); err != nil {
		return Opened{}, err
	}
	tx.Note("user:"+u.ID, map[string]any{"state": u.State}, map[string]any{"state": Active, "factor": "confirmed"})
	if err := closeSetup(tx); err != nil {
		return Opened{}, err
	}
	opened, err := openSession(tx, u.User, at)
	opened.RecoveryCodes = codes
	return opened, err
}

func takeFactor(tx *db.Tx, u User, secret string, step int64) ([]string, error) {
	sealed, err := tx.Seal("user_account", "totp", u.ID, secret)
	if err != nil {
		return nil, err
	}
	if err := setFactor(tx, u.ID, sealed, step); err != nil {
		return nil, err
	}
	if err := setState(tx, u.ID, Active); err != nil {
		return nil, err
	}
	return drawRecoveries(tx, u.ID)
}

// drawRecoveries replaces a user's recovery codes and returns them, for once.
func drawRecoveries(tx *db.Tx, user string) ([]string, error) {
	codes, hashes := make([]string, recoveries), make([][]byte, recoveries)
	for i := range codes {
		codes[i] = newCode()
		hashes[i] = digest(plainCode(codes[i]))
	}
	return codes, replaceRecoveries(tx, user, hashes)
}

// Invitation is a one-time code for a colleague who sets his own password and
// second factor with it.
type Invitation struct {
	UserID    string    `json:"user_id"`
	Code      string    `json:"code" doc:"shown once; hand it over yourself"`
	ExpiresAt time.Time `json:"expires_at"`
}

// invite draws a new code for an invited user; older ones are void.
func invite(tx *db.Tx, user string, at time.Time) (Invitation, error) {
	if err := dropTickets(tx, user); err != nil {
		return Invitation{}, err
	}
	v := Invitation{UserID: user, Code: newCode(), ExpiresAt: at.Add(inviteLife)}
	return v, insertTicket(tx, ticket{hash: digest(plainCode(v.Code)), kind: ticketInvite, user: user, expires: v.ExpiresAt})
}

// invited returns whom a code invites.
func invited(tx *db.Tx, code string, at time.Time) (User, error) {
	t, err := findTicket(tx, ticketInvite, digest(plainCode(code)), at)
	if errors.Is(err, db.ErrNone) {
		return User{}, fault.Unauthenticated(wordTicket)
	}
	if err != nil {
		return User{}, err
	}
	return findUser(tx, t.user)
}

// accept uses up an invitation: the password is chosen, the second factor drawn.
func accept(tx *db.Tx, code, hash string, at time.Time) (Enrolment, error) {
	u, err := invited(tx, code, at)
	if err != nil {
		return Enrolment{}, err
	}
	if n, err := spendTicket(tx, digest(plainCode(code)), at); err != nil || n == 0 || u.State != Invited {
		return Enrolment{}, orElse(err, fault.Unauthenticated(wordTicket))
	}
	if err := setPassword(tx, u.ID, hash, at); err != nil {
		return Enrolment{}, err
	}
	tx.Note("user:"+u.ID, nil, "invitation accepted")
	return beginFactor(tx, u, at)
}
