package tenant

import "fenming/kit/db"

// Tables lists what this room owns. The registry itself is global and made by
// the kit's own migration.
var Tables = []string{"tenant", "shop", "tenant_setting"}

const tenantColumns = `tenant, name, kind, zone, lang, currency`

func scanTenant(s db.Scan) (Tenant, error) {
	var t Tenant
	return t, s(&t.ID, &t.Name, &t.Kind, &t.Zone, &t.Lang, &t.Currency)
}

// knownTenant: a decision asks for the tenant's zone in four rooms.
const knownTenant = "tenant"

func find(tx *db.Tx) (Tenant, error) {
	return db.Known(tx, knownTenant, func() (Tenant, error) {
		return db.One(tx.Global(), `SELECT `+tenantColumns+` FROM tenant WHERE tenant = $1`, scanTenant, tx.Tenant())
	})
}

func all(tx *db.Tx) ([]Tenant, error) {
	return db.All(tx.Global(), `SELECT `+tenantColumns+` FROM tenant ORDER BY tenant`, scanTenant)
}

func insertTenant(tx *db.Tx, t Tenant) error {
	_, err := tx.Global().Exec(`INSERT INTO tenant (tenant, name, kind, zone, lang, currency, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`, t.ID, t.Name, t.Kind, t.Zone, string(t.Lang), string(t.Currency), tx.NowMicro())
	return err
}

func updateTenant(tx *db.Tx, t Tenant) error {
	tx.Forget(knownTenant)
	_, err := tx.Global().Exec(`UPDATE tenant SET name = $2, lang = $3 WHERE tenant = $1`, t.ID, t.Name, string(t.Lang))
	return err
}

func scanShop(s db.Scan) (Shop, error) {
	var (
		shop Shop
		def  int64
	)
	err := s(&shop.ID, &shop.Name, &def)
	shop.Default = def == 1
	return shop, err
}

func shops(tx *db.Tx) ([]Shop, error) {
	return db.All(tx, `SELECT id, name, is_default FROM shop WHERE tenant = $1
		ORDER BY is_default DESC, name LIMIT 1000`, scanShop)
}

func shopByID(tx *db.Tx, id string) (Shop, error) {
	return db.One(tx, `SELECT id, name, is_default FROM shop WHERE tenant = $1 AND id = $2`, scanShop, id)
}

func shopNamed(tx *db.Tx, name string) (Shop, error) {
	return db.One(tx, `SELECT id, name, is_default FROM shop WHERE tenant = $1 AND name = $2`, scanShop, name)
}

func insertShop(tx *db.Tx, s Shop) error {
	def := 0
	if s.Default {
		def = 1
	}
	_, err := tx.Exec(`INSERT INTO shop (tenant, id, name, is_default, created_at) VALUES ($1, $2, $3, $4, $5)`,
		s.ID, s.Name, def, tx.NowMicro())
	return err
}

func renameShop(tx *db.Tx, id, name string) error {
	_, err := tx.Exec(`UPDATE shop SET name = $3 WHERE tenant = $1 AND id = $2`, id, name)
	return err
}

func setting(tx *db.Tx, name string) (int64, error) {
	return db.One(tx, `SELECT value FROM tenant_setting WHERE tenant = $1 AND name = $2`, db.Value[int64], name)
}

func settings(tx *db.Tx) (map[string]int64, error) {
	found := map[string]int64{}
	err := tx.Each(`SELECT name, value FROM tenant_setting WHERE tenant = $1`, func(s db.Scan) error {
		var (
			name  string
			value int64
		)
		err := s(&name, &value)
		found[name] = value
		return err
	})
	return found, err
}

func saveSetting(tx *db.Tx, name string, value int64) error {
	_, err := tx.Exec(`INSERT INTO tenant_setting (tenant, name, value, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by,
			changed_at = excluded.changed_at`, name, value, tx.Actor().ID, tx.NowMicro())
	return err
}
