package calendar

import (
	"time"
	_ "time/tzdata" // zones must work on a machine without zone files

	"fenming/kit/fault"
)

// Shanghai is the zone of mainland China, the product's first.
const Shanghai = "Asia/Shanghai"

// Zone returns a zone by its IANA name. Another name is an invalid fault, also
// "" and "Local", whose meaning depends on the machine.
func Zone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, fault.Invalid(wordZone)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, fault.Invalid(wordZone).Because(err)
	}
	return loc, nil
}
