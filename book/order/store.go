package order

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// Tables lists what this room owns; the views are v_order_sale, v_order_item,
// v_order_refund and v_order_proof.
var Tables = []string{"orders", "order_item", "order_event", "order_proof", "order_refund"}

const columns = `id, outer_no, out_no, platform_no, customer, shop, channel, platform, creditor, plan_code, quote,
	contract, currency, amount, refunded, counts, state, verdict, subject, store, staff, way, pay_kind, pay_data, day,
	imported, events, expires_at, created_at, paid_at, fulfilled_at, settled_at, ended_at`

func scan(s db.Scan) (Order, error) {
	var (
		o                                                 Order
		imported                                          int64
		expires, created, paid, fulfilled, settled, ended int64
		currency                                          money.Currency
	)
	err := s(&o.ID, &o.OuterNo, &o.OutNo, &o.PlatformNo, &o.CustomerID, &o.ShopID, &o.ChannelID, &o.Platform,
		&o.Creditor, &o.PlanCode, &o.QuoteID, &o.ContractID, &currency, &o.Amount.Minor, &o.Refunded.Minor, &o.Count,
		&o.State, &o.Verdict, &o.Subject, &o.Store, &o.Staff, &o.Way, &o.PayKind, &o.PayData, &o.Day, &imported,
		&o.events, &expires, &created, &paid, &fulfilled, &settled, &ended)
	o.Amount.Currency, o.Refunded.Currency, o.Imported = currency, currency, imported == 1
	o.CreatedAt = calendar.FromMicros(created)
	o.ExpiresAt, o.PaidAt, o.FulfilledAt = moment(expires), moment(paid), moment(fulfilled)
	o.SettledAt, o.EndedAt = moment(settled), moment(ended)
	return o, err
}

// moment reads a stored time; 0 is none.
func moment(us int64) *time.Time {
	if us == 0 {
		return nil
	}
	at := calendar.FromMicros(us)
	return &at
}

func micros(t *time.Time) int64 {
	if t == nil || t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func find(tx *db.Tx, column, value, lock string) (Order, error) {
	return db.One(tx, `SELECT `+columns+` FROM orders WHERE tenant = $1 AND `+column+` = $2`+lock, scan, value)
}

// findOuter returns the order of a shop's number, a declined one last.
func findOuter(tx *db.Tx, outerNo string) (Order, error) {
	return db.One(tx, `SELECT `+columns+` FROM orders WHERE tenant = $1 AND outer_no = $2
		ORDER BY CASE state WHEN 'declined' THEN 1 ELSE 0 END, id DESC LIMIT 1`, scan, outerNo)
}

func firstActor(tx *db.Tx, orderID string) (string, error) {
	return db.One(tx, `SELECT actor FROM order_event WHERE tenant = $1 AND order_id = $2 AND nr = 1`, db.Value[string], orderID)
}

// insert writes a new order; 0 when its outer number is taken.
func insert(tx *db.Tx, o Order) (int64, error) {
	return tx.Exec(`INSERT INTO orders (tenant, `+columns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
		$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34)
		ON CONFLICT (tenant, outer_no) WHERE state <> 'declined' DO NOTHING`,
		o.ID, o.OuterNo, o.OutNo, o.PlatformNo, o.CustomerID, o.ShopID, o.ChannelID, o.Platform, o.Creditor,
		o.PlanCode, o.QuoteID, o.ContractID, string(o.Amount.Currency), o.Amount.Minor, o.Refunded.Minor, o.Count,
		string(o.State), o.Verdict, o.Subject, o.Store, o.Staff, o.Way, o.PayKind, o.PayData, string(o.Day),
		flag(o.Imported), o.events, micros(o.ExpiresAt), o.CreatedAt.UnixMicro(), micros(o.PaidAt),
		micros(o.FulfilledAt), micros(o.SettledAt), micros(o.EndedAt))
}

// update writes what may change of an order.
func update(tx *db.Tx, o Order) error {
	_, err := tx.Exec(`UPDATE orders SET platform_no = $3, quote = $4, contract = $5, refunded = $6, state = $7,
		pay_kind = $8, pay_data = $9, events = $10, paid_at = $11, fulfilled_at = $12, settled_at = $13, ended_at = $14,
		expires_at = $15
		WHERE tenant = $1 AND id = $2`,
		o.ID, o.PlatformNo, o.QuoteID, o.ContractID, o.Refunded.Minor, string(o.State), o.PayKind, o.PayData, o.events,
		micros(o.PaidAt), micros(o.FulfilledAt), micros(o.SettledAt), micros(o.EndedAt), micros(o.ExpiresAt))
	return err
}

func insertItems(tx *db.Tx, orderID string, items []Item) error {
	rows := make([][]any, len(items))
	for i, it := range items {
		rows[i] = []any{orderID, i + 1, it.ProductID, it.SKU, it.Name, it.Category, it.Fulfilment, flag(it.Resale),
			it.Quantity, it.Amount.Minor}
	}
	return tx.InsertManyLater("order_item", []string{"order_id", "nr", "product", "sku", "name", "category",
		"fulfilment", "resale", "quantity", "amount"}, rows)
}

// Items lists the lines of an order.
func Items(tx *db.Tx, o Order) ([]Item, error) {
	return db.All(tx, `SELECT nr, product, sku, name, category, fulfilment, resale, quantity, amount FROM order_item
		WHERE tenant = $1 AND order_id = $2 ORDER BY nr`, func(s db.Scan) (Item, error) {
		var (
			it     Item
			resale int64
		)
		err := s(&it.Nr, &it.ProductID, &it.SKU, &it.Name, &it.Category, &it.Fulfilment, &resale, &it.Quantity, &it.Amount.Minor)
		it.Resale, it.Amount.Currency = resale == 1, o.Amount.Currency
		return it, err
	}, o.ID)
}

func insertEntries(tx *db.Tx, orderID string, list []Entry) error {
	rows := make([][]any, len(list))
	for i, e := range list {
		detail, err := json.Marshal(e.Detail)
		if err != nil {
			return err
		}
		rows[i] = []any{orderID, e.Nr, string(e.Event), string(e.From), string(e.To), tx.Actor().ID, tx.Actor().Kind,
			string(detail), tx.NowMicro()}
	}
	return tx.InsertManyLater("order_event", []string{"order_id", "nr", "event", "from_state", "to_state", "actor",
		"actor_kind", "detail", "at"}, rows)
}

// Events returns the timeline of an order, oldest first. Within the transaction
// that wrote them the newest may not be visible yet.
func Events(tx *db.Tx, orderID string) ([]Entry, error) {
	return db.All(tx, `SELECT nr, event, from_state, to_state, actor, actor_kind, detail, at FROM order_event
		WHERE tenant = $1 AND order_id = $2 ORDER BY nr LIMIT 1000`, func(s db.Scan) (Entry, error) {
		var (
			e      Entry
			detail string
			at     int64
		)
		if err := s(&e.Nr, &e.Event, &e.From, &e.To, &e.Actor, &e.ActorKind, &detail, &at); err != nil {
			return e, err
		}
		e.At = calendar.FromMicros(at)
		return e, json.Unmarshal([]byte(detail), &e.Detail)
	}, orderID)
}

func insertProof(tx *db.Tx, p Proof) error {
	_, err := tx.Exec(`INSERT INTO order_proof (tenant, id, order_id, kind, carrier, tracking_no, evidence, shipped_at,
		signed_at, actor, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		p.ID, p.OrderID, p.Kind, p.Carrier, p.TrackingNo, p.EvidenceSHA, micros(p.ShippedAt), micros(p.SignedAt),
		p.Actor, p.CreatedAt.UnixMicro())
	return err
}

func updateProof(tx *db.Tx, p Proof) error {
	_, err := tx.Exec(`UPDATE order_proof SET signed_at = $3, evidence = $4 WHERE tenant = $1 AND id = $2`,
		p.ID, micros(p.SignedAt), p.EvidenceSHA)
	return err
}

// Proofs lists the proofs of an order, oldest first.
func Proofs(tx *db.Tx, orderID string) ([]Proof, error) {
	return db.All(tx, `SELECT id, order_id, kind, carrier, tracking_no, evidence, shipped_at, signed_at, actor, created_at
		FROM order_proof WHERE tenant = $1 AND order_id = $2 ORDER BY created_at, id LIMIT 500`,
		func(s db.Scan) (Proof, error) {
			var (
				p                        Proof
				shipped, signed, created int64
			)
			err := s(&p.ID, &p.OrderID, &p.Kind, &p.Carrier, &p.TrackingNo, &p.EvidenceSHA, &shipped, &signed, &p.Actor, &created)
			p.ShippedAt, p.SignedAt, p.CreatedAt = moment(shipped), moment(signed), calendar.FromMicros(created)
			return p, err
		}, orderID)
}

const refundColumns = `id, order_id, currency, amount, reason, state, approval, charges, actor, day, created_at, done_at`

func scanRefund(s db.Scan) (Refund, error) {
	var (
		r             Refund
		created, done int64
	)
	err := s(&r.ID, &r.OrderID, &r.Amount.Currency, &r.Amount.Minor, &r.Reason, &r.State, &r.ApprovalID,
		&r.Charges.Minor, &r.Actor, &r.Day, &created, &done)
	r.Charges.Currency, r.CreatedAt, r.DoneAt = r.Amount.Currency, calendar.FromMicros(created), moment(done)
	return r, err
}

func findRefund(tx *db.Tx, id, lock string) (Refund, error) {
	return db.One(tx, `SELECT `+refundColumns+` FROM order_refund WHERE tenant = $1 AND id = $2`+lock, scanRefund, id)
}

func insertRefund(tx *db.Tx, r Refund) error {
	_, err := tx.Exec(`INSERT INTO order_refund (tenant, `+refundColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		r.ID, r.OrderID, string(r.Amount.Currency), r.Amount.Minor, r.Reason, string(r.State), r.ApprovalID,
		r.Charges.Minor, r.Actor, string(r.Day), r.CreatedAt.UnixMicro(), micros(r.DoneAt))
	return err
}

func updateRefund(tx *db.Tx, r Refund) error {
	_, err := tx.Exec(`UPDATE order_refund SET state = $3, approval = $4, charges = $5, day = $6, done_at = $7
		WHERE tenant = $1 AND id = $2`, r.ID, string(r.State), r.ApprovalID, r.Charges.Minor, string(r.Day), micros(r.DoneAt))
	return err
}

// Refunds lists the refunds of an order, oldest first.
func Refunds(tx *db.Tx, orderID string) ([]Refund, error) {
	return db.All(tx, `SELECT `+refundColumns+` FROM order_refund WHERE tenant = $1 AND order_id = $2
		ORDER BY id LIMIT 500`, scanRefund, orderID)
}

// where writes the conditions; parameters begin at $2. Only
// the shape of the text depends on the filter, never a value.
func (f Filter) where() (string, []any) {
	var (
		b    strings.Builder
		args []any
	)
	add := func(cond string, values ...any) {
		for _, v := range values {
			args = append(args, v)
			cond = strings.Replace(cond, "?", fmt.Sprintf("$%d", len(args)+1), 1)
		}
		b.WriteString(" AND " + cond)
	}
	number := func(column, value string) {
		if begin, ok := strings.CutSuffix(value, "*"); ok {
			// The last code point is above everything a number begins with.
			add(column+" >= ? AND "+column+" < ?", begin, begin+"\U0010FFFF")
			return
		}
		add(column+" = ?", value)
	}
	if len(f.States) > 0 {
		marks := make([]any, len(f.States))
		for i, s := range f.States {
			marks[i] = string(s)
		}
		add("state IN (?"+strings.Repeat(", ?", len(marks)-1)+")", marks...)
	}
	for _, c := range []struct{ column, value string }{{"platform", f.Platform}, {"creditor", f.Creditor},
		{"customer", f.CustomerID}, {"channel", f.ChannelID}, {"plan_code", f.PlanCode}, {"verdict", f.Verdict}} {
		if c.value != "" {
			add(c.column+" = ?", c.value)
		}
	}
	if f.From != "" {
		add("day >= ?", string(f.From))
	}
	if f.To != "" {
		add("day <= ?", string(f.To))
	}
	if f.MinAmount > 0 {
		add("amount >= ?", f.MinAmount)
	}
	if f.MaxAmount > 0 {
		add("amount <= ?", f.MaxAmount)
	}
	if f.OuterNo != "" {
		number("outer_no", f.OuterNo)
	}
	if f.PlatformNo != "" {
		number("platform_no", f.PlatformNo)
	}
	if f.Imported != nil {
		add("imported = ?", flag(*f.Imported))
	}
	if f.TrackingNo != "" {
		b.WriteString(" AND id IN (SELECT order_id FROM order_proof WHERE tenant = $1")
		number("tracking_no", f.TrackingNo)
		b.WriteString(")")
	}
	return b.String(), args
}

// List returns up to n orders, newest first, after the id of the last one seen.
func List(tx *db.Tx, f Filter, after string, n int) ([]Order, error) {
	where, args := f.where()
	args = append(args, after, n)
	return db.All(tx, fmt.Sprintf(`SELECT %s FROM orders WHERE tenant = $1%s AND ($%d = '' OR id < $%d)
		ORDER BY id DESC LIMIT $%d`, columns, where, len(args), len(args), len(args)+1), scan, args...)
}
