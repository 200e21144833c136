package api

import (
	"encoding/base64"
	"encoding/json"

	"fenming/kit/fault"
)

// PageSize bounds a page: the asked-for size, 50 when none was asked for, at most 200.
func PageSize(asked int) int {
	if asked <= 0 {
		return 50
	}
	return min(asked, 200)
}

// Cursor writes the sort key and id of the last row as an opaque text.
func Cursor(parts ...string) string {
	raw, err := json.Marshal(parts)
	if err != nil {
		panic(err) // a list of strings always marshals
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// ParseCursor reads a Cursor of n parts; an empty text gives n empty parts.
func ParseCursor(text string, n int) ([]string, error) {
	if text == "" {
		return make([]string, n), nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	var parts []string
	if err == nil {
		err = json.Unmarshal(raw, &parts)
	}
	if err != nil || len(parts) != n {
		return nil, fault.Invalid(wordBadCursor).At("/query/cursor")
	}
	return parts, nil
}

// Cut turns size+1 fetched rows into a page; cursor gives the cursor of a row.
func Cut[T any](rows []T, size int, cursor func(T) string) (page []T, next string) {
	if len(rows) <= size {
		return rows, ""
	}
	return rows[:size], cursor(rows[size-1])
}
