// Package control puts a second person between asking for a weighty act and its
// effect (approval 审批).
//
// A room asks with Ask and says in plain words what will happen; the act itself
// is one of the Acts handed over when the program is put together. Who asked
// never decides, nor does whom the act is about; who decides needs the act's own
// permission. Where nobody else could decide, as in a shop of one person, a
// delay of 24 hours stands in for the second pair of eyes: the approval bears
// the mark "alone", anybody who joins meanwhile may still reject it, and its
// maker may withdraw it.
//
//	asked ──approve──▶ approved ──act──▶ done
//	  │  │                 └──act fails──▶ failed
//	  │  ├──24 hours, alone──▶ done | failed
//	  │  ├──reject──▶ rejected
//	  │  ├──withdraw──▶ withdrawn (also from approved, before its effect)
//	  └──7 days──▶ expired
//
// An act due at once runs in the transaction of the approval: when it cannot be
// done any more the approver is told why and nothing changes. A later one is
// run by the job control.effect, in the name of who approved. At most one
// approval per kind and object is open.
//
// Changing a role and resetting a lost second factor stand here, above
// office/identity, since they are the first acts that need a second person.
// Times are business time.
package control
