package ledger

import (
	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/office/tenant"
)

// Get returns an entry with its legs.
func Get(tx *db.Tx, id string) (Entry, error) { return findEntry(tx, id) }

// OfContract returns the entries of a contract, oldest first.
func OfContract(tx *db.Tx, contractID string) ([]Entry, error) { return entriesOf(tx, contractID) }

// OfOrder returns the newest entries of an order, at most limit.
func OfOrder(tx *db.Tx, orderID string, limit int) ([]Entry, error) {
	return listEntries(tx, entryFilter{orderID: orderID, limit: limit})
}

// Today is the present day of the tenant.
func Today(tx *db.Tx) (calendar.Day, error) {
	loc, err := tenant.Location(tx)
	if err != nil {
		return "", err
	}
	return calendar.DayOf(tx.Now(), loc), nil
}

// PositionOf returns where a contract stands today.
func PositionOf(tx *db.Tx, contractID string) (Position, error) {
	day, err := Today(tx)
	if err != nil {
		return Position{}, err
	}
	return PositionAt(tx, contractID, day)
}

// PositionAt returns where a contract stands when the day is the given one: the
// same entries, other ages. It does not leave out entries recorded since.
func PositionAt(tx *db.Tx, contractID string, day calendar.Day) (Position, error) {
	c, err := contract.Get(tx, contractID)
	if err != nil {
		return Position{}, err
	}
	w, err := load(tx, c, day)
	if err != nil {
		return Position{}, err
	}
	return w.pos, nil
}

// Positions returns where contracts stand on a day, for lists of at most a few
// hundred; ids that do not exist are absent.
func Positions(tx *db.Tx, contractIDs []string, day calendar.Day) (map[string]Position, error) {
	contracts, lines, err := contract.Many(tx, contractIDs)
	if err != nil {
		return nil, err
	}
	sums, err := balances(tx, contractIDs)
	if err != nil {
		return nil, err
	}
	found := make(map[string]Position, len(contracts))
	for id, c := range contracts {
		found[id] = fold(c, lines[id], sums[id], day)
	}
	return found, nil
}

// OpenDue lists open contracts with something unpaid that was due on or before
// a day, ordered by id behind after: the night walks them in portions.
func OpenDue(tx *db.Tx, upTo calendar.Day, after string, limit int) ([]string, error) {
	return openDue(tx, upTo, after, limit)
}

// Balance returns what stands in an account, debit above zero, by currency: of
// one subject, of a contract with all its instalments ("contract:<id>"), or of
// the whole account (subject "").
func Balance(tx *db.Tx, account, subject string) ([]money.Money, error) {
	return BalanceAt(tx, account, subject, never)
}

// BalanceAt is Balance of the entries that count up to a day.
func BalanceAt(tx *db.Tx, account, subject string, upTo calendar.Day) ([]money.Money, error) {
	var (
		rows []Total
		err  error
	)
	switch {
	case subject == "":
		rows, err = accountTotals(tx, account, upTo)
	case kept(subject) && upTo == never:
		rows, err = keptTotals(tx, account, subject)
	case kept(subject):
		rows, err = keptTotalsAt(tx, account, subject, contractOf(subject), upTo)
	default:
		rows, err = subjectTotals(tx, account, subject, upTo)
	}
	list := []money.Money{}
	for _, t := range rows {
		list = append(list, money.New(t.Amount(), t.Currency))
	}
	return list, err
}

// TrialBalance returns both sides of every account that was ever used, up to a
// day ("" = all). Debits and credits of a currency are equal.
func TrialBalance(tx *db.Tx, upTo calendar.Day) ([]Total, error) {
	if upTo == "" {
		upTo = never
	}
	return totals(tx, upTo)
}
