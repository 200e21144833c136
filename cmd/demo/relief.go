package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// owed is what finance sees of a contract.
type owed struct {
	ContractID  string       `json:"contract_id"`
	State       string       `json:"state"`
	Day         calendar.Day `json:"day"`
	OverdueDays int          `json:"overdue_days"`
	Instalments []struct {
		DueDay calendar.Day `json:"due_day"`
		Open   struct {
			Principal int64 `json:"principal"`
			Interest  int64 `json:"interest"`
		} `json:"open"`
	} `json:"instalments"`
	Entries []struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
		Legs []struct {
			Account string `json:"account"`
			Amount  int64  `json:"amount"`
		} `json:"legs"`
	} `json:"entries"`
}

// reliefLooks bounds how many contracts finance opens before it gives up.
const reliefLooks = 12

// planRelief lets finance give way on an afternoon near the end: the customer
// who is latest gets a new schedule, another pays no interest for two weeks, and
// one payment is taken back by the bank.
func (l *life) planRelief(morning time.Time) {
	at := time.Date(morning.Year(), morning.Month(), morning.Day(), 15, 20, 0, 0, l.zone)
	l.at(at, func(ctx context.Context) error {
		list, err := l.owing(ctx)
		if err != nil || len(list) == 0 {
			return err
		}
		latest := 0
		for i, c := range list {
			if c.OverdueDays > list[latest].OverdueDays {
				latest = i
			}
		}
		if err := l.reAge(ctx, list[latest]); err != nil && !l.forgiven(err) {
			return err
		}
		rest := slices.Delete(slices.Clone(list), latest, latest+1)
		if err := l.pauseOne(ctx, rest); err != nil && !l.forgiven(err) {
			return err
		}
		return l.chargeBackOne(ctx, rest)
	})
}

// owing are some contracts with money open, the late ones first.
func (l *life) owing(ctx context.Context) ([]owed, error) {
	var list []owed
	seen := map[string]bool{}
	for _, bucket := range []string{"d31_60", "d1_30", "current"} {
		var page struct {
			Data []struct {
				ContractID string `json:"contract_id"`
			} `json:"data"`
		}
		if err := l.approver.call(ctx, "GET", fmt.Sprintf("/v1/receivables?bucket=%s&limit=%d", bucket, reliefLooks/2), nil, &page); err != nil {
			return nil, err
		}
		for _, row := range page.Data {
			if seen[row.ContractID] || len(list) == reliefLooks {
				continue
			}
			seen[row.ContractID] = true
			var c owed
			if err := l.approver.call(ctx, "GET", "/v1/receivables/"+row.ContractID, nil, &c); err != nil {
				return nil, err
			}
			if c.State == "active" {
				list = append(list, c)
			}
		}
	}
	return list, nil
}

func (l *life) reAge(ctx context.Context, c owed) error {
	return l.approver.call(ctx, "POST", "/v1/contracts/"+c.ContractID+"/re-age", map[string]any{
		"count": 6, "first_due": c.Day.AddDays(20), "agreed": "客户来店签署展期确认书，" + string(c.Day), "waive_late_fees": true}, nil)
}

// pauseOne lets no interest run for two weeks on the first contract that bears some.
func (l *life) pauseOne(ctx context.Context, list []owed) error {
	for _, c := range list {
		for _, i := range c.Instalments {
			if i.DueDay > c.Day && i.Open.Interest > 0 {
				return l.approver.call(ctx, "POST", "/v1/contracts/"+c.ContractID+"/interest-pauses", map[string]any{
					"from": c.Day, "to": c.Day.AddDays(13), "reason": "物流延误两周，商家承担利息"}, nil)
			}
		}
	}
	return nil
}

// chargeBackOne has the bank take back half of the last payment of a contract,
// of one that was paid on time if there is any.
func (l *life) chargeBackOne(ctx context.Context, list []owed) error {
	for _, c := range slices.Backward(list) {
		for _, e := range slices.Backward(c.Entries) {
			if e.Kind != "repayment" || len(e.Legs) == 0 {
				continue
			}
			var got int64
			for _, leg := range e.Legs {
				got += max(0, leg.Amount)
			}
			return l.approver.call(ctx, "POST", "/v1/contracts/"+c.ContractID+"/payments/"+e.ID+"/charge-back", map[string]any{
				"amount": money.New(got/2, money.CNY), "reason": "付款人向银行申请退回，银行已扣款"}, nil)
		}
	}
	return nil
}
