package platform

import (
	"context"
	"testing"
)

type half struct{ d Descriptor }

func (h half) Describe() Descriptor                     { return h.d }
func (half) Health(context.Context) error               { return nil }
func (half) Close(context.Context, Ref) (Closed, error) { return Closed{}, nil }
func (half) ParseStatement(RawFile) (Statement, error)  { return Statement{}, nil }

func TestCheckComparesDeclarationWithType(t *testing.T) {
	good := Descriptor{ID: "x", NameZH: "甲", NameEN: "X", Creditor: CreditorMerchant, MoneyUnit: "fen",
		APIDate: "2026-01-01", ConfirmedLive: Never, Capabilities: []Capability{CanParseStatement, CanClose}}
	if err := Check(half{good}); err != nil {
		t.Fatal(err)
	}
	more := good
	more.Capabilities = []Capability{CanParseStatement, CanClose, CanRefund}
	less := good
	less.Capabilities = []Capability{CanClose}
	blank := good
	blank.ConfirmedLive = ""
	for name, d := range map[string]Descriptor{"declares more": more, "declares less": less, "no confirmation": blank} {
		if Check(half{d}) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
