package demo

import (
	"context"
	"fmt"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// answer is what the shop needs of the answer to an order.
type answer struct {
	Order struct {
		ID         string      `json:"id"`
		CustomerID string      `json:"customer_id"`
		OutNo      string      `json:"out_no"`
		State      string      `json:"state"`
		ContractID string      `json:"contract_id"`
		Amount     money.Money `json:"amount"`
	} `json:"order"`
	Outcome  string `json:"outcome"`
	Next     string `json:"next"`
	Contract *struct {
		ID        string   `json:"id"`
		KeyTerms  []string `json:"key_terms"`
		QuoteHash string   `json:"quote_hash"`
	} `json:"contract"`
	Quote *struct {
		DownPayment money.Money `json:"down_payment"`
	} `json:"quote"`
}

// offer is a plan with a count that the demo's shop shows to its buyers.
type offer struct {
	plan   string
	counts []int
	weight int
}

var offers = []offer{
	{"huabei", []int{3, 6, 12}, 40},
	{"huabei-free", []int{3, 6}, 22},
	{"shop-free", []int{3, 6}, 20},
	{"shop-instalments", []int{3, 6, 12}, 18},
}

func (l *life) choose() (string, int) {
	total := 0
	for _, o := range offers {
		total += o.weight
	}
	at := l.rand.IntN(total)
	for _, o := range offers {
		if at -= o.weight; at < 0 {
			return o.plan, o.counts[l.rand.IntN(len(o.counts))]
		}
	}
	return offers[0].plan, offers[0].counts[0]
}

// basket fills an order: mostly one article, now and then two, prices a little
// apart as promotions make them.
func (l *life) basket() ([]map[string]any, article, int64) {
	first := articles[l.rand.IntN(len(articles))]
	var (
		items []map[string]any
		sum   int64
	)
	for i := range 1 + l.rand.IntN(5)/4 {
		a := first
		if i > 0 {
			a = articles[l.rand.IntN(len(articles))]
		}
		price := a.Price - a.Price*int64(l.rand.IntN(8))/100
		price -= price % 100
		sum += price
		items = append(items, item(a, price))
	}
	return items, first, sum
}

func item(a article, price int64) map[string]any {
	return map[string]any{"sku": a.SKU, "name": a.Name, "category": a.Category, "fulfilment": a.Fulfilment,
		"resale": a.Resale, "quantity": 1, "amount": money.New(price, money.CNY)}
}

// buy is one order of an honest customer from the quote to what comes after.
func (l *life) buy(ctx context.Context) error {
	p := l.people[l.rand.IntN(len(l.people))]
	items, first, sum := l.basket()
	plan, count := l.choose()
	got, err := l.order(ctx, p, items, sum, plan, count, "till-"+fmt.Sprint(1+l.rand.IntN(3)))
	if err != nil {
		return err
	}
	l.hear(got.Order.CustomerID)
	switch {
	case got.Next == "review":
		l.review(got, p, first)
		return nil
	case got.Next == "pay":
		return l.payAtPlatform(ctx, got, p, first)
	case got.Next == "sign":
		return l.sign(ctx, got, p, first)
	}
	return nil
}

func (l *life) order(ctx context.Context, p person, items []map[string]any, sum int64, plan string, count int, staff string) (answer, error) {
	l.orders++
	in := map[string]any{
		"outer_no":  fmt.Sprintf("S%s%05d", l.now().In(l.zone).Format("060102"), l.orders),
		"customer":  map[string]any{"external_no": p.No, "name": p.Name, "phone": p.Phone, "email": p.Email, "address": p.Address, "birth_day": "1990-05-17"},
		"amount":    money.New(sum, money.CNY),
		"items":     items,
		"plan_code": plan, "count": count,
		"subject": items[0]["name"], "store": "杭州文三路店", "staff": staff,
		"device": p.Device, "buyer_ip": p.IP, "way": "qr",
	}
	var got answer
	err := l.shop.call(ctx, "POST", "/v1/orders", in, &got)
	return got, err
}

// review lets a person look at a held order an hour or two later.
func (l *life) review(got answer, p person, first article) {
	if l.now().After(l.end.Add(-40 * time.Hour)) {
		return // left for whoever looks at the demo
	}
	l.in(time.Duration(40+l.rand.IntN(120))*time.Minute, func(ctx context.Context) error {
		outcome, reason := "accept", "电话核实本人下单，收货地址与历史一致"
		if p.Device == "dev-ring-1" || l.rand.Float64() < 0.25 {
			outcome, reason = "decline", "同一设备与地址多人下单，无法联系到本人"
		}
		var after answer
		err := l.desk.call(ctx, "POST", "/v1/orders/"+got.Order.ID+"/review",
			map[string]any{"outcome": outcome, "reason": reason}, &after)
		if err != nil || outcome != "accept" {
			return err
		}
		after.Order.ID = got.Order.ID
		if after.Next == "sign" {
			return l.sign(ctx, after, p, first)
		}
		return l.payAtPlatform(ctx, after, p, first)
	})
}

// payAtPlatform lets the jobs ask the platform for payment and the buyer pay:
// nearly all do, most within minutes; some never come back.
func (l *life) payAtPlatform(ctx context.Context, got answer, p person, first article) error {
	if err := l.settle(ctx); err != nil {
		return err
	}
	if l.rand.Float64() < 0.04 {
		return nil // the buyer changed his mind; the order expires
	}
	l.in(time.Duration(1+l.rand.IntN(12))*time.Minute, func(ctx context.Context) error {
		if err := l.stage.buyerPays(got.Order.OutNo, p.No); err != nil {
			l.skips["buyer could not pay: "+err.Error()]++
			return nil
		}
		return l.settle(ctx)
	})
	l.deliver(got.Order.ID, first, false)
	if f := l.rand.Float64(); f < 0.05 {
		l.refund(got, f < 0.02)
	}
	return nil
}

// sign is the merchant's own road: every key term accepted by its own act, then
// the signature.
func (l *life) sign(ctx context.Context, got answer, p person, first article) error {
	if got.Contract == nil {
		return nil
	}
	if l.rand.Float64() < 0.05 {
		return nil // never signed; it expires
	}
	l.in(time.Duration(2+l.rand.IntN(20))*time.Minute, func(ctx context.Context) error {
		return l.readContract(ctx, got.Contract.ID, p, func(ctx context.Context, hash string) error {
			in := map[string]any{"text_hash": hash, "ip": p.IP, "via": "page"}
			if got.Quote != nil && got.Quote.DownPayment.Minor > 0 {
				in["received"], in["method"], in["ref"] = got.Quote.DownPayment, "transfer", "DP"+got.Order.ID[len(got.Order.ID)-10:]
			}
			if err := l.shop.call(ctx, "POST", "/v1/orders/"+got.Order.ID+"/confirm", in, nil); err != nil {
				return err
			}
			l.deliver(got.Order.ID, first, false)
			return l.planPayments(ctx, got.Contract.ID, p)
		})
	})
	return nil
}

// deliver proves that the goods moved or the service was performed.
func (l *life) deliver(id string, a article, instant bool) {
	ship, arrive := time.Duration(18+l.rand.IntN(20))*time.Hour, time.Duration(40+l.rand.IntN(50))*time.Hour
	if instant {
		ship, arrive = 5*time.Minute, 9*time.Minute
	}
	path := "/v1/orders/" + id + "/proofs"
	if a.Fulfilment != "shipment" {
		l.in(arrive, func(ctx context.Context) error {
			return l.shop.call(ctx, "POST", path, map[string]any{"kind": a.Fulfilment, "tracking_no": "N" + id[len(id)-8:], "signed_at": l.now()}, nil)
		})
		return
	}
	tracking := fmt.Sprintf("SF%012d", l.rand.Int64N(1e12))
	var shipped time.Time
	l.in(ship, func(ctx context.Context) error {
		shipped = l.now()
		return l.shop.call(ctx, "POST", path, map[string]any{"kind": "shipment", "carrier": "顺丰速运", "tracking_no": tracking, "shipped_at": shipped}, nil)
	})
	l.in(arrive+ship, func(ctx context.Context) error {
		return l.shop.call(ctx, "POST", path, map[string]any{"kind": "shipment", "carrier": "顺丰速运", "tracking_no": tracking,
			"shipped_at": shipped, "signed_at": l.now()}, nil)
	})
}

// refund gives all or a third back some days after delivery.
func (l *life) refund(got answer, all bool) {
	amount := got.Order.Amount
	if !all {
		amount = money.New(amount.Minor/3, amount.Currency)
	}
	l.in(time.Duration(4+l.rand.IntN(6))*24*time.Hour, func(ctx context.Context) error {
		return l.desk.call(ctx, "POST", "/v1/orders/"+got.Order.ID+"/refunds",
			map[string]any{"amount": amount, "reason": "七天无理由退货"}, nil)
	})
}

// cashOut is one order of the ring: the dearest phones, signed for within
// minutes, always on the longest plan.
func (l *life) cashOut(ctx context.Context, p person) error {
	a := articles[l.rand.IntN(2)]
	got, err := l.order(ctx, p, []map[string]any{item(a, a.Price)}, a.Price, "huabei", 12, "till-9")
	if err != nil {
		return err
	}
	if got.Next == "review" {
		l.review(got, p, a)
		return nil
	}
	if got.Next != "pay" {
		return nil
	}
	if err := l.settle(ctx); err != nil {
		return err
	}
	if err := l.stage.buyerPays(got.Order.OutNo, p.No); err != nil {
		l.skips["buyer could not pay: "+err.Error()]++
		return nil
	}
	l.deliver(got.Order.ID, a, true)
	return l.settle(ctx)
}

// planPayments puts a contract's instalments on the agenda by the customer's habit.
func (l *life) planPayments(ctx context.Context, contract string, p person) error {
	var got struct {
		Instalments []struct {
			No        int          `json:"no"`
			Kind      string       `json:"kind"`
			DueDay    calendar.Day `json:"due_day"`
			Principal int64        `json:"principal"`
			Interest  int64        `json:"interest"`
			Fee       int64        `json:"fee"`
		} `json:"instalments"`
	}
	if err := l.desk.call(ctx, "GET", "/v1/contracts/"+contract, nil, &got); err != nil {
		return err
	}
	for _, i := range got.Instalments {
		if i.Kind == "down_payment" {
			continue
		}
		due := money.New(i.Principal+i.Interest+i.Fee, money.CNY)
		start, _ := i.DueDay.In(l.zone)
		at := time.UnixMicro(start).Add(time.Duration(10+l.rand.IntN(9)) * time.Hour)
		switch p.pays {
		case never:
			if i.No > 1 {
				return nil
			}
		case slow:
			at = at.AddDate(0, 0, 2+l.rand.IntN(9))
		case promises:
			at = at.AddDate(0, 0, 12+l.rand.IntN(6))
			l.promise(contract, due, time.UnixMicro(start).AddDate(0, 0, 8), at)
		}
		late := p.pays != punctual
		l.at(at, func(ctx context.Context) error { return l.pay(ctx, contract, due, late) })
	}
	return nil
}

// pay is a transfer of what fell due; who is late pays what he owes by then, late
// fee included.
func (l *life) pay(ctx context.Context, contract string, due money.Money, late bool) error {
	if late {
		var owed struct {
			Overdue money.Money `json:"overdue"`
		}
		if err := l.desk.call(ctx, "GET", "/v1/receivables/"+contract, nil, &owed); err != nil {
			return err
		}
		if owed.Overdue.Minor > 0 {
			due = owed.Overdue
		}
	}
	return l.desk.call(ctx, "POST", "/v1/contracts/"+contract+"/payments", map[string]any{"amount": due,
		"day": l.dayOf(l.now()), "method": "transfer", "reference": fmt.Sprintf("TR%s%07d", l.now().Format("060102"), l.n*13+l.rand.IntN(13))}, nil)
}

func (l *life) promise(contract string, due money.Money, on, until time.Time) {
	l.at(on.Add(11*time.Hour), func(ctx context.Context) error {
		return l.desk.call(ctx, "POST", "/v1/contracts/"+contract+"/promises",
			map[string]any{"amount": due, "day": l.dayOf(until), "note": "电话约定"}, nil)
	})
}
