package contract

import (
	"encoding/json"
	"strconv"

	"fenming/book/contract/template"
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// storedTerm is what of a key term lies open beside the sealed text.
type storedTerm struct {
	ID      string `json:"id"`
	Hash    string `json:"hash"`
	LeastMS int64  `json:"least_ms"`
}

func insertDocuments(tx *db.Tx, contractID string, docs []Document) error {
	for _, d := range docs {
		body, err := json.Marshal(d.Blocks)
		if err != nil {
			return err
		}
		sealed, err := tx.Seal("contract_document", "body", contractID+"/"+string(d.Lang), string(body))
		if err != nil {
			return err
		}
		var open []storedTerm
		for _, t := range d.Terms {
			open = append(open, storedTerm{t.ID, t.Hash, t.LeastMS})
		}
		terms, err := json.Marshal(open)
		if err != nil {
			return err
		}
		if _, err = tx.Exec(`INSERT INTO contract_document (tenant, contract_id, lang, hash, terms, body, made_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`, contractID, string(d.Lang), d.Hash, string(terms), sealed, d.MadeAt.UnixMicro()); err != nil {
			return err
		}
	}
	return nil
}

// documents reads the texts, the binding one first. Hashes are those stored;
// whoever checks them computes them anew.
func documents(tx *db.Tx, contractID string) ([]Document, error) {
	type row struct {
		d      Document
		terms  []byte
		sealed []byte
		at     int64
	}
	rows, err := db.All(tx, `SELECT lang, hash, terms, body, made_at FROM contract_document WHERE tenant = $1 AND contract_id = $2
		ORDER BY lang DESC`, func(s db.Scan) (row, error) {
		var r row
		return r, s(&r.d.Lang, &r.d.Hash, &r.terms, &r.sealed, &r.at)
	}, contractID)
	if err != nil {
		return nil, err
	}
	var list []Document
	for _, r := range rows {
		body, err := tx.Unseal("contract_document", "body", contractID+"/"+string(r.d.Lang), r.sealed)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(body), &r.d.Blocks); err != nil {
			return nil, err
		}
		var open []storedTerm
		if err := json.Unmarshal(r.terms, &open); err != nil {
			return nil, err
		}
		again := template.Gather(r.d.Lang, r.d.Blocks)
		r.d.Text, r.d.Binding, r.d.MadeAt, r.d.Terms = again.Text, r.d.Lang == Binding, calendar.FromMicros(r.at), []Term{}
		for i, t := range open {
			full := Term{ID: t.ID, Hash: t.Hash, LeastMS: t.LeastMS}
			if i < len(again.Terms) {
				full.Title, full.Text = again.Terms[i].Title, again.Terms[i].Text
			}
			r.d.Terms = append(r.d.Terms, full)
		}
		list = append(list, r.d)
	}
	return list, nil
}

func insertAct(tx *db.Tx, contractID string, a Act) error {
	row := contractID + "/" + strconv.FormatInt(a.No, 10)
	note, err := sealText(tx, "note", row, a.note)
	if err != nil {
		return err
	}
	ip, err := sealText(tx, "ip", row, a.ip)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO contract_act (tenant, contract_id, no, kind, term, lang, text_hash, emphasis, dwell_ms, elapsed_ms,
		scroll_ppm, note, note_hash, channel, ip, ip_index, actor, at, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
		contractID, a.No, a.Kind, a.Term, string(a.Lang), a.TextHash, a.Emphasis, a.DwellMS, a.ElapsedMS, a.ScrollPPM, note, a.NoteHash,
		a.Channel, ip, a.IPIndex, a.Actor, a.At.UnixMicro(), a.Prev, a.Hash)
	return err
}

func sealText(tx *db.Tx, column, row, text string) ([]byte, error) {
	if text == "" {
		return []byte{}, nil
	}
	return tx.Seal("contract_act", column, row, text)
}

func actsOf(tx *db.Tx, contractID string) ([]Act, error) {
	return db.All(tx, `SELECT no, kind, term, lang, text_hash, emphasis, dwell_ms, elapsed_ms, scroll_ppm, note_hash, channel, ip_index,
		actor, at, prev, hash FROM contract_act WHERE tenant = $1 AND contract_id = $2 ORDER BY no`, func(s db.Scan) (Act, error) {
		var (
			a  Act
			at int64
		)
		err := s(&a.No, &a.Kind, &a.Term, &a.Lang, &a.TextHash, &a.Emphasis, &a.DwellMS, &a.ElapsedMS, &a.ScrollPPM, &a.NoteHash,
			&a.Channel, &a.IPIndex, &a.Actor, &at, &a.Prev, &a.Hash)
		a.At = calendar.FromMicros(at)
		return a, err
	}, contractID)
}

func actNotes(tx *db.Tx, contractID string) ([]ActNote, error) {
	type row struct {
		no       int64
		note, ip []byte
	}
	rows, err := db.All(tx, `SELECT no, note, ip FROM contract_act WHERE tenant = $1 AND contract_id = $2 ORDER BY no`,
		func(s db.Scan) (row, error) {
			var r row
			return r, s(&r.no, &r.note, &r.ip)
		}, contractID)
	if err != nil {
		return nil, err
	}
	list := []ActNote{}
	for _, r := range rows {
		n, at := ActNote{No: r.no}, contractID+"/"+strconv.FormatInt(r.no, 10)
		if len(r.note) > 0 {
			if n.Note, err = tx.Unseal("contract_act", "note", at, r.note); err != nil {
				return nil, err
			}
		}
		if len(r.ip) > 0 {
			if n.IP, err = tx.Unseal("contract_act", "ip", at, r.ip); err != nil {
				return nil, err
			}
		}
		if n.Note != "" || n.IP != "" {
			list = append(list, n)
		}
	}
	return list, nil
}

// insertSignature keeps a signature; one of the same number stays as it is.
func insertSignature(tx *db.Tx, contractID string, s Signature, file []byte) (int64, error) {
	sealed, err := tx.Seal("contract_signature", "file", contractID+"/"+s.Number, string(file))
	if err != nil {
		return 0, err
	}
	return tx.Exec(`INSERT INTO contract_signature (tenant, contract_id, number, provider, provider_no, key_id, file_sha256, file,
		signature, signed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (tenant, contract_id, number) DO NOTHING`,
		contractID, s.Number, s.Provider, s.ProviderNo, s.KeyID, s.FileSHA256, sealed, s.Signature, s.SignedAt.UnixMicro())
}

func signatures(tx *db.Tx, contractID string) ([]Signature, error) {
	return db.All(tx, `SELECT number, provider, provider_no, key_id, file_sha256, signature, signed_at FROM contract_signature
		WHERE tenant = $1 AND contract_id = $2 ORDER BY signed_at, number`, func(s db.Scan) (Signature, error) {
		var (
			x  Signature
			at int64
		)
		err := s(&x.Number, &x.Provider, &x.ProviderNo, &x.KeyID, &x.FileSHA256, &x.Signature, &at)
		x.SignedAt = calendar.FromMicros(at)
		return x, err
	}, contractID)
}

func signedFile(tx *db.Tx, contractID, number string) ([]byte, error) {
	sealed, err := db.One(tx, `SELECT file FROM contract_signature WHERE tenant = $1 AND contract_id = $2 AND number = $3`,
		db.Value[[]byte], contractID, number)
	if err != nil {
		return nil, err
	}
	file, err := tx.Unseal("contract_signature", "file", contractID+"/"+number, sealed)
	return []byte(file), err
}

// newestKey returns the sealing key made last; db.ErrNone without any.
func newestKey(tx *db.Tx) (id, private string, err error) {
	type row struct {
		id     string
		sealed []byte
	}
	r, err := db.One(tx, `SELECT id, private FROM contract_key WHERE tenant = $1 ORDER BY made_at DESC, id LIMIT 1`, func(s db.Scan) (row, error) {
		var r row
		return r, s(&r.id, &r.sealed)
	})
	if err != nil {
		return "", "", err
	}
	private, err = tx.Unseal("contract_key", "private", r.id, r.sealed)
	return r.id, private, err
}

func insertKey(tx *db.Tx, id, private string) error {
	sealed, err := tx.Seal("contract_key", "private", id, private)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO contract_key (tenant, id, private, made_at) VALUES ($1, $2, $3, $4)`, id, sealed, tx.NowMicro())
	return err
}
