package identity

import (
	"slices"
	"strings"

	"fenming/kit/api"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// The roles of staff.
const (
	Owner     = "owner"
	Risk      = "risk"
	Finance   = "finance"
	Collector = "collector"
	Service   = "service"
	Auditor   = "auditor"
	Developer = "developer"
	Sysadmin  = "sysadmin"
)

// Roles lists all roles in the order people see them.
func Roles() []string {
	return []string{Owner, Risk, Finance, Collector, Service, Auditor, Developer, Sysadmin}
}

// everybody is what every member of staff who works with orders may see and do.
const everybody = "tenant.read user.read approval.read approval.decide customer.read order.read goods.read plan.read " +
	"quote.read disclosure.read contract.read limit.read receivable.read channel.read casefile.* complaint.* notice.read job.read report.read home.read " +
	"search.read portal.read policy.read template.read "

// grants gives each role its permissions by pattern: "noun.verb", "noun.*",
// "*.verb" or "*". Duties are kept apart: who decides on orders does not move
// money, who looks after the system sees neither, the auditor changes nothing.
var grants = map[string]string{
	Owner: "*",
	Risk: everybody + "customer.* order.decide order.hold order.manage risk.* score.* rule.* list.* limit.* " +
		"plan.manage template.* contract.text disclosure.* ledger.read statement.read contact.read inspect.* export.* promotion.* channel.describe paper.* policy.*",
	Finance: everybody + "order.refund ledger.* statement.* reconcile.* settlement.* difference.* report.* " +
		"claim.* contact.read export.* channel.* paper.* policy.* refund.* template.approve contract.text",
	Collector: everybody + "customer.reveal collect.* contact.* promise.* ledger.read ledger.repay statement.read " +
		"claim.* notice.* contract.text",
	Service: everybody + "customer.manage customer.reveal order.quote order.create order.decide order.cancel " +
		"order.fulfil order.import order.manage goods.* notice.* contract.manage contract.text sell.* promotion.* disclosure.*",
	Auditor: "*.read audit.* promotion.check contract.text",
	Developer: "tenant.read user.read key.* webhook.* openapi.* event.* embed.* channel.read job.read " +
		"approval.read search.read home.read policy.read",
	Sysadmin: "policy.read tenant.read user.* job.* backup.* system.* session.* notice.* health.* approval.read approval.decide home.read",
}

// matches says whether a pattern covers a permission.
func matches(pattern string, p api.Permission) bool {
	if pattern == "*" || pattern == string(p) {
		return true
	}
	noun, verb, ok := strings.Cut(string(p), ".")
	if !ok {
		return false
	}
	n, v, _ := strings.Cut(pattern, ".")
	return (n == "*" && v == verb) || (n == noun && v == "*")
}

// Permits says whether a role holds a permission. A permission that is no
// noun.verb, above all the public one, is held by nobody.
func Permits(role string, p api.Permission) bool {
	if !strings.Contains(string(p), ".") {
		return false
	}
	return slices.ContainsFunc(strings.Fields(grants[role]), func(pattern string) bool { return matches(pattern, p) })
}

// Matrix says which permissions each role holds. It is never written to once
// it is in use.
type Matrix map[string]map[api.Permission]bool

// Expand reads every role's patterns against the permissions the program has.
func Expand(all []api.Permission) Matrix {
	m := Matrix{}
	for _, role := range Roles() {
		m[role] = map[api.Permission]bool{}
		for _, p := range all {
			if Permits(role, p) {
				m[role][p] = true
			}
		}
	}
	return m
}

func checkRole(role string) error {
	if slices.Contains(Roles(), role) {
		return nil
	}
	return fault.Invalid(wordRole).At("/role")
}

// RoleWord names a role in both languages.
func RoleWord(role string) words.Word {
	for _, w := range roleWords {
		if w.Key == "role."+role {
			return w
		}
	}
	return words.Word{Key: "role." + role, ZH: role, EN: role}
}

var roleWords = []words.Word{
	{Key: "role.owner", ZH: "店主", EN: "Owner"},
	{Key: "role.risk", ZH: "风控", EN: "Risk"},
	{Key: "role.finance", ZH: "财务", EN: "Finance"},
	{Key: "role.collector", ZH: "催收", EN: "Collector"},
	{Key: "role.service", ZH: "客服", EN: "Service"},
	{Key: "role.auditor", ZH: "审计", EN: "Auditor"},
	{Key: "role.developer", ZH: "开发", EN: "Developer"},
	{Key: "role.sysadmin", ZH: "系统管理", EN: "System administrator"},
}
