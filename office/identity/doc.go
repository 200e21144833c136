// Package identity knows who knocks: staff (user 员工), their sessions (session
// 会话), their second factor (factor 动态口令), machine keys (key 密钥) and what
// each role may do (role 角色, permission 权限).
//
// Invariants. Nobody holds a session without a second factor, except in a demo.
// A code, token or key is stored only as its SHA-256, a password only as
// Argon2id, an address and a name only sealed. A one-time code works once. A
// failed proof is counted before it is looked at, so parallel guesses gain
// nothing, and an unknown account costs and answers the same as a known one.
// The last owner can be neither disabled nor given another role.
//
//	user:    (none) ──invite──▶ invited ──confirm──▶ active ◀──enable── disabled
//	                              ▲                    │ └───disable──────▶ ▲
//	                              └───factor reset─────┘                    │
//	                              └───────────────disable───────────────────┘
//	session: open ──▶ ended (sign out, idle 15 min, 12 h, fourth parallel one, revoked,
//	                  password, factor or role changed, user disabled)
//	key:     live ──▶ expired (at most 365 days) | revoked
//
// Sessions, codes and throttles run on real time, never on the business clock:
// pushing a demo's clock neither signs anybody out nor in.
//
// A Desk holds what outlives a request: the database, the hashing slots, the
// short memory of verified callers. Authenticate is its front; a verified key
// costs no database read for ten seconds. Other rooms call Permits, Holders,
// Person, Names, SetRole and ResetFactor with their transaction.
//
// A request without a session acts in the tenant named by ?tenant=, else in the
// only live one, else in the only one there is.
package identity
