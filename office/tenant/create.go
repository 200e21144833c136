package tenant

import (
	"errors"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// New is what a tenant is made of. An empty field takes the default: kind live,
// zone Asia/Shanghai, language zh-CN, currency CNY, the shop named as the tenant.
type New struct {
	Name     string
	ShopName string
	Kind     string
	Zone     string
	Lang     words.Lang
	Currency money.Currency
}

func (n New) filled() New {
	n.Name, n.ShopName = strings.TrimSpace(n.Name), strings.TrimSpace(n.ShopName)
	for _, field := range []struct {
		value *string
		def   string
	}{{&n.ShopName, n.Name}, {&n.Kind, Live}, {&n.Zone, calendar.Shanghai}} {
		if *field.value == "" {
			*field.value = field.def
		}
	}
	if n.Lang == "" {
		n.Lang = words.ZH
	}
	if n.Currency == "" {
		n.Currency = money.CNY
	}
	return n
}

func (n New) check() error {
	if n.Name == "" {
		return fault.Invalid(wordNoName).At("/name")
	}
	if n.Kind != Live && n.Kind != Demo {
		return fault.Invalid(wordKind).At("/kind")
	}
	if n.Lang != words.ZH && n.Lang != words.EN {
		return fault.Invalid(wordLang).At("/lang")
	}
	if _, err := calendar.Zone(n.Zone); err != nil {
		return fault.As(err).At("/zone")
	}
	if err := n.Currency.Check(); err != nil {
		return fault.As(err).At("/currency")
	}
	return nil
}

// Create registers the tenant the transaction is scoped to, with its default
// shop. Conflict when it exists already.
func Create(tx *db.Tx, n New) (Tenant, error) {
	n = n.filled()
	if err := n.check(); err != nil {
		return Tenant{}, err
	}
	if _, err := Get(tx); err == nil {
		return Tenant{}, fault.Conflict(wordExists)
	} else if !fault.Is(err, fault.CodeNotFound) {
		return Tenant{}, err
	}
	t := Tenant{ID: tx.Tenant(), Name: n.Name, Kind: n.Kind, Zone: n.Zone, Lang: n.Lang, Currency: n.Currency}
	if err := insertTenant(tx, t); err != nil {
		return Tenant{}, err
	}
	tx.Note("tenant:"+t.ID, nil, map[string]any{"kind": t.Kind, "zone": t.Zone, "currency": t.Currency})
	_, err := addShop(tx, n.ShopName, true)
	return t, err
}

// AddShop adds a shop to the tenant. Conflict when one has the name.
func AddShop(tx *db.Tx, name string) (Shop, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return Shop{}, fault.Invalid(wordNoName).At("/name")
	}
	if err := nameFree(tx, name); err != nil {
		return Shop{}, err
	}
	return addShop(tx, name, false)
}

func nameFree(tx *db.Tx, name string) error {
	_, err := shopNamed(tx, name)
	if err == nil {
		return fault.Conflict(wordShopExists).At("/name")
	}
	if !errors.Is(err, db.ErrNone) {
		return err
	}
	return nil
}

func addShop(tx *db.Tx, name string, first bool) (Shop, error) {
	s := Shop{ID: tx.ID("shp"), Name: name, Default: first}
	if err := insertShop(tx, s); err != nil {
		return Shop{}, err
	}
	tx.Note("shop:"+s.ID, nil, map[string]any{"name": name})
	return s, nil
}

// RenameShop gives a shop another name.
func RenameShop(tx *db.Tx, id, name string) (Shop, error) {
	s, err := GetShop(tx, id)
	if err != nil {
		return Shop{}, err
	}
	before := s.Name
	s.Name = strings.TrimSpace(name)
	if s.Name == "" {
		return Shop{}, fault.Invalid(wordNoName).At("/name")
	}
	if s.Name == before {
		return s, nil
	}
	if err := nameFree(tx, s.Name); err != nil {
		return Shop{}, err
	}
	tx.Note("shop:"+id, map[string]any{"name": before}, map[string]any{"name": s.Name})
	return s, renameShop(tx, id, s.Name)
}

// Change alters what of a tenant may be altered: its name and language. An
// empty value leaves it as it is.
func Change(tx *db.Tx, name string, lang words.Lang) (Tenant, error) {
	t, err := Get(tx)
	if err != nil {
		return Tenant{}, err
	}
	before := t
	if name = strings.TrimSpace(name); name != "" {
		t.Name = name
	}
	if lang != "" {
		t.Lang = lang
	}
	if t.Lang != words.ZH && t.Lang != words.EN {
		return Tenant{}, fault.Invalid(wordLang).At("/lang")
	}
	tx.Note("tenant:"+t.ID, map[string]any{"name": before.Name, "lang": before.Lang},
		map[string]any{"name": t.Name, "lang": t.Lang})
	return t, updateTenant(tx, t)
}
