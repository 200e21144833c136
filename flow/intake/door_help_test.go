package intake_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"

	"fenming/flow/intake"
	"fenming/kit/api"
	"fenming/kit/job"
	"fenming/kit/words"
)

// knock sends a request through the front door.
func (w *world) knock(ops []api.Operation, method, target string, body []byte, permissions ...api.Permission) *httptest.ResponseRecorder {
	w.t.Helper()
	return w.knockIn(words.EN, ops, method, target, body, permissions...)
}

func (w *world) knockIn(lang words.Lang, ops []api.Operation, method, target string, body []byte, permissions ...api.Permission) *httptest.ResponseRecorder {
	w.t.Helper()
	door := api.New(api.Options{DB: w.DB, Log: slog.New(slog.DiscardHandler), Version: "test",
		Authenticate: func(*http.Request) (api.Caller, error) { return caller(permissions...), nil }})
	door.Mount(ops...)
	r := httptest.NewRequest(method, target, bytes.NewReader(body))
	r.Header.Set("Accept-Language", string(lang))
	r.Header.Set("Idempotency-Key", "k"+target)
	if method == http.MethodPost && !bytes.HasPrefix(body, []byte("{")) {
		r.Header.Set("Content-Type", "application/octet-stream")
	} else {
		r.Header.Set("Content-Type", "application/json")
	}
	answer := httptest.NewRecorder()
	door.Handler().ServeHTTP(answer, r)
	return answer
}

// call knocks with every permission and reads the answer.
func (w *world) call(ops []api.Operation, method, target string, body []byte, into any) {
	w.t.Helper()
	answer := w.knock(ops, method, target, body, intake.PermissionImport, job.PermissionRead)
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if answer.Code >= 300 {
		w.t.Fatalf("%s %s: %d %s", method, target, answer.Code, raw)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		w.t.Fatalf("%s %s: %v: %s", method, target, err, raw)
	}
}
