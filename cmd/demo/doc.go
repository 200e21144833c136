// Package demo puts up a shop that has lived.
//
// It is the program itself, not a picture of it: an embedded database in a
// folder of its own, the simulator of the platform and a mail server on this
// machine, and 120 days of orders, payments, parcels, statements, reminders and
// frauds that all went through the same doors and jobs a real shop uses, on a
// virtual clock. No row is written behind the code's back.
//
// A demo listens on this machine only and holds one merchant of kind demo,
// which can hold no live key. Its clock ends its life at the real now and ticks
// from there.
package demo
