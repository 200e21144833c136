package api_test

import (
	"context"
	"log/slog"
	"net/http"
	"testing"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
)

type paramsIn struct {
	Day  calendar.Day `query:"day" json:"-"`
	Rate money.Rate   `query:"rate" json:"-"`
}

type paramsOut struct {
	Day  calendar.Day `json:"day"`
	Rate money.Rate   `json:"rate"`
}

// A rate in the address is a decimal as in a body, and a day is a real one.
func TestParametersReadTheirOwnText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler),
			Authenticate: func(*http.Request) (api.Caller, error) { return api.Caller{}, nil }})
		d.Mount(api.Read("thing.get", "GET /v1/things", api.Public, say,
			func(_ context.Context, _ *db.Tx, in paramsIn) (paramsOut, error) { return paramsOut(in), nil }))
		h := d.Handler()
		for query, want := range map[string]string{
			"":                         `{"day":"","rate":"0"}`,
			"?day=2026-02-28&rate=0.3": `{"day":"2026-02-28","rate":"0.3"}`,
			"?day=2026-02-30":          "",
			"?day=abc":                 "",
			"?rate=a":                  "",
		} {
			w := knock(h, "GET", "/v1/things"+query, "")
			if want == "" && w.Code != http.StatusUnprocessableEntity || want != "" && w.Body.String() != want {
				t.Errorf("%q: %d %s", query, w.Code, w.Body)
			}
		}
	})
}
