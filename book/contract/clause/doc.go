// Package clause holds the clause packs of the jurisdictions and the texts of
// the templates that come with the product.
//
// Words: clause pack 条款包 · clause 条款 · reading 阅读时间 · explanation 通俗说明.
//
// A pack is dated data: each clause has an id, a version, its text in Chinese
// and English, its purpose, source and confidence, and the days from and to
// which it may be used. A pack of another country is a skeleton that is not
// enabled until a lawyer there has filled it.
//
// Invariants:
//   - A pack that is not enabled gives no clause.
//   - Texts are our own wording; the Chinese one binds, the English is a
//     translation.
//   - Nothing here has been read by a lawyer unless Reviewed says so.
package clause
