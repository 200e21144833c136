// Package job is the back door: durable work in the same database.
//
// A job is a row: kind, arguments, when, a key that keeps it single, a lease.
// It is enqueued by the transaction that makes it necessary and so exists if
// and only if that transaction does. Short jobs (Of) run their verb and end in
// one transaction: their effect happens exactly once. Long jobs (Long) touch
// the outside world or work in portions; they hold a lease, may be run again
// after a crash and so must be able to find out where they were.
//
// States: ready → running → done | dead | cancelled. A job that failed too
// often is dead and waits for a human (Options.OnDead tells one).
//
// run_at is business time, so a virtual clock moves work; leases are real time.
// A claim names one tenant; tenants with due work take turns.
package job
