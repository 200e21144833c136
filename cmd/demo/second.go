package demo

import (
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"time"

	"fenming/kit/db"
	"fenming/office/identity"
)

// second is the second person of the shop: he opens a session as people do and
// decides what others asked for. A machine key may not.
func (s *Stage) second(ctx context.Context) (*client, error) {
	var token string
	err := s.write(ctx, "demo.link", func(tx *db.Tx) (err error) {
		token, err = identity.DemoLink(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	c := newClient("http://"+s.listener.Addr().String(), "")
	c.http = &http.Client{Jar: jar, Timeout: time.Minute}
	c.prefix = "second-" + token[len(token)-6:]
	home, _, _ := strings.Cut(token, ".")
	if err := c.call(ctx, "POST", "/v1/demo/enter?tenant="+home, map[string]any{"token": token}, nil); err != nil {
		return nil, err
	}
	return c, c.call(ctx, "POST", "/v1/demo/role", map[string]any{"role": identity.Finance}, nil)
}

// planApprovals lets the second person decide each evening what was asked for
// on the day; the last day's questions stay for whoever looks at the demo.
func (l *life) planApprovals(morning time.Time, last bool) {
	if last {
		return
	}
	at := time.Date(morning.Year(), morning.Month(), morning.Day(), 18, 0, 0, 0, l.zone)
	l.at(at, func(ctx context.Context) error {
		var page struct {
			Data []struct {
				ID string `json:"id"`
			} `json:"data"`
		}
		if err := l.approver.call(ctx, "GET", "/v1/approvals?state=asked&limit=200", nil, &page); err != nil {
			return err
		}
		for _, a := range page.Data {
			if l.rand.Float64() < 0.1 {
				continue // this one he wants to think about
			}
			if err := l.approver.call(ctx, "POST", fmt.Sprintf("/v1/approvals/%s/approve", a.ID), nil, nil); err != nil && !l.forgiven(err) {
				return err
			}
		}
		return l.settle(ctx)
	})
}
