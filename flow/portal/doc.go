// Package portal is what a customer or a shop's web page reaches without an
// account: the page behind a public link to a quote, and the cost table for the
// shop's own pages.
//
// Words: portal 客户页 · open 打开 · shown 展示 · seen 阅读 · acknowledge 确认已读
// · embed 嵌入 · options 分期选项.
//
// The page behind a link
//
//	look  → what kind of link, for whom to tell before anything is shown
//	open  → the cost table, and the record that it was shown
//	seen  → time in view, scroll depth; acknowledge after the least reading time
//	file  → the same as a file or a picture, kept, then fetched byte for byte
//
// The shop's own page
//
//	options → the cost table of everything on offer for an amount; changes
//	          nothing and may be kept for a minute
//	shown   → the component has put it before a reader; the server makes the
//	          same table again and keeps it only if the bytes are the same
//	seen    → as above
//
// Invariants
//   - A wrong, ended or revoked token, one of another merchant and one of another
//     kind get the same answer.
//   - No answer holds personal data, nor an id of an order or a customer.
//   - Nothing is shown by a link without a record of it.
package portal
