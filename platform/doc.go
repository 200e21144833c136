// Package platform is the port to the credit platforms: what every connector
// offers, in one vocabulary, whatever the platform's own spelling.
//
// Words: connector 连接器 (our program for one platform), channel 渠道 (the
// merchant's account there), out number 商户订单号 (our order number at the
// platform), refund number 退款请求号, statement 对账单, line 账单行, control
// total 控制合计, outcome 结果 (done 已完成 / waiting 等待买家 / refused 被拒绝 /
// unknown 未知).
//
// Invariants
//   - Money is int64 fen. No float, no text.
//   - Every call that may change something at the platform carries a number of
//     ours, stored by the caller before the call; sending it again is harmless.
//   - An error means that nothing reached the platform. As soon as a byte may
//     have reached it, the answer is an Outcome, and a timeout, a dropped
//     connection, an HTTP 5xx, a bad signature on the answer or the platform's
//     "system busy" is Unknown, never Refused: it is resolved by Query or
//     QueryRefund.
//   - The bytes of request and answer come back as evidence (Exchange) with
//     secrets replaced.
//   - A connector says in its Descriptor what it can do, and Check proves that
//     the Go type really offers exactly that.
//   - Outgoing connections pass one guard (Guard): hosts from the descriptor,
//     no private address after name resolution, bounded size and time.
//
// Who may call: jobs of the flows (everything that goes out), the call-back
// door's worker (ParseNotify) and flow/reconcile (ParseStatement). Connectors
// know nothing of tenants, tables or HTTP doors.
package platform
