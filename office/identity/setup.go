package identity

import (
	"context"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/vault"
	"fenming/office/tenant"
)

// Settings of the installation that first set-up keeps.
const (
	settingSetup = "setup"      // the pending code, as setupRecord
	settingDone  = "setup_done" // the tenant that was set up
)

// setupRecord is a pending first set-up. The tenant's id is drawn with the
// code, so that requests of the set-up are scoped before the tenant exists.
type setupRecord struct {
	Tenant  string `json:"tenant"`
	Hash    string `json:"hash"`    // hex SHA-256 of the code
	Expires int64  `json:"expires"` // real µs
	Used    bool   `json:"used"`
}

// NewSetupCode draws the one-time code of first set-up, for the console. It is
// valid for 30 minutes of real time and works once; an older one is void.
// Conflict once set-up is complete.
func NewSetupCode(ctx context.Context, d *db.DB) (string, error) {
	return newSetupCode(ctx, d, calendar.System{}.Now())
}

func newSetupCode(ctx context.Context, d *db.DB, now time.Time) (string, error) {
	code := newCode()
	err := d.Write(ctx, db.Scope{Quiet: true}, func(tx *db.Tx) error {
		if done, err := setupDone(tx); err != nil || done {
			return orElse(err, fault.Conflict(wordSetupDone))
		}
		r, _, err := loadSetup(tx)
		if err != nil {
			return err
		}
		if r.Tenant == "" {
			r.Tenant = tenant.NewID(now)
		}
		r.Hash, r.Expires, r.Used = hex.EncodeToString(digest(plainCode(code))), now.Add(ticketLife).UnixMicro(), false
		raw, err := json.Marshal(r)
		if err != nil {
			return err
		}
		return writeSetting(tx, settingSetup, string(raw))
	})
	return code, err
}

// SetupNeeded says whether first set-up has yet to be completed.
func SetupNeeded(ctx context.Context, d *db.DB) (bool, error) {
	var done bool
	err := d.Read(ctx, db.Scope{Quiet: true}, func(tx *db.Tx) (err error) {
		done, err = setupDone(tx)
		return err
	})
	return !done, err
}

func setupDone(tx *db.Tx) (bool, error) {
	_, err := readSetting(tx, settingDone)
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	return err == nil, err
}

// loadSetup returns the pending set-up, empty when there is none, and its text.
func loadSetup(tx *db.Tx) (setupRecord, string, error) {
	var r setupRecord
	raw, err := readSetting(tx, settingSetup)
	if errors.Is(err, db.ErrNone) {
		return r, "", nil
	}
	if err != nil {
		return r, "", err
	}
	return r, raw, json.Unmarshal([]byte(raw), &r)
}

func readSetup(ctx context.Context, d *db.DB) (setupRecord, error) {
	var r setupRecord
	err := d.Read(ctx, db.Scope{Quiet: true}, func(tx *db.Tx) (err error) {
		r, _, err = loadSetup(tx)
		return err
	})
	return r, err
}

// opens says whether a code opens the set-up at a real time.
func (r setupRecord) opens(code string, at time.Time) bool {
	given := hex.EncodeToString(digest(plainCode(code)))
	return r.Tenant != "" && !r.Used && at.UnixMicro() < r.Expires &&
		subtle.ConstantTimeCompare([]byte(given), []byte(r.Hash)) == 1
}

// setUp uses up the code and makes merchant, shop and owner; the owner counts
// only once his second factor is confirmed. Until then a new code may begin
// again.
func setUp(tx *db.Tx, in SetupIn, at time.Time) (Enrolment, error) {
	r, raw, err := loadSetup(tx)
	if err != nil {
		return Enrolment{}, err
	}
	if !r.opens(in.Code, at) || r.Tenant != tx.Tenant() {
		return Enrolment{}, fault.Invalid(wordSetupCode).At("/code")
	}
	if done, err := setupDone(tx); err != nil || done {
		return Enrolment{}, orElse(err, fault.Conflict(wordSetupDone))
	}
	r.Used = true
	used, err := json.Marshal(r)
	if err != nil {
		return Enrolment{}, err
	}
	if n, err := swapSetting(tx, settingSetup, raw, string(used)); err != nil || n == 0 {
		return Enrolment{}, orElse(err, fault.Invalid(wordSetupCode).At("/code"))
	}
	if err := setUpTenant(tx, in); err != nil {
		return Enrolment{}, err
	}
	u, err := setUpOwner(tx, in)
	if err != nil {
		return Enrolment{}, err
	}
	if err := setPassword(tx, u.ID, in.hash, at); err != nil {
		return Enrolment{}, err
	}
	return beginFactor(tx, u, at)
}

func setUpTenant(tx *db.Tx, in SetupIn) error {
	_, err := tenant.Get(tx)
	if fault.Is(err, fault.CodeNotFound) {
		_, err = tenant.Create(tx, tenant.New{Name: in.Shop, Zone: in.Zone, Lang: in.Language})
	}
	return err
}

// setUpOwner makes the owner, or takes over the one a broken-off set-up left;
// whoever else it left is void.
func setUpOwner(tx *db.Tx, in SetupIn) (User, error) {
	index, err := emailIndex(tx, in.Email)
	if err != nil {
		return User{}, err
	}
	left, err := users(tx, "", "", 200)
	if err != nil {
		return User{}, err
	}
	same, err := userByEmail(tx, index)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return User{}, err
	}
	for _, u := range left {
		if err := setState(tx, u.ID, Disabled); err != nil {
			return User{}, err
		}
		if err := dropTickets(tx, u.ID); err != nil {
			return User{}, err
		}
	}
	if same.ID == "" {
		return createUser(tx, NewUser{Email: in.Email, Name: in.Name, Role: Owner, Lang: in.Language})
	}
	name, err := tx.Seal("user_account", "name", same.ID, in.Name)
	if err != nil {
		return User{}, err
	}
	if err := renameUser(tx, same.ID, name); err != nil {
		return User{}, err
	}
	same.State = Invited
	return same.User, setState(tx, same.ID, Invited)
}

func emailIndex(tx *db.Tx, email string) (string, error) {
	normal, err := vault.NormalEmail(email)
	if err != nil {
		return "", fault.As(err).At("/email")
	}
	return tx.Index("user_account.email", normal)
}

// finishSetup confirms the owner's second factor.
func finishSetup(tx *db.Tx, ticketText, code string, at time.Time) (Opened, error) {
	if done, err := setupDone(tx); err != nil || done {
		return Opened{}, orElse(err, fault.Conflict(wordSetupDone))
	}
	return confirmFactor(tx, ticketText, code, at)
}

// closeSetup ends first set-up for good once its tenant has an active user, by
// whichever door he confirmed his factor.
func closeSetup(tx *db.Tx) error {
	r, _, err := loadSetup(tx)
	if err != nil || r.Tenant != tx.Tenant() {
		return err
	}
	return writeSetting(tx, settingDone, tx.Tenant())
}
