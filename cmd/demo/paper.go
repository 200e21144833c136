package demo

import (
	"context"
	"time"

	"fenming/office/identity"
)

// writeContract has the shop's contract written by one person and approved by
// another, as a shop must before it sells on its own plans.
func (l *life) writeContract(ctx context.Context) error {
	var tpl struct {
		ID string `json:"id"`
	}
	var put struct {
		ApprovalID string `json:"approval_id"`
	}
	for _, step := range []struct {
		role, path string
		in, out    any
	}{
		{identity.Risk, "/v1/contract-templates/built-in", nil, &tpl},
		{"", "/propose", map[string]any{}, &put},
		{identity.Finance, "/approve", nil, nil},
	} {
		if step.role != "" {
			if err := l.approver.call(ctx, "POST", "/v1/demo/role", map[string]any{"role": step.role}, nil); err != nil {
				return err
			}
		}
		path := step.path
		switch path {
		case "/propose":
			path = "/v1/contract-templates/" + tpl.ID + path
		case "/approve":
			path = "/v1/approvals/" + put.ApprovalID + path
		}
		if err := l.approver.call(ctx, "POST", path, step.in, step.out); err != nil {
			return err
		}
	}
	return nil
}

// text is a contract's text as the shop's page gets it.
type text struct {
	Hash  string `json:"hash"`
	Binds string `json:"binds"`
	Terms []struct {
		ID      string `json:"id"`
		Hash    string `json:"hash"`
		LeastMS int64  `json:"least_ms"`
	} `json:"terms"`
}

// readContract lets a buyer read the text: it is shown, each key term is shown,
// now and then explained, and accepted after it was in view long enough; then
// he signs.
func (l *life) readContract(ctx context.Context, id string, p person, then func(ctx context.Context, hash string) error) error {
	var v text
	if err := l.shop.call(ctx, "GET", "/v1/contracts/"+id+"/text?lang=zh-CN", nil, &v); err != nil {
		return err
	}
	act := func(ctx context.Context, in map[string]any) error {
		in["channel"], in["ip"] = "page", p.IP
		return l.shop.call(ctx, "POST", "/v1/contracts/"+id+"/acts", in, nil)
	}
	whole := int64(8000 + l.rand.IntN(60_000))
	if err := act(ctx, map[string]any{"kind": "shown", "text_hash": v.Hash, "dwell_ms": whole, "scroll_ppm": 1_000_000}); err != nil {
		return err
	}
	var term func(n int) error
	term = func(n int) error {
		if n == len(v.Terms) {
			return then(ctx, v.Binds)
		}
		t := v.Terms[n]
		if err := act(ctx, map[string]any{"kind": "term_shown", "term": t.ID, "text_hash": t.Hash, "emphasis": "frame,bold"}); err != nil {
			return err
		}
		if l.rand.Float64() < 0.03 {
			if err := act(ctx, map[string]any{"kind": "asked", "term": t.ID, "text_hash": t.Hash}); err != nil {
				return err
			}
		}
		dwell := t.LeastMS + int64(l.rand.IntN(12_000))
		l.in(time.Duration(dwell+500)*time.Millisecond, func(ctx context.Context) error {
			if err := act(ctx, map[string]any{"kind": "accepted", "term": t.ID, "text_hash": t.Hash, "dwell_ms": dwell}); err != nil {
				return err
			}
			return term(n + 1)
		})
		return nil
	}
	return term(0)
}
