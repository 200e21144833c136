package contact

import (
	"errors"
	"strings"
	"time"

	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// The merchant's settings; the bounds let them tighten only.
var (
	KnobOpen    = tenant.Knob{Name: "contact.open", Word: wordKnobOpen, Unit: "minutes", Default: 540, Min: 540, Max: 720}
	KnobClose   = tenant.Knob{Name: "contact.close", Word: wordKnobClose, Unit: "minutes", Default: 1200, Min: 840, Max: 1200}
	KnobPerWeek = tenant.Knob{Name: "contact.per_week", Word: wordKnobWeek, Unit: "contacts", Default: 3, Min: 0, Max: 3}
)

// Knobs are the settings of this room.
func Knobs() []tenant.Knob { return []tenant.Knob{KnobOpen, KnobClose, KnobPerWeek} }

// ConsentContact is the purpose of a consent to be contacted about a debt, for
// customers whose contract has no accepted clause on service.
const ConsentContact = "contact"

// Gate answers whether a contact may be made, reserves its place in the
// customer's day when it may, and writes the check down. It must run in the
// transaction that leaves the contact. A refusal is an answer, not an error;
// with an error nothing is allowed.
func Gate(tx *db.Tx, ask Ask) (Decision, error) {
	if err := customer.Lock(tx, ask.CustomerID); err != nil {
		return closed(Decision{}), err
	}
	d, q, p, err := weigh(tx, ask)
	if err != nil {
		return closed(d), err
	}
	d.ID = tx.ID("chk")
	if d.Allowed && q.purpose != Receipt {
		day := calendar.DayOf(q.at, q.zones[0])
		ok, err := reserve(tx, q, ask.CustomerID, day, d.ID, p.PerDay)
		if err != nil {
			return closed(d), err
		}
		if !ok { // another request took the last place since we read
			q.reserved = append(q.reserved, reserved{day})
			d.Allowed, d.Code, d.Rules, d.NextAt = false, Cap, []string{"CN-CAP-DAY"}, q.ready(p, q.at, true).UTC()
			d.Until = time.Time{}
		}
	}
	if err := insertCheck(tx, ask, q, d); err != nil {
		return closed(d), err
	}
	tx.Note("contact:"+d.ID, nil, map[string]any{"customer": ask.CustomerID, "contract": ask.ContractID,
		"channel": ask.Channel, "purpose": ask.Purpose, "allowed": d.Allowed, "code": d.Code, "pack": d.PackVersion})
	return d, nil
}

// Preview answers as Gate would, without reserving or writing anything.
func Preview(tx *db.Tx, ask Ask) (Decision, error) {
	d, _, _, err := weigh(tx, ask)
	if err != nil {
		return closed(d), err
	}
	return d, nil
}

// closed is the answer when the gate itself fails.
func closed(d Decision) Decision {
	d.Allowed, d.Code, d.Rules, d.NextAt, d.Until = false, GateError, []string{}, time.Time{}, time.Time{}
	return d
}

func weigh(tx *db.Tx, ask Ask) (Decision, question, profile, error) {
	q := question{creditor: ask.Creditor, channel: ask.Channel, purpose: ask.Purpose, recipient: ask.Recipient,
		owed: ask.Balance.Minor, holds: ask.Holds, text: ask.Text, overdue: ask.OverdueDays, at: ask.At}
	if q.at.IsZero() {
		q.at = tx.Now()
	}
	if q.recipient == "" {
		q.recipient = Debtor
	}
	pack, err := packOn(calendar.DayOf(q.at, time.UTC))
	if err != nil {
		return Decision{}, q, profile{}, err
	}
	d := Decision{PackVersion: pack.Version, Zone: strings.Trim(ask.Zone+" "+ask.AlsoZone, " ")}
	p, err := shopProfile(tx, pack)
	if err != nil {
		return d, q, p, err
	}
	if err := q.read(tx, ask); err != nil {
		return d, q, p, err
	}
	a := decide(q, pack, p)
	d.Allowed, d.Code, d.Rules, d.NextAt, d.Today, d.Week = a.code == Allowed, a.code, a.rules, a.next.UTC(), a.today, a.week
	d.Until = a.until.UTC()
	if d.Rules == nil {
		d.Rules = []string{}
	}
	return d, q, p, nil
}

func shopProfile(tx *db.Tx, pack Pack) (profile, error) {
	open, err1 := tenant.Value(tx, KnobOpen)
	closes, err2 := tenant.Value(tx, KnobClose)
	week, err3 := tenant.Value(tx, KnobPerWeek)
	return pack.Profiles[productDefault].tighten(int(open), int(closes), int(week)), errors.Join(err1, err2, err3)
}

// read fetches what the gate does not take on trust: holds, reachability,
// consent and the places already taken.
func (q *question) read(tx *db.Tx, ask Ask) error {
	for _, name := range []string{ask.Zone, ask.AlsoZone} {
		z, err := calendar.Zone(name)
		switch {
		case err == nil:
			q.zones = append(q.zones, z)
		case name != "" || len(q.zones) == 0: // a zone that is named but unknown is unknown
			q.zones = nil
		}
		if len(q.zones) == 0 {
			break
		}
	}
	holds, err := customer.Holds(tx, ask.CustomerID, ask.ContractID)
	if err != nil {
		return err
	}
	for _, h := range holds {
		q.holds = append(q.holds, h.Kind)
	}
	who, err := customer.Contact(tx, ask.CustomerID)
	if err != nil {
		return err
	}
	q.reach = q.channel == Email && who.Email != "" || (q.channel == SMS || q.channel == Voice) && who.Phone != "" ||
		q.channel == Letter && who.Address != ""
	if q.consent, err = consents(tx, ask); err != nil || len(q.zones) == 0 {
		return err
	}
	q.reserved, err = slots(tx, ask.CustomerID, calendar.DayOf(q.at, q.zones[0]).AddDays(-6))
	return err
}

// consents says whether the customer agreed to be written to: by a consent of
// its own, or by accepting the contract's clause on service. A no to reminders
// ends those at once, whatever the clause says: it then serves formal documents
// and answers only.
func consents(tx *db.Tx, ask Ask) (bool, error) {
	said, err := customer.Standing(tx, ask.CustomerID, ConsentContact)
	if err != nil || said == customer.Given || ask.ContractID == "" {
		return said == customer.Given, err
	}
	if said != customer.NotAsked && (ask.Purpose == Reminder || ask.Purpose == Call) {
		return false, nil
	}
	ok := false
	list, err := contract.Acceptances(tx, ask.ContractID)
	for _, a := range list {
		ok = ok || a.Term == contract.TermServiceAddress
	}
	return ok, err
}

// Sentence says a decision in words.
func (d Decision) Sentence(lang words.Lang, loc *time.Location) string {
	say := codeWord(d.Code).In(lang, nil)
	if d.NextAt.IsZero() || loc == nil {
		return say
	}
	return say + wordNext.In(lang, words.Args{"at": d.NextAt.In(loc).Format("2006-01-02 15:04")})
}
