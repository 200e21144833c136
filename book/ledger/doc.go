// Package ledger is the double-entry book: what happened to money, as entries
// that balance and are never changed.
//
// Words: entry 分录 · leg 分录行 · account 科目 · subject 核算对象 · debit 借 ·
// credit 贷 · effective day 生效日 · recorded 记账时间 · reversal 冲正 ·
// receivable 应收 · instalment 期 · allocation 清偿 · overpaid 溢缴 ·
// late fee 逾期违约金 · grace 宽限 · ageing 账龄 · write-off 核销 ·
// trial balance 试算平衡 · roll-up 汇总.
//
// A leg's amount is in minor units, debit above zero and credit below. Its
// subject says whose balance it is: "contract:<id>/<no>" an instalment,
// "contract:<id>" a contract, "channel:<id>" a platform account, "own" the
// merchant.
//
// Invariants, proved by Check:
//   - Every entry sums to zero in each currency, hence so does the book.
//   - Entries and legs are only ever added; a mistake is taken back by one
//     reversal that names its entry and a reason.
//   - Every entry has two times: the day it counts for and when it was written.
//   - Balances are kept for contracts' subjects only and equal the sum of
//     their legs; merchant accounts have no row that all orders share. Their
//     total is the roll-up plus the entries in the tail, read in one snapshot:
//     an entry joins the tail with its own commit and leaves it with the
//     roll-up that counts it, so the order of commits cannot matter.
//   - A settled contract owes nothing; an instalment never owes less than zero.
//
// Rules of a contract (rules.go, pure): a payment is allocated by the
// contract's own list of buckets; what nothing is left to pay goes to
// customer.overpaid. A late fee follows law.md B2: on overdue principal only,
// after the grace days, at most 30 % of the overdue principal, for no day of a
// dispute, hardship or refund, and only where the merchant is the creditor.
// Interest and fees become receivable when they fall due.
//
// Flows, and books to the right, may call it.
package ledger
