// Package sim plays Alipay's side of the connector: gateway, buyer, call-backs
// and bills, on an injected clock, so that the merchant's side can be tried,
// tested and demonstrated without the platform.
//
// It verifies the merchant's signature, signs its own answers, refuses what the
// platform refuses, sends call-backs until the exact answer "success" (after
// 4 m, 10 m, 10 m, 1 h, 2 h, 6 h, 15 h), hands back fees with refunds and
// writes the next morning's bill as a zip of two GBK files. Faults are chosen
// per sale or per day (Fault).
//
// Honesty: the simulator proves the connector against our reading of the
// platform's documents. Only the signature has an independent proof (the
// published vectors in package huabei's tests). Choices of ours, where the
// public material is silent: fees are handed back in proportion to the refund,
// rounded down, the rest with the last refund; the trade bill's service fee
// holds the seller-paid instalment fee too; bills appear at 9 o'clock.
//
// State is a fold over an append-only journal (JSON lines in Options.Dir); a
// restart replays it. Nothing is changed except through an event.
//
// Who may call: the demo, the tests and the developer's sandbox. It must never
// be reachable from outside the machine: its control face lets anyone pay.
package sim
