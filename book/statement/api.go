package statement

import (
	"context"
	"strconv"

	"fenming/kit/api"
	"fenming/kit/db"
)

// Permissions of this room.
const (
	PermissionRead   api.Permission = "statement.read"
	PermissionImport api.Permission = "statement.import"
	PermissionMatch  api.Permission = "statement.match"
)

// FilesIn asks for files.
type FilesIn struct {
	ChannelID string `query:"channel_id" json:"-" maxLength:"40"`
	Cursor    string `query:"cursor" json:"-" maxLength:"200"`
	Limit     int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// LinesIn asks for the lines of a file.
type LinesIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	State  string `query:"state" json:"-" enum:"new,matched,odd,set_aside"`
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// DifferencesIn asks for differences.
type DifferencesIn struct {
	State   string `query:"state" json:"-" enum:"open,explained,gone"`
	Code    string `query:"code" json:"-" maxLength:"40"`
	OrderID string `query:"order_id" json:"-" maxLength:"40"`
	FileID  string `query:"file_id" json:"-" maxLength:"40"`
	Cursor  string `query:"cursor" json:"-" maxLength:"200"`
	Limit   int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// IDIn names a file, line or difference.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// Operations are the reading doors; what writes stands in flow/reconcile.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("statement.list", "GET /v1/statements", PermissionRead, wordList, opFiles),
		api.Read("statement.get", "GET /v1/statements/{id}", PermissionRead, wordGet, opFile),
		api.Read("statement.lines", "GET /v1/statements/{id}/lines", PermissionRead, wordLines, opLines),
		api.Read("difference.list", "GET /v1/differences", PermissionRead, wordDifferences, opDifferences),
		api.Read("difference.get", "GET /v1/differences/{id}", PermissionRead, wordDifference, opDifference),
	}
}

func opFiles(_ context.Context, tx *db.Tx, in FilesIn) (api.Page[File], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[File]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listFiles(tx, in.ChannelID, at[0], size+1)
	rows, next := api.Cut(rows, size, func(f File) string { return api.Cursor(f.ID) })
	return api.Page[File]{Data: rows, Next: next, AsOf: tx.Now()}, err
}

func opFile(_ context.Context, tx *db.Tx, in IDIn) (File, error) { return GetFile(tx, in.ID) }

func opLines(_ context.Context, tx *db.Tx, in LinesIn) (api.Page[Line], error) {
	if _, err := GetFile(tx, in.ID); err != nil {
		return api.Page[Line]{}, err
	}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Line]{}, err
	}
	after, _ := strconv.ParseInt(at[0], 10, 64) // an unreadable number starts at the first line
	size := api.PageSize(in.Limit)
	rows, err := listLines(tx, in.ID, in.State, after, size+1)
	rows, next := api.Cut(rows, size, func(l Line) string { return api.Cursor(strconv.FormatInt(l.LineNo, 10)) })
	return api.Page[Line]{Data: rows, Next: next, AsOf: tx.Now()}, err
}

func opDifferences(_ context.Context, tx *db.Tx, in DifferencesIn) (api.Page[Difference], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Difference]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listDifferences(tx, in, at[0], size+1)
	rows, next := api.Cut(rows, size, func(d Difference) string { return api.Cursor(d.ID) })
	return api.Page[Difference]{Data: rows, Next: next, AsOf: tx.Now()}, err
}

func opDifference(_ context.Context, tx *db.Tx, in IDIn) (Difference, error) {
	return GetDifference(tx, in.ID)
}
