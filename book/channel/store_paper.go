package channel

import (
	"encoding/json"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// kept is the profile of a channel as it is stored.
type kept struct {
	Details
	at time.Time
	by string
}

func details(tx *db.Tx, channel string) (kept, error) {
	return db.One(tx, `SELECT body, updated_at, updated_by FROM channel_profile WHERE tenant = $1 AND channel = $2`,
		func(s db.Scan) (kept, error) {
			var (
				k    kept
				body string
				at   int64
			)
			if err := s(&body, &at, &k.by); err != nil {
				return k, err
			}
			k.at = calendar.FromMicros(at)
			return k, json.Unmarshal([]byte(body), &k.Details)
		}, channel)
}

func putDetails(tx *db.Tx, channel string, d Details) error {
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO channel_profile (tenant, channel, body, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant, channel) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at,
		updated_by = excluded.updated_by`, channel, string(body), tx.NowMicro(), tx.Actor().ID)
	return err
}

const paperColumns = `id, channel, kind, body, issued_on, valid_from, valid_to, example, file_name, file_sha256, file_size,
	verified_by, verified_on, state, replaces, retired_by, retired_at, retired_why, added_by, added_at`

func insertPaper(tx *db.Tx, p Paper) error {
	raw, err := json.Marshal(secret{p.Number, p.Holder, p.Note})
	if err != nil {
		return err
	}
	body, err := tx.Seal("channel_paper", "body", p.ID, string(raw))
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO channel_paper (tenant, `+paperColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', 0, $10, $11, $12, $13, '', 0, $14, $15, $16)`,
		p.ID, p.ChannelID, p.Kind, body, p.IssuedOn, p.ValidFrom, p.ValidTo, flag(p.Example), p.VerifiedBy, p.VerifiedOn,
		p.State, p.Replaces, []byte{}, p.AddedBy, p.AddedAt.UnixMicro())
	return err
}

// scanPaper reads a paper and opens its sealed parts.
func scanPaper(tx *db.Tx) func(db.Scan) (Paper, error) {
	return func(s db.Scan) (Paper, error) {
		var (
			p                    Paper
			f                    File
			body, why            []byte
			example, gone, added int64
		)
		err := s(&p.ID, &p.ChannelID, &p.Kind, &body, &p.IssuedOn, &p.ValidFrom, &p.ValidTo, &example, &f.Name, &f.SHA256,
			&f.Size, &p.VerifiedBy, &p.VerifiedOn, &p.State, &p.Replaces, &p.RetiredBy, &gone, &why, &p.AddedBy, &added)
		if err != nil {
			return p, err
		}
		p.Example, p.AddedAt = example == 1, calendar.FromMicros(added)
		if f.SHA256 != "" {
			p.File = &f
		}
		if gone > 0 {
			at := calendar.FromMicros(gone)
			p.RetiredAt = &at
			if p.RetiredWhy, err = tx.Unseal("channel_paper", "retired_why", p.ID, why); err != nil {
				return p, err
			}
		}
		raw, err := tx.Unseal("channel_paper", "body", p.ID, body)
		if err != nil {
			return p, err
		}
		var open secret
		err = json.Unmarshal([]byte(raw), &open)
		p.Number, p.Holder, p.Note = open.Number, open.Holder, open.Note
		return p, err
	}
}

func findPaper(tx *db.Tx, id, lock string) (Paper, error) {
	return db.One(tx, `SELECT `+paperColumns+` FROM channel_paper WHERE tenant = $1 AND id = $2`+lock, scanPaper(tx), id)
}

func setPaperFile(tx *db.Tx, p Paper) error {
	_, err := tx.Exec(`UPDATE channel_paper SET file_name = $3, file_sha256 = $4, file_size = $5 WHERE tenant = $1 AND id = $2`,
		p.ID, p.File.Name, p.File.SHA256, p.File.Size)
	return err
}

func setPaperVerified(tx *db.Tx, p Paper) error {
	_, err := tx.Exec(`UPDATE channel_paper SET verified_by = $3, verified_on = $4 WHERE tenant = $1 AND id = $2`,
		p.ID, p.VerifiedBy, p.VerifiedOn)
	return err
}

func setPaperRetired(tx *db.Tx, p Paper) error {
	why, err := tx.Seal("channel_paper", "retired_why", p.ID, p.RetiredWhy)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE channel_paper SET state = $3, retired_by = $4, retired_at = $5, retired_why = $6 WHERE tenant = $1 AND id = $2`,
		p.ID, p.State, p.RetiredBy, p.RetiredAt.UnixMicro(), why)
	return err
}

func listPapers(tx *db.Tx, f PaperFilter, before string, n int) ([]Paper, error) {
	return db.All(tx, `SELECT `+paperColumns+` FROM channel_paper WHERE tenant = $1 AND ($2 = '' OR channel = $2)
		AND ($3 = '' OR state = $3) AND ($4 = '' OR kind = $4) AND ($5 = '' OR id < $5) ORDER BY id DESC LIMIT $6`,
		scanPaper(tx), f.ChannelID, f.State, f.Kind, before, n)
}

// papersUntil lists the papers in use that end on or before a day, soonest first.
func papersUntil(tx *db.Tx, until calendar.Day) ([]Paper, error) {
	return db.All(tx, `SELECT `+paperColumns+` FROM channel_paper WHERE tenant = $1 AND state = 'active' AND valid_to <= $2
		ORDER BY valid_to, id LIMIT 5000`, scanPaper(tx), until)
}

const feeColumns = `id, channel, kind, rate, amount, currency, valid_from, valid_to, source, verified_on, verified_by, note,
	example, recorded_by, recorded_at`

func scanFee(s db.Scan) (PlatformFee, error) {
	var (
		f                 PlatformFee
		example, recorded int64
	)
	err := s(&f.ID, &f.ChannelID, &f.Kind, &f.Rate, &f.Amount.Minor, &f.Amount.Currency, &f.ValidFrom, &f.ValidTo, &f.Source,
		&f.VerifiedOn, &f.VerifiedBy, &f.Note, &example, &f.RecordedBy, &recorded)
	f.Example, f.RecordedAt = example == 1, calendar.FromMicros(recorded)
	return f, err
}

func insertFee(tx *db.Tx, f PlatformFee) error {
	_, err := tx.Exec(`INSERT INTO channel_fee (tenant, `+feeColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		f.ID, f.ChannelID, f.Kind, int64(f.Rate), f.Amount.Minor, string(f.Amount.Currency), f.ValidFrom, f.ValidTo, f.Source,
		f.VerifiedOn, f.VerifiedBy, f.Note, flag(f.Example), f.RecordedBy, f.RecordedAt.UnixMicro())
	return err
}

func feesOf(tx *db.Tx, channel string) ([]PlatformFee, error) {
	return db.All(tx, `SELECT `+feeColumns+` FROM channel_fee WHERE tenant = $1 AND channel = $2
		ORDER BY recorded_at, id LIMIT 500`, scanFee, channel)
}

const handColumns = `id, channel, lever, body, state, file_name, file_sha256, file_size, opened_by, opened_at, done_by, done_at`

func scanHandwork(tx *db.Tx) func(db.Scan) (Handwork, error) {
	return func(s db.Scan) (Handwork, error) {
		var (
			h            Handwork
			f            File
			body         []byte
			opened, done int64
		)
		err := s(&h.ID, &h.ChannelID, &h.Lever, &body, &h.State, &f.Name, &f.SHA256, &f.Size, &h.OpenedBy, &opened, &h.DoneBy, &done)
		if err != nil {
			return h, err
		}
		h.OpenedAt = calendar.FromMicros(opened)
		if f.SHA256 != "" {
			at := calendar.FromMicros(done)
			h.Proof, h.DoneAt = &f, &at
		}
		h.What, err = tx.Unseal("channel_handwork", "body", h.ID, body)
		return h, err
	}
}

func insertHandwork(tx *db.Tx, h Handwork) error {
	body, err := tx.Seal("channel_handwork", "body", h.ID, h.What)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO channel_handwork (tenant, `+handColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, '', '', 0, $7, $8, '', 0)`,
		h.ID, h.ChannelID, h.Lever, body, h.State, h.OpenedBy, h.OpenedAt.UnixMicro())
	return err
}

func findHandwork(tx *db.Tx, id, lock string) (Handwork, error) {
	return db.One(tx, `SELECT `+handColumns+` FROM channel_handwork WHERE tenant = $1 AND id = $2`+lock, scanHandwork(tx), id)
}

func setHandworkDone(tx *db.Tx, h Handwork) error {
	_, err := tx.Exec(`UPDATE channel_handwork SET state = $3, file_name = $4, file_sha256 = $5, file_size = $6, done_by = $7,
		done_at = $8 WHERE tenant = $1 AND id = $2`,
		h.ID, h.State, h.Proof.Name, h.Proof.SHA256, h.Proof.Size, h.DoneBy, h.DoneAt.UnixMicro())
	return err
}

func listHandwork(tx *db.Tx, channel, state, before string, n int) ([]Handwork, error) {
	return db.All(tx, `SELECT `+handColumns+` FROM channel_handwork WHERE tenant = $1 AND ($2 = '' OR channel = $2)
		AND ($3 = '' OR state = $3) AND ($4 = '' OR id < $4) ORDER BY id DESC LIMIT $5`,
		scanHandwork(tx), channel, state, before, n)
}

// warn remembers a warning; false when it was given before.
func warn(tx *db.Tx, object string, until calendar.Day, stage int) (bool, error) {
	n, err := tx.Exec(`INSERT INTO channel_warning (tenant, object, until, stage, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant, object, until, stage) DO NOTHING`, object, until, stage, tx.NowMicro())
	return n > 0, err
}
