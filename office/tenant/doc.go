// Package tenant is the merchant (tenant 商户), its shops (shop 店铺) and its
// settings (setting 设置).
//
// A tenant is one merchant who uses the product; everything else belongs to
// exactly one. A tenant of kind live is real; one of kind demo is a sandbox that
// can never touch a real platform. Zone, kind and currency are chosen once and
// never change, since days and amounts already written depend on them.
//
// A tenant has one or more shops, one of them the default. A setting is a whole
// number with a declared default and bounds (Knob); only a differing value is
// stored, so a better default reaches every tenant that never chose.
//
// Anybody may call Get, Location, Shops, DefaultShop and Value. Create is for
// first set-up and for the demo, inside a transaction scoped to the new id.
package tenant
