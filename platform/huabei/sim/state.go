package sim

import (
	"fmt"
	"sort"
	"time"
)

// The states of a sale. precreated is ours: a code is shown, but the platform
// answers "does not exist" until somebody scans it.
const (
	precreated = "PRECREATED"
	waiting    = "WAIT_BUYER_PAY"
	success    = "TRADE_SUCCESS"
	finished   = "TRADE_FINISHED"
	closed     = "TRADE_CLOSED"
)

// trade is one sale.
type trade struct {
	App        string   `json:"app"`
	Seller     string   `json:"seller"`
	Out        string   `json:"out"`
	No         string   `json:"no"`
	Subject    string   `json:"subject"`
	Status     string   `json:"status"`
	Fen        int64    `json:"fen"`
	Num        int      `json:"num,omitempty"`
	SellerPays bool     `json:"seller_pays,omitempty"`
	Enable     string   `json:"enable,omitempty"`
	Disable    string   `json:"disable,omitempty"`
	NotifyURL  string   `json:"notify_url,omitempty"`
	Buyer      string   `json:"buyer,omitempty"`
	Created    int64    `json:"created"`
	Expires    int64    `json:"expires"`
	Ended      int64    `json:"ended,omitempty"`
	Pay        *payment `json:"pay,omitempty"`
	Refunds    []refund `json:"refunds,omitempty"`
}

// payment is how a sale was paid; the fees in fen, taken from the merchant.
type payment struct {
	At         int64  `json:"at"`
	Channel    string `json:"channel"`
	Buyer      string `json:"buyer"`
	Service    int64  `json:"service"`
	Instalment int64  `json:"instalment,omitempty"`
}

// refund is money given back, with the fees handed back, in fen.
type refund struct {
	No         string `json:"no"`
	Fen        int64  `json:"fen"`
	Service    int64  `json:"service"`
	Instalment int64  `json:"instalment,omitempty"`
	Reason     string `json:"reason,omitempty"`
	At         int64  `json:"at"`
}

// refunded is the sum given back so far.
func (t *trade) refunded() (fen, service, instalment int64) {
	for _, r := range t.Refunds {
		fen += r.Fen
		service += r.Service
		instalment += r.Instalment
	}
	return fen, service, instalment
}

// flow is one movement of a seller's balance, in fen.
type flow struct {
	no      int64
	trade   *trade
	at      int64
	fen     int64
	kind    string
	remark  string
	balance int64
}

// entry is one row of the trade bill; refund −1 is the payment.
type entry struct {
	trade  *trade
	refund int
	at     int64
}

// book is what the platform keeps per seller, in the order of time.
type book struct {
	entries []entry
	flows   []flow
	balance int64
}

// state is the fold over the journal.
type state struct {
	trades  map[string]*trade // by app and out number
	byNo    map[string]*trade
	order   []*trade
	open    map[*trade]bool
	paid    []*trade // in the order of payment
	aged    int      // paid[:aged] are past their refund window
	books   map[string]*book
	notices []*notice
	due     []*notice // not yet settled
	faults  []*Fault
	flowNo  int64
}

func newState() state {
	return state{trades: map[string]*trade{}, byNo: map[string]*trade{}, open: map[*trade]bool{}, books: map[string]*book{}}
}

func key(app, out string) string { return app + "\x00" + out }

func (s *state) book(seller string) *book {
	b := s.books[seller]
	if b == nil {
		b = &book{}
		s.books[seller] = b
	}
	return b
}

// apply is the only place that changes state.
func (s *state) apply(e event) error {
	t := s.trades[key(e.App, e.Out)]
	switch e.K {
	case evCreate:
		t = e.Trade
		s.trades[key(t.App, t.Out)], s.byNo[t.No] = t, t
		s.order = append(s.order, t)
		s.open[t] = true
		return nil
	case evNotice:
		s.queue(e.Notice)
		return nil
	case evTry:
		return s.tried(e.Try)
	case evFault:
		s.faults = append(s.faults, e.Fault)
		return nil
	case evUsed:
		return s.use(e.Used)
	}
	if t == nil {
		return fmt.Errorf("%s of unknown trade %s", e.K, e.Out)
	}
	switch e.K {
	case evScan:
		t.Status, t.Buyer = waiting, e.Buyer
	case evPay:
		s.pay(t, e.Pay)
	case evClose:
		t.Status, t.Ended = closed, e.At
		delete(s.open, t)
	case evFinish:
		t.Status, t.Ended = finished, e.At
	case evRefund:
		s.refund(t, *e.Refund)
	default:
		return fmt.Errorf("unknown event %q", e.K)
	}
	return nil
}

func (s *state) pay(t *trade, p *payment) {
	t.Status, t.Pay = success, p
	delete(s.open, t)
	s.paid = append(s.paid, t)
	b := s.book(t.Seller)
	b.entries = append(b.entries, entry{t, -1, p.At})
	s.move(b, t, p.At, t.Fen, "在线支付", "")
	name := "支付服务费"
	if p.Channel == credit {
		name = "花呗支付服务费"
	}
	s.move(b, t, p.At, -p.Service, "收费", name+"["+t.No+"]")
	s.move(b, t, p.At, -p.Instalment, "收费", "花呗分期服务费["+t.No+"]")
}

func (s *state) refund(t *trade, r refund) {
	t.Refunds = append(t.Refunds, r)
	b := s.book(t.Seller)
	b.entries = append(b.entries, entry{t, len(t.Refunds) - 1, r.At})
	s.move(b, t, r.At, -r.Fen, "交易退款", "")
	s.move(b, t, r.At, r.Service, "退费", "支付服务费-退款退费["+t.No+"]")
	s.move(b, t, r.At, r.Instalment, "退费", "花呗分期-退款退费["+t.No+"]")
	if fen, _, _ := t.refunded(); fen == t.Fen {
		t.Status, t.Ended = closed, r.At
	}
}

// move books a movement; a movement of nothing is none.
func (s *state) move(b *book, t *trade, at, fen int64, kind, remark string) {
	if fen == 0 {
		return
	}
	s.flowNo++
	b.balance += fen
	b.flows = append(b.flows, flow{s.flowNo, t, at, fen, kind, remark, b.balance})
}

// between cuts the part [from, to) out of a list sorted by time, µs.
func between[T any](list []T, at func(T) int64, from, to int64) []T {
	lo := sort.Search(len(list), func(i int) bool { return at(list[i]) >= from })
	hi := sort.Search(len(list), func(i int) bool { return at(list[i]) >= to })
	return list[lo:hi]
}

func when(micros int64) time.Time { return time.UnixMicro(micros).In(beijing) }
