package collect

import (
	"fenming/kit/api"
)

// Permissions of this flow. Who asks to write off and who approves it hold
// different ones, so that a collector cannot give claims up alone.
const (
	PermissionRead       api.Permission = "collect.read"
	PermissionContact    api.Permission = "collect.contact"
	PermissionPromise    api.Permission = "promise.make"
	PermissionHold       api.Permission = "collect.hold"
	PermissionAskOff     api.Permission = "collect.ask_write_off"
	PermissionPay        api.Permission = "ledger.repay"
	PermissionLateFee    api.Permission = "collect.late_fee"
	PermissionChargeBack api.Permission = "ledger.reverse"
	PermissionRelief     api.Permission = "ledger.relief"
	PermissionWriteOff   api.Permission = "ledger.write_off"
)

// Operations are the doors of this flow.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("collect.queue", "GET /v1/collect/queue", PermissionRead, wordQueue, Queue),
		api.Read("collect.history", "GET /v1/contracts/{id}/collection", PermissionRead, wordHistory, History),
		api.Write("collect.contact", "POST /v1/orders/{id}/contacts", PermissionContact, wordContact, Contact).WithKey(),
		api.Write("collect.late_fee", "POST /v1/orders/{id}/late-fees", PermissionLateFee, wordLateFee, LateFee).WithKey(),
		api.Write("collect.promise", "POST /v1/contracts/{id}/promises", PermissionPromise, wordPromise, Promise).WithKey().Created(),
		api.Write("collect.record_payment", "POST /v1/contracts/{id}/payments", PermissionPay, wordPayment, RecordPayment).
			WithKey().Created(),
		api.Write("collect.charge_back", "POST /v1/contracts/{id}/payments/{entry_id}/charge-back", PermissionChargeBack, wordChargeBack,
			ChargeBack).WithKey().WithFreshFactor().Created(),
		api.Write("collect.pause_interest", "POST /v1/contracts/{id}/interest-pauses", PermissionRelief, wordPauseInterest,
			PauseInterest).WithKey().WithFreshFactor().Created(),
		api.Write("collect.re_age", "POST /v1/contracts/{id}/re-age", PermissionRelief, wordReAge, ReAge).WithKey().WithFreshFactor().Created(),
		api.Write("collect.hold", "POST /v1/contracts/{id}/holds", PermissionHold, wordHold, PlaceHold).WithKey().Created(),
		api.Write("collect.lift_hold", "POST /v1/contracts/{id}/holds/{hold_id}/lift", PermissionHold, wordLift, LiftHold),
		api.Write("collect.write_off", "POST /v1/contracts/{id}/write-off", PermissionAskOff, wordWriteOff, AskWriteOff).WithKey(),
	}
}
