package house

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"fenming/book/casefile"
	"fenming/book/channel"
	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/disclosure"
	"fenming/book/goods"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/plan"
	"fenming/book/promotion"
	"fenming/book/risk"
	"fenming/book/statement"
	"fenming/flow/collect"
	"fenming/flow/intake"
	"fenming/flow/portal"
	"fenming/flow/reconcile"
	"fenming/flow/report"
	"fenming/flow/sell"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/audit"
	"fenming/office/control"
	"fenming/office/identity"
	"fenming/office/notice"
	"fenming/office/tenant"
	"fenming/platform"
	"fenming/platform/esign"
	"fenming/web"
)

// mount names every room once: its doors, its jobs, its settings.
func (h *House) mount(_ context.Context) error {
	h.Identity = identity.Open(h.DB, identity.Options{Log: h.config.Log, Secure: h.config.Secure})
	h.Door = api.New(api.Options{DB: h.DB, Log: h.config.Log, Authenticate: h.Identity.Authenticate,
		Rates: h.config.Rates, Version: h.config.Version, Secure: h.config.Secure, Proxied: h.config.Proxied,
		Origins: h.allowsOrigin})
	for _, ops := range h.operations() {
		h.Door.Mount(ops...)
	}
	h.Identity.Grant(identity.Permissions(h.Door.Operations()))
	var jobs []job.Job
	for _, of := range h.jobs() {
		jobs = append(jobs, of...)
	}
	h.Worker = job.New(job.Options{DB: h.DB, Jobs: jobs, Log: h.config.Log, Workers: h.config.Workers, OnDead: tellOfDeadJob})
	return h.pages()
}

// knobs are the settings of all rooms.
func knobs() []tenant.Knob {
	var all []tenant.Knob
	for _, of := range [][]tenant.Knob{identity.Knobs(), customer.Knobs(), contact.Knobs(), sell.Knobs()} {
		all = append(all, of...)
	}
	return all
}

// acts are what a second person has to approve.
func acts() []control.Act {
	return slices.Concat(sell.Acts(), collect.Acts(), limit.Acts(), promotion.Acts(), contract.Acts())
}

func (h *House) operations() [][]api.Operation {
	return [][]api.Operation{
		tenant.Operations(knobs()...),
		identity.Operations(h.Identity),
		control.Operations(acts()...),
		audit.Operations(),
		notice.Operations(),
		job.Operations(),
		customer.Operations(),
		goods.Operations(),
		channel.Operations(h.Blobs),
		plan.Operations(),
		disclosure.Operations(disclosure.Options{DB: h.DB, Press: h.Press, Platforms: PlatformNames(), Heed: sell.Heed}),
		contract.Operations(h.Press),
		limit.Operations(),
		ledger.Operations(),
		risk.Operations(),
		statement.Operations(),
		contact.Operations(),
		casefile.Operations(),
		promotion.Operations(),
		portal.Operations(portal.Options{DB: h.DB, Press: h.Press, Platforms: PlatformNames(), Heed: sell.Heed}),
		sell.Operations(),
		sell.PublicOperations(),
		sell.SealOperations(h.sealing()),
		collect.Operations(),
		reconcile.Operations(h.Blobs, parsers()...),
		intake.Operations(h.DB, h.Blobs),
		report.Operations(report.Options{Approvals: control.Waiting, Audit: auditBetween}),
		h.own(),
	}
}

// sealing signs contracts with the signer by agreed conditions; another provider
// is registered and chosen here.
func (h *House) sealing() sell.Sealing {
	return sell.Sealing{Press: h.Press, Signers: h.signers, Signer: esign.AgreedID}
}

func (h *House) jobs() [][]job.Job {
	return [][]job.Job{
		identity.Jobs(h.Identity),
		control.Jobs(acts()...),
		notice.Jobs(h.config.Mail),
		channel.Jobs(),
		plan.Jobs(),
		contract.Jobs(),
		limit.Jobs(),
		ledger.Jobs(),
		risk.Jobs(),
		contact.Jobs(),
		casefile.Jobs(),
		sell.Jobs(h.connect),
		sell.SealJobs(h.sealing()),
		collect.Jobs(),
		reconcile.Jobs(h.Blobs, h.forStatements, parsers()...),
		intake.Jobs(h.Blobs, sellImported),
		{forget, h.optimize()},
		{lprStale, platformTask, platformTaskOver},
	}
}

// allowsOrigin says whether a web site may show a merchant's cost table.
func (h *House) allowsOrigin(ctx context.Context, tenant, origin string) (ok bool, err error) {
	err = h.DB.Read(ctx, db.Scope{Tenant: tenant, Quiet: true}, func(tx *db.Tx) error {
		ok, err = disclosure.OriginAllowed(tx, origin)
		return err
	})
	return ok, err
}

// auditBetween lists audit entries for exports.
func auditBetween(tx *db.Tx, f report.AuditFilter, before string, n int) ([]audit.Entry, error) {
	return audit.Between(tx, f.From, f.To, before, n)
}

// forget drops idempotency answers and finished jobs that have had their time.
var forget = job.Of("house.forget", func(_ context.Context, tx *db.Tx, _ job.DayArgs) error {
	if _, err := api.Forget(tx); err != nil {
		return err
	}
	return job.Forget(tx)
}).EveryDay(4, 30)

// optimize refreshes the statistics of the embedded database each night.
func (h *House) optimize() job.Job {
	return job.Long("house.optimize", func(ctx context.Context, _ *job.Run, _ job.DayArgs) error {
		return h.DB.Optimize(ctx)
	}).EveryDay(5, 0)
}

// lprStale opens the owner's task when the loan prime rate is out of date: new
// plans of the merchant's own are refused until it is recorded.
var lprStale = job.Of(plan.JobLPRStale, func(_ context.Context, tx *db.Tx, in plan.StaleArgs) error {
	_, err := casefile.Task(tx, "lpr:latest", wordLPRStale,
		words.Args{"published": in.PublishedOn}, deadJobDays)
	return err
})

// platformTask opens the task that a channel or a rate card asks for, for its
// compliance officer. Where one stands about the same thing it takes a note, so
// that one paper never fills the list.
var platformTask = job.Of(channel.JobTask, func(_ context.Context, tx *db.Tx, in channel.TaskArgs) error {
	c, err := casefile.Task(tx, in.Object, in.Title(), in.Args, in.DueIn)
	if err != nil {
		return err
	}
	if c.OpenedAt.Before(tx.Now()) {
		return casefile.Write(tx, c.ID, in.Title().In(tx.Lang(), in.Args))
	}
	if in.Assignee != "" {
		_, err = casefile.Assign(tx, c.ID, in.Assignee)
	}
	return err
})

// platformTaskOver closes a task whose cause has gone.
var platformTaskOver = job.Of(channel.JobTaskOver, func(_ context.Context, tx *db.Tx, in channel.OverArgs) error {
	_, err := casefile.ResolveFor(tx, casefile.KindOwnerTask, in.Object, casefile.Done, channel.Done(tx))
	return err
})

// deadJobDays is how many working days a person has to look at a dead job.
const deadJobDays = 1

// tellOfDeadJob opens a case for the owner: a job that failed for good waits
// for a person.
func tellOfDeadJob(tx *db.Tx, d job.Dead) error {
	_, err := casefile.Task(tx, "job:"+d.ID, wordDeadJob, words.Args{"kind": d.Kind}, deadJobDays)
	return err
}

// pages are the routes that are no operations: the user interface, health, the
// document of the API and the platforms' call-backs.
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
	h.Door.Handle("POST /notify/{tenant}/{channel}", sell.NotifyHandler(h.DB, h.connect, h.config.Log))
	pages, err := web.Handler()
	if err != nil {
		return err
	}
	h.Door.Handle("/", pages)
	return nil
}

// own are the doors of the house itself: what no single room can tell.
func (h *House) own() []api.Operation {
	ops := []api.Operation{
		api.Read("platform.list", "GET /v1/platforms", channel.PermissionRead, wordPlatforms,
			func(context.Context, *db.Tx, api.None) (api.Page[platform.Descriptor], error) {
				return api.Page[platform.Descriptor]{Data: connectors(), AsOf: h.DB.Clock().Now()}, nil
			}),
	}
	if letters := h.config.Letters; letters != nil {
		ops = append(ops, api.Read("demo.letters", "GET /v1/demo/letters", notice.PermissionRead, wordLetters,
			func(context.Context, *db.Tx, api.None) (LettersOut, error) { return LettersOut{Data: letters()}, nil }))
	}
	return ops
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
