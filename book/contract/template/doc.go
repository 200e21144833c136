// Package template is the language in which the texts of contracts are written:
// plain text with typed fields, conditions, rows and key terms.
//
// Words: template 合同模板 · field 字段 · filter 格式 · key term 重要条款 ·
// clause 条款 · issue 问题.
//
// The language
//
//	{{price}} {{price | capital}}          a field, in a format of its type
//	{{#if down_payment}} … {{else}} … {{/if}}   {{#if not late_fee_rate}} … {{/if}}
//	{{#each instalments}} … {{/each}}      once for every row
//	{{#term late_fee}} … {{/term}}         a key term, shown framed and accepted by itself
//	{{clause "cn.title_retention"}}        the text of a clause of the pack
//
// A line is a paragraph; "# " and "## " begin headings, "- " an item, and a line
// between bars "| a | b |" is a row of a table. A tag that stands alone on its
// line takes the line with it.
//
// Invariants
//   - The language is total: rows are bounded, nothing repeats without rows,
//     nothing is called, clauses include no clauses. Every text has an outcome.
//   - A text compiles only when every field exists and every format suits its
//     type; each fault names line, column and cure.
//   - What a customer wrote about himself cannot become structure: line breaks,
//     bars and marks of direction in a value are made harmless.
//
// The rest of the contract room uses it; it knows no database and no clock.
package template
