package sheet

import (
	"os"
	"strings"
	"testing"

	"fenming/internal/shared"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// TestSamples reads real and constructed statements of platforms and banks.
// Counts and sums were taken from the files with Python's csv and decimal
// modules.
func TestSamples(t *testing.T) {
	zone, err := calendar.Zone("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file    string
		need    []string // the first is a time unless "id", the last is money
		charset Charset
		rows    int
		sum     int64 // fen
		skip    int   // rows whose amount carries a remark in brackets
	}{
		{"alipay-consumer-export.gb18030.csv", []string{"交易时间", "交易订单号", "金额"}, GB18030, 10, 22268751, 0},
		{"alipay-merchant-trade-20190916.gbk.csv", []string{"创建时间", "支付宝交易号", "业务类型", "商家实收（元）"}, GB18030, 3, 1, 0},
		{"alipay-merchant-trade-20190916.zip", []string{"创建时间", "支付宝交易号", "业务类型", "商家实收(元)"}, GB18030, 3, 1, 0},
		{"alipay-acquirer-29col-CONSTRUCTED.gbk.csv", []string{"创建时间", "花呗分期数", "花呗分期手续费"}, GB18030, 1, -9000, 0},
		{"alipay-signcustomer-12col-CONSTRUCTED.gbk.csv", []string{"发生时间", "账务流水号", "支出金额（-元）"}, GB18030, 3, -12000, 0},
		{"alipay-signcustomer-16col-CONSTRUCTED.gbk.csv", []string{"发生时间", "业务订单号", "支出金额（-元）"}, GB18030, 3, -12000, 0},
		{"bank-boc-debit.csv", []string{"记账日期", "对方卡号/账号", "金额"}, UTF8, 17, 42670, 0},
		{"bank-cmb-debit.csv", []string{"记账日期", "对手信息", "交易金额"}, UTF8, 5, -77914, 0},
		{"bank-icbc-debit-v2.csv", []string{"交易日期", "记账金额(收入)", "记账金额(支出)"}, UTF8, 11, 424108, 0},
		{"meituan-consumer-export.csv", []string{"交易创建时间", "交易单号", "实付金额"}, UTF8, 29, 143353, 0},
		{"wechat-consumer-export.csv", []string{"交易时间", "交易单号", "金额(元)"}, UTF8, 27, 2903391, 0},
		{"wechat-merchant-tradebill-ALL.csv", []string{"交易时间", "商户订单号", "应结订单金额"}, UTF8, 45, 47, 0},
		{"jd-consumer-export.csv", []string{"交易时间", "交易订单号", "金额"}, UTF8, 26, 217833, 5},
		{"jd-merchant-wallet-day-CONSTRUCTED.csv", []string{"费用发生时间", "单据编号", "金额"}, UTF8, 3, 455100, 0},
	} {
		t.Run(c.file, func(t *testing.T) {
			content, err := os.ReadFile(shared.Path(t, "field/samples/"+c.file))
			if err != nil {
				t.Fatal(err)
			}
			l := layout(c.need...)
			l[0].Totals = []Column{col("总交易单数"), col("应结订单总金额")}
			f := match(t, open(t, c.file, content), l)
			if f.Table.Charset != c.charset {
				t.Errorf("charset %s", f.Table.Charset)
			}
			var sum int64
			rows, skipped := 0, 0
			for _, row := range all(t, f) {
				if row.Part != Data || row.Cells[0] == "人民币合计" {
					continue
				}
				rows++
				if err := row.Check(); err != nil {
					t.Error(err)
				}
				if at, err := row.Cell(c.need[0]).Time(zone); err != nil || at.Year() < 2017 {
					t.Errorf("line %d: %v %v", row.Line, at, err)
				}
				cell := row.Cell(c.need[len(c.need)-1])
				m, err := cell.MoneyOrZero(money.CNY)
				if err != nil && strings.Contains(cell.Text, "已") {
					skipped++
					continue
				}
				if err != nil {
					t.Error(err)
				}
				sum += m.Minor
			}
			if rows != c.rows || sum != c.sum || skipped != c.skip {
				t.Errorf("%d rows, %d fen, %d skipped", rows, sum, skipped)
			}
		})
	}
}

func TestSampleWorkbooks(t *testing.T) {
	content, err := os.ReadFile(shared.Path(t, "field/samples/dewu-merchant-bill-CONSTRUCTED.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	stacked := []Layout{
		{Name: "销售", HeaderRows: 3, Columns: []Column{col("订单号"), col("发货时间"),
			{Key: "free", Names: []string{"结算信息/卖家补贴金额/分期免息卖家承担金额"}, Required: true}}},
		{Name: "退货", HeaderRows: 3, Columns: []Column{col("退货订单号"), {Key: "free", Names: []string{"分期免息卖家承担金额"}}}},
		{Name: "总览", HeaderRows: 2, Columns: []Column{col("账单编号"), col("应结总金额")}},
	}
	found, err := open(t, "dewu.xlsx", content).Match(stacked)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, f := range found {
		for _, row := range all(t, f) {
			seen[f.Layout.Name]++
			if f.Layout.Name == "销售" && seen["销售"] == 1 {
				if m, err := row.Cell("free").Money(money.CNY); err != nil || m.Minor != -2338 || row.Line != 5 {
					t.Errorf("%v %v line %d", m, err, row.Line)
				}
			}
		}
	}
	if seen["销售"] == 0 || seen["总览"] != 1 || len(found) != 3 {
		t.Errorf("%v of %d", seen, len(found))
	}
	content, err = os.ReadFile(shared.Path(t, "field/samples/wechat-consumer-export.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	both, err := open(t, "wechat.xlsx", content).Match(layout("交易时间", "交易单号", "金额(元)"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range both {
		rows := all(t, f)
		if len(rows) == 0 {
			t.Errorf("%s is empty", f.Table.Name)
		}
		for _, row := range rows {
			if row.Part != Data {
				continue
			}
			if at, err := row.Cell("交易时间").Day(); err != nil || at < "2015-01-01" {
				t.Errorf("%s line %d: %v %v %q", f.Table.Name, row.Line, at, err, row.Cell("交易时间").Text)
			}
			if _, err := row.Cell("金额(元)").Money(money.CNY); err != nil {
				t.Error(err)
			}
		}
	}
}
