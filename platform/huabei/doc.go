// Package huabei is the connector to Alipay's payment gateway (version 2) for
// sales on Huabei instalments 花呗分期 under the merchant's own contract. The
// platform is the creditor: it pays the merchant in full and carries the
// buyer's credit risk.
//
// Words: app id 应用编号 (of the merchant's application), seller id 商户号
// (2088…), instalment count 分期数 (hb_fq_num), seller percent 贴息比例
// (hb_fq_seller_percent: 100 = the merchant pays the instalment fee), trade
// bill 业务明细, fund bill 账务明细.
//
// Invariants
//   - Requests are signed RSA2 (SHA256withRSA, PKCS#1 v1.5) over the decoded
//     parameters, sorted, without empty values. An answer counts only if its
//     signature fits the very bytes of the answer object.
//   - Seller percent is 0 or 100, nothing between. Another instalment count
//     needs another out number.
//   - The platform does not tell the instalment count unless agreed; it must be
//     remembered from our own order.
//   - "refund_fee" in answers is the total of all refunds so far, so it is
//     never taken for the amount of one refund.
//   - A refund happened only if fund_change is Y or the refund query says
//     REFUND_SUCCESS.
//   - A statement is taken only if its end marker, its totals and (in a zip)
//     the summary file agree with the rows; columns are found by name.
//
// Trade states at the platform
//
//	absent ──scan──▶ WAIT_BUYER_PAY ──pay──▶ TRADE_SUCCESS ──refund window over──▶ TRADE_FINISHED
//	                      │                      │
//	                      └──close, timeout──▶ TRADE_CLOSED ◀──refunded in full──┘
//
// Believed, not confirmed live: the sign of the service-fee column (negative =
// taken), the exact rule by which instalment fees are handed back (taken from
// the platform's figures, never computed), that the trade bill's service fee
// includes the seller-paid instalment fee.
//
// Who may call: jobs, the call-back worker and flow/reconcile, through the
// interfaces of package platform.
package huabei
