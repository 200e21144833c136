package contract

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// Tables lists what this room owns.
var Tables = []string{"contract", "contract_instalment", "contract_event", "contract_acceptance", "contract_text",
	"contract_party", "contract_template", "contract_template_version", "contract_document", "contract_act", "contract_key", "contract_signature"}

const columns = `id, order_id, customer_id, quote_id, quote_hash, plan_code, platform, creditor, state, currency,
	principal, interest, fee, late_fee, allocation, key_terms, text_hash, text_version, offered_at, signed_at,
	active_day, ended_day, template_id, template_no, clause_pack, document_hash`

func scan(s db.Scan) (Contract, error) {
	var (
		c                            Contract
		lateFee, allocation, terms   []byte
		offered, signed              int64
		principal, interest, charges int64
	)
	err := s(&c.ID, &c.OrderID, &c.CustomerID, &c.QuoteID, &c.QuoteHash, &c.PlanCode, &c.Platform, &c.Creditor,
		&c.State, &c.Currency, &principal, &interest, &charges, &lateFee, &allocation, &terms, &c.TextHash,
		&c.TextVersion, &offered, &signed, &c.ActiveDay, &c.EndedDay, &c.TemplateID,
		&c.TemplateNo, &c.ClausePack, &c.DocumentHash)
	if err != nil {
		return c, err
	}
	c.Principal, c.Interest, c.Fee = money.New(principal, c.Currency), money.New(interest, c.Currency), money.New(charges, c.Currency)
	c.OfferedAt = calendar.FromMicros(offered)
	if signed > 0 {
		c.SignedAt = calendar.FromMicros(signed)
	}
	return c, errors.Join(json.Unmarshal(lateFee, &c.LateFee), json.Unmarshal(allocation, &c.Allocation),
		json.Unmarshal(terms, &c.KeyTerms))
}

func find(tx *db.Tx, id, tail string) (Contract, error) {
	c, err := db.One(tx, `SELECT `+columns+` FROM contract WHERE tenant = $1 AND id = $2`+tail, scan, id)
	if errors.Is(err, db.ErrNone) {
		return c, fault.NotFound(wordNotFound)
	}
	return c, err
}

func ofOrder(tx *db.Tx, orderID string) (Contract, error) {
	c, err := db.One(tx, `SELECT `+columns+` FROM contract WHERE tenant = $1 AND order_id = $2 AND state <> 'cancelled'`,
		scan, orderID)
	if errors.Is(err, db.ErrNone) {
		return c, fault.NotFound(wordNotFound)
	}
	return c, err
}

func insert(tx *db.Tx, c Contract) error {
	lateFee, err1 := json.Marshal(c.LateFee)
	allocation, err2 := json.Marshal(c.Allocation)
	terms, err3 := json.Marshal(c.KeyTerms)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO contract (tenant, `+columns+`) VALUES
		($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)`,
		c.ID, c.OrderID, c.CustomerID, c.QuoteID, c.QuoteHash, c.PlanCode, c.Platform, c.Creditor, c.State, c.Currency,
		c.Principal.Minor, c.Interest.Minor, c.Fee.Minor, string(lateFee), string(allocation), string(terms),
		c.TextHash, c.TextVersion, c.OfferedAt.UnixMicro(), 0, c.ActiveDay, c.EndedDay,
		c.TemplateID, c.TemplateNo, c.ClausePack, c.DocumentHash)
	return err
}

func insertInstalments(tx *db.Tx, contractID string, list []Instalment) error {
	rows := make([][]any, len(list))
	for i, n := range list {
		rows[i] = []any{contractID, n.No, n.Kind, n.DueDay, n.GraceDay, n.Principal, n.Interest, n.Fee, n.ReAge}
	}
	return tx.InsertMany("contract_instalment",
		[]string{"contract_id", "no", "kind", "due_day", "grace_day", "principal", "interest", "fee", "re_age"}, rows)
}

// addMoved notes what a re-age takes off an instalment.
func addMoved(tx *db.Tx, contractID string, m Moved) error {
	_, err := tx.Exec(`UPDATE contract_instalment SET moved_principal = moved_principal + $4, moved_interest = moved_interest + $5,
		moved_fee = moved_fee + $6 WHERE tenant = $1 AND contract_id = $2 AND no = $3`, contractID, m.No, m.Principal, m.Interest, m.Fee)
	return err
}

const instalmentColumns = `no, kind, due_day, grace_day, principal, interest, fee, moved_principal, moved_interest, moved_fee, re_age`

func (n *Instalment) fields() []any {
	return []any{&n.No, &n.Kind, &n.DueDay, &n.GraceDay, &n.Principal, &n.Interest, &n.Fee, &n.MovedPrincipal, &n.MovedInterest,
		&n.MovedFee, &n.ReAge}
}

func instalments(tx *db.Tx, contractID string) ([]Instalment, error) {
	return db.All(tx, `SELECT `+instalmentColumns+` FROM contract_instalment
		WHERE tenant = $1 AND contract_id = $2 ORDER BY no`, func(s db.Scan) (n Instalment, err error) {
		err = s(n.fields()...)
		return n, err
	}, contractID)
}

// move changes the state if it is still the one that was read.
func move(tx *db.Tx, c Contract, from State) (int64, error) {
	var signed int64
	if !c.SignedAt.IsZero() {
		signed = c.SignedAt.UnixMicro()
	}
	return tx.Exec(`UPDATE contract SET state = $3, text_hash = $4, text_version = $5, signed_at = $6, active_day = $7,
		ended_day = $8 WHERE tenant = $1 AND id = $2 AND state = $9`,
		c.ID, c.State, c.TextHash, c.TextVersion, signed, c.ActiveDay, c.EndedDay, from)
}

func addEvent(tx *db.Tx, contractID, kind string, detail any) error {
	raw, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO contract_event (tenant, contract_id, no, kind, detail, actor, at)
		SELECT $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6 FROM contract_event WHERE tenant = $1 AND contract_id = $2`,
		contractID, kind, string(raw), tx.Actor().ID, tx.NowMicro())
	return err
}

func events(tx *db.Tx, contractID string) ([]Event, error) {
	return db.All(tx, `SELECT no, kind, detail, actor, at FROM contract_event
		WHERE tenant = $1 AND contract_id = $2 ORDER BY no`, func(s db.Scan) (Event, error) {
		var (
			e  Event
			at int64
		)
		err := s(&e.No, &e.Kind, &e.Detail, &e.Actor, &at)
		e.At = calendar.FromMicros(at)
		return e, err
	}, contractID)
}

func addAcceptance(tx *db.Tx, contractID, term, textHash, channel, ip string) (int64, error) {
	sealed := []byte{}
	if ip != "" {
		var err error
		if sealed, err = tx.Seal("contract_acceptance", "ip", contractID+"/"+term, ip); err != nil {
			return 0, err
		}
	}
	return tx.Exec(`INSERT INTO contract_acceptance (tenant, contract_id, term, text_hash, channel, ip, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant, contract_id, term) DO NOTHING`,
		contractID, term, textHash, channel, sealed, tx.NowMicro())
}

func acceptances(tx *db.Tx, contractID string) ([]Acceptance, error) {
	return db.All(tx, `SELECT term, text_hash, channel, at FROM contract_acceptance
		WHERE tenant = $1 AND contract_id = $2 ORDER BY at, term`, func(s db.Scan) (Acceptance, error) {
		var (
			a  Acceptance
			at int64
		)
		err := s(&a.Term, &a.TextHash, &a.Channel, &at)
		a.At = calendar.FromMicros(at)
		return a, err
	}, contractID)
}

func addText(tx *db.Tx, in ShowIn, hash string) (string, error) {
	id := tx.ID("ctx")
	sealed, err := tx.Seal("contract_text", "body", id, in.Text)
	if err != nil {
		return "", err
	}
	_, err = tx.Exec(`INSERT INTO contract_text (tenant, id, contract_id, hash, version, lang, body, dwell_ms, shown_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		id, in.ID, hash, in.TextVersion, in.Lang, sealed, in.DwellMS, tx.NowMicro())
	return id, err
}

func shownHashes(tx *db.Tx, contractID string) ([]string, error) {
	return db.All(tx, `SELECT DISTINCT hash FROM contract_text WHERE tenant = $1 AND contract_id = $2`,
		db.Value[string], contractID)
}

func lastText(tx *db.Tx, contractID string) (Shown, error) {
	type row struct {
		Shown
		id     string
		sealed []byte
		at     int64
	}
	r, err := db.One(tx, `SELECT id, hash, version, lang, body, dwell_ms, shown_at FROM contract_text
		WHERE tenant = $1 AND contract_id = $2 ORDER BY shown_at DESC, id DESC LIMIT 1`, func(s db.Scan) (row, error) {
		var r row
		return r, s(&r.id, &r.Hash, &r.Version, &r.Lang, &r.sealed, &r.DwellMS, &r.at)
	}, contractID)
	if errors.Is(err, db.ErrNone) {
		return Shown{}, fault.NotFound(wordNotFound)
	}
	if err != nil {
		return Shown{}, err
	}
	r.At = calendar.FromMicros(r.at)
	r.Text, err = tx.Unseal("contract_text", "body", r.id, r.sealed)
	return r.Shown, err
}

type filter struct {
	state, customerID, before string
	limit                     int
}

func list(tx *db.Tx, f filter) ([]Contract, error) {
	if f.before == "" {
		f.before = "~" // sorts behind every id
	}
	text := `SELECT ` + columns + ` FROM contract WHERE tenant = $1 AND id < $2`
	args := []any{f.before}
	switch {
	case f.customerID != "" && f.state != "":
		text += ` AND customer_id = $4 AND state = $5`
		args = append(args, f.limit, f.customerID, f.state)
	case f.customerID != "":
		text += ` AND customer_id = $4`
		args = append(args, f.limit, f.customerID)
	case f.state != "":
		text += ` AND state = $4`
		args = append(args, f.limit, f.state)
	default:
		args = append(args, f.limit)
	}
	return db.All(tx, text+` ORDER BY id DESC LIMIT $3`, scan, args...)
}

// placeholders writes "$from, …" for n values.
func placeholders(n, from int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", from+i)
	}
	return b.String()
}

func many(tx *db.Tx, ids []string) ([]Contract, error) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return db.All(tx, `SELECT `+columns+` FROM contract WHERE tenant = $1 AND id IN (`+placeholders(len(ids), 2)+`)`, scan, args...)
}

func instalmentsOf(tx *db.Tx, ids []string) (map[string][]Instalment, error) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	found := map[string][]Instalment{}
	err := tx.Each(`SELECT contract_id, `+instalmentColumns+` FROM contract_instalment
		WHERE tenant = $1 AND contract_id IN (`+placeholders(len(ids), 2)+`) ORDER BY contract_id, no`, func(s db.Scan) error {
		var (
			id string
			n  Instalment
		)
		if err := s(append([]any{&id}, n.fields()...)...); err != nil {
			return err
		}
		found[id] = append(found[id], n)
		return nil
	}, args...)
	return found, err
}
