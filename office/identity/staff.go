package identity

import (
	"errors"
	"strings"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/vault"
	"fenming/kit/words"
)

// NewUser is what a member of staff is made of.
type NewUser struct {
	Email string
	Name  string
	Role  string
	Lang  words.Lang
}

// createUser adds a user who has yet to accept. Conflict when the address is
// taken.
func createUser(tx *db.Tx, n NewUser) (User, error) {
	if err := checkRole(n.Role); err != nil {
		return User{}, err
	}
	u := User{ID: tx.ID("usr"), Name: strings.TrimSpace(n.Name), Role: n.Role, State: Invited, Lang: n.Lang, CreatedAt: tx.Now()}
	if u.Name == "" {
		return User{}, fault.Invalid(wordNoName).At("/name")
	}
	if u.Lang == "" {
		u.Lang = words.ZH
	}
	var err error
	if u.Email, err = vault.NormalEmail(n.Email); err != nil {
		return User{}, fault.As(err).At("/email")
	}
	index, err := emailIndex(tx, u.Email)
	if err != nil {
		return User{}, err
	}
	if _, err := userByEmail(tx, index); err == nil {
		return User{}, fault.Conflict(wordUserExists).At("/email")
	} else if !errors.Is(err, db.ErrNone) {
		return User{}, err
	}
	email, err := tx.Seal("user_account", "email", u.ID, u.Email)
	if err != nil {
		return User{}, err
	}
	name, err := tx.Seal("user_account", "name", u.ID, u.Name)
	if err != nil {
		return User{}, err
	}
	tx.Note("user:"+u.ID, nil, map[string]any{"role": u.Role, "state": u.State})
	return u, insertUser(tx, u, email, name, index)
}

// Invite adds a colleague and draws his one-time code. Only an owner makes an
// owner. at is real time.
func Invite(tx *db.Tx, n NewUser, at time.Time) (User, Invitation, error) {
	if err := MayTouch(tx, n.Role); err != nil {
		return User{}, Invitation{}, err
	}
	u, err := createUser(tx, n)
	if err != nil {
		return User{}, Invitation{}, err
	}
	v, err := invite(tx, u.ID, at)
	return u, v, err
}

// InviteAgain draws a new code for a user who has not accepted yet, or whose
// factor was reset.
func InviteAgain(tx *db.Tx, id string, at time.Time) (Invitation, error) {
	u, err := GetUser(tx, id)
	if err != nil {
		return Invitation{}, err
	}
	if u.State != Invited {
		return Invitation{}, fault.Conflict(wordUserState, words.Args{"state": u.State})
	}
	if err := MayTouch(tx, u.Role); err != nil {
		return Invitation{}, err
	}
	tx.Note("user:"+id, nil, "invited again")
	return invite(tx, id, at)
}

// GetUser returns one member of staff.
func GetUser(tx *db.Tx, id string) (User, error) {
	u, err := findUser(tx, id)
	if errors.Is(err, db.ErrNone) {
		return User{}, fault.NotFound(wordNoUser)
	}
	return u, err
}

// Disable takes a leaver's access: his sessions end, his keys and codes are
// void. The last owner stays, and nobody disables himself.
func Disable(tx *db.Tx, id string) (User, error) {
	u, err := change(tx, id, Active, Invited)
	if err != nil {
		return User{}, err
	}
	if id == tx.Actor().ID {
		return User{}, fault.Refused(wordNotSelf)
	}
	if err := MayTouch(tx, u.Role); err != nil {
		return User{}, err
	}
	if u.Role == Owner {
		if err := anotherOwner(tx, id); err != nil {
			return User{}, err
		}
	}
	if err := setState(tx, id, Disabled); err != nil {
		return User{}, err
	}
	if err := dropTickets(tx, id); err != nil {
		return User{}, err
	}
	if _, err := endSessions(tx, id, "", endDisabled, realNow()); err != nil {
		return User{}, err
	}
	if err := revokeKeys(tx, id, func(Key) bool { return true }); err != nil {
		return User{}, err
	}
	tx.Note("user:"+id, map[string]any{"state": u.State}, map[string]any{"state": Disabled})
	u.State = Disabled
	return u.User, nil
}

// Enable lets a disabled user back in with the password and factor he had; one
// who never had them is invited again.
func Enable(tx *db.Tx, id string) (User, error) {
	u, err := change(tx, id, Disabled)
	if err != nil {
		return User{}, err
	}
	if err := MayTouch(tx, u.Role); err != nil {
		return User{}, err
	}
	u.State = Active
	if u.totp == "" || u.password == "" {
		u.State = Invited
	}
	// He counts as seen now, else the next night would find him idle again.
	if err := touchSession(tx, "", id, realNow()); err != nil {
		return User{}, err
	}
	tx.Note("user:"+id, map[string]any{"state": Disabled}, map[string]any{"state": u.State})
	return u.User, setState(tx, id, u.State)
}

// MayTouch keeps an owner's account from people and keys that are no owner's,
// else whoever manages users could make himself one.
func MayTouch(tx *db.Tx, role string) error {
	if a := tx.Actor(); role == Owner && a.Role != Owner && a.Kind != "system" {
		return fault.Forbidden(wordOwnerOnly)
	}
	return nil
}

// change locks staff and user and checks the state it is in.
func change(tx *db.Tx, id string, from ...string) (credentials, error) {
	if err := lockStaff(tx); err != nil {
		return credentials{}, err
	}
	u, err := lockUser(tx, id)
	if errors.Is(err, db.ErrNone) {
		return u, fault.NotFound(wordNoUser)
	}
	if err != nil {
		return u, err
	}
	for _, state := range from {
		if u.State == state {
			return u, nil
		}
	}
	return u, fault.Conflict(wordUserState, words.Args{"state": u.State})
}

func anotherOwner(tx *db.Tx, but string) error {
	all, err := activeMembers(tx)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.role == Owner && m.id != but {
			return nil
		}
	}
	return fault.Refused(wordLastOwner)
}

// SetRole gives a user another role: his sessions end, keys of his that exceed
// it are void. Whether a second person must agree is for office/control.
func SetRole(tx *db.Tx, id, role string) (User, error) {
	if err := checkRole(role); err != nil {
		return User{}, err
	}
	u, err := change(tx, id, Active, Invited)
	if err != nil {
		return User{}, err
	}
	if u.Role == role {
		return u.User, nil
	}
	if u.Role == Owner {
		if err := anotherOwner(tx, id); err != nil {
			return User{}, err
		}
	}
	if err := setRole(tx, id, role); err != nil {
		return User{}, err
	}
	if _, err := endSessions(tx, id, "", endRole, realNow()); err != nil {
		return User{}, err
	}
	exceeds := func(k Key) bool {
		for _, scope := range k.Scopes {
			if !Permits(role, api.Permission(scope)) {
				return true
			}
		}
		return false
	}
	if err := revokeKeys(tx, id, exceeds); err != nil {
		return User{}, err
	}
	tx.Note("user:"+id, map[string]any{"role": u.Role}, map[string]any{"role": role})
	u.Role = role
	return u.User, nil
}

// ResetFactor takes a lost second factor away: the user can do nothing until he
// accepts a new invitation with a new password and a new factor. Whether a
// second person must agree is for office/control.
func ResetFactor(tx *db.Tx, id string) error {
	u, err := change(tx, id, Active)
	if err != nil {
		return err
	}
	if err := setFactor(tx, id, []byte{}, 0); err != nil {
		return err
	}
	if err := setPassword(tx, id, "", realNow()); err != nil {
		return err
	}
	if err := replaceRecoveries(tx, id, nil); err != nil {
		return err
	}
	if err := dropTickets(tx, id); err != nil {
		return err
	}
	if _, err := endSessions(tx, id, "", endFactor, realNow()); err != nil {
		return err
	}
	tx.Note("user:"+id, map[string]any{"state": u.State}, map[string]any{"state": Invited, "factor": "reset"})
	return setState(tx, id, Invited)
}

// Holders lists the active users whose role holds a permission.
func Holders(tx *db.Tx, p api.Permission) ([]string, error) {
	all, err := activeMembers(tx)
	if err != nil {
		return nil, err
	}
	holders := []string{}
	for _, m := range all {
		if Permits(m.role, p) {
			holders = append(holders, m.id)
		}
	}
	return holders, nil
}

// Person returns the user behind an actor: himself, or who made the key; ""
// for a part of the system.
func Person(tx *db.Tx, a db.Actor) (string, error) {
	switch a.Kind {
	case "user":
		return a.ID, nil
	case "key":
		k, err := keyByID(tx, a.ID)
		if errors.Is(err, db.ErrNone) {
			return "", fault.NotFound(wordNoKey)
		}
		return k.CreatedBy, err
	}
	return "", nil
}

// Names returns the names of users by id; unknown ids are left out.
func Names(tx *db.Tx, ids ...string) (map[string]string, error) {
	names := map[string]string{}
	for _, id := range ids {
		if _, done := names[id]; done || id == "" {
			continue
		}
		u, err := findUser(tx, id)
		if errors.Is(err, db.ErrNone) {
			continue
		}
		if err != nil {
			return nil, err
		}
		names[id] = u.Name
	}
	return names, nil
}
