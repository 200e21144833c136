package control

import (
	"encoding/json"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/identity"
)

// The acts of this room.
const (
	KindRole  = "user.role"
	KindReset = "user.reset_factor"
)

type roleArgs struct {
	User string `json:"user"`
	Role string `json:"role"`
}

type resetArgs struct {
	User string `json:"user"`
}

func staffActs() []Act {
	return []Act{
		{KindRole, identity.PermissionManageUsers, func(tx *db.Tx, raw []byte) error {
			var args roleArgs
			if err := json.Unmarshal(raw, &args); err != nil {
				return err
			}
			_, err := identity.SetRole(tx, args.User, args.Role)
			return err
		}},
		{KindReset, identity.PermissionManageUsers, func(tx *db.Tx, raw []byte) error {
			var args resetArgs
			if err := json.Unmarshal(raw, &args); err != nil {
				return err
			}
			return identity.ResetFactor(tx, args.User)
		}},
	}
}

// ChangeRole gives a user another role: at once where only one person manages
// staff, else once a second one agrees. Only an owner gives or takes the
// owner's role. applied says whether it happened at once.
func ChangeRole(tx *db.Tx, user, role string) (a Approval, applied bool, err error) {
	u, err := identity.GetUser(tx, user)
	if err != nil {
		return a, false, err
	}
	for _, r := range []string{u.Role, role} {
		if err := identity.MayTouch(tx, r); err != nil {
			return a, false, err
		}
	}
	if u.State == identity.Disabled || u.Role == role {
		return a, false, fault.Conflict(wordRoleSame)
	}
	holders, err := identity.Holders(tx, identity.PermissionManageUsers)
	if err != nil {
		return a, false, err
	}
	if len(holders) <= 1 {
		_, err = identity.SetRole(tx, user, role)
		return a, err == nil, err
	}
	a, err = Ask(tx, Request{Kind: KindRole, Permission: identity.PermissionManageUsers, Object: "user:" + user,
		Args: roleArgs{user, role}, Summary: wordRoleSummary, SummaryArgs: words.Args{"user": user,
			"from": both(identity.RoleWord(u.Role)), "to": both(identity.RoleWord(role))}})
	return a, false, err
}

// both names a role in a sentence of either language.
func both(w words.Word) string { return w.ZH + " " + w.EN }

// AskReset asks that a lost second factor be taken away (SEC-02: two people
// proof the identity).
func AskReset(tx *db.Tx, user string) (Approval, error) {
	u, err := identity.GetUser(tx, user)
	if err != nil {
		return Approval{}, err
	}
	if err := identity.MayTouch(tx, u.Role); err != nil {
		return Approval{}, err
	}
	if u.State != identity.Active {
		return Approval{}, fault.Conflict(wordResetState)
	}
	return Ask(tx, Request{Kind: KindReset, Permission: identity.PermissionManageUsers, Object: "user:" + user,
		Args: resetArgs{user}, Summary: wordResetSummary, SummaryArgs: words.Args{"user": user}})
}
