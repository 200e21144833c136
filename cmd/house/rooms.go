package house

import (
	"context"
	"fmt"
	"net/http"

	"fenming/book/casefile"
	"fenming/book/channel"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/goods"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/statement"
	"fenming/kit/api"
	"fenming/kit/job"
	"fenming/office/audit"
	"fenming/office/identity"
	"fenming/office/notice"
	"fenming/office/tenant"
	"fenming/web"
)

// mount names every room once: its doors, its jobs, its settings.
func (h *House) mount(_ context.Context) error {
	h.Identity = identity.Open(h.DB, identity.Options{Log: h.config.Log, Secure: h.config.Secure})
	h.Door = api.New(api.Options{DB: h.DB, Log: h.config.Log, Authenticate: h.Identity.Authenticate,
		Rates: h.config.Rates, Version: h.config.Version, Secure: h.config.Secure})
	for _, ops := range h.operations() {
		h.Door.Mount(ops...)
	}
	h.Identity.Grant(identity.Permissions(h.Door.Operations()))
	var jobs []job.Job
	for _, of := range h.jobs() {
		jobs = append(jobs, of...)
	}
	h.Worker = job.New(job.Options{DB: h.DB, Jobs: jobs, Log: h.config.Log, Workers: h.config.Workers})
	return h.pages()
}

func (h *House) operations() [][]api.Operation {
	return [][]api.Operation{
		tenant.Operations(identity.Knobs()...),
		identity.Operations(h.Identity),
		audit.Operations(),
		notice.Operations(),
		job.Operations(),
		customer.Operations(),
		goods.Operations(),
		channel.Operations(),
		contract.Operations(),
		ledger.Operations(),
		limit.Operations(),
		statement.Operations(),
		casefile.Operations(),
	}
}

func (h *House) jobs() [][]job.Job {
	return [][]job.Job{
		identity.Jobs(h.Identity),
		notice.Jobs(h.config.Mail),
	}
}

// pages are the routes that are no operations: the user interface, health and
// the document of the API.
func (h *House) pages() error {
	document, err := h.Door.OpenAPI()
	if err != nil {
		return err
	}
	h.Door.Handle("GET /openapi.json", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(document) // nobody is left to tell when the caller is gone
	}))
	h.Door.Handle("GET /livez", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintln(w, "alive") }))
	h.Door.Handle("GET /readyz", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := h.DB.Setting(r.Context(), settingKEK); err != nil {
			http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		_, _ = fmt.Fprintln(w, "ready")
	}))
	pages, err := web.Handler()
	if err != nil {
		return err
	}
	h.Door.Handle("/", pages)
	return nil
}

// SetupCode returns a fresh one-time code when the installation has no owner
// yet, "" otherwise.
func (h *House) SetupCode(ctx context.Context) (string, error) {
	needed, err := identity.SetupNeeded(ctx, h.DB)
	if err != nil || !needed {
		return "", err
	}
	return identity.NewSetupCode(ctx, h.DB)
}
