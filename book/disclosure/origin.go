package disclosure

import (
	"slices"

	"fenming/kit/db"
	"fenming/kit/fault"
)

// Origins lists the web sites that may show the merchant's cost table.
func Origins(tx *db.Tx) ([]string, error) { return origins(tx) }

// SetOrigins replaces the list. An origin is https://host, with a port if need
// be; http is for this machine only.
func SetOrigins(tx *db.Tx, list []string) ([]string, error) {
	normal := make([]string, 0, len(list))
	for _, text := range list {
		o, err := origin(text)
		if err != nil {
			return nil, fault.As(err).At("/origins")
		}
		normal = append(normal, o)
	}
	slices.Sort(normal)
	normal = slices.Compact(normal)
	before, err := origins(tx)
	if err != nil {
		return nil, err
	}
	tx.Note("embed:origins", before, normal)
	return normal, replaceOrigins(tx, normal)
}

// OriginAllowed says whether a web site may show the cost table.
func OriginAllowed(tx *db.Tx, text string) (bool, error) {
	o, err := origin(text)
	if err != nil {
		return false, nil //nolint:nilerr // what is no origin is not allowed
	}
	return hasOrigin(tx, o)
}
