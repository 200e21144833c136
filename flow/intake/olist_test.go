package intake_test

import (
	"testing"
	"time"

	"fenming/flow/intake"
	"fenming/internal/shared"
	"fenming/kit/db/dbtest"
)

func TestRealOlist(t *testing.T) {
	folder := shared.Path(t, "data/olist")
	w := newWorld(t, dbtest.SQLite(t))
	t0 := time.Now()
	res := w.run(intake.Olist, folder)
	t.Logf("%v %+v", time.Since(t0), res)
}
