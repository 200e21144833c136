// Package lifecycle judges lifecycle.json.gz: loans of another system with
// their events and the instalments it expects after them. The events are
// translated into those of book/plan/life; what the fold gives must agree with
// every column of every row.
package lifecycle
