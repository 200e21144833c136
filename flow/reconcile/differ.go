package reconcile

import (
	"fenming/book/casefile"
	"fenming/book/order"
	"fenming/book/statement"
	"fenming/kit/db"
	"fenming/kit/words"
)

func differenceOf(l statement.Line, orderID string, f finding) statement.Difference {
	return statement.Difference{Code: f.code, ChannelID: l.ChannelID, FileID: l.FileID, LineID: l.ID, OrderID: orderID,
		Day: l.Day, Expected: f.expected, Actual: f.actual}
}

// differ opens a difference on a line, with its case.
func differ(tx *db.Tx, l statement.Line, orderID string, f finding) error {
	return openDifference(tx, differenceOf(l, orderID, f))
}

// openDifference opens a difference and one case for it; one that is open already stays.
func openDifference(tx *db.Tx, d statement.Difference) error {
	d, fresh, err := statement.Differ(tx, d)
	if err != nil || !fresh {
		return err
	}
	risk := atRisk(d.Expected, d.Actual)
	// The title is filled once per language, because a case keeps both.
	title := words.Word{Key: titleCase.Key, ZH: titleCase.In(words.ZH, words.Args{"what": d.Code.Word().ZH}),
		EN: titleCase.In(words.EN, words.Args{"what": d.Code.Word().EN})}
	c, err := casefile.Open(tx, casefile.OpenIn{Kind: casefile.KindDifference, Object: d.Ref(), Title: title,
		Args: words.Args{"day": d.Day, "money": risk.String()}, MoneyAtRisk: risk})
	if err != nil {
		return err
	}
	return statement.AttachCase(tx, d.ID, c.ID)
}

// clearUp ends what a joined line clears up: the order that lacked its line, the
// payment we did not know, the refund nobody listed, and the line's own
// difference without an order.
func clearUp(tx *db.Tx, l statement.Line, o order.Order, refundID string) error {
	var codes []statement.Code
	switch {
	case l.Kind == kindPayment:
		codes = []statement.Code{statement.LineMissing}
	case refundID != "":
		left, err := openRefunds(tx, o.ID, 0)
		if err != nil {
			return err
		}
		if len(left) == 0 {
			codes = []statement.Code{statement.RefundUnlisted}
		}
	}
	if err := vanish(tx, o.ID, noteSettled, codes...); err != nil {
		return err
	}
	if l.State == statement.LineNew { // nobody has judged it, so it has no difference of its own
		return nil
	}
	own, err := openOn(tx, l.ID)
	if err != nil {
		return err
	}
	for _, id := range own {
		note := noteLater.In(tx.Lang(), words.Args{"order": o.ID})
		if err := explain(tx, id, note, casefile.Corrected); err != nil {
			return err
		}
	}
	return nil
}

// vanish ends differences of an order and their cases.
func vanish(tx *db.Tx, orderID string, why words.Word, codes ...statement.Code) error {
	if len(codes) == 0 {
		return nil
	}
	ended, err := statement.Vanish(tx, orderID, codes...)
	if err != nil {
		return err
	}
	for _, d := range ended {
		_, err := casefile.ResolveFor(tx, casefile.KindDifference, d.Ref(), casefile.Corrected, why.In(tx.Lang(), nil))
		if err != nil {
			return err
		}
	}
	return nil
}

// explain ends a difference with words, and its case.
func explain(tx *db.Tx, id, note, outcome string) error {
	d, err := statement.Explain(tx, id, note)
	if err != nil {
		return err
	}
	_, err = casefile.ResolveFor(tx, casefile.KindDifference, d.Ref(), outcome, note)
	return err
}
