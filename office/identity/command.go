package identity

import "fenming/kit/db"

// maxListed bounds what the command line lists at once.
const maxListed = 500

// Users lists the staff, newest first, for the command line on the machine itself.
func Users(tx *db.Tx) ([]User, error) {
	rows, err := users(tx, "", "", maxListed)
	all := make([]User, len(rows))
	for i, r := range rows {
		all[i] = r.User
	}
	return all, err
}

// Keys lists the machine keys, newest first, for the command line.
func Keys(tx *db.Tx) ([]Key, error) { return keys(tx, "", maxListed) }
