package plan

import (
	"errors"

	"fenming/book/channel"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// lawful holds a quote against the legal ceilings for its kind of creditor and
// sets the late fee of a merchant's own plan. The interest of an instalment
// ends on its due day and the late fee begins after it, so each alone stands
// against the ceiling. A platform's plan without a kind of creditor takes that
// of the platform's channel; where neither is recorded it is published with the
// outcome unknown, never as lawful. A sale of the past
// through a platform is a fact that nothing here can forbid.
func lawful(tx *db.Tx, p Plan, q *Quote, in Ask) error {
	table, err := Caps()
	if err != nil {
		return err
	}
	own := p.Creditor != CreditorPlatform
	kind := p.CreditorKind
	if own && kind == "" {
		kind = KindMerchant // a plan saved before kinds were recorded
	}
	if !own && kind == "" { // said once for the platform is said for each of its plans
		recorded, err := channel.CreditorKind(tx, p.Platform)
		if err != nil {
			return err
		}
		kind = CreditorKind(recorded)
	}
	prime, err := primeFor(tx, table.For(kind, in.Day), own, in)
	if err != nil {
		return err
	}
	check, err := table.Judge(kind, in.Day, max(q.NominalRate, q.EffectiveRate), prime.Rate, tx.Lang())
	if err != nil && (own || !in.Imported) {
		return err
	}
	q.Cap = &check
	if !own {
		return nil
	}
	q.Example = q.Example || prime.Example
	return q.setLateFee(p, prime.Rate)
}

// primeFor is the loan prime rate for the ceilings. A merchant's own plan and a
// ceiling that refuses need it; a ceiling that only warns is left unchecked
// without it.
func primeFor(tx *db.Tx, caps []Cap, own bool, in Ask) (PrimeRate, error) {
	asked, needed := needsPrime(caps)
	if !asked && !own {
		return PrimeRate{}, nil
	}
	needed = needed || own
	prime, err := primeAt(tx, in.Day)
	switch {
	case errors.Is(err, db.ErrNone) && needed:
		return PrimeRate{}, fault.Refused(wordNoLPR, words.Args{"day": in.Day})
	case errors.Is(err, db.ErrNone):
		return PrimeRate{}, nil
	case err != nil:
		return PrimeRate{}, err
	}
	if err := fresh(prime, in.Day); err != nil && !in.Imported {
		if needed {
			return PrimeRate{}, err
		}
		return PrimeRate{}, nil
	}
	return prime, nil
}

// setLateFee is the plan's multiple of the loan prime rate (private-lending
// interpretation 29: interest and late fee within four times of it).
func (q *Quote) setLateFee(p Plan, prime money.Rate) error {
	late, err := money.MulRate(int64(prime), p.LateFeeMultiple, money.Floor)
	if err != nil {
		return err
	}
	if money.Rate(late) > MaxMultiple*prime {
		return fault.Refused(wordLateFeeCap)
	}
	q.LPR, q.LateFeeRate, q.LateFeeWarn = prime, money.Rate(late), p.LateFeeMultiple > WarnLateFeeMultiple
	return nil
}
