package risk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"fenming/book/customer"
	"fenming/book/limit"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

// Judge decides on an order and keeps the verdict with the facts. The order's
// event is written first, so that the verdict counts it.
func Judge(tx *db.Tx, f Facts) (Verdict, error) {
	if f.OrderID == "" || f.Customer.ID == "" || f.Amount.Minor <= 0 {
		return Verdict{}, fault.Invalid(wordFacts).At("/order")
	}
	if f.At.IsZero() {
		f.At = tx.Now()
	}
	e, err := eventOf(tx, f)
	if err != nil {
		return Verdict{}, err
	}
	if err := insertOrderEvent(tx, e); err != nil {
		return Verdict{}, err
	}
	set, err := ruleSetOn(calendar.DayOf(tx.Now(), time.UTC))
	if err != nil {
		return Verdict{}, err
	}
	s, err := look(tx, f, e, set)
	if err != nil {
		return Verdict{}, err
	}
	v := Verdict{ID: tx.ID("vdt"), OrderID: f.OrderID, OuterNo: f.OuterNo, CustomerID: f.Customer.ID,
		Reasons: apply(s, set), RuleSet: set.Version, Imported: f.Imported, At: f.At, JudgedAt: tx.Now()}
	v.Score, v.Outcome = weigh(v.Reasons, set.Lines)
	v.WouldChange = wouldChange(v.Reasons, set.Lines)
	platform, creditor := "", ""
	if f.Quote != nil {
		platform, creditor = f.Quote.Platform, f.Quote.Creditor
	}
	v.Levers = levers(v.Outcome, platform, creditor, f.Quote != nil)
	facts, err := record(f, e, s)
	if err != nil {
		return Verdict{}, err
	}
	sum := sha256.Sum256(facts)
	v.Digest = hex.EncodeToString(sum[:])
	tx.Note("verdict:"+v.ID, nil, map[string]any{"order": v.OrderID, "outcome": v.Outcome, "score": v.Score,
		"rules": v.RuleSet, "digest": v.Digest})
	return v, insertVerdict(tx, v, facts)
}

// Of returns the latest verdict of an order.
func Of(tx *db.Tx, orderID string) (Verdict, error) { return findVerdict(tx, orderID) }

// look reads everything the rules look at.
func look(tx *db.Tx, f Facts, e event, set RuleSet) (situation, error) {
	s := situation{amount: f.Amount, credit: f.Quote != nil, adult: f.Customer.Adult, staff: f.Staff != "", hour: -1,
		resale: resaleShare(f.Items, f.Amount.Minor), budget: f.Budget, committed: f.Committed}
	var err error
	if s.features, err = features(tx, e, set.setting("instant_refunds").At["gap"]*microsPerSecond); err != nil {
		return s, err
	}
	if s.lists, err = listHits(tx, e); err != nil {
		return s, err
	}
	holds, err := customer.Holds(tx, f.Customer.ID, "")
	if err != nil {
		return s, err
	}
	for _, h := range holds {
		s.holds = append(s.holds, h.Kind)
	}
	if err := s.room(tx, f); err != nil {
		return s, err
	}
	// For imported history the file says when a customer was made known; only
	// earlier orders say that he was not new. So age counts for live orders.
	if !f.Imported && !f.Customer.CreatedAt.IsZero() {
		s.known, s.age = true, int64(f.At.Sub(f.Customer.CreatedAt)/time.Second)
	}
	if s.staff {
		loc, err := tenant.Location(tx)
		if err != nil {
			return s, err
		}
		s.hour = f.At.In(loc).Hour()
	}
	return s, nil
}

// room reads what is free of the customer's limit. History is not measured
// against the limit of today.
func (s *situation) room(tx *db.Tx, f Facts) error {
	if f.Quote == nil || f.Imported {
		return nil
	}
	s.financed = f.Amount
	s.financed.Minor -= f.Quote.DownPayment.Minor
	v, err := limit.Check(tx, limit.HoldIn{CustomerID: f.Customer.ID, PlanCode: f.Quote.PlanCode, OrderID: f.OrderID,
		Amount: s.financed})
	if err != nil && !fault.Is(err, fault.CodeRefused) {
		return err
	}
	s.limited, s.free = v.Rule != nil, v.Free
	for _, h := range v.Holds {
		if h.OrderID == f.OrderID { // judged again: its own hold is not against it
			s.free.Minor += h.Amount.Minor
		}
	}
	return nil
}

const microsPerSecond = 1_000_000

func eventOf(tx *db.Tx, f Facts) (event, error) {
	e := event{id: tx.ID("rev"), kind: KindOrder, orderID: f.OrderID, customer: f.Customer.ID, phone: f.PhoneIndex,
		address: f.AddressIndex, staff: f.Staff, store: f.Store, currency: string(f.Amount.Currency),
		amount: f.Amount.Minor, gap: -1, at: f.At.UnixMicro()}
	if e.phone == "" {
		e.phone = f.Customer.PhoneIndex
	}
	if e.address == "" {
		e.address = f.Customer.AddressIndex
	}
	for _, i := range f.Items {
		if e.fulfilment == "" || i.Fulfilment == shipment {
			e.fulfilment = i.Fulfilment
		}
		e.resale = e.resale || i.Resale
	}
	var err error
	if e.device, err = blind(tx, keyDevice, f.Device); err != nil {
		return e, err
	}
	e.ip, err = blind(tx, keyIP, f.IP)
	return e, err
}

const shipment = "shipment"

// blind returns the index of a device or internet address, "" for none.
func blind(tx *db.Tx, column, value string) (string, error) {
	if value == "" {
		return "", nil
	}
	return tx.Index(column, value)
}

// record writes what was judged: ids, blind indexes and numbers only.
func record(f Facts, e event, s situation) ([]byte, error) {
	quote := ""
	if f.Quote != nil {
		quote = f.Quote.ID
	}
	return json.Marshal(map[string]any{
		"order": f.OrderID, "customer": f.Customer.ID, "amount": f.Amount, "quote": quote, "credit": s.credit,
		"phone": e.phone, "device": e.device, "address": e.address, "ip": e.ip, "staff": e.staff, "store": e.store,
		"resale_ppm": s.resale, "age_seconds": s.age, "age_known": s.known, "adult": s.adult, "hour": s.hour,
		"features": s.features, "lists": s.lists, "holds": s.holds, "budget": s.budget, "committed": s.committed, "free": s.free,
		"limited": s.limited, "at": f.At.UTC(), "imported": f.Imported,
	})
}
