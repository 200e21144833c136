// Package disclosure is what a customer was shown of the cost of a credit, and
// what he did with it: the cost table, the bytes that were rendered, how long
// they were in view, and the act of acknowledging them.
//
// Words: cost table 费用明示表 (several options: 分期选项说明; one: 费用提醒) ·
// show 展示记录 · page 展示内容 · seen 阅读记录 · acknowledge 确认已读 · dwell
// 停留时长 · link 公开链接 · origin 可嵌入网站 · template 模板版本.
//
// Invariants
//   - What was rendered is stored as its bytes under their SHA-256 and shown
//     again from there, never rendered anew; bytes that do not match are refused.
//   - Rows of shows and of reading are only ever added.
//   - Dwell is what the page reports, but never more than the time that passed
//     on the server; an acknowledgement before the least reading time is refused.
//   - A token of a link is kept nowhere, only its hash. A wrong, ended or revoked
//     one, and one of another kind, cannot be told apart.
//   - A changed sentence of the table needs a new template version (a test pins
//     the sentences of each).
//
// Who may call: flows and books to the right (NewLink, Resolve, Record), the
// doors in api.go.
package disclosure
