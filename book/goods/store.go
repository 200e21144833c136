package goods

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// Tables lists what this room owns.
var Tables = []string{"product"}

const columns = `id, sku, name, category, fulfilment, resale, created_at`

func scan(s db.Scan) (Product, error) {
	var (
		p      Product
		resale int64
		at     int64
	)
	err := s(&p.ID, &p.SKU, &p.Name, &p.Category, &p.Fulfilment, &resale, &at)
	p.Resale, p.CreatedAt = resale == 1, calendar.FromMicros(at)
	return p, err
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func find(tx *db.Tx, id string) (Product, error) {
	return db.One(tx, `SELECT `+columns+` FROM product WHERE tenant = $1 AND id = $2`, scan, id)
}

func bySKU(tx *db.Tx, sku string) (Product, error) {
	return db.One(tx, `SELECT `+columns+` FROM product WHERE tenant = $1 AND sku = $2`, scan, sku)
}

func insert(tx *db.Tx, p Product) (int64, error) {
	return tx.Exec(`INSERT INTO product (tenant, `+columns+`, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
		ON CONFLICT (tenant, sku) DO NOTHING`,
		p.ID, p.SKU, p.Name, p.Category, p.Fulfilment, flag(p.Resale), tx.NowMicro())
}

func update(tx *db.Tx, p Product) error {
	_, err := tx.Exec(`UPDATE product SET name = $3, category = $4, fulfilment = $5, resale = $6, updated_at = $7
		WHERE tenant = $1 AND id = $2`, p.ID, p.Name, p.Category, p.Fulfilment, flag(p.Resale), tx.NowMicro())
	return err
}

// List returns up to n products, newest first, after the id of the last one
// seen; an empty category means all.
func List(tx *db.Tx, category, after string, n int) ([]Product, error) {
	return db.All(tx, `SELECT `+columns+` FROM product WHERE tenant = $1 AND ($2 = '' OR category = $2)
		AND ($3 = '' OR id < $3) ORDER BY id DESC LIMIT $4`, scan, category, after, n)
}

// Categories lists the categories in use, at most 1,000.
func Categories(tx *db.Tx) ([]Category, error) {
	return db.All(tx, `SELECT category, count(*) FROM product WHERE tenant = $1 AND category <> ''
		GROUP BY category ORDER BY category LIMIT 1000`, func(s db.Scan) (Category, error) {
		var c Category
		return c, s(&c.Name, &c.Products)
	})
}
