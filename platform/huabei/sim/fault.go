package sim

import (
	"fmt"
	"slices"
	"strconv"
)

// FaultKind names one way in which the platform, the network or a forger
// misbehaves.
type FaultKind string

// The fault menu. "committed" = the platform did it, "lost" = it did not.
const (
	TimeoutCommitted  FaultKind = "timeout_committed"   // done, but the connection drops
	TimeoutLost       FaultKind = "timeout_lost"        // connection drops, nothing done
	UnknownCommitted  FaultKind = "unknown_committed"   // done, but the answer is 20000
	UnknownLost       FaultKind = "unknown_lost"        // answer 20000, nothing done
	SystemError       FaultKind = "system_error"        // done, but the answer is ACQ.SYSTEM_ERROR
	HTTP500           FaultKind = "http_500"            // HTTP 500, nothing done
	BadAnswerSign     FaultKind = "bad_answer_sign"     // done, but the answer's signature is wrong
	PayWaits          FaultKind = "pay_waits"           // bar code pay answers 10003
	PayRefused        FaultKind = "pay_refused"         // bar code pay is refused
	RefundFeePartial  FaultKind = "refund_fee_partial"  // the instalment fee is kept
	NotifyDuplicate   FaultKind = "notify_duplicate"    // sent again although acknowledged
	NotifyLate        FaultKind = "notify_late"         // sent after Delay, default 6 h
	NotifyOutOfOrder  FaultKind = "notify_out_of_order" // sent after the next one of the sale
	NotifyLost        FaultKind = "notify_lost"         // never sent
	NotifyBadSign     FaultKind = "notify_bad_sign"     // a wrong signature
	NotifyWrongAmount FaultKind = "notify_wrong_amount" // well signed, one fen more
	NotifyOtherApp    FaultKind = "notify_other_app"    // well signed, another app id
	NotifyReplay      FaultKind = "notify_replay"       // the same bytes again after Delay, default 24 h
	BillRowMissing    FaultKind = "bill_row_missing"    // the sale's rows are left out
	BillRowExtra      FaultKind = "bill_row_extra"      // a row of an unknown sale, of Fen
	BillRowCentOff    FaultKind = "bill_row_cent_off"   // the payment row says one fen more
	BillRowDuplicate  FaultKind = "bill_row_duplicate"  // the payment row stands twice
	BillFeeDiffers    FaultKind = "bill_fee_differs"    // the fee is one fen more
	BillWrongTotal    FaultKind = "bill_wrong_total"    // the totals line says one fen more
	BillCutOff        FaultKind = "bill_cut_off"        // the detail file ends in the middle
	BillNotReady      FaultKind = "bill_not_ready"      // not made yet, Times requests long
)

// kinds is the menu, in the order shown to people.
var kinds = []FaultKind{TimeoutCommitted, TimeoutLost, UnknownCommitted, UnknownLost, SystemError, HTTP500, BadAnswerSign,
	PayWaits, PayRefused, RefundFeePartial, NotifyDuplicate, NotifyLate, NotifyOutOfOrder, NotifyLost, NotifyBadSign,
	NotifyWrongAmount, NotifyOtherApp, NotifyReplay, BillRowMissing, BillRowExtra, BillRowCentOff, BillRowDuplicate,
	BillFeeDiffers, BillWrongTotal, BillCutOff, BillNotReady}

// Fault is one chosen fault. Empty selectors match everything. Row faults of
// bills stay, so that a bill reads the same each time; all others are used up
// after Times occurrences (default 1).
type Fault struct {
	ID     string    `json:"id"`
	Kind   FaultKind `json:"kind"`
	AppID  string    `json:"app_id,omitempty"`
	OutNo  string    `json:"out_trade_no,omitempty"`
	Method string    `json:"method,omitempty"` // of an API fault, for example alipay.trade.refund
	Day    string    `json:"day,omitempty"`    // of a bill fault, 2006-01-02
	Times  int       `json:"times,omitempty"`
	Delay  int64     `json:"delay_s,omitempty"` // seconds
	Fen    int64     `json:"fen,omitempty"`
	Used   int       `json:"used,omitempty"`
}

// SetFault puts a fault on the menu and returns its id.
func (s *Simulator) SetFault(f Fault) (string, error) {
	if !slices.Contains(kinds, f.Kind) {
		return "", fmt.Errorf("unknown fault kind %q", f.Kind)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f.ID, f.Used = "f"+strconv.Itoa(len(s.faults)+1), 0
	if f.Times < 1 {
		f.Times = 1
	}
	return f.ID, s.record(event{K: evFault, At: s.now(), Fault: &f})
}

// Faults lists the chosen faults with their use.
func (s *Simulator) Faults() []Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Fault, 0, len(s.faults))
	for _, f := range s.faults {
		list = append(list, *f)
	}
	return list
}

func (s *state) use(id string) error {
	for _, f := range s.faults {
		if f.ID == id {
			f.Used++
			return nil
		}
	}
	return fmt.Errorf("unknown fault %s", id)
}

// fits compares the selectors; an empty selector fits all.
func (f *Fault) fits(kind FaultKind, app, out, method, day string) bool {
	match := func(selector, value string) bool { return selector == "" || selector == value }
	return f.Kind == kind && match(f.AppID, app) && match(f.OutNo, out) && match(f.Method, method) && match(f.Day, day)
}

// take uses up a fault if one fits. The caller holds s.mu.
func (s *Simulator) take(kind FaultKind, app, out, method, day string) (*Fault, error) {
	for _, f := range s.faults {
		if f.Used < f.Times && f.fits(kind, app, out, method, day) {
			return f, s.record(event{K: evUsed, At: s.now(), Used: f.ID})
		}
	}
	return nil, nil
}

// standing finds a fault that is not used up, for bill rows.
func (s *Simulator) standing(kind FaultKind, app, out, day string) *Fault {
	for _, f := range s.faults {
		if f.fits(kind, app, out, "", day) {
			return f
		}
	}
	return nil
}
