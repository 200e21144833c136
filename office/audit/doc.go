// Package audit 审计 keeps the log that nobody can change afterwards.
//
// Every operation that writes leaves one entry in its own transaction (Hook is
// called by db.DB before the commit): who, under which role, what, on which
// objects, why, when. Within a second a Sealer takes the entries that have no
// leaf index yet, in the order of their ids, into an RFC 6962 Merkle tree, one
// tree per tenant, and signs the new head (a checkpoint).
//
// Invariants:
//   - entries are only ever inserted; sealing sets leaf_index once;
//   - the tree has exactly one leaf per sealed entry, in leaf_index order;
//   - every checkpoint is the head of a prefix of the tree.
//
// Verify recomputes everything from the entries: a single changed byte names
// the record. Anyone who holds an earlier checkpoint can prove with it that the
// part it covers was not rewritten as a whole either.
//
// Source of the tree: RFC 6962 §2.1; of the signed heads: the note format of
// golang.org/x/mod/sumdb/note.
package audit
