package sim_test

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fenming/kit/fault"
	"fenming/platform"
	"fenming/platform/huabei"
	"fenming/platform/huabei/sim"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var update = flag.Bool("update", false, "write the golden files")

const day = "2026-03-02"

// trading makes the day that the golden bill shows: seller-paid, buyer-paid and
// plain sales, a refund in part and one in full.
func trading(w *world) {
	w.sold("K1", 500000, func(o *platform.Order) { o.SellerPaysFee = true })
	w.clock.add(time.Minute)
	w.sold("K2", 129900)
	w.clock.add(time.Minute)
	w.sold("K3", 1, func(o *platform.Order) {
		o.Instalments, o.Credit, o.Subject = 0, platform.CreditAllowed, "𠮷野家 “套餐” 龘"
	})
	w.clock.add(time.Hour)
	w.refund("K1", "RK1", 100000)
	w.clock.add(time.Minute)
	w.refund("K2", "RK2", 129900)
}

func morning(w *world) {
	at := time.Date(2026, 3, 3, 1, 0, 0, 0, time.UTC) // 9:00 in Beijing
	w.clock.add(at.Sub(w.clock.Now()))
}

func (w *world) statement(kind platform.StatementKind) platform.Statement {
	w.t.Helper()
	file, err := w.client.FetchStatement(context.Background(), kind, day)
	if err != nil {
		w.t.Fatal(err)
	}
	s, err := w.client.ParseStatement(file)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// The golden files are the members' texts in UTF-8, so that they can be read.
func TestGoldenBill(t *testing.T) {
	w := newWorld(t, "")
	trading(w)
	for _, kind := range []string{"trade", "signcustomer"} {
		raw, err := w.sim.Bill(appID, kind, day)
		if err != nil {
			t.Fatal(err)
		}
		again, err := w.sim.Bill(appID, kind, day)
		if err != nil || !bytes.Equal(raw, again) {
			t.Fatal("the same bill twice has other bytes")
		}
		z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, m := range z.File {
			if m.Flags&0x800 != 0 {
				t.Error("the platform leaves the UTF-8 flag clear")
			}
			name, err := simplifiedchinese.GBK.NewDecoder().String(m.Name)
			if err != nil {
				t.Fatal(err)
			}
			r, err := m.Open()
			if err != nil {
				t.Fatal(err)
			}
			content, err := io.ReadAll(simplifiedchinese.GB18030.NewDecoder().Reader(r))
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&out, "== %s\n%s", name, content)
		}
		path := filepath.Join("testdata", "bill_"+kind+".golden")
		if *update {
			if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if out.String() != string(want) {
			t.Errorf("%s bill differs from %s:\n%s", kind, path, out.String())
		}
	}
}

func TestBillNextMorning(t *testing.T) {
	w := newWorld(t, "")
	trading(w)
	ctx := context.Background()
	if _, err := w.client.FetchStatement(ctx, platform.StatementTrade, day); !fault.Is(err, fault.CodeUnavailable) {
		t.Fatalf("today's bill: %v", err)
	}
	if _, err := w.client.FetchStatement(ctx, platform.StatementTrade, "2.3.2026"); !fault.Is(err, fault.CodeInvalid) {
		t.Fatalf("no day: %v", err)
	}
	morning(w)
	w.clock.add(-time.Second)
	if _, err := w.client.FetchStatement(ctx, platform.StatementTrade, day); !fault.Is(err, fault.CodeUnavailable) {
		t.Fatalf("a second before nine: %v", err)
	}
	w.clock.add(time.Second)
	s := w.statement(platform.StatementTrade)
	if len(s.Lines) != 5 || len(s.Warnings) != 0 || len(s.Controls) != 11 {
		t.Fatalf("%d lines, %+v, %d controls", len(s.Lines), s.Warnings, len(s.Controls))
	}
	// K1: service 0.6 % = 30.00 and instalments 1.8 % = 90.00.
	if l := s.Lines[0]; l.OuterNo != "K1" || l.AmountFen != 500000 || l.FeeFen != 12000 || l.NetFen != 488000 {
		t.Errorf("%+v", l)
	}
	// A fifth of both comes back with a fifth of the money: 6.00 + 18.00.
	if l := s.Lines[3]; l.RefundNo != "RK1" || l.Kind != platform.LineRefund || l.AmountFen != -100000 || l.FeeFen != -2400 {
		t.Errorf("%+v", l)
	}
	f := w.statement(platform.StatementFund)
	var trade, fund int64
	for _, l := range s.Lines {
		trade += l.NetFen
	}
	for _, l := range f.Lines {
		fund += l.NetFen
	}
	if trade != fund || len(f.Warnings) != 0 {
		t.Errorf("net by trades %d, by movements %d; %+v", trade, fund, f.Warnings)
	}
	empty, err := w.sim.Bill(appID, "trade", "2026-03-01")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := huabei.ParseBill(platform.RawFile{Bytes: empty}); err != nil || len(s.Lines) != 0 || len(s.Controls) != 11 {
		t.Errorf("a day without sales: %v, %+v", err, s)
	}
	month, err := w.sim.Bill(appID, "trade", "2026-03")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := huabei.ParseBill(platform.RawFile{Bytes: month}); err != nil || len(s.Lines) != 5 {
		t.Errorf("the month: %v", err)
	}
}

// A refund after the end of the month stands in the bill of its own day.
func TestRefundAcrossMonthEnd(t *testing.T) {
	w := newWorld(t, "")
	w.clock.add(time.Date(2026, 3, 31, 15, 59, 0, 0, time.UTC).Sub(w.clock.Now())) // 23:59
	w.sold("M1", 10000)
	w.clock.add(2 * time.Minute)
	w.refund("M1", "RM1", 5000)
	for month, want := range map[string]int64{"2026-03": 10000, "2026-04": -5000} {
		raw, err := w.sim.Bill(appID, "trade", month)
		if err != nil {
			t.Fatal(err)
		}
		s, err := huabei.ParseBill(platform.RawFile{Bytes: raw})
		if err != nil || len(s.Lines) != 1 || s.Lines[0].AmountFen != want {
			t.Errorf("%s: %+v, %v", month, s.Lines, err)
		}
	}
}

func TestFeePartlyHandedBack(t *testing.T) {
	w := newWorld(t, "")
	w.fault(sim.Fault{Kind: sim.RefundFeePartial, OutNo: "P1"})
	w.sold("P1", 500000, func(o *platform.Order) { o.SellerPaysFee = true })
	r := w.refund("P1", "RP1", 500000)
	if r.Outcome != platform.Done || len(r.Charges) != 1 || r.Charges[0] != (platform.Charge{Kind: platform.ChargeService, Fen: -3000}) {
		t.Fatalf("%+v", r.Charges)
	}
	morning(w)
	var fees int64
	for _, l := range w.statement(platform.StatementFund).Lines {
		fees += l.FeeFen
	}
	if fees != 9000 {
		t.Errorf("fees kept %d fen, want 9000", fees)
	}
}

// Row faults leave a bill that agrees with itself, so that only a comparison
// with our own orders finds them.
func TestBillRowFaults(t *testing.T) {
	find := func(s platform.Statement, out string) []platform.Line {
		var list []platform.Line
		for _, l := range s.Lines {
			if l.OuterNo == out && l.Kind == platform.LinePayment {
				list = append(list, l)
			}
		}
		return list
	}
	for kind, check := range map[sim.FaultKind]func(platform.Statement) bool{
		sim.BillRowMissing:   func(s platform.Statement) bool { return len(find(s, "K2")) == 0 && len(s.Lines) == 3 },
		sim.BillRowExtra:     func(s platform.Statement) bool { return len(find(s, "K2")) == 2 && len(s.Lines) == 6 },
		sim.BillRowCentOff:   func(s platform.Statement) bool { return find(s, "K2")[0].AmountFen == 129901 },
		sim.BillRowDuplicate: func(s platform.Statement) bool { return len(find(s, "K2")) == 2 && len(s.Warnings) == 1 },
		sim.BillFeeDiffers:   func(s platform.Statement) bool { return find(s, "K2")[0].FeeFen == 779+1 }, // 1,299.00 × 0.6 % = 7.794
	} {
		t.Run(string(kind), func(t *testing.T) {
			w := newWorld(t, "")
			trading(w)
			w.fault(sim.Fault{Kind: kind, OutNo: "K2", Day: day, Fen: 777})
			morning(w)
			if s := w.statement(platform.StatementTrade); !check(s) {
				t.Errorf("%+v", s.Lines)
			}
		})
	}
}

func TestBillFileFaults(t *testing.T) {
	w := newWorld(t, "")
	trading(w)
	morning(w)
	ctx := context.Background()
	w.fault(sim.Fault{Kind: sim.BillNotReady, Day: day, Times: 2})
	for range 2 {
		if _, err := w.client.FetchStatement(ctx, platform.StatementTrade, day); !fault.Is(err, fault.CodeUnavailable) {
			t.Fatalf("not ready: %v", err)
		}
	}
	w.statement(platform.StatementTrade)
	w.fault(sim.Fault{Kind: sim.HTTP500, Method: "alipay.data.dataservice.bill.downloadurl.query"})
	if _, err := w.client.FetchStatement(ctx, platform.StatementTrade, day); !fault.Is(err, fault.CodeUnavailable) {
		t.Fatalf("HTTP 500: %v", err)
	}
	for _, kind := range []sim.FaultKind{sim.BillWrongTotal, sim.BillCutOff} {
		w := newWorld(t, "")
		trading(w)
		morning(w)
		w.fault(sim.Fault{Kind: kind, Day: day})
		file, err := w.client.FetchStatement(ctx, platform.StatementTrade, day)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.client.ParseStatement(file); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// address asks for a bill's address by hand.
func (w *world) address() string {
	w.t.Helper()
	return w.raw("alipay.data.dataservice.bill.downloadurl.query", `{"bill_type":"trade","bill_date":"`+day+`"}`)["bill_download_url"]
}

func TestBillAddressDies(t *testing.T) {
	w := newWorld(t, "")
	trading(w)
	morning(w)
	get := func(address string) int {
		res, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	address := w.address()
	w.clock.add(30 * time.Second)
	if got := get(address); got != http.StatusOK {
		t.Fatalf("after 30 s: %d", got)
	}
	w.clock.add(time.Second)
	if got := get(address); got != http.StatusForbidden {
		t.Fatalf("after 31 s: %d", got)
	}
	fresh := w.address()
	if got := get(strings.Replace(fresh, "day="+day, "day=2026-03-01", 1)); got != http.StatusForbidden {
		t.Fatalf("a changed address: %d", got)
	}
	file, err := w.client.FetchStatement(context.Background(), platform.StatementTrade, day)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(file.Exchange.Response, []byte("token")) || !bytes.Contains(file.Exchange.Response, []byte(`"bill_download_url":"***"`)) {
		t.Errorf("the evidence keeps the address: %s", file.Exchange.Response)
	}
	if len(file.SHA256) != 64 || !strings.HasSuffix(file.Name, "_20260302.csv.zip") {
		t.Errorf("%s %s", file.Name, file.SHA256)
	}
}
