package casefile

import (
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// The rank in SQL and in Go must agree, or pages would lose rows.
func TestRankInSQLIsRankInGo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		n := 0
		b.Write(t, func(tx *db.Tx) error {
			_, err := tenant.Create(tx, tenant.New{Name: "店", Kind: tenant.Live})
			return err
		})
		rapid.Check(t, func(r *rapid.T) {
			n++
			risk := rapid.Int64Range(0, 2*rankMost).Draw(r, "risk")
			now := rapid.Int64Range(0, 100*microsPerDay).Draw(r, "now") + dbtest.Start.UnixMicro()
			b.Write(t, func(tx *db.Tx) error {
				c, err := Open(tx, OpenIn{Kind: "x", Object: "x", Title: words.Word{Key: "t", ZH: "题", EN: "t"}, MoneyAtRisk: money.New(risk, money.CNY)})
				if err != nil {
					return err
				}
				rows, err := queue(tx, filter{limit: 10}, now, -1)
				if err != nil {
					return err
				}
				if len(rows) != 1 || rows[0].rank != rank(rows[0].AtRisk.Minor, rows[0].dueAt, now) {
					r.Fatalf("SQL says %d, Go says %d", rows[0].rank, rank(rows[0].AtRisk.Minor, rows[0].dueAt, now))
				}
				_, err = Resolve(tx, c.ID, Done, "done, done")
				return err
			})
		})
	})
}

func TestMoreUrgentNeverRanksLower(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		risk := rapid.Int64Range(0, 2*rankMost).Draw(r, "risk")
		due := rapid.Int64Range(0, 100*microsPerDay).Draw(r, "due")
		now := rapid.Int64Range(0, 100*microsPerDay).Draw(r, "now")
		later := now + rapid.Int64Range(0, 100*microsPerDay).Draw(r, "wait")
		if rank(risk, due, now) > rank(risk, due, later) {
			r.Fatal("time passed and the case became less urgent")
		}
		if more := risk + rapid.Int64Range(0, rankMost).Draw(r, "more"); rank(more, due, now) < rank(risk, due, now) {
			r.Fatal("more money and less urgent")
		}
	})
}
