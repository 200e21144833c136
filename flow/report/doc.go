// Package report shows the merchant where he stands: what today needs, how old
// the receivables are, what was sold; and lets every list leave as a file.
//
// Words: home 首页 · figure 数字 · freshness 数据时效 · ageing 账龄 · sales 销售 ·
// export 导出.
//
// Invariants
//   - It owns no table and changes nothing; it reads declared views and the
//     verbs of books.
//   - Home has at most seven figures. Every figure opens the list that adds up
//     to it: its link carries the same filter.
//   - Every answer says as of when, and home which statements are missing, so
//     that no number is silently partial.
//   - An export carries its filter, time and person above the table, leaves an
//     audit entry, holds no personal data and no formula.
//   - What is counted over contracts one by one is bounded; beyond the bound the
//     figure says "at least".
//
// Who may call: the doors in api.go.
package report
