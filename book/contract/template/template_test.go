package template

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/money"
	"fenming/kit/words"
)

func library(lang words.Lang) Library {
	return Library{Lang: lang,
		Fields: []Field{{Name: "buyer.name", Type: Text}, {Name: "price", Type: Money}, {Name: "down_payment", Type: Money},
			{Name: "rate", Type: Rate}, {Name: "first_due", Type: Day}, {Name: "count", Type: Number},
			{Name: "instalments", Type: Rows, Of: []Field{{Name: "no", Type: Number}, {Name: "total", Type: Money}, {Name: "due_day", Type: Day}}}},
		Terms:   map[string]string{"late_fee": "逾期违约金", "returns": "退货"},
		Clauses: map[string]string{"cn.title": "付清{{price}}前所有权归卖方。", "cn.broken": "{{nothing}}", "cn.loop": `{{clause "cn.title"}}`}}
}

func values() Values {
	m := func(n int64) Value { return Value{Money: money.New(n, money.CNY)} }
	return Values{"buyer.name": {Text: "张三"}, "price": m(129_900), "rate": {Rate: 10_896_383}, "first_due": {Day: "2026-12-05"},
		"count": {Number: 3}, "instalments": {Rows: []Values{
			{"no": {Number: 1}, "total": m(43_300), "due_day": {Day: "2026-12-05"}},
			{"no": {Number: 2}, "total": m(43_300), "due_day": {Day: "2027-01-05"}}}}}
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

const sample = `# 合同
买方{{buyer.name}}，价款{{price}}（大写：{{ price | capital }}）。
{{#if down_payment}}
首付{{down_payment}}。
{{else}}
没有首付。
{{/if}}
## 还款
| 期 | 到期日 | 金额 |
| --- | --- | --- |
{{#each instalments}}
| {{no}}/{{count}} | {{due_day}} | {{total}} |
{{/each}}
{{#term late_fee}}
年利率{{rate | percent}}，自{{first_due | iso}}起。
{{/term}}
- {{clause "cn.title"}}
`

func TestATextWithItsValues(t *testing.T) {
	tpl, issues := Compile(sample, library(words.ZH))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	doc, err := tpl.Render(values())
	if err != nil {
		t.Fatal(err)
	}
	want := `合同
买方张三，价款1,299.00元（大写：壹仟贰佰玖拾玖元整）。
没有首付。
还款
期 | 到期日 | 金额
1/3 | 2026年12月5日 | 433.00元
2/3 | 2027年1月5日 | 433.00元
【重要条款】逾期违约金
年利率10.90%，自2026-12-05起。
· 付清1,299.00元前所有权归卖方。
`
	if doc.Text != want {
		t.Errorf("got\n%s", doc.Text)
	}
	if doc.Hash != Sum(want) || len(doc.Terms) != 1 || doc.Terms[0].Text != "【重要条款】逾期违约金\n年利率10.90%，自2026-12-05起。\n" {
		t.Errorf("%+v", doc.Terms)
	}
	if again := Gather(words.ZH, doc.Blocks); again.Hash != doc.Hash || again.Terms[0] != doc.Terms[0] {
		t.Error("a stored document does not give its hash again")
	}
	if !doc.Blocks[4].Head || doc.Blocks[5].Head {
		t.Errorf("%+v", doc.Blocks[4:6])
	}
	en, issues := Compile("{{price}} by {{first_due}}", library(words.EN))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	if doc, _ := en.Render(values()); doc.Text != "CNY 1,299.00 by 5 December 2026\n" {
		t.Error(doc.Text)
	}
	usd := values()
	usd["price"] = Value{Money: money.New(100, money.USD)}
	if _, err := tpl.Render(usd); err == nil {
		t.Error("an amount of a foreign currency was written in 大写")
	}
}

// Every fault is told with its place.
func TestFaultsNameTheirPlace(t *testing.T) {
	for _, c := range []struct {
		src, code string
		line, col int
	}{
		{"一二{{pricee}}", "template.field_unknown", 1, 3},
		{"a\nb {{price | percent}}", "template.format_unknown", 2, 3},
		{"{{price", "template.tag_unclosed", 1, 1},
		{"price}}", "template.tag_stray", 1, 6},
		{"{{price}\n}}", "template.tag_unclosed", 1, 1},
		{"{{ exec(1) }}", "template.tag_unknown", 1, 1},
		{"{{#if price}}x", "template.block_open", 1, 1},
		{"{{/if}}", "template.block_unopened", 1, 1},
		{"{{else}}", "template.block_unopened", 1, 1},
		{"{{#if price}}{{else}}{{else}}{{/if}}", "template.else_twice", 1, 22},
		{"{{#each price}}{{/each}}", "template.field_not_rows", 1, 1},
		{"{{instalments}}", "template.field_is_rows", 1, 1},
		{"{{no}}", "template.field_unknown", 1, 1},
		{"{{#each instalments}}{{#each instalments}}{{/each}}{{/each}}", "template.each_inside", 1, 22},
		{"{{#each instalments}}{{#term late_fee}}{{/term}}{{/each}}", "template.each_inside", 1, 22},
		{"{{#term late_fee}}{{#term returns}}{{/term}}{{/term}}", "template.term_inside", 1, 19},
		{"{{#term other}}{{/term}}", "template.term_unknown", 1, 1},
		{"{{#term returns}}{{/term}}{{#term returns}}{{/term}}", "template.term_twice", 1, 27},
		{`{{clause "cn.none"}}`, "template.clause_unknown", 1, 1},
		{`{{clause "cn.broken"}}`, "template.clause_broken", 1, 1},
		{`{{clause "cn.loop"}}`, "template.clause_broken", 1, 1},
		{strings.Repeat("{{#if price}}", 9) + strings.Repeat("{{/if}}", 9), "template.too_deep", 1, 105},
		{strings.Repeat("x", MaxSource+1), "template.too_long", 1, 1},
	} {
		tpl, issues := Compile(c.src, library(words.ZH))
		if tpl != nil || len(issues) == 0 {
			t.Errorf("%.60q compiled", c.src)
			continue
		}
		if i := issues[0]; i.Code != c.code || i.Line != c.line || i.Col != c.col {
			t.Errorf("%.60q: %+v", c.src, i)
		}
	}
}

func TestAValueCannotBecomeStructure(t *testing.T) {
	tpl, issues := Compile("{{buyer.name}}\n| {{buyer.name}} |", library(words.ZH))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	for _, name := range []string{"# 标题", "a\n| b | c |", "- x", "a|b", "{{price}}", "x\u202ey", "# \n【重要条款】"} {
		doc, err := tpl.Render(Values{"buyer.name": {Text: name}})
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Blocks) != 2 || doc.Blocks[0].Kind != BlockParagraph || len(doc.Blocks[1].Cells) != 1 || strings.ContainsRune(doc.Text, '\u202e') {
			t.Errorf("%q: %+v", name, doc.Blocks)
		}
	}
}

func TestPlainLeadsBackToTheSource(t *testing.T) {
	tpl, issues := Compile(sample, library(words.ZH))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	p := tpl.Plain()
	if got := p.Pieces[len(p.Pieces)-1].To; got != len(p.Text) {
		t.Errorf("the pieces end at %d of %d", got, len(p.Text))
	}
	at := strings.Index(p.Text, "没有首付")
	if from, to := p.SourceOf(at, at+len("没有首付")); sample[from:to] != "没有首付" {
		t.Errorf("%q", sample[from:to])
	}
	at = strings.Index(p.Text, "所有权归卖方")
	if from, to := p.SourceOf(at, at+3); sample[from:to] != `{{clause "cn.title"}}` || p.ClauseAt(at) != "cn.title" {
		t.Errorf("%q", sample[from:to])
	}
	text, fields, ok := p.InTerm("late_fee")
	if !ok || !strings.Contains(text, "年利率4.50%") || strings.Join(fields, " ") != "rate first_due" {
		t.Errorf("%q %v", text, fields)
	}
}

func TestDiff(t *testing.T) {
	got := ""
	for _, c := range Diff("a\nb\nc\nd", "a\nx\nc\ne\nd") {
		got += c.Op[:1] + c.Text + " "
	}
	if got != "sa rb ax sc ae sd " {
		t.Error(got)
	}
}

// Whatever was removed and added, each side can be read out of the comparison.
func TestDiffKeepsBothSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.SampledFrom([]string{"a", "b", "c", ""})
		a, b := rapid.SliceOfN(line, 1, 12).Draw(t, "a"), rapid.SliceOfN(line, 1, 12).Draw(t, "b")
		var left, right []string
		for _, c := range Diff(strings.Join(a, "\n"), strings.Join(b, "\n")) {
			if c.Op != "added" {
				left = append(left, c.Text)
			}
			if c.Op != "removed" {
				right = append(right, c.Text)
			}
		}
		if strings.Join(left, "\n") != strings.Join(a, "\n") || strings.Join(right, "\n") != strings.Join(b, "\n") {
			t.Fatalf("%q %q gave %q %q", a, b, left, right)
		}
	})
}

// No text brings the compiler down; what compiles can be written, in bounds, and
// its places lie inside the text.
func FuzzCompile(f *testing.F) {
	for _, s := range []string{sample, "{{#if price}}{{/each}}", "{{#each instalments}}{{no}}", "}}{{", "{{clause \"cn.title\"}}",
		"{{#term late_fee}}\n|a|\n|-|\n{{/term}}", "# \n## \n- \n||", "\xff{{price}}\xfe"} {
		f.Add(s)
	}
	lib := library(words.ZH)
	f.Fuzz(func(t *testing.T, src string) {
		tpl, issues := Compile(src, lib)
		for _, i := range issues {
			if i.Line < 1 || i.Col < 1 || i.From < 0 || i.To > len(src) || i.From > i.To || i.ZH == "" {
				t.Fatalf("%+v", i)
			}
		}
		if (tpl == nil) != (len(issues) > 0) {
			t.Fatal("a template and issues, or neither")
		}
		if tpl == nil {
			return
		}
		doc, err := tpl.Render(values())
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Terms) > len(tpl.Terms()) || doc.Hash != Gather(words.ZH, doc.Blocks).Hash {
			t.Fatalf("%+v", doc.Terms)
		}
		p := tpl.Plain()
		for i := 0; i < len(p.Text); i += 7 {
			if from, to := p.SourceOf(i, min(i+5, len(p.Text))); from < 0 || to > len(src) || from > to {
				t.Fatal(from, to)
			}
		}
	})
}
