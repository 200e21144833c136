package lint

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fenming/book/contract/template"
	"fenming/kit/money"
	"fenming/kit/words"
)

func pack(t testing.TB) *Pack {
	t.Helper()
	p, err := On("CN", "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

type example struct {
	lang  words.Lang
	rules []string
	text  string
}

func corpus(t *testing.T) []example {
	t.Helper()
	raw, err := os.ReadFile("testdata/corpus.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	for line := range strings.SplitSeq(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, "\t")
		if len(parts) != 3 {
			t.Fatalf("%q", line)
		}
		e := example{lang: words.Parse(parts[0]), text: parts[2]}
		if parts[1] != "-" {
			e.rules = strings.Fields(parts[1])
		}
		list = append(list, e)
	}
	return list
}

// The corpus says how far the rules can be trusted: every clause that should be
// found is, and nothing else.
func TestCorpus(t *testing.T) {
	p := pack(t)
	list := corpus(t)
	if len(list) < 150 {
		t.Errorf("%d examples", len(list))
	}
	type score struct{ hit, wrong, missed int }
	total, by := score{}, map[string]*score{}
	for _, r := range p.Rules {
		by[r.ID] = &score{}
	}
	for _, e := range list {
		var got []string
		for _, f := range p.Check(Ask{Texts: []template.Plain{template.AsPlain(e.text, e.lang)}}) {
			got = append(got, f.Rule)
		}
		for _, id := range got {
			if slices.Contains(e.rules, id) {
				by[id].hit, total.hit = by[id].hit+1, total.hit+1
			} else {
				by[id].wrong, total.wrong = by[id].wrong+1, total.wrong+1
				t.Errorf("%s found in %q", id, e.text)
			}
		}
		for _, id := range e.rules {
			if !slices.Contains(got, id) {
				by[id].missed, total.missed = by[id].missed+1, total.missed+1
				t.Errorf("%s not found in %q", id, e.text)
			}
		}
	}
	for _, r := range p.Rules {
		if s := by[r.ID]; r.Check != "long_sentence" {
			t.Logf("%-26s %2d of %2d found, %d wrong", r.ID, s.hit, s.hit+s.missed, s.wrong)
			if s.hit == 0 {
				t.Errorf("no example breaks %s", r.ID)
			}
		}
	}
	t.Logf("%d examples: precision %d/%d, recall %d/%d", len(list), total.hit, total.hit+total.wrong, total.hit, total.hit+total.missed)
}

func TestLateFeeArithmetic(t *testing.T) {
	p := pack(t)
	for _, c := range []struct {
		text string
		lpr  money.Rate
		want bool // void
	}{
		// 0.05 % × 365 = 18.25 % against 4 × 3 % = 12 %.
		{"逾期违约金每日万分之五。", 3_000_000, true},
		// 0.03 % × 365 = 10.95 % against 12 %.
		{"逾期违约金每日万分之三。", 3_000_000, false},
		{"逾期违约金每日万分之三。", 2_000_000, true},
		// 1 % × 12 = 12 % is not above 12 %.
		{"逾期违约金每月1%。", 3_000_000, false},
		{"逾期违约金每月1.01%。", 3_000_000, true},
		{"逾期违约金按年百分之十二点一计。", 3_000_000, true},
		{"逾期的，一次性支付逾期金额5%的违约金。", 3_000_000, false}, // a share without a time
	} {
		_, _, got := p.lateFee(c.text, words.ZH, c.lpr, p.LateFee.Void, 0)
		if got != c.want {
			t.Errorf("%s at %s: %v", c.text, c.lpr, got)
		}
	}
}

func TestMissingAndEmphasis(t *testing.T) {
	p := pack(t)
	titles := map[string]string{}
	lib := template.Library{Lang: words.ZH, Terms: map[string]string{}, Fields: []template.Field{{Name: "price", Type: template.Money},
		{Name: "total", Type: template.Money}, {Name: "cost", Type: template.Money}}}
	for _, r := range p.Terms {
		titles[r.Term], lib.Terms[r.Term] = r.Term, r.Term
	}
	lib.Terms["guarantor"] = "guarantor"
	find := func(src string) []string {
		tpl, issues := template.Compile(src, lib)
		if len(issues) > 0 {
			t.Fatal(issues)
		}
		var ids []string
		for _, f := range p.Check(Ask{Texts: []template.Plain{tpl.Plain()}, Whole: true, Template: true, Titles: titles}) {
			ids = append(ids, f.Rule)
		}
		return ids
	}
	got := find("{{#term price_and_cost}}\n价款{{price}}，共{{total}}，费用{{cost}}。\n{{/term}}\n保证人李四承担责任。\n由收货地法院管辖。\n")
	if slices.Contains(got, "CN-TERM-PRICE") || !slices.Contains(got, "CN-TERM-RATE") || slices.Contains(got, "CN-TERM-LATE-FEE") {
		t.Error(got)
	}
	for _, id := range []string{"CN-EMPHASIS-GUARANTOR", "CN-EMPHASIS-COURT"} {
		if !slices.Contains(got, id) {
			t.Errorf("%s not in %v", id, got)
		}
	}
	if got := find("{{#term price_and_cost}}\n价款{{price}}。\n{{/term}}\n逾期收违约金。"); !slices.Contains(got, "CN-TERM-PRICE") || !slices.Contains(got, "CN-TERM-LATE-FEE") {
		t.Error(got)
	}
	if got := find("{{#term guarantor}}\n保证人承担一般保证责任。\n{{/term}}"); slices.Contains(got, "CN-EMPHASIS-GUARANTOR") {
		t.Error(got)
	}
}

func TestAFindingNamesItsPlace(t *testing.T) {
	p := pack(t)
	found := p.Check(Ask{Texts: []template.Plain{template.AsPlain("第一条 合同。\n第二条 本店保留最终解释权。\n", words.ZH)}})
	if len(found) != 1 || found[0].Line != 2 || found[0].Col != 9 || found[0].EndCol != 14 || found[0].Quote != "最终解释权" {
		t.Errorf("%+v", found)
	}
	if !Blocks(found) {
		t.Error("a void term does not block")
	}
}

func TestRulesOfAnUnknownPlace(t *testing.T) {
	if _, err := On("ZZ", "2026-11-22"); err == nil {
		t.Error("rules for nowhere")
	}
	for _, bad := range []string{`{"packs":[{"rules":[{"id":"X"}]}]}`, `{"packs":[{"not_before":{"zh":"("}}]}`, `[`} {
		if _, err := readPacks([]byte(bad)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}

func FuzzCheck(f *testing.F) {
	p := pack(f)
	for _, s := range []string{"逾期违约金每日万分之五。", "1/0 全部价款 逾期 可", "LPR的九点九九九九九九九九九倍违约金", "a late fee of 99999999999999999% a day", "\xff违约金百分之百每日"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, zh bool) {
		lang := words.EN
		if zh {
			lang = words.ZH
		}
		for _, x := range p.Check(Ask{Texts: []template.Plain{template.AsPlain(text, lang)}, Whole: true}) {
			if x.Quote != "" && !strings.Contains(text, x.Quote) {
				t.Fatalf("%+v", x)
			}
		}
	})
}
