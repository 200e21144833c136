package contact

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

const stepColumns = `contract, instalment, step, customer, day, state, code, tries, at, check_id, notice_id`

func scanStep(s db.Scan) (Step, error) {
	var (
		v  Step
		at int64
	)
	err := s(&v.ContractID, &v.Instalment, &v.Step, &v.CustomerID, &v.Day, &v.State, &v.Code, &v.Tries, &at, &v.CheckID, &v.NoticeID)
	v.At = calendar.FromMicros(at)
	return v, err
}

func insertStep(tx *db.Tx, s Step) (int64, error) {
	return tx.Exec(`INSERT INTO contact_step (tenant, `+stepColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT (tenant, contract, instalment, step) DO NOTHING`,
		s.ContractID, s.Instalment, s.Step, s.CustomerID, s.Day, s.State, s.Code, s.Tries, s.At.UnixMicro(), s.CheckID, s.NoticeID)
}

func findStep(tx *db.Tx, contractID string, instalment int, step, tail string) (Step, error) {
	return db.One(tx, `SELECT `+stepColumns+` FROM contact_step WHERE tenant = $1 AND contract = $2 AND instalment = $3
		AND step = $4`+tail, scanStep, contractID, instalment, step)
}

func updateStep(tx *db.Tx, s Step) error {
	_, err := tx.Exec(`UPDATE contact_step SET state = $5, code = $6, tries = $7, at = $8, check_id = $9, notice_id = $10
		WHERE tenant = $1 AND contract = $2 AND instalment = $3 AND step = $4`,
		s.ContractID, s.Instalment, s.Step, s.State, s.Code, s.Tries, s.At.UnixMicro(), s.CheckID, s.NoticeID)
	return err
}

func steps(tx *db.Tx, contractID string) ([]Step, error) {
	return db.All(tx, `SELECT `+stepColumns+` FROM contact_step WHERE tenant = $1 AND contract = $2
		ORDER BY at DESC, instalment DESC, step LIMIT 100`, scanStep, contractID)
}

const promiseColumns = `id, contract, customer, currency, amount, day, paid_then, state, note, made_by, made_at, decided_at`

func scanPromise(tx *db.Tx) func(db.Scan) (Promise, error) {
	return func(s db.Scan) (Promise, error) {
		var (
			p             Promise
			currency      money.Currency
			amount        int64
			made, decided int64
			sealed        []byte
		)
		err := s(&p.ID, &p.ContractID, &p.CustomerID, &currency, &amount, &p.Day, &p.PaidThen, &p.State, &sealed, &p.MadeBy,
			&made, &decided)
		if err != nil {
			return p, err
		}
		p.Amount, p.MadeAt = money.New(amount, currency), calendar.FromMicros(made)
		if decided > 0 {
			at := calendar.FromMicros(decided)
			p.DecidedAt = &at
		}
		p.Note, err = tx.Unseal("contact_promise", "note", p.ID, sealed)
		return p, err
	}
}

func insertPromise(tx *db.Tx, p Promise) error {
	sealed, err := tx.Seal("contact_promise", "note", p.ID, p.Note)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO contact_promise (tenant, `+promiseColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0)`,
		p.ID, p.ContractID, p.CustomerID, p.Amount.Currency, p.Amount.Minor, p.Day, p.PaidThen, p.State, sealed, p.MadeBy,
		p.MadeAt.UnixMicro())
	return err
}

func promises(tx *db.Tx, contractID, state string, n int) ([]Promise, error) {
	return db.All(tx, `SELECT `+promiseColumns+` FROM contact_promise WHERE tenant = $1 AND contract = $2
		AND ($3 = '' OR state = $3) ORDER BY id DESC LIMIT $4`, scanPromise(tx), contractID, state, n)
}

func promisesDue(tx *db.Tx, day calendar.Day, after string, n int) ([]Promise, error) {
	return db.All(tx, `SELECT `+promiseColumns+` FROM contact_promise WHERE tenant = $1 AND state = 'open' AND day < $2
		AND id > $3 ORDER BY id LIMIT $4`, scanPromise(tx), day, after, n)
}

func endPromise(tx *db.Tx, id, state string) (int64, error) {
	return tx.Exec(`UPDATE contact_promise SET state = $3, decided_at = $4 WHERE tenant = $1 AND id = $2 AND state = 'open'`,
		id, state, tx.NowMicro())
}
