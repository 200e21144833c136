// Package lifecycle judges lifecycle.json.gz: loans of another system with
// their events and the instalments it expects after them. The events are
// translated into those of book/plan/life; what the fold gives must agree with
// every column of every row, the openings included.
//
// What the file does not say is read where it can be: the fees of every
// instalment and the full term of a later loan from a product's name, a down
// payment other than the product's from the published test (ownDown). Expected
// rows are compared and nothing else. What that system does and we do not: the
// older generator's running interest and its planning anew of what was due
// already, interest that a refund gives back only when its clerk asks for it.
package lifecycle
