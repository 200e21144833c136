package vectors

import "testing"

func TestCount(t *testing.T) {
	c := Class{Must: true}
	if c.Share() != "–" {
		t.Error(c.Share())
	}
	for n := range 2000 {
		why := ""
		if n < 1 || n > 1990 {
			why = "off"
		}
		c.Count("case", why)
	}
	// 1990 of 2000 are 99.5 %.
	if c.Cases != 2000 || c.Passing != 1990 || len(c.Notes) != mostNotes || c.Share() != "99.5 %" || c.Standing() != "must pass" {
		t.Errorf("%+v %s", c, c.Share())
	}
	// One of many that fails is never rounded to all.
	if c = (Class{Cases: 100_000, Passing: 99_999}); c.Share() != "99.9 %" || c.Standing() != "reported" {
		t.Error(c.Share())
	}
}
