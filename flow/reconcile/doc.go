// Package reconcile compares what a platform says it did with what the books
// say, line by line, and books the money that fits.
//
// Words: import 导入 · parser 解析器 · match 勾对 · by hand 手工勾对 · undo 撤销 ·
// completeness 完整性 · covered day 已覆盖日 · difference 差异 · original 原件.
//
//	upload or fetch ─ original kept by its hash, read in full, totals proven
//	   └▶ file received ─ job reconcile.load: lines in portions (loaded)
//	        └▶ lines matched in portions ─ fee, settlement, order settled
//	             └▶ days covered in full: what no line lists ─ file matched
//
// Invariants
//   - A file is kept before it is read: also one that cannot be read is
//     evidence. The same bytes are one file; the same line in two files is one
//     line; the same row twice in one file is two lines.
//   - A line is matched, odd with an open difference, or set aside. One that
//     fits an order is joined, booked and moves the order in one transaction.
//   - The trade bill is what books money. A line of the fund bill is joined to
//     its order and books nothing, so that no movement counts twice; its
//     payments and refunds are kept as kind "other" with the movement's name as
//     charge, so that no one takes them for the trade bill's.
//   - Every open difference has one case; when the difference ends, so does it.
//   - Loading again, and matching again, changes nothing.
//
// The agreed fee of a sale is the channel's share of count 0, which every sale
// bears, plus its merchant's share of the sale's count where the quote that the
// buyer saw lays the instalment fee on the merchant; each on the order's amount
// and rounded by itself. Contracts leave a tie of half a minor unit open, so
// both neighbours are right then; without a quote either bearer is.
//
// Who may call: the doors in api.go, the jobs in jobs.go.
package reconcile
