package api_test

import (
	"net/http"
	"testing"

	"fenming/kit/db/dbtest"
)

// PostgreSQL stores no zero byte and no broken UTF-8: the caller is told, not
// the log.
func TestTextThatCannotBeStoredIsTheCallersFault(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		h := door(b)
		as := []string{"X-Test", "thing.make", "Idempotency-Key"}
		for name, r := range map[string]reply{
			"zero byte in the body":      call(h, "POST", makePath, `{"kind":"a\u0000b","at":1}`, append(as, "k1")...),
			"zero byte in the path":      call(h, "POST", "/v1/shelves/a%00b/things", `{"kind":"k2","at":1}`, append(as, "k2")...),
			"broken UTF-8 in the path":   call(h, "POST", "/v1/shelves/a%ffb/things", `{"kind":"k3","at":1}`, append(as, "k3")...),
			"broken UTF-8 in the key":    call(h, "POST", makePath, `{"kind":"k4","at":1}`, append(as, "k\xff4")...),
			"broken UTF-8 in the reason": call(h, "POST", makePath, `{"kind":"k5","at":1}`, append(as, "k5", "X-Reason", "\xff")...),
		} {
			if r.status != http.StatusUnprocessableEntity {
				t.Errorf("%s: %d %s", name, r.status, r.body)
			}
		}
	})
}
