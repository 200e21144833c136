// Package promotion 促销检查 reads an advert before customers do: what in it hides
// or bends the cost of credit, urges people to borrow, or promises what nobody
// may promise.
//
// Words: check 检查 · finding 发现 · verdict 结论 (pass 通过 / fix 需修改 / block
// 不可发布) · severity 程度 (block 禁止 / warn 须改 / advise 建议) · rule pack
// 规则包 · mended wording 改写 · offer 分期条件 · medium 媒介 · campaign 活动.
//
// Invariants:
//   - The check is a pure function of text, offer, jurisdiction, medium, day and
//     rule pack; it reads no store and calls nobody.
//   - Rules are dated data (pack.json): words, context, source, confidence, from
//     and to. A result names the version that made it.
//   - A finding points at the words as they were written, by byte and by
//     character, also where they were read through a disguise (免 xi).
//   - Every figure of a mended wording is the offer's; a figure nobody gave is a
//     named blank, never a guess.
//   - A saved check never changes; only its publication does.
//   - A text is published under the rules of that day: never when they block it,
//     and with a second person's approval when they ask for a fix.
//
// States of a saved check:
//
//	draft ──publish, verdict pass──▶ published
//	  └──publish, verdict fix──▶ asked ──a second person──▶ published
//
// A check says what was found, not that the text is lawful.
//
// Who may call: the doors in api.go; the command line calls Check.
package promotion
