package house

import "net/url"

// roleOf returns the role of a PostgreSQL address, "" for an embedded database.
func roleOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return ""
	}
	return u.User.Username()
}
