package paper

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// sample has every kind of block, and texts that are hard to set.
func sample() Document {
	return Document{
		Lang: words.ZH, Title: "分期付款费用明示表", Subtitle: "签约前请逐项阅读", Author: "分明示例商店", Footer: "分明示例商店",
		Made: time.Date(2026, 11, 22, 2, 30, 0, 0, time.UTC),
		Meta: []Pair{{"订单号", "FM-2026-000123"}, {"客户", "张𠮷（𫖯）"}},
		Blocks: []Block{
			Heading{1, "一、费用"},
			Paragraph{[]Run{Plain("商品总价"), Strong("¥1,299.00"), Plain("，分 3 期，每期“手续费”由"), Underlined("客户"), Plain("承担；提前结清不另收费。\n年化利率按 IRR 计算。")}},
			Table{Caption: "还款计划", Columns: []Column{{Head: "期数", Align: Center}, {Head: "还款日"}, {Head: "应还金额", Align: Right}},
				Rows:   [][]Cell{Row("1", "2026-12-22", "¥437.23"), Row("2", "2027-01-22", "¥437.23"), Row("3", "2027-02-22", "¥437.24")},
				Footer: [][]Cell{{{Text: "合计", Strong: true, Span: 2}, {Text: "¥1,311.70", Strong: true}}}},
			Notice{ID: "apr", Number: "1", Title: "年化综合成本", Runs: []Run{Plain("单利年化 5.87%。")}},
			List{Ordered: true, Items: [][]Run{{Plain("除上述费用外，不收取其他任何费用。")}, {Plain("<script>alert(1)</script>")}}},
			Pairs{Title: "联系方式", Items: []Pair{{"电话", "400-000-0000"}, {"地址", "浙江省杭州市\n西湖区"}}},
			QR{Text: "https://shop.example/q/1", Caption: "扫码核对本表"},
			PageBreak{},
			Signatures{[]Party{{Role: "甲方", Name: "分明示例商店"}, {Role: "乙方", Name: "张𠮷", Lines: []Pair{{"签署时间", "2026-11-22 10:30"}}}}},
		},
	}
}

func TestEncodeDecode(t *testing.T) {
	doc := sample()
	back, err := Decode(Encode(doc))
	if err != nil || !reflect.DeepEqual(back, doc) {
		t.Fatalf("%v\n%+v\nwant\n%+v", err, back, doc)
	}
	if Digest(back) != Digest(doc) || len(Digest(doc)) != 64 {
		t.Fatal("the digest must survive storing")
	}
	doc.Blocks[0] = Heading{1, "一、费用 "}
	if Digest(back) == Digest(doc) {
		t.Fatal("one space more is another document")
	}
	for _, bad := range []string{"", "{}", `{"form":1,"lang":"zh-CN","title":"x","made":"2026-01-01T00:00:00Z","blocks":[{"kind":"script","body":{}}]}`,
		`{"form":2,"lang":"zh-CN","title":"x","made":"2026-01-01T00:00:00Z","blocks":[]}`, string(Encode(back)) + "x"} {
		if _, err := Decode([]byte(bad)); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%.40q: %v, want an invalid fault", bad, err)
		}
	}
}

func TestCheck(t *testing.T) {
	if err := Check(sample()); err != nil {
		t.Fatal(err)
	}
	one := func(b Block) Document { return Document{Title: "t", Blocks: []Block{b}} }
	long := make([]byte, maxChars+1)
	for name, doc := range map[string]Document{
		"no title": {Blocks: []Block{Text("x")}}, "no content": {Title: "t"},
		"ragged row": one(Table{Columns: make([]Column, 2), Rows: [][]Cell{Row("a")}}),
		"wide row":   one(Table{Columns: make([]Column, 2), Footer: [][]Cell{{{Span: 3}}}}),
		"no columns": one(Table{}), "empty code": one(QR{}), "long": one(Text(string(long))),
	} {
		if Check(doc) == nil {
			t.Errorf("%s: passes", name)
		}
	}
}

func TestAmount(t *testing.T) {
	got, err := Amount(money.New(129900, money.CNY), words.ZH)
	want := []Run{Strong("¥1,299.00"), Plain("（大写：人民币壹仟贰佰玖拾玖元整）")}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%v %v", got, err)
	}
	if got, _ := Amount(money.New(-50, money.CNY), words.EN); !reflect.DeepEqual(got, []Run{Strong("-¥0.50")}) {
		t.Fatalf("%v", got)
	}
	if got := Figures(money.New(1250, "USD")); got != "USD 12.50" {
		t.Fatal(got)
	}
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

// golden compares with a file of testdata; FENMING_GOLDEN=write makes it anew.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("FENMING_GOLDEN") == "write" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs; read the change, then run with FENMING_GOLDEN=write:\n%s", file, got)
	}
}
