// Package blob keeps files of evidence (证据文件) in a folder, named by what
// they contain.
//
// Words: blob (文件): bytes that never change. Ref: the SHA-256 of the bytes,
// in lower-case hex, and their number; rows in the database hold a Ref and
// never a path. Tenant folder (租户目录): equal bytes of two tenants are two
// files, so that neither can find out what the other has.
//
// Invariants: a name is given only after the bytes and the folder are on disk;
// a process killed at any instant leaves no blob with wrong bytes, at most a
// nameless rest under tmp, which Sweep removes; Put of the same bytes is the
// same blob, however often and from however many processes; no tenant or hash
// whatever reaches outside the folder.
//
// Layout: <dir>/<tenant>/<first two hex digits>/<64 hex digits>, mode 0400;
// <dir>/tmp/ for what is still being written.
//
// Every room may call. Who may see a blob is decided by the room that holds
// the Ref.
package blob
