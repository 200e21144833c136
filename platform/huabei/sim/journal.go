package sim

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// event is one line of the journal. K says which of the fields count.
type event struct {
	K      string   `json:"k"`
	At     int64    `json:"at"` // µs UTC by the injected clock
	App    string   `json:"app,omitempty"`
	Out    string   `json:"out,omitempty"`
	Buyer  string   `json:"buyer,omitempty"`
	Trade  *trade   `json:"trade,omitempty"`
	Pay    *payment `json:"pay,omitempty"`
	Refund *refund  `json:"refund,omitempty"`
	Notice *notice  `json:"notice,omitempty"`
	Try    *attempt `json:"try,omitempty"`
	Fault  *Fault   `json:"fault,omitempty"`
	Used   string   `json:"used,omitempty"`
}

// The kinds of event.
const (
	evCreate = "create"
	evScan   = "scan"
	evPay    = "pay"
	evClose  = "close"
	evFinish = "finish"
	evRefund = "refund"
	evNotice = "notice"
	evTry    = "try"
	evFault  = "fault"
	evUsed   = "used"
)

const journalName = "journal.jsonl"

// openJournal replays the journal of dir and opens it for appending. A last
// line without its line break is the trace of a crash in the middle of a write:
// that event never happened for anybody, so it is cut off.
func openJournal(dir string, apply func(event) error) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(filepath.Join(dir, journalName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	good, err := replay(file, apply)
	if err == nil {
		err = file.Truncate(good)
	}
	if err == nil {
		_, err = file.Seek(good, io.SeekStart)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// replay returns the length of the whole lines.
func replay(r io.Reader, apply func(event) error) (good int64, err error) {
	in := bufio.NewReaderSize(r, 1<<16)
	for no := 1; ; no++ {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return good, nil
		}
		if err != nil {
			return good, err
		}
		var e event
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&e); err != nil {
			return good, fmt.Errorf("journal line %d: %w", no, err)
		}
		if err := apply(e); err != nil {
			return good, fmt.Errorf("journal line %d: %w", no, err)
		}
		good += int64(len(line))
	}
}

// record writes an event and then lets it happen, in that order, so that what
// is in memory is always in the file. The caller holds s.mu.
func (s *Simulator) record(e event) error {
	if s.ended {
		return errors.New("the simulator is closed")
	}
	if s.journal != nil {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		if _, err := s.journal.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return s.apply(e)
}
