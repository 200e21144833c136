// Package fenming is the house itself and holds its law and its licences: the
// tests beside this file read every source file and fail, with a sentence that
// says why, when something stands on the wrong floor.
//
//	cmd       one main that names every room once
//	flow      verbs: what happens; may write several books in one transaction
//	book      nouns: what is true; each owns its tables
//	office    who and how
//	kit       knows nothing of credit
//	platform  beside flow: the port to the credit platforms
//	web       the user interface, embedded
//
// Imports only point down this list.
package fenming

import "embed"

// Licences holds LICENSE and THIRD_PARTY_NOTICES.md: whoever is handed the
// program alone must be able to read them (`fenming licences`).
//
//go:embed LICENSE THIRD_PARTY_NOTICES.md
var Licences embed.FS
