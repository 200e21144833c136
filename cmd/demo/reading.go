package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"fenming/kit/money"
)

// shopSite is the web site on whose pages the demo's cost table stands.
const shopSite = "https://shop.example.com"

// planReading lets customers read cost tables: by a link that the shop sends
// every third day, and on the shop's own page every fifth. It draws its own lots,
// so that the rest of the life stays as it is.
func (l *life) planReading(morning time.Time, day int) {
	lots := rand.New(rand.NewPCG(20261122, uint64(day)))
	at := func(hour, minute int) time.Time {
		return time.Date(morning.Year(), morning.Month(), morning.Day(), hour, minute, 0, 0, l.zone)
	}
	if day == 0 {
		l.at(at(9, 5), func(ctx context.Context) error {
			return l.desk.call(ctx, "PUT", "/v1/embed-origins", map[string]any{"origins": []string{shopSite}}, nil)
		})
	}
	if day%3 == 0 {
		l.at(at(10, 30), func(ctx context.Context) error { return l.sendLink(ctx, lots) })
	}
	if day%5 == 1 {
		l.at(at(20, 10), func(ctx context.Context) error { return l.browse(ctx, lots) })
	}
}

// visitor is a reader without an account.
func (l *life) visitor(origin string) *client {
	c := newClient(l.desk.base, "")
	c.prefix, c.origin = fmt.Sprintf("visitor-%d", l.n), origin
	l.n++
	return c
}

type showing struct {
	Show struct {
		ID string `json:"id"`
	} `json:"show"`
}

// sendLink is a quote sent by link: some never open it, some look for a moment,
// most read to the end and confirm; a few take the picture with them.
func (l *life) sendLink(ctx context.Context, lots *rand.Rand) error {
	o := offers[lots.IntN(len(offers))]
	var quote struct {
		ID string `json:"id"`
	}
	in := map[string]any{"amount": money.New(100_000+100*lots.Int64N(4_000), money.CNY), "plan_code": o.plan, "count": o.counts[lots.IntN(len(o.counts))]}
	if err := l.shop.call(ctx, "POST", "/v1/quotes", in, &quote); err != nil {
		return err
	}
	var link struct {
		Token string `json:"token"`
	}
	if err := l.desk.call(ctx, "POST", "/v1/disclosure-links", map[string]any{"quote_id": quote.ID, "days": 7}, &link); err != nil {
		return err
	}
	if lots.IntN(6) == 0 {
		return nil // never opened
	}
	page := "/v1/portal/" + l.stage.tenant + "/" + link.Token
	reader := l.visitor("")
	l.in(time.Duration(5+lots.IntN(200))*time.Minute, func(ctx context.Context) error {
		var open showing
		if err := reader.call(ctx, "POST", page+"/open", map[string]any{"form": "html", "lang": "zh-CN"}, &open); err != nil {
			return err
		}
		l.read(reader, page+"/seen", open.Show.ID, lots)
		if lots.IntN(5) > 0 {
			return nil
		}
		return reader.call(ctx, "POST", page+"/files", map[string]any{"form": "png", "lang": "zh-CN"}, nil)
	})
	return nil
}

// read reports how long it was in view, and mostly the confirmation.
func (l *life) read(reader *client, path, show string, lots *rand.Rand) {
	stay := time.Duration(3+lots.IntN(70)) * time.Second
	in := map[string]any{"show_id": show, "act": "read", "dwell_ms": stay.Milliseconds(), "scroll_ppm": 200_000 + lots.IntN(800_001)}
	whole := stay >= 12*time.Second
	if whole {
		in["act"], in["reached_end"], in["scroll_ppm"] = "acknowledge", true, 1_000_000
	}
	l.in(stay, func(ctx context.Context) error { return reader.call(ctx, "POST", path, in, nil) })
}

// browse is somebody who looks at the instalment options on the shop's page.
func (l *life) browse(ctx context.Context, lots *rand.Rand) error {
	reader := l.visitor(shopSite)
	base := "/v1/embed/" + l.stage.tenant
	a := articles[lots.IntN(len(articles))]
	var options struct {
		Day    string `json:"day"`
		SHA256 string `json:"sha256"`
	}
	if err := reader.call(ctx, "GET", fmt.Sprintf("%s/options?amount=%d&lang=zh-CN", base, a.Price), nil, &options); err != nil || options.SHA256 == "" {
		return err
	}
	in := map[string]any{"amount": money.New(a.Price, money.CNY), "lang": "zh-CN", "day": options.Day, "sha256": options.SHA256}
	var shown struct {
		ID string `json:"id"`
	}
	if err := reader.call(ctx, "POST", base+"/shown", in, &shown); err != nil {
		return err
	}
	l.read(reader, base+"/seen", shown.ID, lots)
	return nil
}
