package identity

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// NewKey is what a machine key is made of.
type NewKey struct {
	Name   string
	Scopes []string
	IPs    []string // addresses or CIDR prefixes; none: from anywhere
	Days   int      // until it expires, 1..365
}

// personal are the permissions no machine may hold: a key knows no second
// factor, so it must not make users, keys or decisions of two people.
var personal = []string{"user.manage", "key.manage", "approval.decide", "customer.reveal"}

// checkScopes refuses scopes that the program does not have, or that go beyond
// what the maker himself may do, or that no machine may hold.
func checkScopes(scopes []string, maker api.Caller, known map[api.Permission]bool) error {
	if err := noPersonal(scopes); err != nil {
		return err
	}
	for _, scope := range scopes {
		args := words.Args{"scope": scope}
		switch {
		case !known[api.Permission(scope)]:
			return fault.Invalid(wordNoScope).At("/scopes")
		case !maker.May(api.Permission(scope)):
			return fault.Forbidden(wordScopeBeyond, args).At("/scopes")
		}
	}
	return nil
}

func noPersonal(scopes []string) error {
	for _, scope := range scopes {
		if slices.Contains(personal, scope) {
			return fault.Refused(wordPersonalScope, words.Args{"scope": scope}).At("/scopes")
		}
	}
	return nil
}

// prefixes brings addresses and networks to one form.
func prefixes(ips []string) ([]string, error) {
	out := []string{}
	for _, text := range ips {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			var a netip.Addr
			if a, err = netip.ParseAddr(text); err == nil {
				a = a.Unmap().WithZone("")
				p = netip.PrefixFrom(a, a.BitLen())
			}
		}
		if err != nil {
			return nil, fault.Invalid(wordAddress).At("/ips").Because(err)
		}
		out = append(out, p.Masked().String())
	}
	return out, nil
}

// MakeKey draws a machine key; its text is returned this once. The scopes have
// been checked against its maker.
func MakeKey(tx *db.Tx, n NewKey, at time.Time) (Key, string, error) {
	if n.Days < 1 || n.Days > MaxKeyDays {
		return Key{}, "", fault.Invalid(wordKeyDays, words.Args{"n": MaxKeyDays}).At("/days")
	}
	if err := noPersonal(n.Scopes); err != nil {
		return Key{}, "", err
	}
	nets, err := prefixes(n.IPs)
	if err != nil {
		return Key{}, "", err
	}
	maker, err := Person(tx, tx.Actor())
	if err != nil {
		return Key{}, "", err
	}
	text := keyPrefix + tx.Tenant() + "_" + newToken()
	k := Key{ID: tx.ID("key"), Name: strings.TrimSpace(n.Name), Hint: text[len(text)-4:], Scopes: slices.Sorted(slices.Values(n.Scopes)),
		IPs: nets, CreatedBy: maker, CreatedAt: at, ExpiresAt: at.AddDate(0, 0, n.Days)}
	if k.Name == "" {
		return Key{}, "", fault.Invalid(wordNoName).At("/name")
	}
	tx.Note("key:"+k.ID, nil, map[string]any{"scopes": k.Scopes, "ips": k.IPs, "expires_at": k.ExpiresAt})
	return k, text, insertKey(tx, k, digest(text))
}

// RevokeKey makes a key void at once.
func RevokeKey(tx *db.Tx, id string) error {
	if _, err := keyByID(tx, id); errors.Is(err, db.ErrNone) {
		return fault.NotFound(wordNoKey)
	} else if err != nil {
		return err
	}
	n, err := revokeKey(tx, id, realNow())
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.Conflict(wordKeyRevoked)
	}
	tx.Note("key:"+id, nil, "revoked")
	return nil
}

// revokeKeys makes those of a user's keys void that which picks.
func revokeKeys(tx *db.Tx, user string, which func(Key) bool) error {
	all, err := keysOf(tx, user)
	if err != nil {
		return err
	}
	for _, k := range all {
		if !which(k) {
			continue
		}
		if _, err := revokeKey(tx, k.ID, realNow()); err != nil {
			return err
		}
		tx.Note("key:"+k.ID, nil, "revoked")
	}
	return nil
}
