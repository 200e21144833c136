package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// client speaks to the demo's own door as a shop's system would: over HTTP with
// a machine key.
type client struct {
	base string
	key  string
	http *http.Client
	n    int
	// prefix keeps the idempotency keys of two clients apart.
	prefix string
	// origin is the web site whose page calls, for a reader's browser.
	origin string
}

func newClient(base, key string) *client {
	return &client{base: base, key: key, http: &http.Client{Timeout: time.Minute}}
}

// problem is what a refused request answers.
type problem struct {
	Status int    `json:"status"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

func (p *problem) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Reason, p.Detail) }

// call sends in as JSON (raw bytes as they are) and reads the answer into out.
func (c *client) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	switch v := in.(type) {
	case nil:
	case []byte:
		body = bytes.NewReader(v)
	default:
		raw, err := json.Marshal(v)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return err
	}
	c.n++
	if c.key != "" {
		r.Header.Set("Authorization", "Bearer "+c.key)
	}
	if c.origin != "" {
		r.Header.Set("Origin", c.origin)
	}
	r.Header.Set("Accept-Language", "zh-CN")
	if method != http.MethodGet {
		r.Header.Set("Idempotency-Key", fmt.Sprintf("%s-%d", c.prefix, c.n))
	}
	res, err := c.http.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode >= 300 {
		p := &problem{Status: res.StatusCode, Detail: string(raw)}
		if err := json.Unmarshal(raw, p); err != nil {
			return fmt.Errorf("%s %s: %d %s", method, path, res.StatusCode, raw)
		}
		return fmt.Errorf("%s %s: %w", method, path, p)
	}
	if out == nil || len(raw) == 0 {
		return nil
	}
	return json.Unmarshal(raw, out)
}
