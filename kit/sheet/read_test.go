package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"fenming/kit/fault"
	"fenming/kit/money"
)

// statement is shaped like a merchant's business statement; the data are made
// up.
const statement = "#业务明细查询\r\n#账号：[2088000000000001]\r\n#---------------明细列表---------------\r\n" +
	"交易号,商户订单号,业务类型,商品名称,创建时间,订单金额（元）,服务费（元）,备注\r\n" +
	"2026010122000001\t,D0001\t,交易,测试手机,2026-01-01 10:00:00,\"5,000.00\",-30.00,𠮷祥\r\n" +
	"2026010122000001\t,D0001\t,退款,测试手机,2026-01-02 10:00:00,-1000.00,6.00,\r\n" +
	"#---------------明细列表结束---------------\r\n#交易合计：1笔，商家实收共5000.00元\r\n"

func statementLayout() []Layout {
	return []Layout{
		{Name: "汇总", Columns: []Column{col("门店编号"), col("交易订单总笔数")}},
		{Name: "业务明细", Columns: []Column{
			{Key: "order", Names: []string{"商户订单号"}, Required: true},
			{Key: "amount", Names: []string{"总金额", "订单金额(元)"}, Required: true},
			{Key: "fee", Names: []string{"服务费 （元）"}},
			{Key: "absent", Names: []string{"分期数"}},
			{Key: "at", Names: []string{"创建时间"}},
			{Key: "note", Names: []string{"备注"}}}},
	}
}

func checkStatement(t *testing.T, f *Found, charset Charset) {
	t.Helper()
	if f.Layout.Name != "业务明细" || f.Line != 4 || len(f.Banner) != 3 || f.Table.Charset != charset {
		t.Fatalf("%q line %d, banner %q, %s", f.Layout.Name, f.Line, f.Banner, f.Table.Charset)
	}
	rows := all(t, f)
	if len(rows) != 4 || rows[0].Part != Data || rows[1].Line != 6 || rows[2].Part != Note || rows[3].Part != Note {
		t.Fatalf("%d rows %+v", len(rows), rows)
	}
	if got := rows[0].Raw; got != "2026010122000001\t,D0001\t,交易,测试手机,2026-01-01 10:00:00,\"5,000.00\",-30.00,𠮷祥" {
		t.Errorf("raw %q", got)
	}
	if m, err := rows[0].Cell("amount").Money(money.CNY); err != nil || m.Minor != 500000 {
		t.Errorf("%v %v", m, err)
	}
	if m, err := rows[1].Cell("amount").Money(money.CNY); err != nil || m.Minor != -100000 {
		t.Errorf("%v %v", m, err)
	}
	if id, err := rows[0].Cell("order").ID(); err != nil || id != "D0001" {
		t.Errorf("%q %v", id, err)
	}
	if got := rows[0].Cell("note").Text; got != "𠮷祥" {
		t.Errorf("note %q", got)
	}
	if d, err := rows[1].Cell("at").Day(); err != nil || d != "2026-01-02" {
		t.Errorf("%v %v", d, err)
	}
	if rows[0].Has("absent") || !rows[0].Has("fee") || rows[0].Cell("absent").Text != "" {
		t.Error("absent column")
	}
	if !strings.Contains(rows[3].Raw, "交易合计：1笔") {
		t.Errorf("footer %q", rows[3].Raw)
	}
}

func TestContainersAndCharsets(t *testing.T) {
	plain := gbk(t, statement)
	summary := gbk(t, "#汇总\r\n门店编号,交易订单总笔数\r\n")
	inZip := zipped(t, gbk(t, "2088_业务明细(汇总).csv"), "nothing", gbk(t, "2088_业务明细.csv"), plain, "__MACOSX/x", "x", "a/.DS_Store", "x")
	utf16 := []byte{0xff, 0xfe}
	for _, r := range strings.ReplaceAll(strings.ReplaceAll(statement, "𠮷", "吉"), "\t", "") {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for _, c := range []struct {
		name    string
		content []byte
		charset Charset
	}{
		{"gbk.csv", []byte(plain), GB18030}, {"utf8.csv", []byte(statement), UTF8},
		{"bom.csv", []byte(utf8Mark + statement), UTF8}, {"x.gz", gzipped(t, statement), UTF8},
		{"no.extension", gzipped(t, plain), GB18030}, {"x.zip", inZip, GB18030},
	} {
		t.Run(c.name, func(t *testing.T) {
			checkStatement(t, match(t, open(t, c.name, c.content), statementLayout()), c.charset)
		})
	}
	f := open(t, "x.zip", inZip)
	if len(f.Tables) != 2 || f.Tables[1].Name != "x.zip › 2088_业务明细.csv" {
		t.Errorf("%d tables, %q", len(f.Tables), f.Tables[1].Name)
	}
	found, err := open(t, "two.zip", zipped(t, "s.csv", summary, "d.csv", plain)).Match(statementLayout())
	if err != nil || len(found) != 2 || found[0].Layout.Name != "汇总" {
		t.Errorf("%v %v", found, err)
	}
	wide := match(t, open(t, "u16.txt", utf16), statementLayout())
	if rows := all(t, wide); len(rows) != 4 || wide.Table.Charset != UTF16 || rows[0].Cell("note").Text != "吉祥" {
		t.Errorf("UTF-16: %+v", rows)
	}
}

func TestDialects(t *testing.T) {
	want := "a1|x y|1,5\nb2|he said \"no\"|2\n"
	for name, text := range map[string]string{
		"comma":     "编号,名称,数\na1,x y,\"1,5\"\nb2,\"he said \"\"no\"\"\",2\n",
		"lazy":      "编号,名称,数\na1,x y,\"1,5\"\nb2,he said \"no\",2\n",
		"tab":       "编号\t名称\t数\na1\tx y\t1,5\nb2\the said \"no\"\t2\n",
		"semicolon": "编号;名称;数\na1;x y;1,5\nb2;\"he said \"\"no\"\"\";2",
		"pipe":      "编号|名称|数\na1|x y|1,5\nb2|he said \"no\"|2\n",
		"mac":       "编号,名称,数\ra1,x y,\"1,5\"\rb2,he said \"no\",2\r",
		"guards":    "编号,名称,数\n=\"a1\",`x y,\"\t1,5\"\t\n\"=\"\"b2\"\"\",\"he said \"\"no\"\"\"\t,　2　\n",
		"banner":    "导出, 这里有逗号\n第二行\n\n编号,名称,数\na1,x y,\"1,5\"\nb2,he said \"no\",2\n",
	} {
		if got := table(all(t, match(t, open(t, name, []byte(text)), layout("编号", "名称", "数")))); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestQuotesOverLines(t *testing.T) {
	head := "编号,名称,数\n"
	for _, c := range []struct{ name, text, want string }{
		{"newline in a cell", "a,\"x\ny\",1\nb,z,2\n", "a|x\ny|1\nb|z|2\n"},
		{"never closed", "a,\"x,1\nb,z,2\nc,w,3\n", "a|\"x|1\nb|z|2\nc|w|3\n"},
		{"closed by the next row's quote", "a,\"x,1\nb,\"z\",2\nc,w,3\n", "a|\"x|1\nb|z|2\nc|w|3\n"},
		{"empty quotes", "\"\",\"\",\"\"\na,\"\",1\n", "a||1\n"},
		{"guard with comma", "a,=\"x,y\",1\n", "a|x,y|1\n"},
	} {
		rows := all(t, match(t, open(t, c.name, []byte(head+c.text)), layout("编号", "名称", "数")))
		if got := table(rows); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	rows := all(t, match(t, open(t, "lines", []byte(head+"a,\"x\ny\",1\nb,z,2\n")), layout("编号", "名称", "数")))
	if rows[0].Line != 2 || rows[1].Line != 4 || rows[0].Raw != "a,\"x\ny\",1" {
		t.Errorf("lines %d %d raw %q", rows[0].Line, rows[1].Line, rows[0].Raw)
	}
}

func TestHeaderFaults(t *testing.T) {
	_, err := open(t, "订单.csv", []byte("商户订单号,金额\n1,2\n")).Match(statementLayout())
	if !fault.Is(err, fault.CodeInvalid) || !strings.Contains(err.Error(), "业务明细") || !strings.Contains(err.Error(), "总金额") ||
		!strings.Contains(err.Error(), "订单.csv") {
		t.Errorf("missing columns: %v", err)
	}
	_, err = open(t, "x.csv", []byte("a,b,a\n1,2,3\n")).Match(layout("a", "b"))
	if !fault.Is(err, fault.CodeInvalid) || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a column twice: %v", err)
	}
	// A wanted name twice is a fault; an unwanted one is none of our business.
	match(t, open(t, "x.csv", []byte("a,c,b,c\n1,2,3,4\n")), layout("a", "b"))
}

func TestRaggedRowsAreReported(t *testing.T) {
	f := match(t, open(t, "x.csv", []byte("编号,名称,金额,备注\n1,杯子,5.00,\n2,杯,子,6.00,\n3,杯子\n4,杯子,7.00\n5,a,b,c,d\n")),
		layout("编号", "名称", "金额"))
	for i, bad := range []bool{false, false, true, false, true} {
		row := all(t, f)[i]
		err := row.Check()
		if (err != nil) != bad {
			t.Errorf("row %d: %v", i+1, err)
		}
		if bad && (!strings.Contains(err.Error(), fmt.Sprintf("Line %d", i+2)) || !fault.Is(err, fault.CodeInvalid)) {
			t.Errorf("row %d: %v", i+1, err)
		}
	}
	// Row 2 holds an unquoted comma but fits the width: its amount is refused.
	if _, err := all(t, f)[1].Cell("金额").Money(money.CNY); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("a shifted amount was read: %v", err)
	}
}

func TestTotalsUnderASecondHeader(t *testing.T) {
	text := utf8Mark + "交易时间,商户订单号,应结订单金额\n`2026-01-01 00:00:01,`D1,`5.00\n`2026-01-01 00:00:02,`D2,`0.50\n" +
		"总交易单数,应结订单总金额\n`2.0,`5.50\n"
	l := layout("交易时间", "商户订单号", "应结订单金额")
	l[0].Totals = []Column{col("总交易单数"), col("应结订单总金额")}
	rows := all(t, match(t, open(t, "bill.csv", []byte(text)), l))
	if len(rows) != 3 || rows[2].Part != Total || rows[1].Part != Data {
		t.Fatalf("%+v", rows)
	}
	n, err := rows[2].Cell("总交易单数").Int()
	if err != nil || n != 2 {
		t.Errorf("%d %v", n, err)
	}
	if m, err := rows[2].Cell("应结订单总金额").Money(money.CNY); err != nil || m.Minor != 550 {
		t.Errorf("%v %v", m, err)
	}
	if rows[2].Has("商户订单号") {
		t.Error("a total has no order")
	}
}

func TestDamagedBytesDoNotLoseTheFile(t *testing.T) {
	// A remark cut in the middle of a character: the file stays UTF-8, the
	// row is read, and only its number is refused.
	text := "编号,备注\n" + strings.Repeat("A1,这是一条普通的备注\n", 20) + "A2,被截断的备\xe6\xb3\nA\xff3,x\n"
	f := match(t, open(t, "x.csv", []byte(text)), layout("编号", "备注"))
	rows := all(t, f)
	if f.Table.Charset != UTF8 || len(rows) != 22 || rows[20].Cell("备注").Text != "被截断的备\ufffd" {
		t.Fatalf("%s %d %q", f.Table.Charset, len(rows), rows[20].Cells)
	}
	if _, err := rows[20].Cell("编号").ID(); err != nil {
		t.Error(err)
	}
	if _, err := rows[21].Cell("编号").ID(); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("a broken number was accepted: %v", err)
	}
}

// endless yields a CSV of n rows without holding it.
type endless struct {
	size, at int64
	line     []byte
	head     []byte
}

func (e *endless) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) && off < e.size {
		if off < int64(len(e.head)) {
			c := copy(p[n:], e.head[off:])
			n, off = n+c, off+int64(c)
			continue
		}
		c := copy(p[n:], e.line[(off-int64(len(e.head)))%int64(len(e.line)):])
		c = int(min(int64(c), e.size-off))
		n, off = n+c, off+int64(c)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (e *endless) Read(p []byte) (int, error) {
	n, err := e.ReadAt(p, e.at)
	e.at += int64(n)
	return n, err
}

func (e *endless) Seek(off int64, whence int) (int64, error) {
	switch whence {
	case io.SeekEnd:
		e.at = e.size + off
	case io.SeekStart:
		e.at = off
	}
	return e.at, nil
}

func TestAMillionRows(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: a million rows are left to the run without the race detector")
	}
	e := &endless{head: []byte("订单号,金额,备注\n"), line: []byte("D202601010001\t,1.23,备注\n")}
	const n = 1_000_000
	e.size = int64(len(e.head)) + n*int64(len(e.line))
	f, err := Open("big.csv", e, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var sum, rows, last int64
	for row, err := range match(t, f, layout("订单号", "金额")).Rows() {
		if err != nil {
			t.Fatal(err)
		}
		m, err := row.Cell("金额").Money(money.CNY)
		if err != nil {
			t.Fatal(err)
		}
		sum, rows, last = sum+m.Minor, rows+1, int64(row.Line)
	}
	if rows != n || sum != 123*n || last != n+1 {
		t.Fatalf("%d rows, sum %d, last line %d", rows, sum, last)
	}
}

func TestStopEarlyAndReadAgain(t *testing.T) {
	f := match(t, open(t, "x.csv", []byte(statement)), statementLayout())
	for range 2 {
		n := 0
		for _, err := range f.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n == 2 {
				break
			}
		}
		if n != 2 {
			t.Fatal(n)
		}
	}
	head, err := f.Table.Head(5)
	if err != nil || len(head) != 5 || head[4][0] != "2026010122000001" {
		t.Fatalf("%q %v", head, err)
	}
}

func TestReaderWithoutReadAt(t *testing.T) {
	type seekOnly struct{ io.ReadSeeker }
	for _, content := range [][]byte{[]byte(statement), gzipped(t, statement), zipped(t, "a.csv", statement)} {
		f, err := Open("x", seekOnly{bytes.NewReader(content)}, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		checkStatement(t, match(t, f, statementLayout()), UTF8)
	}
}
