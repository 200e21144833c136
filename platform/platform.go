package platform

import (
	"context"
	"fmt"
	"slices"
)

// Creditor says who carries the credit risk of a sale through the platform.
type Creditor string

// The creditors a platform can have by its own terms.
const (
	CreditorPlatform Creditor = "platform"
	CreditorMerchant Creditor = "merchant"
)

// Capability names one optional interface.
type Capability string

// The capabilities, one for each optional interface below.
const (
	CanCreate         Capability = "create"
	CanQuery          Capability = "query"
	CanRefund         Capability = "refund"
	CanClose          Capability = "close"
	CanNotify         Capability = "notify"
	CanFetchStatement Capability = "statement_fetch"
	CanParseStatement Capability = "statement_parse"
)

// Never stands in Descriptor.ConfirmedLive as long as nobody has seen the
// connector work against the live platform.
const Never = "never"

// Descriptor is what a connector says of itself; the screens show it.
type Descriptor struct {
	ID            string // stable, for example "huabei"
	NameZH        string
	NameEN        string
	Creditor      Creditor
	Capabilities  []Capability
	MoneyUnit     string   // unit on the platform's wire: "yuan" | "fen"; ours is always fen
	APIDate       string   // ISO day of the newest document our reading rests on
	ConfirmedLive string   // ISO day on which it was seen to work live, or Never
	Hosts         []string // the only hosts it may talk to
}

// Has says whether the descriptor declares the capability.
func (d Descriptor) Has(c Capability) bool { return slices.Contains(d.Capabilities, c) }

// Connector is the least every connector offers. Health asks the platform
// something harmless; nil means keys, network and contract answer.
type Connector interface {
	Describe() Descriptor
	Health(ctx context.Context) error
}

// OrderCreator starts a sale. Order.OutNo is the idempotency number.
type OrderCreator interface {
	CreateOrder(ctx context.Context, order Order) (Created, error)
}

// Querier asks what became of a sale; it resolves every unknown outcome.
type Querier interface {
	Query(ctx context.Context, ref Ref) (Trade, error)
}

// Refunder gives money back. RefundRequest.RefundNo is the idempotency number.
type Refunder interface {
	Refund(ctx context.Context, req RefundRequest) (Refunded, error)
	QueryRefund(ctx context.Context, ref Ref, refundNo string) (Refunded, error)
}

// Closer ends an unpaid sale. Closing twice is harmless.
type Closer interface {
	Close(ctx context.Context, ref Ref) (Closed, error)
}

// Notifier reads the platform's call-backs. ParseNotify verifies signature and
// addressee; a call-back that fails is a fault and must not be acknowledged.
// Ack gives the exact bytes that stop the platform from sending again.
type Notifier interface {
	ParseNotify(body []byte) (Event, error)
	Ack() Ack
}

// StatementSource fetches statement files. day is "2006-01-02" or "2006-01".
// A statement not made yet is an unavailable fault.
type StatementSource interface {
	FetchStatement(ctx context.Context, kind StatementKind, day string) (RawFile, error)
}

// StatementParser reads a statement file, however it arrived.
type StatementParser interface {
	ParseStatement(file RawFile) (Statement, error)
}

// offers lists the capabilities the Go type really has.
func offers(c Connector) []Capability {
	var list []Capability
	add := func(ok bool, name Capability) {
		if ok {
			list = append(list, name)
		}
	}
	_, ok := c.(OrderCreator)
	add(ok, CanCreate)
	_, ok = c.(Querier)
	add(ok, CanQuery)
	_, ok = c.(Refunder)
	add(ok, CanRefund)
	_, ok = c.(Closer)
	add(ok, CanClose)
	_, ok = c.(Notifier)
	add(ok, CanNotify)
	_, ok = c.(StatementSource)
	add(ok, CanFetchStatement)
	_, ok = c.(StatementParser)
	add(ok, CanParseStatement)
	return list
}

// Check reports a descriptor that is incomplete or that declares more or less
// than the Go type offers. Every connector's test calls it.
func Check(c Connector) error {
	d := c.Describe()
	switch {
	case d.ID == "" || d.NameZH == "" || d.NameEN == "":
		return fmt.Errorf("descriptor %q lacks an id or a name", d.ID)
	case d.Creditor != CreditorPlatform && d.Creditor != CreditorMerchant:
		return fmt.Errorf("descriptor %q: creditor %q", d.ID, d.Creditor)
	case d.MoneyUnit == "" || d.APIDate == "" || d.ConfirmedLive == "":
		return fmt.Errorf("descriptor %q lacks money unit, API date or confirmation", d.ID)
	}
	declared := slices.Sorted(slices.Values(d.Capabilities))
	real := slices.Sorted(slices.Values(offers(c)))
	if !slices.Equal(declared, real) {
		return fmt.Errorf("descriptor %q declares %v but the type offers %v", d.ID, declared, real)
	}
	return nil
}
