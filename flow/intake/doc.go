// Package intake brings orders in from files: a shop's own export, or a whole
// data set of another system.
//
// Words: intake 导入, layout 版式 (olist: six files that belong together; generic:
// one table with a column mapping), mapping 列对应 (our field → the file's column),
// odd row 异常行 (refused 未导入: the order stayed out; noted 已导入但需核对: it came in),
// portion 批 (the orders of one transaction), report 异常报告.
//
// Road: preview (store the file, guess what it is) → check (dry run) → start →
// job intake.run: read, sort by the time of purchase, sell portion by portion,
// report.
//
// Invariants
//   - An order is known by its outer number. The same order again changes
//     nothing and counts as already there; another content under the same number
//     changes nothing and is an odd row.
//   - A portion is one transaction with one audit entry: count, digest of its
//     orders, hashes of the files, the person who started it. An import that was
//     interrupted anywhere and runs again ends with the same books and the same
//     figures: what the import did itself is told by the mark it left in the
//     order's timeline, not by a counter.
//   - orders = new + already + refused, and every refused order is in the report.
//   - Nothing in the file is guessed in silence: what had to be read one way or
//     another is noted in the report.
//   - No notice is sent and no platform is called: the import leaves no job.
//   - The report holds numbers, codes and sentences, no personal data.
//   - Files are kept as they arrived, under their hash.
//
// This room owns no table. Selling is handed in (Sell), since a flow does not
// call a flow.
//
// Who may call: the doors in api.go, the back door in jobs.go, the command line
// (Load, Begin).
package intake
