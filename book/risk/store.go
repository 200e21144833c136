package risk

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// Tables lists what this room owns.
var Tables = []string{"risk_event", "risk_verdict", "risk_list"}

type event struct {
	id, kind, orderID, customer, phone, device, address, ip, staff, store, currency, fulfilment string

	amount, gap, at int64
	resale, moved   bool
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

const eventColumns = `id, kind, order_id, customer, phone, device, address, ip, staff, store, currency, amount, fulfilment,
	resale, moved, gap, at`

const insertEventText = `INSERT INTO risk_event (tenant, ` + eventColumns + `)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`

func (e event) args() []any {
	return []any{e.id, e.kind, e.orderID, e.customer, e.phone, e.device, e.address, e.ip, e.staff, e.store, e.currency,
		e.amount, e.fulfilment, bit(e.resale), bit(e.moved), e.gap, e.at}
}

// insertOrderEvent leaves the first event of an order as it is: a retried
// decision counts once.
func insertOrderEvent(tx *db.Tx, e event) error {
	_, err := tx.Exec(insertEventText+` ON CONFLICT (tenant, order_id) WHERE kind = 'order' DO NOTHING`, e.args()...)
	return err
}

func insertEvent(tx *db.Tx, e event) error {
	return tx.Later(insertEventText, e.args()...)
}

// eventsOf returns an order's events, the order itself first; none when it was
// never judged.
func eventsOf(tx *db.Tx, orderID string) ([]event, error) {
	list, err := db.All(tx, `SELECT `+eventColumns+` FROM risk_event WHERE tenant = $1 AND order_id = $2
		ORDER BY CASE WHEN kind = 'order' THEN 0 ELSE 1 END, at LIMIT 100`, func(s db.Scan) (event, error) {
		var (
			e             event
			resale, moved int64
		)
		err := s(&e.id, &e.kind, &e.orderID, &e.customer, &e.phone, &e.device, &e.address, &e.ip, &e.staff, &e.store,
			&e.currency, &e.amount, &e.fulfilment, &resale, &moved, &e.gap, &e.at)
		e.resale, e.moved = resale == 1, moved == 1
		return e, err
	}, orderID)
	if err != nil || len(list) == 0 || list[0].kind != KindOrder {
		return nil, err
	}
	return list, nil
}

// maxEvents bounds what one key may cost a decision: its newest events count.
const maxEvents = 500

// featureText reads one key; $2 to $6 are the ends of the windows (1 h, 24 h,
// 7 d, 30 d back, and the moment itself), $7 the gap of a quick refund, $8 the
// customer, %[2]s the key's value. The condition <> ” lets partial indexes serve.
const featureText = `SELECT '%[1]s',
	count(CASE WHEN kind = 'order' AND at > $2 THEN 1 END), count(CASE WHEN kind = 'order' AND at > $3 THEN 1 END),
	count(CASE WHEN kind = 'order' AND at > $4 THEN 1 END), count(CASE WHEN kind = 'order' THEN 1 END),
	CAST(coalesce(sum(CASE WHEN kind = 'order' AND at > $2 THEN amount END), 0) AS BIGINT),
	CAST(coalesce(sum(CASE WHEN kind = 'order' AND at > $3 THEN amount END), 0) AS BIGINT),
	CAST(coalesce(sum(CASE WHEN kind = 'order' AND at > $4 THEN amount END), 0) AS BIGINT),
	CAST(coalesce(sum(CASE WHEN kind = 'order' THEN amount END), 0) AS BIGINT),
	count(DISTINCT CASE WHEN kind = 'order' AND at > $2 THEN customer END),
	count(DISTINCT CASE WHEN kind = 'order' THEN customer END),
	count(CASE WHEN kind = 'order' AND resale = 1 THEN 1 END), count(CASE WHEN kind = 'refund' THEN 1 END),
	count(CASE WHEN kind = 'refund' AND moved = 0 AND gap >= 0 AND gap <= $7 AND fulfilment = 'shipment' THEN 1 END),
	count(CASE WHEN kind = 'delivery' AND moved = 0 AND fulfilment = 'shipment' THEN 1 END),
	count(CASE WHEN kind = 'order' AND at > $4 AND customer = $8 THEN 1 END)
	FROM (SELECT kind, at, amount, customer, resale, moved, gap, fulfilment FROM risk_event
		WHERE tenant = $1 AND %[1]s = %[2]s AND %[1]s <> '' AND at > $5 AND at <= $6
		ORDER BY at DESC LIMIT %[3]d) AS f_%[1]s`

// features reads the windows of every key of an order in one statement.
func features(tx *db.Tx, e event, quick int64) (map[string]feature, error) {
	back := func(d time.Duration) int64 { return e.at - d.Microseconds() }
	const day = 24 * time.Hour
	args := []any{back(time.Hour), back(day), back(7 * day), back(30 * day), e.at, quick, e.customer}
	var arms []string
	add := func(key, place string) {
		arms = append(arms, fmt.Sprintf(featureText, key, place, maxEvents))
	}
	add(keyCustomer, "$8")
	for _, k := range []struct{ key, value string }{{keyPhone, e.phone}, {keyDevice, e.device}, {keyAddress, e.address},
		{keyIP, e.ip}, {keyStaff, e.staff}} {
		if k.value != "" {
			args = append(args, k.value)
			add(k.key, fmt.Sprintf("$%d", len(args)+1))
		}
	}
	found := map[string]feature{}
	err := tx.Each(strings.Join(arms, " UNION ALL "), func(s db.Scan) error {
		var (
			key string
			f   feature
		)
		err := s(&key, &f.Orders.H1, &f.Orders.D1, &f.Orders.D7, &f.Orders.D30, &f.Sum.H1, &f.Sum.D1, &f.Sum.D7, &f.Sum.D30,
			&f.CustomersH1, &f.CustomersD30, &f.Resale, &f.Refunds, &f.QuickRefunds, &f.Unmoved, &f.Pair)
		found[key] = f
		return err
	}, args...)
	return found, err
}

const verdictColumns = `id, order_id, outer_no, customer, outcome, score, reasons, change, levers, rule_set, digest, imported,
	at, judged_at`

func scanVerdict(s db.Scan) (Verdict, error) {
	var (
		v                       Verdict
		reasons, change, levers []byte
		imported, at, judged    int64
	)
	err := s(&v.ID, &v.OrderID, &v.OuterNo, &v.CustomerID, &v.Outcome, &v.Score, &reasons, &change, &levers, &v.RuleSet,
		&v.Digest, &imported, &at, &judged)
	if err != nil {
		return v, err
	}
	v.Imported, v.At, v.JudgedAt = imported == 1, calendar.FromMicros(at), calendar.FromMicros(judged)
	return v, errors.Join(json.Unmarshal(reasons, &v.Reasons), json.Unmarshal(change, &v.WouldChange),
		json.Unmarshal(levers, &v.Levers))
}

func insertVerdict(tx *db.Tx, v Verdict, facts []byte) error {
	reasons, err1 := json.Marshal(v.Reasons)
	change, err2 := json.Marshal(v.WouldChange)
	levers, err3 := json.Marshal(v.Levers)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	return tx.Later(`INSERT INTO risk_verdict (tenant, `+verdictColumns+`, facts)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		v.ID, v.OrderID, v.OuterNo, v.CustomerID, v.Outcome, v.Score, string(reasons), string(change), string(levers),
		v.RuleSet, v.Digest, bit(v.Imported), v.At.UnixMicro(), v.JudgedAt.UnixMicro(), string(facts))
}

func findVerdict(tx *db.Tx, orderID string) (Verdict, error) {
	v, err := db.One(tx, `SELECT `+verdictColumns+` FROM risk_verdict WHERE tenant = $1 AND order_id = $2
		ORDER BY id DESC LIMIT 1`, scanVerdict, orderID)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFound(wordNone)
	}
	return v, err
}

func verdictFacts(tx *db.Tx, id string) (string, error) {
	return db.One(tx, `SELECT facts FROM risk_verdict WHERE tenant = $1 AND id = $2`, db.Value[string], id)
}

func verdicts(tx *db.Tx, outcome, before string, n int) ([]Verdict, error) {
	return db.All(tx, `SELECT `+verdictColumns+` FROM risk_verdict WHERE tenant = $1 AND ($2 = '' OR outcome = $2)
		AND ($3 = '' OR id < $3) ORDER BY id DESC LIMIT $4`, scanVerdict, outcome, before, n)
}
