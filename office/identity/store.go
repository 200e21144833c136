package identity

import (
	"encoding/hex"
	"encoding/json"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// Tables lists what this room owns.
var Tables = []string{"user_account", "recovery_code", "user_session", "machine_key", "sign_in_throttle", "one_time_ticket"}

// moment reads a stored µs; 0 is no time.
func moment(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// micros is the stored form of a moment; no time is 0.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// realNow marks when something ended; a session's end is judged by the desk.
func realNow() time.Time { return calendar.System{}.Now() }

// credentials are the stored proofs of a user.
type credentials struct {
	User
	password   string
	passwordAt time.Time
	totp       string // empty until confirmed
	step       int64
}

const userColumns = `id, email_sealed, name_sealed, role, state, lang, seen_at, created_at, password_hash, password_at,
	totp_sealed, totp_step`

func scanUser(tx *db.Tx) func(db.Scan) (credentials, error) {
	return func(s db.Scan) (credentials, error) {
		var (
			c                             credentials
			email, name, totp             []byte
			seenAt, createdAt, passwordAt int64
		)
		if err := s(&c.ID, &email, &name, &c.Role, &c.State, &c.Lang, &seenAt, &createdAt, &c.password, &passwordAt,
			&totp, &c.step); err != nil {
			return c, err
		}
		c.SeenAt, c.CreatedAt, c.passwordAt = moment(seenAt), moment(createdAt), moment(passwordAt)
		for _, f := range []struct {
			column string
			sealed []byte
			into   *string
		}{{"email", email, &c.Email}, {"name", name, &c.Name}, {"totp", totp, &c.totp}} {
			if len(f.sealed) == 0 {
				continue
			}
			plain, err := tx.Unseal("user_account", f.column, c.ID, f.sealed)
			if err != nil {
				return c, err
			}
			*f.into = plain
		}
		return c, nil
	}
}

func findUser(tx *db.Tx, id string) (User, error) {
	c, err := findCredentials(tx, id)
	return c.User, err
}

func findCredentials(tx *db.Tx, id string) (credentials, error) {
	return db.One(tx, `SELECT `+userColumns+` FROM user_account WHERE tenant = $1 AND id = $2`, scanUser(tx), id)
}

func lockUser(tx *db.Tx, id string) (credentials, error) {
	return db.One(tx, `SELECT `+userColumns+` FROM user_account WHERE tenant = $1 AND id = $2`+tx.ForUpdate(), scanUser(tx), id)
}

func userByEmail(tx *db.Tx, index string) (credentials, error) {
	return db.One(tx, `SELECT `+userColumns+` FROM user_account WHERE tenant = $1 AND email_index = $2`, scanUser(tx), index)
}

func userByRole(tx *db.Tx, role string) (credentials, error) {
	return db.One(tx, `SELECT `+userColumns+` FROM user_account WHERE tenant = $1 AND role = $2 AND state = 'active'
		ORDER BY id LIMIT 1`, scanUser(tx), role)
}

// users lists at most n users with ids below before (any when ""), newest first.
func users(tx *db.Tx, state, before string, n int) ([]credentials, error) {
	return db.All(tx, `SELECT `+userColumns+` FROM user_account WHERE tenant = $1 AND ($2 = '' OR state = $2)
		AND ($3 = '' OR id < $3) ORDER BY id DESC LIMIT $4`, scanUser(tx), state, before, n)
}

// lockStaff makes changes of who holds which role wait for each other.
func lockStaff(tx *db.Tx) error {
	return tx.Each(`SELECT id FROM user_account WHERE tenant = $1 AND role = 'owner' ORDER BY id`+tx.ForUpdate(),
		func(s db.Scan) error {
			var id string
			return s(&id)
		})
}

type member struct{ id, role string }

func activeMembers(tx *db.Tx) ([]member, error) {
	return db.All(tx, `SELECT id, role FROM user_account WHERE tenant = $1 AND state = 'active' ORDER BY id`,
		func(s db.Scan) (member, error) {
			var m member
			return m, s(&m.id, &m.role)
		})
}

func insertUser(tx *db.Tx, u User, email, name []byte, index string) error {
	_, err := tx.Exec(`INSERT INTO user_account (tenant, id, email_sealed, email_index, name_sealed, role, state, lang,
		password_hash, password_at, totp_sealed, totp_step, seen_at, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, $9, 0, $10, $11)`,
		u.ID, email, index, name, u.Role, u.State, string(u.Lang), []byte{}, realNow().UnixMicro(), tx.NowMicro())
	return err
}

func renameUser(tx *db.Tx, id string, name []byte) error {
	_, err := tx.Exec(`UPDATE user_account SET name_sealed = $3 WHERE tenant = $1 AND id = $2`, id, name)
	return err
}

func setState(tx *db.Tx, id, state string) error {
	_, err := tx.Exec(`UPDATE user_account SET state = $3 WHERE tenant = $1 AND id = $2`, id, state)
	return err
}

func setRole(tx *db.Tx, id, role string) error {
	_, err := tx.Exec(`UPDATE user_account SET role = $3 WHERE tenant = $1 AND id = $2`, id, role)
	return err
}

func setLang(tx *db.Tx, id, lang string) error {
	_, err := tx.Exec(`UPDATE user_account SET lang = $3 WHERE tenant = $1 AND id = $2`, id, lang)
	return err
}

func setPassword(tx *db.Tx, id, hash string, at time.Time) error {
	_, err := tx.Exec(`UPDATE user_account SET password_hash = $3, password_at = $4 WHERE tenant = $1 AND id = $2`,
		id, hash, at.UnixMicro())
	return err
}

// setFactor stores a confirmed second factor, or takes it away when sealed is
// empty; step is the last one spent.
func setFactor(tx *db.Tx, id string, sealed []byte, step int64) error {
	_, err := tx.Exec(`UPDATE user_account SET totp_sealed = $3, totp_step = $4 WHERE tenant = $1 AND id = $2`, id, sealed, step)
	return err
}

// spendStep marks a TOTP step as used; it returns 0 when another request was first.
func spendStep(tx *db.Tx, id string, step int64) (int64, error) {
	return tx.Exec(`UPDATE user_account SET totp_step = $3 WHERE tenant = $1 AND id = $2 AND totp_step < $3`, id, step)
}

func replaceRecoveries(tx *db.Tx, user string, hashes [][]byte) error {
	if _, err := tx.Exec(`DELETE FROM recovery_code WHERE tenant = $1 AND user_id = $2`, user); err != nil {
		return err
	}
	rows := make([][]any, len(hashes))
	for i, h := range hashes {
		rows[i] = []any{h, user, 0}
	}
	return tx.InsertMany("recovery_code", []string{"hash", "user_id", "used_at"}, rows)
}

func spendRecovery(tx *db.Tx, user string, hash []byte, at time.Time) (int64, error) {
	return tx.Exec(`UPDATE recovery_code SET used_at = $4 WHERE tenant = $1 AND user_id = $2 AND hash = $3 AND used_at = 0`,
		user, hash, at.UnixMicro())
}

func recoveriesLeft(tx *db.Tx, user string) (int64, error) {
	return db.One(tx, `SELECT count(*) FROM recovery_code WHERE tenant = $1 AND user_id = $2 AND used_at = 0`,
		db.Value[int64], user)
}

const sessionColumns = `id, user_id, ip, created_at, seen_at, idle, expires_at, fresh_until`

func scanSession(s db.Scan) (Session, error) {
	var (
		v                                   Session
		created, seen, idle, expires, fresh int64
	)
	err := s(&v.ID, &v.UserID, &v.IP, &created, &seen, &idle, &expires, &fresh)
	v.CreatedAt, v.SeenAt, v.ExpiresAt, v.FreshUntil = moment(created), moment(seen), moment(expires), moment(fresh)
	v.Idle = time.Duration(idle) * time.Microsecond
	return v, err
}

func sessionByHash(tx *db.Tx, hash []byte) (Session, error) {
	return db.One(tx, `SELECT `+sessionColumns+` FROM user_session WHERE tenant = $1 AND hash = $2 AND ended_at = 0`,
		scanSession, hash)
}

func sessionByID(tx *db.Tx, id string) (Session, error) {
	return db.One(tx, `SELECT `+sessionColumns+` FROM user_session WHERE tenant = $1 AND id = $2 AND ended_at = 0`,
		scanSession, id)
}

// openSessions lists a user's sessions that were not ended, oldest first; some
// may have run out.
func openSessions(tx *db.Tx, user string) ([]Session, error) {
	return db.All(tx, `SELECT `+sessionColumns+` FROM user_session WHERE tenant = $1 AND user_id = $2 AND ended_at = 0
		ORDER BY created_at, id`, scanSession, user)
}

func insertSession(tx *db.Tx, s Session, hash []byte) error {
	_, err := tx.Exec(`INSERT INTO user_session (tenant, id, hash, user_id, ip, created_at, seen_at, idle, expires_at,
		fresh_until, ended_at, ended_why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, '')`,
		s.ID, hash, s.UserID, s.IP, s.CreatedAt.UnixMicro(), s.SeenAt.UnixMicro(), s.Idle.Microseconds(),
		s.ExpiresAt.UnixMicro(), micros(s.FreshUntil))
	return err
}

// refreshSession gives a session a new token and a fresh factor.
func refreshSession(tx *db.Tx, id string, hash []byte, until time.Time) (int64, error) {
	return tx.Exec(`UPDATE user_session SET hash = $3, fresh_until = $4 WHERE tenant = $1 AND id = $2 AND ended_at = 0`,
		id, hash, until.UnixMicro())
}

func touchSession(tx *db.Tx, id, user string, at time.Time) error {
	if _, err := tx.Exec(`UPDATE user_session SET seen_at = $3 WHERE tenant = $1 AND id = $2 AND seen_at < $3`,
		id, at.UnixMicro()); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE user_account SET seen_at = $3 WHERE tenant = $1 AND id = $2`, user, at.UnixMicro())
	return err
}

func endSession(tx *db.Tx, id, why string, at time.Time) (int64, error) {
	return tx.Exec(`UPDATE user_session SET ended_at = $3, ended_why = $4 WHERE tenant = $1 AND id = $2 AND ended_at = 0`,
		id, at.UnixMicro(), why)
}

// endSessions ends all sessions of a user but one ("" spares none).
func endSessions(tx *db.Tx, user, but, why string, at time.Time) (int64, error) {
	return tx.Exec(`UPDATE user_session SET ended_at = $4, ended_why = $5
		WHERE tenant = $1 AND user_id = $2 AND id <> $3 AND ended_at = 0`, user, but, at.UnixMicro(), why)
}

const keyColumns = `id, name, hint, scopes, ips, created_by, created_at, expires_at, used_at, revoked_at`

func scanKey(s db.Scan) (Key, error) {
	var (
		k                               Key
		scopes, ips                     string
		created, expires, used, revoked int64
	)
	if err := s(&k.ID, &k.Name, &k.Hint, &scopes, &ips, &k.CreatedBy, &created, &expires, &used, &revoked); err != nil {
		return k, err
	}
	k.CreatedAt, k.ExpiresAt, k.UsedAt, k.RevokedAt = moment(created), moment(expires), moment(used), moment(revoked)
	if err := json.Unmarshal([]byte(scopes), &k.Scopes); err != nil {
		return k, err
	}
	return k, json.Unmarshal([]byte(ips), &k.IPs)
}

func keyByHash(tx *db.Tx, hash []byte) (Key, error) {
	return db.One(tx, `SELECT `+keyColumns+` FROM machine_key WHERE tenant = $1 AND hash = $2`, scanKey, hash)
}

func keyByID(tx *db.Tx, id string) (Key, error) {
	return db.One(tx, `SELECT `+keyColumns+` FROM machine_key WHERE tenant = $1 AND id = $2`, scanKey, id)
}

func keys(tx *db.Tx, before string, n int) ([]Key, error) {
	return db.All(tx, `SELECT `+keyColumns+` FROM machine_key WHERE tenant = $1 AND ($2 = '' OR id < $2)
		ORDER BY id DESC LIMIT $3`, scanKey, before, n)
}

// keysOf lists a user's keys that are not revoked.
func keysOf(tx *db.Tx, user string) ([]Key, error) {
	return db.All(tx, `SELECT `+keyColumns+` FROM machine_key WHERE tenant = $1 AND created_by = $2 AND revoked_at = 0`,
		scanKey, user)
}

func insertKey(tx *db.Tx, k Key, hash []byte) error {
	scopes, err := json.Marshal(k.Scopes)
	if err != nil {
		return err
	}
	ips, err := json.Marshal(k.IPs)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO machine_key (tenant, id, hash, name, hint, scopes, ips, created_by, created_at, expires_at,
		used_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0)`, k.ID, hash, k.Name, k.Hint,
		string(scopes), string(ips), k.CreatedBy, k.CreatedAt.UnixMicro(), k.ExpiresAt.UnixMicro())
	return err
}

func revokeKey(tx *db.Tx, id string, at time.Time) (int64, error) {
	return tx.Exec(`UPDATE machine_key SET revoked_at = $3 WHERE tenant = $1 AND id = $2 AND revoked_at = 0`, id, at.UnixMicro())
}

func touchKey(tx *db.Tx, id string, at time.Time) error {
	_, err := tx.Exec(`UPDATE machine_key SET used_at = $3 WHERE tenant = $1 AND id = $2 AND used_at < $3`, id, at.UnixMicro())
	return err
}

// throttle is what is counted of an account's failures.
type throttle struct{ failures, since, hour int64 }

// countFailure counts one more failure in the running window and hour.
func countFailure(tx *db.Tx, account string, at time.Time) (throttle, error) {
	now := at.UnixMicro()
	return db.One(tx, `INSERT INTO sign_in_throttle (tenant, account, failures, since, hour_failures, hour_since)
		VALUES ($1, $2, 1, $3, 1, $3)
		ON CONFLICT (tenant, account) DO UPDATE SET
			failures = CASE WHEN sign_in_throttle.since <= $4 THEN 1 ELSE sign_in_throttle.failures + 1 END,
			since = CASE WHEN sign_in_throttle.since <= $4 THEN $3 ELSE sign_in_throttle.since END,
			hour_failures = CASE WHEN sign_in_throttle.hour_since <= $5 THEN 1 ELSE sign_in_throttle.hour_failures + 1 END,
			hour_since = CASE WHEN sign_in_throttle.hour_since <= $5 THEN $3 ELSE sign_in_throttle.hour_since END
		RETURNING failures, since, hour_failures`,
		func(s db.Scan) (throttle, error) {
			var t throttle
			return t, s(&t.failures, &t.since, &t.hour)
		}, account, now, at.Add(-window).UnixMicro(), at.Add(-60*time.Minute).UnixMicro())
}

func clearFailures(tx *db.Tx, account string) error {
	_, err := tx.Exec(`DELETE FROM sign_in_throttle WHERE tenant = $1 AND account = $2`, account)
	return err
}

// ticket is a code that opens one door once.
type ticket struct {
	hash    []byte
	kind    string
	user    string
	factor  string // the second factor being enrolled
	expires time.Time
}

func ticketRow(hash []byte) string { return hex.EncodeToString(hash) }

func insertTicket(tx *db.Tx, t ticket) error {
	sealed := []byte{}
	if t.factor != "" {
		var err error
		if sealed, err = tx.Seal("one_time_ticket", "secret", ticketRow(t.hash), t.factor); err != nil {
			return err
		}
	}
	_, err := tx.Exec(`INSERT INTO one_time_ticket (tenant, hash, kind, user_id, secret_sealed, expires_at, used_at)
		VALUES ($1, $2, $3, $4, $5, $6, 0)`, t.hash, t.kind, t.user, sealed, t.expires.UnixMicro())
	return err
}

// findTicket returns a ticket that is neither used nor run out.
func findTicket(tx *db.Tx, kind string, hash []byte, at time.Time) (ticket, error) {
	return db.One(tx, `SELECT user_id, secret_sealed, expires_at FROM one_time_ticket
		WHERE tenant = $1 AND hash = $2 AND kind = $3 AND used_at = 0 AND expires_at > $4`,
		func(s db.Scan) (ticket, error) {
			t := ticket{hash: hash, kind: kind}
			var (
				sealed  []byte
				expires int64
			)
			if err := s(&t.user, &sealed, &expires); err != nil || len(sealed) == 0 {
				return t, err
			}
			t.expires = moment(expires)
			var err error
			t.factor, err = tx.Unseal("one_time_ticket", "secret", ticketRow(hash), sealed)
			return t, err
		}, hash, kind, at.UnixMicro())
}

func spendTicket(tx *db.Tx, hash []byte, at time.Time) (int64, error) {
	return tx.Exec(`UPDATE one_time_ticket SET used_at = $3 WHERE tenant = $1 AND hash = $2 AND used_at = 0`, hash, at.UnixMicro())
}

func dropTickets(tx *db.Tx, user string) error {
	_, err := tx.Exec(`DELETE FROM one_time_ticket WHERE tenant = $1 AND user_id = $2`, user)
	return err
}

// swapSetting replaces a setting of the installation if it still reads as before.
func swapSetting(tx *db.Tx, name, before, after string) (int64, error) {
	return tx.Global().Exec(`UPDATE instance SET value = $3 WHERE name = $1 AND value = $2`, name, before, after)
}

func readSetting(tx *db.Tx, name string) (string, error) {
	return db.One(tx.Global(), `SELECT value FROM instance WHERE name = $1`, db.Value[string], name)
}

func writeSetting(tx *db.Tx, name, value string) error {
	_, err := tx.Global().Exec(`INSERT INTO instance (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}

// purge forgets what no longer serves: sessions and tickets that ended before
// old, throttles that stand still since then.
func purge(tx *db.Tx, old time.Time) error {
	for _, text := range []string{
		`DELETE FROM user_session WHERE tenant = $1 AND expires_at < $2`,
		`DELETE FROM one_time_ticket WHERE tenant = $1 AND expires_at < $2`,
		`DELETE FROM sign_in_throttle WHERE tenant = $1 AND since < $2 AND hour_since < $2`,
	} {
		if _, err := tx.Exec(text, old.UnixMicro()); err != nil {
			return err
		}
	}
	return nil
}

// idleUsers lists active users not seen since a real time.
func idleUsers(tx *db.Tx, since time.Time) ([]credentials, error) {
	return db.All(tx, `SELECT `+userColumns+` FROM user_account WHERE tenant = $1 AND state = 'active' AND seen_at < $2
		ORDER BY id LIMIT 200`, scanUser(tx), since.UnixMicro())
}
