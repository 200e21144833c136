package plan

import (
	"encoding/json"
	"errors"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// Tables lists what this room owns.
var Tables = []string{"plan_card", "plan", "plan_lpr", "plan_quote"}

const cardColumns = `id, platform, kind, plan_code, count, payer, rate, rounding, remainder, valid_from, valid_to, source,
	example, verified_on, verified_by, recorded_at, verify_by, body`

func scanCard(s db.Scan) (RateCard, error) {
	var (
		c                   RateCard
		rounding, remainder []byte
		body                []byte
		example, recorded   int64
	)
	err := s(&c.ID, &c.Platform, &c.Kind, &c.PlanCode, &c.Count, &c.Payer, &c.Rate, &rounding, &remainder, &c.ValidFrom,
		&c.ValidTo, &c.Source, &example, &c.VerifiedOn, &c.VerifiedBy, &recorded, &c.VerifyBy, &body)
	if err != nil {
		return c, err
	}
	c.Example, c.RecordedAt = example == 1, calendar.FromMicros(recorded)
	return c, errors.Join(c.Rounding.UnmarshalText(rounding), c.Remainder.UnmarshalText(remainder), json.Unmarshal(body, &c.CardBody))
}

func insertCard(tx *db.Tx, c RateCard) error {
	body, err := json.Marshal(c.CardBody)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO plan_card (tenant, `+cardColumns+`, recorded_by) VALUES
		($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
		c.ID, c.Platform, string(c.Kind), c.PlanCode, c.Count, string(c.Payer), int64(c.Rate), c.Rounding.String(),
		c.Remainder.String(), c.ValidFrom, c.ValidTo, c.Source, bit(c.Example), c.VerifiedOn, c.VerifiedBy,
		c.RecordedAt.UnixMicro(), c.VerifyBy, string(body), tx.Actor().ID)
	return err
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// cardFor returns the card of a plan and count that is valid on a day: the
// plan's own before the platform's, then the one recorded last.
func cardFor(tx *db.Tx, p Plan, count int, day calendar.Day) (RateCard, error) {
	return db.One(tx, `SELECT `+cardColumns+` FROM plan_card WHERE tenant = $1 AND platform = $2 AND kind = $3 AND count = $4
		AND payer = $5 AND plan_code IN ('', $6) AND valid_from <= $7 AND valid_to >= $7
		ORDER BY plan_code DESC, recorded_at DESC, id DESC LIMIT 1`, scanCard,
		p.Platform, string(p.Kind), count, string(p.Payer), p.Code, string(day))
}

// endingCards returns the cards that end, or have to be verified again, between
// two days, both included.
func endingCards(tx *db.Tx, from, by calendar.Day) ([]RateCard, error) {
	return db.All(tx, `SELECT `+cardColumns+` FROM plan_card WHERE tenant = $1 AND valid_to >= $2
		AND (valid_to <= $3 OR (verify_by >= $2 AND verify_by <= $3)) ORDER BY id LIMIT 5000`, scanCard, string(from), string(by))
}

// replacedCard says whether another card serves the same plans for longer, or as
// long and recorded later, without a gap.
func replacedCard(tx *db.Tx, c RateCard) (bool, error) {
	n, err := db.One(tx, `SELECT count(*) FROM plan_card WHERE tenant = $1 AND platform = $2 AND kind = $3 AND plan_code = $4
		AND count = $5 AND payer = $6 AND valid_from <= $10
		AND (valid_to > $7 OR (valid_to = $7 AND (recorded_at > $8 OR (recorded_at = $8 AND id > $9))))`, db.Value[int64],
		c.Platform, string(c.Kind), c.PlanCode, c.Count, string(c.Payer), string(c.ValidTo), c.RecordedAt.UnixMicro(), c.ID,
		string(c.ValidTo.AddDays(1)))
	return n > 0, err
}

func listCards(tx *db.Tx, platform, before string, limit int) ([]RateCard, error) {
	return db.All(tx, `SELECT `+cardColumns+` FROM plan_card WHERE tenant = $1 AND ($2 = '' OR platform = $2)
		AND ($3 = '' OR id < $3) ORDER BY id DESC LIMIT $4`, scanCard, platform, before, limit)
}

const planColumns = `id, code, name_zh, name_en, platform, creditor, kind, payer, currency, body, valid_from, valid_to, active, saved_at`

func scanPlan(s db.Scan) (Plan, error) {
	var (
		p             Plan
		body          []byte
		active, saved int64
	)
	err := s(&p.ID, &p.Code, &p.NameZH, &p.NameEN, &p.Platform, &p.Creditor, &p.Kind, &p.Payer, &p.Currency, &body,
		&p.ValidFrom, &p.ValidTo, &active, &saved)
	if err != nil {
		return p, err
	}
	p.Active, p.SavedAt = active == 1, calendar.FromMicros(saved)
	return p, json.Unmarshal(body, &p.Body)
}

func planByCode(tx *db.Tx, code string) (Plan, error) {
	p, err := db.One(tx, `SELECT `+planColumns+` FROM plan WHERE tenant = $1 AND code = $2`, scanPlan, code)
	if errors.Is(err, db.ErrNone) {
		return p, fault.NotFound(wordNoPlan)
	}
	return p, err
}

func listPlans(tx *db.Tx, platform, after string, limit int) ([]Plan, error) {
	return db.All(tx, `SELECT `+planColumns+` FROM plan WHERE tenant = $1 AND ($2 = '' OR platform = $2) AND code > $3
		ORDER BY code LIMIT $4`, scanPlan, platform, after, limit)
}

func upsertPlan(tx *db.Tx, p Plan) error {
	body, err := json.Marshal(p.Body)
	if err != nil {
		return err
	}
	return tx.UpsertMany("plan", []string{"id", "code", "name_zh", "name_en", "platform", "creditor", "kind", "payer",
		"currency", "body", "valid_from", "valid_to", "active", "saved_at", "saved_by"},
		[][]any{{p.ID, p.Code, p.NameZH, p.NameEN, p.Platform, p.Creditor, string(p.Kind), string(p.Payer), string(p.Currency),
			string(body), string(p.ValidFrom), string(p.ValidTo), bit(p.Active), p.SavedAt.UnixMicro(), tx.Actor().ID}},
		`ON CONFLICT (tenant, code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
		platform = excluded.platform, creditor = excluded.creditor, kind = excluded.kind, payer = excluded.payer,
		currency = excluded.currency, body = excluded.body, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
		active = excluded.active, saved_at = excluded.saved_at, saved_by = excluded.saved_by`)
}

func scanPrime(s db.Scan) (PrimeRate, error) {
	var (
		p                 PrimeRate
		example, recorded int64
	)
	err := s(&p.ID, &p.PublishedOn, &p.Rate, &p.Source, &example, &recorded)
	p.Example, p.RecordedAt = example == 1, calendar.FromMicros(recorded)
	return p, err
}

// primeAt returns the rate published last on or before a day.
func primeAt(tx *db.Tx, day calendar.Day) (PrimeRate, error) {
	return db.One(tx, `SELECT id, published_on, rate, source, example, recorded_at FROM plan_lpr
		WHERE tenant = $1 AND published_on <= $2 ORDER BY published_on DESC, recorded_at DESC, id DESC LIMIT 1`,
		scanPrime, string(day))
}

func listPrimes(tx *db.Tx, beforeDay, beforeID string, limit int) ([]PrimeRate, error) {
	return db.All(tx, `SELECT id, published_on, rate, source, example, recorded_at FROM plan_lpr
		WHERE tenant = $1 AND ($2 = '' OR published_on < $2 OR (published_on = $2 AND id < $3))
		ORDER BY published_on DESC, id DESC LIMIT $4`, scanPrime, beforeDay, beforeID, limit)
}

func insertPrime(tx *db.Tx, p PrimeRate) error {
	_, err := tx.Exec(`INSERT INTO plan_lpr (tenant, id, published_on, rate, source, example, recorded_at, recorded_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		p.ID, p.PublishedOn, int64(p.Rate), p.Source, bit(p.Example), p.RecordedAt.UnixMicro(), tx.Actor().ID)
	return err
}

func insertQuote(tx *db.Tx, q Quote, body string) error {
	return tx.Later(`INSERT INTO plan_quote (tenant, id, plan_code, amount, currency, count, body, hash, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		q.ID, q.PlanCode, q.Amount.Minor, q.Amount.Currency, q.Count, body, q.Hash, q.CreatedAt.UnixMicro())
}

// listQuotes returns the ids of quotes, newest first.
func listQuotes(tx *db.Tx, planCode, before string, limit int) ([]string, error) {
	return db.All(tx, `SELECT id FROM plan_quote WHERE tenant = $1 AND ($2 = '' OR plan_code = $2) AND ($3 = '' OR id < $3)
		ORDER BY id DESC LIMIT $4`, db.Value[string], planCode, before, limit)
}

func quoteBody(tx *db.Tx, id string) (body, hash string, err error) {
	type row struct{ body, hash string }
	r, err := db.One(tx, `SELECT body, hash FROM plan_quote WHERE tenant = $1 AND id = $2`, func(s db.Scan) (row, error) {
		var r row
		return r, s(&r.body, &r.hash)
	}, id)
	if errors.Is(err, db.ErrNone) {
		return "", "", fault.NotFound(wordNoQuote)
	}
	return r.body, r.hash, err
}

// ownPlans counts the merchant's own plans that are active.
func ownPlans(tx *db.Tx) (int64, error) {
	return db.One(tx, `SELECT count(*) FROM plan WHERE tenant = $1 AND creditor <> 'platform' AND active = 1`, db.Value[int64])
}
