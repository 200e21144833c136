package plan

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"fenming/internal/shared"
	"fenming/kit/money"
)

// The loans of a lender, with the instalment it charged: equal instalments by
// the month, rate a year in per cent. Two rows state 6.00 % where the lender
// charged by another rate: 8000.00 in 36 at 243.35 is 5.99 %, 28000.00 in 36 at
// 830.93 is 4.34 %. Every other is within a cent.
func TestLendingClub(t *testing.T) {
	file, err := os.Open(shared.Path(t, "data/lendingclub_openintro/loans_full_schema.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(unpacked).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	var off []string
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[column["term"]])
		if err != nil {
			t.Fatal(err)
		}
		terms := Terms{Kind: EqualInstalment, Periods: n, Every: 1, Unit: Month, Rate: rate(t, row[column["interest_rate"]]) / 100, Rounding: money.HalfUp}
		s := schedule(t, cents(t, row[column["loan_amount"]]), "2018-02-01", terms)
		if distance(s.Instalments[0].Due()-cents(t, row[column["installment"]])) > 1 {
			off = append(off, row[column["row_id"]])
		}
	}
	slices.Sort(off)
	// The numbers of the rows in the whole set.
	if want := []string{"1548", "1968"}; !slices.Equal(off, want) {
		t.Errorf("of %d loans %v are off, want %v", len(rows)-1, off, want)
	}
	if len(rows)-1 != 6676 {
		t.Error(fmt.Sprint(len(rows)-1, " loans"))
	}
}
