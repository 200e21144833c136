// Command vectors holds the engine against values by others and prints a table
// of the results by file and class.
//
//	go run ./internal/tools/vectors -dir ../shared/vectors     from the root
//
// It fails when a class that has to pass does not, in whatever folder; with the
// folder that the baseline was taken from, also when a reported class falls
// back behind it. -write puts the table into docs/vectors.md.
package main

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fenming/internal/vectors"
)

func main() {
	dir := flag.String("dir", "../shared/vectors", "folder with the files")
	write := flag.Bool("write", false, "write the table into docs/vectors.md")
	accept := flag.String("accept", "", "take the results as the baseline of this day")
	notes := flag.Bool("notes", false, "print what failed of the reported classes, too")
	flag.Parse()
	if err := run(os.Stdout, options{*dir, *write, *accept, *notes}); err != nil {
		fmt.Fprintln(os.Stderr, "vectors:", err)
		os.Exit(1)
	}
}

// options of the command line.
type options struct {
	dir    string
	write  bool
	accept string // day
	notes  bool
}

func run(out io.Writer, o options) error {
	var classes []vectors.Class
	fingerprint := newPrint()
	for _, f := range files {
		found, err := judge(filepath.Join(o.dir, f.name), f.judge, fingerprint)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(found, func(c vectors.Class) bool { return c.Cases > 0 }) {
			return fmt.Errorf("%s holds no case", filepath.Join(o.dir, f.name))
		}
		classes = append(classes, found...)
	}
	base, err := readBaseline()
	if o.accept != "" {
		base, err = takeBaseline(classes, o.accept, fingerprint.text())
	}
	if err != nil {
		return err
	}
	standard := base.Print == fingerprint.text()
	fmt.Fprint(out, plain(classes, o.notes))
	if !standard {
		fmt.Fprintf(out, "\nNot the files of the baseline of %s (%s): only what must pass is held.\n", base.Date, fingerprint.text())
	}
	if o.write {
		if err := intoDocs(classes, base.Date); err != nil {
			return err
		}
	}
	if fallen := base.fallen(classes, standard); len(fallen) > 0 {
		return errors.New("fell back:\n  " + strings.Join(fallen, "\n  "))
	}
	return nil
}

// judge reads one file, packed or not.
func judge(path string, judge vectors.Judge, fingerprint *fingerprint) ([]vectors.Class, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s is needed and cannot be read: %w", path, err)
	}
	defer f.Close()
	r := io.TeeReader(f, fingerprint)
	if strings.HasSuffix(path, ".gz") {
		packed, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		r = packed
	}
	classes, err := judge(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	// What a reader leaves behind the last value belongs to the fingerprint.
	_, err = io.Copy(io.Discard, io.TeeReader(f, fingerprint))
	return classes, err
}
