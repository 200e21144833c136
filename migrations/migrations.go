// Package migrations holds the schema as dense, numbered steps. A step that has
// been released is never edited: pins.txt holds the SHA-256 of each, and a test
// compares. Every table of a tenant has the tenant first in its primary key,
// its unique indexes and its foreign keys, so that it distributes by tenant.
package migrations

import "embed"

// Files are the steps for goose, one text for both engines.
//
//go:embed *.sql
var Files embed.FS
