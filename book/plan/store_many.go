package plan

import (
	"encoding/json"
	"strconv"
	"strings"

	"fenming/kit/db"
)

// GetQuotes returns stored quotes by id, for lists of at most a few hundred; ids
// that do not exist are absent. Their hashes are not compared: for proof use
// GetQuote.
func GetQuotes(tx *db.Tx, ids []string) (map[string]Quote, error) {
	found := make(map[string]Quote, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	err := quoteBodies(tx, ids, func(id, body, hash string) error {
		var q Quote
		err := json.Unmarshal([]byte(body), &q)
		q.Hash = hash
		found[id] = q
		return err
	})
	return found, err
}

func quoteBodies(tx *db.Tx, ids []string, each func(id, body, hash string) error) error {
	marks, args := make([]string, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		marks[i], args[i] = "$"+strconv.Itoa(i+2), id
	}
	return tx.Each(`SELECT id, body, hash FROM plan_quote WHERE tenant = $1 AND id IN (`+strings.Join(marks, ", ")+`)`,
		func(s db.Scan) error {
			var id, body, hash string
			if err := s(&id, &body, &hash); err != nil {
				return err
			}
			return each(id, body, hash)
		}, args...)
}
