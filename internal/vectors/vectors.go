// Package vectors is the common form in which the values by others that stand
// beside a checkout (schedules.json, apr.json, lifecycle.json.gz) are judged,
// so that the tests and `make vectors` count alike.
//
// A file has one judge: a package below this one with
//
//	func Judge(r io.Reader) ([]vectors.Class, error)
//
// It reads the JSON (the tool unpacks a .gz before) and returns a Class for
// each class of cases in a stable order. An error means that the file cannot
// be read as what it should be; a case that fails is no error but a case that
// does not pass, told in Notes. A judge knows nothing of the file's number of
// cases: a folder with other cases of the same form is judged alike.
package vectors

import (
	"encoding/json"
	"fmt"
	"io"
)

// Class is how the cases of one class of a file came out.
type Class struct {
	File    string // schedules.json
	Name    string // reproduced
	Cases   int
	Passing int
	// Must says that every case has to pass, in whatever folder. The others
	// are reported, and may not fall back in the standard folder.
	Must  bool
	Notes []string // the first of what failed, and what a reader must know
}

// Judge reads a file and judges its cases.
type Judge func(io.Reader) ([]Class, error)

// Case is one case of a file. One that cannot be read fails alone, so that the
// others are judged.
type Case[T any] struct {
	Value T
	Err   error // why it cannot be read
}

// UnmarshalJSON reads the case. It returns no error: that stands in Err.
func (c *Case[T]) UnmarshalJSON(raw []byte) error {
	c.Err = json.Unmarshal(raw, &c.Value)
	return nil
}

// mostNotes bounds the notes of a class: a table is to be read.
const mostNotes = 5

// Count adds a case; why tells what failed, "" for a case that passes.
func (c *Class) Count(id, why string) {
	c.Cases++
	if why == "" {
		c.Passing++
		return
	}
	if len(c.Notes) < mostNotes {
		c.Notes = append(c.Notes, id+": "+why)
	}
}

// Share is the part that passes: "100.0 %", "–" where there is no case.
func (c Class) Share() string {
	if c.Cases == 0 {
		return "–"
	}
	// Rounded down: a share of 100 means all.
	permille := 1000 * c.Passing / c.Cases
	return fmt.Sprintf("%d.%d %%", permille/10, permille%10)
}

// Standing is how the class stands: must pass, or reported.
func (c Class) Standing() string {
	if c.Must {
		return "must pass"
	}
	return "reported"
}
