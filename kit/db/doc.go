// Package db gives rooms their key: the transaction.
//
// A Tx carries who acts (tenant, actor, language), when (the injected clock)
// and the one way to run SQL. SQLite (embedded) and PostgreSQL (server) stand
// behind it with one SQL text for both.
//
// Invariants:
//   - $1 of every statement is the tenant and is bound here, never by the
//     caller; a statement that does not name it is refused. The few tables
//     that belong to no tenant are reached only through Tx.Global.
//   - Every Write names the operation it performs and leaves an audit entry in
//     the same transaction (Options.Audit); only housekeeping of the kit itself
//     (leases, sealing) is exempt and says so.
//   - A caller of Write hears back only after the commit is on disk. On SQLite
//     one writer runs queued operations, each in a savepoint, and commits them
//     together; on PostgreSQL every Write is a transaction of its own.
//   - A function given to Write may run more than once (busy, serialisation
//     failure, deadlock: at most 5 times): it must do nothing but use its Tx.
//   - On PostgreSQL isolation is READ COMMITTED: a verb that reads and then
//     writes locks what it read (Tx.ForUpdate) or writes conditionally.
//
// What differs between the engines stands in engine.go and nowhere else.
package db
