// Package fenming is the house itself and holds no code, only its law: the
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
