package sell

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"regexp"

	"golang.org/x/time/rate"

	"fenming/book/channel"
	"fenming/book/customer"
	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

// Permissions of this room.
const (
	PermissionRead          api.Permission = "order.read"
	PermissionQuote         api.Permission = "order.quote"
	PermissionDecide        api.Permission = "order.decide"
	PermissionConfirm       api.Permission = "contract.manage"
	PermissionReview        api.Permission = "order.hold"
	PermissionFulfil        api.Permission = "order.fulfil"
	PermissionCancel        api.Permission = "order.cancel"
	PermissionRefund        api.Permission = "order.refund"
	PermissionRefundApprove api.Permission = "refund.approve"
)

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Write("quote.make", "POST /v1/quotes", PermissionQuote, wordQuote, Quote).WithKey(),
		api.Read("sell.offers", "POST /v1/offers", plan.PermissionQuote, wordOffers, Offers),
		api.Write("order.decide", "POST /v1/orders", PermissionDecide, wordDecide, Decide).WithKey(),
		api.Write("order.confirm", "POST /v1/orders/{id}/confirm", PermissionConfirm, wordConfirm, Confirm).WithKey(),
		api.Write("order.review", "POST /v1/orders/{id}/review", PermissionReview, wordReview, Review).WithKey(),
		api.Write("order.fulfil", "POST /v1/orders/{id}/proofs", PermissionFulfil, wordFulfil, Fulfil).WithKey(),
		api.Write("order.cancel", "POST /v1/orders/{id}/cancel", PermissionCancel, wordCancel, Cancel).WithKey(),
		api.Write("order.refund", "POST /v1/orders/{id}/refunds", PermissionRefund, wordRefund, Refund).WithKey(),
		api.Write("refund.drop", "POST /v1/refunds/{id}/drop", PermissionRefund, wordDrop, DropRefund).WithKey(),
		api.Read("budget.get", "GET /v1/customers/{id}/budget", customer.PermissionRead, wordBudgetGet, Budget),
		api.Write("budget.set", "POST /v1/customers/{id}/budget", customer.PermissionManage, wordBudgetSet, SetBudget).WithKey(),
		api.Write("budget.pause", "POST /v1/customers/{id}/budget/pause", customer.PermissionManage, wordBudgetPause, PauseCredit).WithKey(),
		api.Write("customer.link", "POST /v1/customers/{id}/links", disclosure.PermissionLink, wordMeLink, MakeLink).WithSecret().Created(),
		api.Read("order.list", "GET /v1/orders", PermissionRead, wordList, opList),
		api.Read("order.get", "GET /v1/orders/{id}", PermissionRead, wordGet, opGet),
		api.Read("order.timeline", "GET /v1/orders/{id}/timeline", PermissionRead, wordTimeline, opTimeline),
	}
}

// PublicOperations are the doors of a customer's own page: each in the tenant of
// its path, open to whoever holds the link's token.
func PublicOperations() []api.Operation {
	return []api.Operation{
		api.Read("me.look", "GET /v1/portal/{tenant}/{token}/me", api.Public, wordMe, Me).InTenant(),
		api.Write("me.consent", "POST /v1/portal/{tenant}/{token}/me/consents", api.Public, wordMeConsent, MeConsent).InTenant(),
		api.Write("me.budget", "POST /v1/portal/{tenant}/{token}/me/budget", api.Public, wordMeBudget, MeBudget).InTenant(),
		api.Write("me.pause", "POST /v1/portal/{tenant}/{token}/me/pause", api.Public, wordMePause, MePause).InTenant(),
	}
}

// maxNotice bounds a call-back, bytes; the largest known is below 4 KiB.
const maxNotice = 64 << 10

var tenantForm = regexp.MustCompile(`^[a-z0-9_]{1,64}$`)

// bell is the door at which platforms ring: /notify/{tenant}/{channel}.
type bell struct {
	db      *db.DB
	connect Connectors
	log     *slog.Logger
	strays  *rate.Limiter // what cannot be believed is kept, but not without end
}

// NotifyHandler takes the call-backs of platforms. A call-back is stored before
// it is acknowledged, and acknowledged before it is worked.
func NotifyHandler(d *db.DB, connect Connectors, log *slog.Logger) http.Handler {
	b := bell{db: d, connect: connect, log: log, strays: rate.NewLimiter(1, 60)}
	return http.HandlerFunc(b.ring)
}

func (b bell) ring(w http.ResponseWriter, r *http.Request) {
	ack, err := b.take(r)
	if err != nil {
		f := fault.As(err)
		if f.Code == fault.CodeInternal {
			b.log.Error("call-back not taken", "channel", r.PathValue("channel"), "error", err.Error())
		}
		// The platform reads only that this is not the acknowledgement.
		http.Error(w, f.Word.In(words.EN, nil), map[bool]int{true: http.StatusServiceUnavailable, false: http.StatusBadRequest}[f.Code == fault.CodeInternal || f.Code == fault.CodeUnavailable])
		return
	}
	_ = ack.Write(w) // the caller is gone if this fails, and will ring again
}

func (b bell) take(r *http.Request) (platform.Ack, error) {
	name := r.PathValue("tenant")
	if r.Method != http.MethodPost || !tenantForm.MatchString(name) {
		return platform.Ack{}, fault.NotFound(wordNoBell)
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxNotice))
	if err != nil {
		return platform.Ack{}, fault.Invalid(wordNoBell).Because(err)
	}
	ctx := context.WithoutCancel(r.Context()) // what was read is stored, whether or not the caller waits
	scope := db.Scope{Tenant: name, Op: "sell.notify", Lang: words.ZH, Actor: db.Actor{ID: "platform", Kind: "platform", IP: api.RemoteIP(r)}}
	c, notifier, err := b.notifier(ctx, scope, r.PathValue("channel"))
	if err != nil {
		return platform.Ack{}, err
	}
	scope.Actor.ID = "platform:" + c.Platform
	event, refusal := notifier.ParseNotify(body)
	if refusal != nil {
		if b.strays.Allow() {
			err = b.db.Write(ctx, scope, func(tx *db.Tx) error { return receive(tx, c, body, nil) })
		}
		if err == nil {
			err = refusal
		}
		return platform.Ack{}, err
	}
	err = b.db.Write(ctx, scope, func(tx *db.Tx) error { return receive(tx, c, body, &event) })
	return notifier.Ack(), err
}

func (b bell) notifier(ctx context.Context, scope db.Scope, id string) (channel.Channel, platform.Notifier, error) {
	var (
		c channel.Channel
		k channel.Keys
	)
	err := b.db.Read(ctx, scope, func(tx *db.Tx) (err error) {
		if c, err = channel.Get(tx, id); err != nil {
			return err
		}
		k, err = channel.Secrets(tx, id)
		return err
	})
	if err != nil {
		return c, nil, err
	}
	conn, err := b.connect(ctx, scope.Tenant, c, k)
	if err != nil {
		return c, nil, err
	}
	n, ok := conn.(platform.Notifier)
	if !ok {
		return c, nil, fault.NotFound(wordNoBell)
	}
	return c, n, nil
}
