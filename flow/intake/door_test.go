package intake_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenming/flow/intake"
	"fenming/kit/api"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/kit/sheet"
	"fenming/kit/words"
)

func (w *world) ops() []api.Operation { return intake.Operations(w.DB, w.store) }

// report downloads a report.
func (w *world) report(sha, format string, lang words.Lang) string {
	w.t.Helper()
	answer := w.knockIn(lang, w.ops(), "GET", "/v1/imports/reports/"+sha+"?format="+format, nil, intake.PermissionImport)
	if answer.Code != http.StatusOK {
		w.t.Fatalf("report: %d %s", answer.Code, answer.Body)
	}
	return answer.Body.String()
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// From the upload to the report, the way a screen goes it.
func TestTheWayOfTheScreen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		var p intake.Preview
		w.call(w.ops(), "POST", "/v1/imports/files?name=shop.csv", read(t, "testdata/generic/shop.csv"), &p)
		if p.Layout != intake.Generic || p.Count != 21 || len(p.Rows) != 20 || len(p.Missing) != 0 || p.Mapping["amount"] != "实付金额(元)" ||
			p.Mapping["outer_no"] != "订单编号" || p.Mapping["customer_no"] != "买家会员名" || p.Mapping["count"] != "分期期数" {
			t.Errorf("preview: %+v", p)
		}
		body, err := json.Marshal(intake.Start{Files: []intake.File{p.File}, Layout: p.Layout, Mapping: p.Mapping})
		if err != nil {
			t.Fatal(err)
		}
		var c intake.Check
		w.call(w.ops(), "POST", "/v1/imports/check", body, &c)
		if c.Orders != 18 || c.New != 11 || c.Refused != 7 || c.Credit != 3 || len(c.Problems) == 0 || w.count("orders") != 0 {
			t.Errorf("check: %+v", c)
		}
		var s intake.StartOut
		w.call(w.ops(), "POST", "/v1/imports", body, &s)
		w.drain(s.JobID, sellOrder)
		res := w.result(s.JobID)
		if res.Orders != c.Orders || res.New != c.New || res.Refused != c.Refused || res.Odd != c.Odd {
			t.Errorf("the import did not do what the check said: %+v, %+v", res, c)
		}
		v := w.job(s.JobID)
		if v.Done != 11 || v.Total != 11 {
			t.Errorf("progress %d of %d", v.Done, v.Total)
		}
		zh, en := w.report(res.Report, "csv", words.ZH), w.report(res.Report, "csv", words.EN)
		if !strings.Contains(zh, "未导入") || !strings.Contains(zh, "The currency is no ISO 4217 code") || !strings.Contains(en, "Not imported") || !strings.Contains(en, "币种不是 ISO 4217 代码") {
			t.Errorf("report:\n%s\n%s", zh, en)
		}
		book, err := sheet.Open("r.xlsx", bytes.NewReader([]byte(w.report(res.Report, "xlsx", words.ZH))), sheet.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.Tables[0].Head(100)
		if err != nil || int64(len(rows)) < res.Odd {
			t.Errorf("%d rows in the workbook, %d odd: %v", len(rows), res.Odd, err)
		}
	})
}

// A header nobody knows is shown with what is missing; the mapping a person
// chooses then reads it.
func TestUnknownHeaderIsMappedByHand(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	text := "Vorgang;Wann;Summe;Wer\n77;2026-01-05;10,5;k1\n78;2026-01-06;12.50;k2\n"
	var p intake.Preview
	w.call(w.ops(), "POST", "/v1/imports/files?name=x.csv", []byte(text), &p)
	if len(p.Missing) != 3 || strings.Join(p.Header, "|") != "Vorgang|Wann|Summe|Wer" || len(p.Rows) != 3 || len(p.Fields) == 0 || p.HeaderHash == "" {
		t.Fatalf("preview: %+v", p)
	}
	start := intake.Start{Files: []intake.File{p.File}, Mapping: map[string]string{"outer_no": "Vorgang", "placed_at": "Wann",
		"amount": "Summe", "customer_no": "Wer"}}
	body := func() []byte {
		raw, err := json.Marshal(start)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	var c intake.Check
	w.call(w.ops(), "POST", "/v1/imports/check", body(), &c)
	if c.Orders != 2 || c.New != 1 || c.Problems[0].Code != "sheet.money" || c.Problems[0].Line != 2 {
		t.Errorf("check: %+v", c)
	}
	for name, change := range map[string]func(){
		"a column that is not there": func() { start.Mapping["amount"] = "Betrag" },
		"a field nobody knows":       func() { start.Mapping["colour"] = "Wer" },
		"a required field left out":  func() { delete(start.Mapping, "amount") },
		"another layout":             func() { start.Layout = intake.Olist },
		"no such file":               func() { start.Files[0].SHA256 = strings.Repeat("0", 64) },
		"no currency":                func() { start.Currency = "QQQ" },
	} {
		was, layout, sha, currency := start.Mapping, start.Layout, start.Files[0].SHA256, start.Currency
		start.Mapping = map[string]string{"outer_no": "Vorgang", "placed_at": "Wann", "amount": "Summe", "customer_no": "Wer"}
		change()
		if a := w.knock(w.ops(), "POST", "/v1/imports", body(), intake.PermissionImport); a.Code != 422 && a.Code != 404 {
			t.Errorf("%s: %d %s", name, a.Code, a.Body)
		}
		start.Mapping, start.Layout, start.Files[0].SHA256, start.Currency = was, layout, sha, currency
	}
	if w.count("job") != 0 {
		t.Error("a refused start left a job")
	}
}

func TestOnlyReportsAreHandedOut(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	var p intake.Preview
	w.call(w.ops(), "POST", "/v1/imports/files?name=orders.csv", read(t, "testdata/olist/orders.csv"), &p)
	if p.Layout != intake.Olist || p.Role != "orders" {
		t.Errorf("preview: %+v", p)
	}
	for _, sha := range []string{p.SHA256, strings.Repeat("a", 64), strings.Repeat("x", 64)} {
		if a := w.knock(w.ops(), "GET", "/v1/imports/reports/"+sha, nil, intake.PermissionImport); a.Code/100 != 4 {
			t.Errorf("%s: %d", sha[:4], a.Code)
		}
	}
	if a := w.knock(w.ops(), "POST", "/v1/imports/files?name=x.csv", []byte("a,b\n1,2\n"), job.PermissionRead); a.Code != 403 {
		t.Errorf("without the right: %d", a.Code)
	}
	if a := w.knock(w.ops(), "POST", "/v1/imports/files?name=x.csv", []byte("%PDF-1.4 nothing"), intake.PermissionImport); a.Code != 422 {
		t.Errorf("a PDF: %d %s", a.Code, a.Body)
	}
}
