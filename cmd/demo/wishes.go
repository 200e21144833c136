package demo

import (
	"context"
	"time"

	"fenming/kit/money"
)

// The customers who say what they want of the shop: every so many orders one
// more, up to a number that fits on a page.
const (
	wishEvery = 11
	wishMost  = 21
)

// hear lets now and then a customer set a budget or speak about his data, a
// minute after he bought.
func (l *life) hear(id string) {
	if l.orders%wishEvery != 0 || id == "" || len(l.wishes) >= wishMost || l.wishes[id] {
		return
	}
	n := len(l.wishes)
	l.wishes[id] = true
	if n == 0 {
		l.pauseBeforeTheEnd(id)
	}
	l.in(time.Minute, func(ctx context.Context) error { return l.wish(ctx, n, id) })
}

func (l *life) wish(ctx context.Context, n int, id string) error {
	switch n % 7 {
	case 0:
		return l.budget(ctx, id, 800_000, 0, "stop")
	case 1:
		return l.budget(ctx, id, 600_000, 120_000, "warn")
	case 2:
		return l.consent(ctx, id, "marketing", "consents")
	case 3:
		return l.consent(ctx, id, "marketing", "refusals")
	case 4:
		l.in(30*time.Hour, func(ctx context.Context) error { return l.budget(ctx, id, 900_000, 0, "stop") })
		return l.budget(ctx, id, 500_000, 0, "stop")
	case 5:
		l.withdrawLater(id, "contact")
		return l.consent(ctx, id, "contact", "consents")
	}
	l.withdrawLater(id, "marketing")
	return l.consent(ctx, id, "marketing", "consents")
}

// budget is set at the counter, in minor units; 0 sets no ceiling.
func (l *life) budget(ctx context.Context, id string, newMonthly, dueMonthly int64, onExceed string) error {
	in := map[string]any{"on_exceed": onExceed, "note": "客户到店填写预算申请"}
	for name, n := range map[string]int64{"new_monthly": newMonthly, "due_monthly": dueMonthly} {
		if n > 0 {
			in[name] = money.New(n, money.CNY)
		}
	}
	return l.desk.call(ctx, "POST", "/v1/customers/"+id+"/budget", in, nil)
}

// pauseBeforeTheEnd leaves one pause that runs when the demo is looked at.
func (l *life) pauseBeforeTheEnd(id string) {
	l.at(l.end.Add(-50*time.Hour), func(ctx context.Context) error {
		return l.desk.call(ctx, "POST", "/v1/customers/"+id+"/budget/pause", map[string]any{
			"until": l.dayOf(l.end).AddDays(40), "note": "客户来电：近期不想再分期"}, nil)
	})
}

// consent records a yes ("consents") or a no ("refusals") to the text in force.
func (l *life) consent(ctx context.Context, id, purpose, act string) error {
	var page struct {
		Data []struct {
			ID       string `json:"id"`
			TextHash string `json:"text_hash"`
		} `json:"data"`
	}
	if err := l.desk.call(ctx, "GET", "/v1/consent-purposes", nil, &page); err != nil {
		return err
	}
	for _, p := range page.Data {
		if p.ID == purpose {
			return l.desk.call(ctx, "POST", "/v1/customers/"+id+"/"+act,
				map[string]any{"purpose": purpose, "text_hash": p.TextHash, "channel": "store"}, nil)
		}
	}
	return nil
}

func (l *life) withdrawLater(id, purpose string) {
	l.in(9*24*time.Hour, func(ctx context.Context) error {
		return l.desk.call(ctx, "POST", "/v1/customers/"+id+"/withdraw", map[string]any{"purpose": purpose, "channel": "phone"}, nil)
	})
}
