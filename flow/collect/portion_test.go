package collect_test

import (
	"fmt"
	"testing"

	"fenming/flow/collect"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
)

// More contracts than one portion: the night goes on behind the last one, and
// cutting it off after any portion loses nothing, since the next is a job of
// the same transaction.
func TestTheNightWalksInPortions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		const n = 85 // a portion is 80
		for i := range n {
			w.sell(sale{no: fmt.Sprintf("N%03d", i), phone: fmt.Sprintf("1380013%04d", i), shipped: true})
		}
		b.Clock.Set(w.at("2026-03-30 02:30"))
		b.Write(t, func(tx *db.Tx) error {
			_, err := job.Enqueue(tx, collect.JobNightly, job.DayArgs{Day: "2026-03-30"}, job.Once("2026-03-30"))
			return err
		})
		w.drain()
		b.Clock.Set(w.at("2026-03-30 09:00"))
		w.drain()
		if got := len(w.letters("collect.reminder")); got != n {
			t.Fatalf("%d of %d customers were reminded", got, n)
		}
	})
}
