// Package notice 通知 writes to people and keeps what was written.
//
// A Letter is rendered in the language of its reader and stored, sealed, in the
// transaction that makes it necessary; a job sends it. The stored letter with
// the server's answer is evidence of what was said and that it arrived.
//
//	queued ──► sending ──► sent
//	  │           ├──────► failed     the server refused it for good
//	  │           ├──────► queued     the server was not reached; tried again
//	  │           └──────► unknown    the connection broke after the letter was handed over
//	  └──► cancelled
//
// A letter in doubt is never sent a second time by itself: a debtor must not be
// reminded twice. Whether a letter about a debt may be sent at all is decided
// by the gate (book/contact) before Send is called; this room does not know.
package notice
