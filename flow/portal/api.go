package portal

import (
	"fenming/book/disclosure"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/paper"
	"fenming/kit/words"
)

// Options are what the house hands to the portal.
type Options struct {
	DB        *db.DB
	Press     *paper.Press
	Platforms map[string]words.Word // names of platforms, by id
	Heed      disclosure.Heed       // what a customer's own budget says; nil: nothing
}

// desk holds them.
type desk struct{ Options }

// keepSeconds is for how long a page may keep the options of an amount.
const keepSeconds = 60

// Operations are the doors of this flow: all public, each in the tenant of its
// path.
func Operations(o Options) []api.Operation {
	d := desk{o}
	return []api.Operation{
		api.Read("portal.look", "GET /v1/portal/{tenant}/{token}", api.Public, wordLook, look).InTenant(),
		api.Write("portal.open", "POST /v1/portal/{tenant}/{token}/open", api.Public, wordOpen, d.open).InTenant().Created(),
		api.Write("portal.seen", "POST /v1/portal/{tenant}/{token}/seen", api.Public, wordSeen, seen).InTenant(),
		api.Prepare(api.Write("portal.file", "POST /v1/portal/{tenant}/{token}/files", api.Public, wordFile, file).InTenant().Created(), d.draw),
		api.Read("portal.fetch", "GET /v1/portal/{tenant}/{token}/files/{show}", api.Public, wordFetch, fetch).InTenant(),
		api.Read("portal.options", "GET /v1/embed/{tenant}/options", api.Public, wordOptions, d.options).InTenant().ForOrigins().CachedFor(keepSeconds),
		api.Write("portal.shown", "POST /v1/embed/{tenant}/shown", api.Public, wordShown, d.shown).InTenant().ForOrigins().Created(),
		api.Write("portal.embed_seen", "POST /v1/embed/{tenant}/seen", api.Public, wordEmbedSeen, embedSeen).InTenant().ForOrigins(),
	}
}
