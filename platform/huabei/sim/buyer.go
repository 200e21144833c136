package sim

import (
	"fmt"
	"slices"
	"strings"
)

// BuyerScans makes the shown code a sale that waits for the buyer.
func (s *Simulator) BuyerScans(appID, outNo, buyer string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.unpaid(appID, outNo)
	if err != nil || t.Status == waiting {
		return err
	}
	return s.scan(t, buyer)
}

func (s *Simulator) scan(t *trade, buyer string) error {
	if buyer == "" {
		buyer = someBuyer
	}
	return s.record(event{K: evScan, At: s.now(), App: t.App, Out: t.Out, Buyer: buyer})
}

// BuyerPays pays an unpaid sale (scanning it first if need be). channel is
// PCREDIT (Huabei), ALIPAYACCOUNT, BANKCARD or another; "" takes Huabei for a
// sale with instalments and the account balance otherwise. The levers of the
// sale are kept: a forbidden channel is an error.
func (s *Simulator) BuyerPays(appID, outNo, channel, buyer string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.unpaid(appID, outNo)
	if err != nil {
		return err
	}
	if channel == "" {
		channel = "ALIPAYACCOUNT"
		if t.Num > 0 {
			channel = credit
		}
	}
	forbidden := strings.Split(strings.ToUpper(t.Disable), ",")
	switch {
	case channel == credit && slices.Contains(forbidden, credit):
		return fmt.Errorf("sale %s forbids platform credit", outNo)
	case channel != credit && strings.EqualFold(t.Enable, "pcreditpayInstallment"):
		return fmt.Errorf("sale %s takes instalments only", outNo)
	}
	if t.Status == precreated {
		if err := s.scan(t, buyer); err != nil {
			return err
		}
	}
	if buyer == "" {
		buyer = t.Buyer
	}
	return s.settlePay(t, channel, buyer, s.now())
}

// BuyerCloses gives the sale up, as the buyer does on the payment page.
func (s *Simulator) BuyerCloses(appID, outNo string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.unpaid(appID, outNo)
	if err != nil {
		return err
	}
	return s.end(t, s.now())
}

// unpaid finds a sale that can still be paid. The caller holds s.mu.
func (s *Simulator) unpaid(appID, outNo string) (*trade, error) {
	if err := s.settle(s.now()); err != nil {
		return nil, err
	}
	t := s.trades[key(appID, outNo)]
	if t == nil {
		return nil, fmt.Errorf("no sale %s", outNo)
	}
	if t.Status != waiting && t.Status != precreated {
		return nil, fmt.Errorf("sale %s is %s", outNo, t.Status)
	}
	return t, nil
}

// TradeInfo is a sale as the control face shows it; money in fen, times in µs.
type TradeInfo struct {
	AppID       string `json:"app_id"`
	OutNo       string `json:"out_trade_no"`
	TradeNo     string `json:"trade_no"`
	Status      string `json:"status"`
	Fen         int64  `json:"fen"`
	Instalments int    `json:"instalments"`
	Channel     string `json:"channel"`
	RefundedFen int64  `json:"refunded_fen"`
	FeeFen      int64  `json:"fee_fen"`
	Created     int64  `json:"created"`
}

// Trades lists all sales in the order of their creation.
func (s *Simulator) Trades() []TradeInfo {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]TradeInfo, 0, len(s.order))
	for _, t := range s.order {
		fen, service, instalment := t.refunded()
		info := TradeInfo{AppID: t.App, OutNo: t.Out, TradeNo: t.No, Status: t.Status, Fen: t.Fen, Instalments: t.Num,
			RefundedFen: fen, Created: t.Created}
		if t.Pay != nil {
			info.Channel, info.FeeFen = t.Pay.Channel, t.Pay.Service+t.Pay.Instalment-service-instalment
		}
		list = append(list, info)
	}
	return list
}
