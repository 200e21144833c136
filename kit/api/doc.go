// Package api is the front door: operations as typed values.
//
// An Operation names itself, its method and path, the permission it needs, its
// input and output types and whether it reads or writes. Everything else is
// read off the list of operations: HTTP, OpenAPI 3.1, the permission matrix,
// audit words and the tests that every door must pass.
//
// One choke point serves every request:
//
//	authenticate → tenant → permission → step-up → rate → decode and validate →
//	prepare (hashing and files, outside the transaction) → idempotency →
//	transaction → verb → audit entry → commit → encode
//
// Input types are plain structs. Fields tagged path:"…" or query:"…" (and
// json:"-") come from the address, all others from the JSON body. Validation
// tags are huma's (enum, minLength, maxLength, minimum, pattern, format, doc).
// A rejected value is never echoed, since it may be personal data.
package api
