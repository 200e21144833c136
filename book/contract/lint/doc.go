// Package lint reads the wording of a contract and finds what the law forbids or
// requires: void terms, terms that are missing or not emphasised, unfair ones,
// and what nobody can understand.
//
// Words: finding 检查结果 · void 无效 · missing 缺失 · unfair 不公平 · style 表达 ·
// rule 规则 · cure 改法.
//
// Rules are dated data of a jurisdiction with source and confidence
// (rules_cn.json). Patterns are tried sentence by sentence, so that a negation
// ("the seller has no right of final interpretation") silences only what it
// denies. Four checks need to count and stand in Go: late fee, acceleration,
// terms and the length of sentences.
//
// Invariants:
//   - A finding names its rule, source and cure and the place in the source.
//   - A text with a void or missing finding cannot be put forward (Blocks).
//   - The checks are pure: the same text on the same day has the same findings.
//
// A text without findings is not lawful by that: a lawyer reads it.
package lint
