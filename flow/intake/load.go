package intake

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fenming/kit/blob"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// tables are the endings of files worth reading.
var tables = []string{".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".xlsx", ".zip"}

// Load keeps the files at the paths, for the command line. A folder stands for
// the tables in it, not below it. Of a folder in the olist layout (or one that
// looks so, when layout is empty) only the files of the data set are taken, one
// of each kind. Nothing to import is an invalid fault.
func Load(ctx context.Context, store *blob.Store, tenant string, paths []string, layout string) ([]File, error) {
	if layout != "" && layout != Olist && layout != Generic {
		return nil, fault.Invalid(wordLayout)
	}
	var names []string
	for _, p := range paths {
		found, err := filesAt(p, layout)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	if len(names) == 0 || len(names) > maxFiles {
		return nil, fault.Invalid(wordFiles, words.Args{"max": maxFiles})
	}
	files := make([]File, len(names))
	for i, name := range names {
		sha, err := keep(ctx, store, tenant, name)
		if err != nil {
			return nil, err
		}
		files[i] = File{SHA256: sha, Name: filepath.Base(name)}
		if layout != Generic {
			files[i].Role = roleByName(files[i].Name)
		}
	}
	return files, nil
}

func keep(ctx context.Context, store *blob.Store, tenant, name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	ref, err := store.Put(ctx, tenant, f, MaxUpload)
	return ref.SHA256, errors.Join(err, f.Close())
}

// filesAt lists what a path stands for.
func filesAt(path, layout string) ([]string, error) {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fault.NotFound(wordNoFiles, words.Args{"path": path}).Because(err)
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path) // sorted by name
	if err != nil {
		return nil, err
	}
	var all []string
	byRole := map[string]string{}
	for _, e := range entries {
		lower := strings.ToLower(e.Name())
		if !e.Type().IsRegular() || !slices.ContainsFunc(tables, func(end string) bool { return strings.HasSuffix(lower, end) }) {
			continue
		}
		all = append(all, filepath.Join(path, e.Name()))
		if role := roleByName(e.Name()); role != "" && byRole[role] == "" {
			byRole[role] = all[len(all)-1]
		}
	}
	if layout != Generic && byRole[roleOrders] != "" && byRole[rolePayments] != "" {
		all = all[:0]
		for _, role := range sortedKeys(byRole) {
			all = append(all, byRole[role])
		}
	}
	if len(all) == 0 {
		return nil, fault.Invalid(wordNoFiles, words.Args{"path": path})
	}
	return all, nil
}
