// Package statement 对账单 keeps what a platform says it did: files, their lines
// 账单行, which line belongs to which order (match 勾对), and what does not fit
// (difference 差异).
//
// Invariants:
//
//   - a file is known by its SHA-256; its bytes are kept for ever;
//
//   - the same line in two overlapping files is stored once (natural_key);
//
//   - a line belongs to one order at most: the unique index of standing matches
//     lets no line be used twice;
//
//   - every line is matched, odd (an open difference says why) or set aside by
//     a person: Σ matched + Σ odd + Σ set aside = the file;
//
//   - a match is undone, never deleted.
//
//     file: received ──► loaded (lines stored) ──► matched
//     line: new ──► matched ◄──► odd;  odd ──► set_aside
//     difference: open ──► explained (by a person) | gone (a later line settled it)
//
// Who may call: flow/reconcile writes; reports read the views.
package statement
