package ledger

import (
	"errors"
	"fmt"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// Tables lists what this room owns.
var Tables = []string{"ledger_entry", "ledger_leg", "ledger_balance", "ledger_tail", "ledger_total", "ledger_receivable"}

const entryColumns = `INSERT INTO ledger_entry (tenant, id, kind, role, ref, order_id, contract_id, customer_id, effective,
	recorded_at, recorded_by, reverses, reason, once, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, `

// An entry of a contract is numbered behind those it has; whoever writes one
// holds the contract's lock. Entries without a contract have no order to keep.
const (
	insertEntry         = entryColumns + `0)`
	insertContractEntry = entryColumns + `(SELECT coalesce(max(o.seq), 0) + 1 FROM ledger_entry o
		WHERE o.tenant = $1 AND o.contract_id = $7 AND o.contract_id <> ''))`
)

// exec makes Exec one of the two ways to run a statement, now or later.
func exec(tx *db.Tx) func(text string, args ...any) error {
	return func(text string, args ...any) error {
		_, err := tx.Exec(text, args...)
		return err
	}
}

// write stores a checked entry. An entry that touches no contract waits for
// the end of the transaction, where on PostgreSQL its statements travel
// together; one that does is read again by the same transaction.
func write(tx *db.Tx, e Entry) error {
	legs := make([][]any, len(e.Legs))
	for i, l := range e.Legs {
		legs[i] = []any{e.ID, i, l.Account, l.Subject, string(l.Currency), l.Amount}
	}
	keys, sums := deltas(e)
	run, insert, text := tx.Later, tx.InsertManyLater, insertEntry
	if e.ContractID != "" || len(keys) > 0 {
		run, insert = exec(tx), tx.InsertMany
	}
	if e.ContractID != "" {
		text = insertContractEntry
	}
	err := run(text, e.ID, e.Kind, string(e.role), e.Ref, e.OrderID, e.ContractID, e.CustomerID, string(e.Effective),
		e.RecordedAt.UnixMicro(), e.RecordedBy, e.Reverses, e.Reason, e.once)
	if err != nil {
		return err
	}
	if err := insert("ledger_leg", []string{"entry_id", "no", "account", "subject", "currency", "amount"}, legs); err != nil {
		return err
	}
	if len(keys) > 0 {
		rows := make([][]any, len(keys))
		for i, k := range keys {
			rows[i] = []any{k.subject, k.account, k.currency, string(k.role), sums[k]}
		}
		err := tx.UpsertMany("ledger_balance", []string{"subject", "account", "currency", "role", "amount"}, rows,
			`ON CONFLICT (tenant, subject, account, currency, role) DO UPDATE SET amount = ledger_balance.amount + excluded.amount`)
		if err != nil {
			return err
		}
	}
	return tx.Later(`INSERT INTO ledger_tail (tenant, entry_id) VALUES ($1, $2)`, e.ID)
}

const entrySelect = `SELECT id, kind, role, ref, order_id, contract_id, customer_id, effective, recorded_at, recorded_by,
	reverses, reason, once FROM ledger_entry WHERE tenant = $1`

func scanEntry(s db.Scan) (Entry, error) {
	var (
		e        Entry
		recorded int64
	)
	err := s(&e.ID, &e.Kind, &e.role, &e.Ref, &e.OrderID, &e.ContractID, &e.CustomerID, &e.Effective, &recorded,
		&e.RecordedBy, &e.Reverses, &e.Reason, &e.once)
	e.RecordedAt = calendar.FromMicros(recorded)
	return e, err
}

func findEntry(tx *db.Tx, id string) (Entry, error) {
	e, err := db.One(tx, entrySelect+` AND id = $2`, scanEntry, id)
	if errors.Is(err, db.ErrNone) {
		return e, fault.NotFound(wordNotFound)
	}
	if err != nil {
		return e, err
	}
	one := []Entry{e}
	err = withLegs(tx, one)
	return one[0], err
}

// byOnce returns the entry of an event that may be posted once.
func byOnce(tx *db.Tx, once string) (Entry, bool, error) {
	e, err := db.One(tx, entrySelect+` AND once = $2 AND once <> ''`, scanEntry, once)
	if errors.Is(err, db.ErrNone) {
		return e, false, nil
	}
	if err != nil {
		return e, false, err
	}
	one := []Entry{e}
	err = withLegs(tx, one)
	return one[0], true, err
}

func reversalOf(tx *db.Tx, id string) (string, error) {
	got, err := db.One(tx, `SELECT id FROM ledger_entry WHERE tenant = $1 AND reverses = $2 AND reverses <> ''`,
		db.Value[string], id)
	if errors.Is(err, db.ErrNone) {
		return "", nil
	}
	return got, err
}

// entriesOf returns the entries of a contract, oldest first, with their legs.
func entriesOf(tx *db.Tx, contractID string) ([]Entry, error) {
	list, err := db.All(tx, entrySelect+` AND contract_id = $2 AND contract_id <> '' ORDER BY seq, id`, scanEntry, contractID)
	if err != nil {
		return nil, err
	}
	return list, withLegs(tx, list)
}

// numbered lists contracts on the books all of whose entries have a number, by
// id behind after.
func numbered(tx *db.Tx, after string, limit int) ([]string, error) {
	return db.All(tx, `SELECT contract_id FROM ledger_entry WHERE tenant = $1 AND contract_id > $2
		GROUP BY contract_id HAVING min(seq) > 0 AND sum(CASE WHEN kind = '`+KindOpen+`' THEN 1 ELSE 0 END) > 0
		ORDER BY contract_id LIMIT $3`, db.Value[string], after, limit)
}

// latestEvent is the last day for which something was booked on a contract, ""
// before the first. Accruals count: they booked what the schedule then asked
// for. What follows from events does not.
func latestEvent(tx *db.Tx, contractID string) (calendar.Day, error) {
	return db.One(tx, `SELECT coalesce(max(effective), '') FROM ledger_entry WHERE tenant = $1 AND contract_id = $2
		AND contract_id <> '' AND kind NOT IN ('`+KindOpen+`', '`+KindRebook+`')`,
		db.Value[calendar.Day], contractID)
}

// withLegs reads the legs of entries in portions.
func withLegs(tx *db.Tx, list []Entry) error {
	const portion = 500
	at := make(map[string]*Entry, len(list))
	for i := range list {
		at[list[i].ID] = &list[i]
	}
	for start := 0; start < len(list); start += portion {
		part := list[start:min(start+portion, len(list))]
		ids := make([]any, len(part))
		for i, e := range part {
			ids[i] = e.ID
		}
		err := tx.Each(`SELECT entry_id, account, subject, currency, amount FROM ledger_leg
			WHERE tenant = $1 AND entry_id IN (`+placeholders(len(ids), 2)+`) ORDER BY entry_id, no`, func(s db.Scan) error {
			var (
				id string
				l  Leg
			)
			if err := s(&id, &l.Account, &l.Subject, &l.Currency, &l.Amount); err != nil {
				return err
			}
			at[id].Legs = append(at[id].Legs, l)
			return nil
		}, ids...)
		if err != nil {
			return err
		}
	}
	return nil
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

// EntryFilter chooses entries of a list; the empty one takes all.
type entryFilter struct {
	orderID, contractID, before string
	limit                       int
}

func listEntries(tx *db.Tx, f entryFilter) ([]Entry, error) {
	if f.before == "" {
		f.before = "~" // sorts behind every id
	}
	text, args := entrySelect+` AND id < $2`, []any{f.before, f.limit}
	if f.contractID != "" {
		args = append(args, f.contractID)
		text += fmt.Sprintf(` AND contract_id = $%d AND contract_id <> ''`, len(args)+1)
	}
	if f.orderID != "" {
		args = append(args, f.orderID)
		text += fmt.Sprintf(` AND order_id = $%d AND order_id <> ''`, len(args)+1)
	}
	list, err := db.All(tx, text+` ORDER BY id DESC LIMIT $3`, scanEntry, args...)
	if err != nil {
		return nil, err
	}
	return list, withLegs(tx, list)
}

// balances reads the kept sums of contracts, by contract.
func balances(tx *db.Tx, contractIDs []string) (map[string][]balance, error) {
	const portion = 50
	found := map[string][]balance{}
	for start := 0; start < len(contractIDs); start += portion {
		part := contractIDs[start:min(start+portion, len(contractIDs))]
		var ranges strings.Builder
		args := make([]any, 0, 2*len(part))
		for i, id := range part {
			if i > 0 {
				ranges.WriteString(" OR ")
			}
			fmt.Fprintf(&ranges, "(subject >= $%d AND subject < $%d)", len(args)+2, len(args)+3)
			// '0' follows '/' in byte order, so the range holds the contract and its instalments.
			args = append(args, subjectOf(id), subjectOf(id)+"0")
		}
		err := tx.Each(`SELECT subject, account, role, amount FROM ledger_balance WHERE tenant = $1 AND (`+ranges.String()+`)`,
			func(s db.Scan) error {
				var b balance
				if err := s(&b.subject, &b.account, &b.role, &b.amount); err != nil {
					return err
				}
				id := contractOf(b.subject)
				found[id] = append(found[id], b)
				return nil
			}, args...)
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// principalChanges returns how the open principal of every instalment of a
// contract moved, by effective day. CROSS JOIN keeps SQLite from walking all legs
// of the tenant first; to PostgreSQL it is a join like any other.
func principalChanges(tx *db.Tx, contractID string) (map[int][]change, error) {
	found := map[int][]change{}
	err := tx.Each(`SELECT l.subject, e.effective, CAST(coalesce(sum(l.amount), 0) AS BIGINT)
		FROM ledger_entry e CROSS JOIN ledger_leg l
		WHERE l.tenant = e.tenant AND l.entry_id = e.id
		AND e.tenant = $1 AND e.contract_id = $2 AND e.contract_id <> '' AND l.account = $3
		GROUP BY l.subject, e.effective`, func(s db.Scan) error {
		var (
			subject string
			c       change
		)
		if err := s(&subject, &c.day, &c.delta); err != nil {
			return err
		}
		no := instalmentNo(subject)
		found[no] = append(found[no], c)
		return nil
	}, contractID, CustomerPrincipal)
	return found, err
}

// Total is what stands in an account, both sides.
type Total struct {
	Account  string         `json:"account"`
	Currency money.Currency `json:"currency"`
	Debit    int64          `json:"debit"`
	Credit   int64          `json:"credit"`
}

// Amount is the balance, debit above zero.
func (t Total) Amount() int64 { return t.Debit - t.Credit }

// totals reads roll-up and tail in one statement, hence in one snapshot.
func totals(tx *db.Tx, upTo calendar.Day) ([]Total, error) {
	return db.All(tx, `SELECT account, currency, CAST(coalesce(sum(debit), 0) AS BIGINT), CAST(coalesce(sum(credit), 0) AS BIGINT)
		FROM (SELECT account, currency, debit, credit FROM ledger_total WHERE tenant = $1 AND day <= $2
			UNION ALL
			SELECT l.account, l.currency, CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END,
				CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END
			FROM ledger_tail t JOIN ledger_entry e ON e.tenant = t.tenant AND e.id = t.entry_id
			JOIN ledger_leg l ON l.tenant = e.tenant AND l.entry_id = e.id
			WHERE t.tenant = $1 AND e.effective <= $2) x
		GROUP BY account, currency ORDER BY currency, account`, scanTotal, string(upTo))
}

func scanTotal(s db.Scan) (Total, error) {
	var t Total
	return t, s(&t.Account, &t.Currency, &t.Debit, &t.Credit)
}

// subjectTotals is totals of one account and subject up to a day.
func subjectTotals(tx *db.Tx, account, subject string, upTo calendar.Day) ([]Total, error) {
	return db.All(tx, `SELECT account, currency, CAST(coalesce(sum(debit), 0) AS BIGINT), CAST(coalesce(sum(credit), 0) AS BIGINT)
		FROM (SELECT account, currency, debit, credit FROM ledger_total
			WHERE tenant = $1 AND account = $2 AND subject = $3 AND day <= $4
			UNION ALL
			SELECT l.account, l.currency, CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END,
				CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END
			FROM ledger_tail t JOIN ledger_entry e ON e.tenant = t.tenant AND e.id = t.entry_id
			JOIN ledger_leg l ON l.tenant = e.tenant AND l.entry_id = e.id
			WHERE t.tenant = $1 AND e.effective <= $4 AND l.account = $2 AND l.subject = $3) x
		GROUP BY account, currency`, scanTotal, account, subject, string(upTo))
}

func accountTotals(tx *db.Tx, account string, upTo calendar.Day) ([]Total, error) {
	all, err := totals(tx, upTo)
	found := all[:0]
	for _, t := range all {
		if t.Account == account {
			found = append(found, t)
		}
	}
	return found, err
}

// keptTotals sums the kept balances of a contract or of one instalment.
func keptTotals(tx *db.Tx, account, subject string) ([]Total, error) {
	until := subject + "\x00"
	if instalmentNo(subject) < 0 {
		until = subject + "0"
	}
	return db.All(tx, `SELECT account, currency, CAST(coalesce(sum(CASE WHEN amount > 0 THEN amount ELSE 0 END), 0) AS BIGINT),
			CAST(coalesce(sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END), 0) AS BIGINT)
		FROM ledger_balance WHERE tenant = $1 AND account = $2 AND subject >= $3 AND subject < $4
		GROUP BY account, currency`, scanTotal, account, subject, until)
}

// keptTotalsAt is keptTotals from the entries that count up to a day.
func keptTotalsAt(tx *db.Tx, account, subject, contractID string, upTo calendar.Day) ([]Total, error) {
	until := subject + "!"
	if instalmentNo(subject) < 0 {
		until = subject + "0"
	}
	return db.All(tx, `SELECT l.account, l.currency, CAST(coalesce(sum(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END), 0) AS BIGINT),
			CAST(coalesce(sum(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END), 0) AS BIGINT)
		FROM ledger_entry e JOIN ledger_leg l ON l.tenant = e.tenant AND l.entry_id = e.id
		WHERE e.tenant = $1 AND e.contract_id = $2 AND e.contract_id <> '' AND e.effective <= $3
			AND l.account = $4 AND l.subject >= $5 AND l.subject < $6
		GROUP BY l.account, l.currency`, scanTotal, contractID, string(upTo), account, subject, until)
}

// takeTail removes up to n entries from the tail and returns their ids; two
// roll-ups at once never get the same one.
func takeTail(tx *db.Tx, n int) ([]string, error) {
	return db.All(tx, `DELETE FROM ledger_tail WHERE tenant = $1 AND entry_id IN
		(SELECT entry_id FROM ledger_tail WHERE tenant = $1 ORDER BY entry_id LIMIT $2)
		RETURNING entry_id`, db.Value[string], n)
}

type totalKey struct{ account, subject, currency, day string }

func addTotals(tx *db.Tx, keys []totalKey, sums map[totalKey]Total) error {
	rows := make([][]any, len(keys))
	for i, k := range keys {
		rows[i] = []any{k.account, k.subject, k.currency, k.day, sums[k].Debit, sums[k].Credit}
	}
	return tx.UpsertMany("ledger_total", []string{"account", "subject", "currency", "day", "debit", "credit"}, rows,
		`ON CONFLICT (tenant, account, subject, currency, day)
		DO UPDATE SET debit = ledger_total.debit + excluded.debit, credit = ledger_total.credit + excluded.credit`)
}

func tailLegs(tx *db.Tx, ids []string, fn func(account, subject, currency, day string, amount int64)) error {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return tx.Each(`SELECT l.account, l.subject, l.currency, e.effective, l.amount
		FROM ledger_entry e JOIN ledger_leg l ON l.tenant = e.tenant AND l.entry_id = e.id
		WHERE e.tenant = $1 AND e.id IN (`+placeholders(len(ids), 2)+`)`, func(s db.Scan) error {
		var (
			account, subject, currency, day string
			amount                          int64
		)
		if err := s(&account, &subject, &currency, &day, &amount); err != nil {
			return err
		}
		fn(account, subject, currency, day, amount)
		return nil
	}, args...)
}
