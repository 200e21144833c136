package sheet

import (
	"strings"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Value is one cell of an export.
type Value struct {
	kind valueKind
	text string
}

type valueKind int8

const (
	kindWords valueKind = iota
	kindID
	kindAmount
	kindCount
	kindDay
)

// Text is free text. It is never a formula to any program that opens it.
func Text(s string) Value { return Value{kindWords, harmless(s)} }

// ID is an order, trade or account number: text, whose digits no program may
// round.
func ID(s string) Value { return Value{kindID, harmless(s)} }

// Amount is money as a number, in the currency's decimals and without a sign
// of it; the column's name should say the currency.
func Amount(m money.Money) Value { return Value{kindAmount, m.Decimal()} }

// Int is a count.
func Int(n int64) Value { return Value{kindCount, formatInt(n)} }

// Day is a date; the zero Day is an empty cell.
func Day(d calendar.Day) Value { return Value{kindDay, string(d)} }

// At is a point in time, written in its location; the zero time is empty.
func At(t time.Time) Value {
	if t.IsZero() {
		return Value{}
	}
	return Value{kindWords, t.Format("2006-01-02 15:04:05")}
}

// Head says what an export is, above its table, so that a printed sheet still
// tells which filter made it, as of when and for whom.
type Head struct {
	Title  string
	Filter string
	AsOf   string
	Who    string
}

// lines are label and text of each line of the head.
func (h Head) lines(lang words.Lang) [][2]string {
	return [][2]string{{harmless(h.Title), ""}, {wordFilter.In(lang, nil), harmless(h.Filter)},
		{wordAsOf.In(lang, nil), harmless(h.AsOf)}, {wordWho.In(lang, nil), harmless(h.Who)}}
}

// starts are the characters that make a program take a cell for a formula or
// that hide one behind them (OWASP, CSV Injection), with their full-width
// forms.
const starts = "=+-@\t\r\n＝＋－＠"

// harmless keeps a text from being taken for a formula by putting an
// apostrophe before it, and takes out control characters no cell may hold.
func harmless(s string) string {
	begins := strings.HasPrefix(s, "\x00")
	s = strings.Map(func(r rune) rune {
		if (r < ' ' && r != '\t' && r != '\n' && r != '\r') || r == 0x7f || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	// Some programs drop blanks before they look at the first character.
	bare := strings.TrimLeftFunc(s, blank)
	if begins || strings.IndexAny(s, starts) == 0 || strings.IndexAny(bare, starts) == 0 {
		return "'" + s
	}
	return s
}

func checkWidth(values []Value, columns int) error {
	if len(values) == columns {
		return nil
	}
	return fault.Internal(fault.Invalid(wordOutWidth, words.Args{"cells": len(values), "columns": columns}))
}
