package promotion

import (
	"strconv"
	"strings"

	"fenming/kit/money"
)

// mend words the place anew.
func (e *exam) mend(r *rule, from, to int, right string) Mend {
	chinese := e.chinese(from, to)
	template := r.Mend.EN
	if chinese {
		template = r.Mend.ZH
	}
	w := &writer{exam: e, chinese: chinese, right: right, blanks: []string{}}
	m := Mend{Text: w.fill(template)}
	switch how := r.How; {
	case from >= to && how != "end":
		m.Span, m.Text = e.reading.span(0, 0), w.asSentence(m.Text)
	case how == "end":
		m.Span = e.reading.span(0, 0)
	case how == "words":
		m.Span = e.reading.span(from, to)
	case how == "append":
		_, end := e.reading.sentence(from, to)
		at := e.reading.span(end-1, end)
		m.Span = Span{Start: at.End, End: at.End, RuneStart: at.RuneEnd, RuneEnd: at.RuneEnd}
	default:
		m.Span = e.reading.span(e.reading.sentence(from, to))
	}
	m.Blanks = w.blanks
	return m
}

// chinese says whether the sentence, or the text where there is none, is
// written in Chinese.
func (e *exam) chinese(from, to int) bool {
	low, high := 0, len(e.reading.glyphs)
	if from < to {
		low, high = e.reading.sentence(from, to)
	}
	n := 0
	for _, g := range e.reading.glyphs[low:high] {
		switch {
		case han(g.r):
			n += 3 // a Chinese character says about as much as three letters
		case latin(g.r):
			n--
		}
	}
	return n > 0
}

// writer fills a template with the offer's figures, and names what is missing.
type writer struct {
	exam    *exam
	chinese bool
	right   string
	blanks  []string
}

func (w *writer) pick(zh, en string) string {
	if w.chinese {
		return zh
	}
	return en
}

// blank stands for a figure that nobody gave.
func (w *writer) blank(name, zh, en string) string {
	w.blanks = append(w.blanks, name)
	return "【" + w.pick(zh, en) + "】"
}

func (w *writer) asSentence(text string) string { return w.pick("。"+text+"。", ". "+text+".") }

func (w *writer) fill(template string) string {
	for _, name := range []string{"terms", "right", "channel", "without"} {
		hole := "{" + name + "}"
		if strings.Contains(template, hole) {
			template = strings.ReplaceAll(template, hole, w.value(name))
		}
	}
	if strings.Contains(template, "【") && len(w.blanks) == 0 {
		for _, part := range strings.Split(template, "【")[1:] {
			name, _, _ := strings.Cut(part, "】")
			w.blanks = append(w.blanks, name)
		}
	}
	return template
}

func (w *writer) value(name string) string {
	o := w.exam.ask.Offer
	switch name {
	case "terms":
		return w.terms()
	case "right":
		if w.right != "" {
			return w.right
		}
		return w.blank("annual_rate", "按实际还款计算的年化利率", "annual rate by the real payments")
	case "channel":
		if o != nil && o.Channel != "" {
			return o.Channel
		}
		return w.blank("channel", "付款方式名称", "way of payment")
	}
	if o != nil && o.Without > 0 && o.Price != nil {
		return w.amount(o.Without)
	}
	return w.blank("price_without_plan", "一次付清价", "price paid at once")
}

// amount writes minor units as the language does.
func (w *writer) amount(minor int64) string {
	m := w.exam.figures.money(minor)
	if w.chinese && m.Currency == money.CNY {
		return m.Decimal() + "元"
	}
	return m.String()
}

// terms is the whole offer in one breath: count, instalment, cost, annual rate
// and total, which is what nearly every missing disclosure misses.
func (w *writer) terms() string {
	f := w.exam.figures
	if f == nil || !f.priced || f.each == 0 {
		return w.unknown()
	}
	count := strconv.Itoa(f.offer.Count)
	parts := []string{}
	if f.offer.DownPayment > 0 {
		parts = append(parts, w.pick("首付"+w.amount(f.offer.DownPayment), w.amount(f.offer.DownPayment)+" down payment"))
	}
	each := w.pick("分"+count+"期", count+" instalments of about "+w.amount(f.each))
	parts = append(parts, each)
	if w.chinese {
		parts = append(parts, "每期约"+w.amount(f.each))
	}
	switch {
	case f.uplift > 0:
		parts = append(parts, w.pick("比一次付清多付"+w.amount(f.cost), w.amount(f.cost)+" more than paid at once"))
	case f.cost > 0:
		parts = append(parts, w.pick("费用共"+w.amount(f.cost)+"由顾客支付", "fee of "+w.amount(f.cost)+" paid by the customer"))
	default:
		parts = append(parts, w.pick("费用由本店承担", "the shop bears the cost"))
	}
	parts = append(parts, w.rate(), w.pick("一共付"+w.amount(f.total), w.amount(f.total)+" in all"),
		w.pick("逾期费用见合同", "for late payment see the contract"))
	return strings.Join(parts, w.pick("，", ", "))
}

func (w *writer) rate() string {
	f := w.exam.figures
	if f == nil || !f.known {
		return w.pick("年化利率", "APR ") + w.blank("annual_rate", "年化利率", "annual rate")
	}
	return w.pick("年化利率", "APR ") + f.annual(w.exam.ask.Jurisdiction).Percent()
}

// unknown is terms with every figure left to be filled in; a rate that can be
// told from shares alone is told.
func (w *writer) unknown() string {
	count := w.blank("count", "期数", "count")
	each := w.blank("each", "每期金额", "instalment")
	cost := w.blank("cost", "费用总额", "cost")
	rate := w.rate()
	total := w.blank("total", "总额", "total")
	if w.chinese {
		return "分" + count + "期，每期" + each + "，费用共" + cost + "，" + rate + "，一共付" + total + "，逾期费用见合同"
	}
	return count + " instalments of " + each + ", fee of " + cost + ", " + rate + ", " + total + " in all, for late payment see the contract"
}
