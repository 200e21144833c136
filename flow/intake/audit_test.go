package intake_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"fenming/flow/intake"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
)

// Every portion leaves one entry that says how many orders, which bytes, and
// who started it; and nothing of a person.
func TestOneAuditEntryPerPortion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		id := w.begin(intake.Generic, "testdata/generic/shop.csv")
		worker := job.New(job.Options{DB: w.DB, Jobs: intake.JobsBy(w.store, sellOrder, 4), Log: slog.New(slog.DiscardHandler)})
		if _, err := worker.Drain(context.Background()); err != nil {
			t.Fatal(err)
		}
		type row struct{ actor, objects string }
		var rows []row
		w.Read(t, func(tx *db.Tx) (err error) {
			rows, err = db.All(tx, `SELECT actor, objects FROM audit_entry WHERE tenant = $1 AND op = 'job.intake.run' ORDER BY id`,
				func(s db.Scan) (row, error) {
					var r row
					return r, s(&r.actor, &r.objects)
				})
			return err
		})
		var orders []int
		for _, r := range rows {
			var notes []struct {
				Object string `json:"object"`
				After  struct {
					Orders int      `json:"orders"`
					Digest string   `json:"digest"`
					Files  []string `json:"files"`
				} `json:"after"`
			}
			if err := json.Unmarshal([]byte(r.objects), &notes); err != nil {
				continue // notes of other shapes stand beside
			}
			if r.actor != dbtest.Scope().Actor.ID {
				t.Errorf("the entry names %s", r.actor)
			}
			for _, n := range notes {
				if n.Object == "import:"+id {
					orders = append(orders, n.After.Orders)
					if len(n.After.Digest) != 64 || len(n.After.Files) != 1 || len(n.After.Files[0]) != 64 {
						t.Errorf("the entry says %+v", n.After)
					}
				}
			}
			for _, personal := range []string{"张三", "13800138000", "jane@example.com", "人民大道"} {
				if strings.Contains(r.objects, personal) {
					t.Errorf("the audit log holds %s", personal)
				}
			}
		}
		// 11 orders by 4; and one entry for channel, plan and cards.
		slices.Sort(orders) // entries of one instant have no order
		if !slices.Equal(orders, []int{3, 4, 4}) || len(rows) != 4 {
			t.Errorf("%d entries, portions of %v", len(rows), orders)
		}
	})
}
