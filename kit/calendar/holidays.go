package calendar

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"sync"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

//go:embed holidays_cn.json
var holidaysCN []byte

var china = sync.OnceValues(func() (*Holidays, error) { return ReadHolidays(holidaysCN) })

// Holidays are the days off and the make-up workdays of one country, for the
// years that have been published.
type Holidays struct {
	years map[string]year
}

type year struct {
	Off map[Day]string `json:"off"`
	On  map[Day]string `json:"on"`
}

// China returns the data of mainland China that is built in. Its source and
// licence stand in the data file.
func China() (*Holidays, error) { return china() }

// ReadHolidays reads the JSON form (see holidays_cn.json); a malformed one, or
// a day outside its year or both off and on, is an invalid fault.
func ReadHolidays(data []byte) (*Holidays, error) {
	var doc struct {
		Years map[string]year `json:"years"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fault.Invalid(wordData, words.Args{"year": "?"}).Because(err)
	}
	for name, y := range doc.Years {
		for _, days := range []map[Day]string{y.Off, y.On} {
			for d := range days {
				_, off := y.Off[d]
				if _, on := y.On[d]; off && on || d.Check() != nil || string(d[:4]) != name {
					return nil, fault.Invalid(wordData, words.Args{"year": name})
				}
			}
		}
	}
	return &Holidays{doc.Years}, nil
}

// WorkingDay says whether day is a working day. An unpublished year is an
// unavailable fault that names the year; what is no day is an invalid fault.
func (h *Holidays) WorkingDay(day Day) (bool, error) {
	if err := day.Check(); err != nil {
		return false, err
	}
	y, known := h.years[string(day[:4])]
	if !known {
		n, _ := strconv.Atoi(string(day[:4]))
		return false, fault.Unavailable(wordYear, words.Args{"year": n})
	}
	if _, on := y.On[day]; on {
		return true, nil
	}
	_, off := y.Off[day]
	weekday := day.Weekday()
	return !off && weekday != time.Saturday && weekday != time.Sunday, nil
}

// Holiday returns the Chinese name of the public holiday that day belongs to,
// "" for an ordinary day; faults as WorkingDay.
func (h *Holidays) Holiday(day Day) (string, error) {
	if _, err := h.WorkingDay(day); err != nil {
		return "", err
	}
	return h.years[string(day[:4])].Off[day], nil
}

// AddWorkingDays returns the n-th working day after day (before, for n < 0).
// n = 0 is day itself when it is a working day, else the next working day.
// Faults as WorkingDay, for any day it passes.
func (h *Holidays) AddWorkingDays(day Day, n int) (Day, error) {
	step, left := 1, n
	switch {
	case n < 0:
		step, left = -1, -n
	case n == 0:
		day, left = day.AddDays(-1), 1
	}
	for left > 0 {
		day = day.AddDays(step)
		working, err := h.WorkingDay(day)
		if err != nil {
			return "", err
		}
		if working {
			left--
		}
	}
	return day, nil
}

// WorkingDay says whether day is a working day in mainland China; faults as
// Holidays.WorkingDay.
func WorkingDay(day Day) (bool, error) {
	h, err := China()
	if err != nil {
		return false, err
	}
	return h.WorkingDay(day)
}

// AddWorkingDays counts working days of mainland China; faults as
// Holidays.AddWorkingDays.
func AddWorkingDays(day Day, n int) (Day, error) {
	h, err := China()
	if err != nil {
		return "", err
	}
	return h.AddWorkingDays(day, n)
}
