package disclosure

import (
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/paper"
	"fenming/kit/words"
)

// CostTable is the cost of one or several options as a customer reads it, every
// sentence in his language. The fields are those that the rules of 2026 on
// showing the cost of personal loans ask for: principal, each item with its
// method, standard and who collects it, the annualised total, what lateness
// costs, and that nothing else is charged.
type CostTable struct {
	Version   string       `json:"version" doc:"Of the template"`
	Kind      string       `json:"kind" enum:"options,notice" doc:"options: 分期选项说明 of several; notice: 费用提醒 of one"`
	Lang      words.Lang   `json:"lang"`
	Title     string       `json:"title"`
	Intro     string       `json:"intro"`
	Shop      string       `json:"shop"`
	Day       calendar.Day `json:"day"`
	Amount    money.Money  `json:"amount"`
	Options   []Option     `json:"options"`
	Warnings  []Line       `json:"warnings" doc:"Of all options"`
	Statement string       `json:"statement" doc:"That nothing else is charged"`
	Reading   Reading      `json:"reading"`
	Example   bool         `json:"example" doc:"Computed from example data"`
}

// Option is one plan and count. Each list is in the order in which it is read.
type Option struct {
	QuoteID  string   `json:"quote_id,omitempty"`
	Hash     string   `json:"quote_hash,omitempty"`
	PlanCode string   `json:"plan_code"`
	Name     string   `json:"name"`
	Count    int      `json:"count"`
	Creditor string   `json:"creditor" doc:"Who the customer will owe, in words"`
	Summary  []Line   `json:"summary" doc:"price, principal, count, first, each, last where it differs, total, cost, rates"`
	Charges  []Line   `json:"charges" doc:"Each item in normal performance"`
	Schedule []Due    `json:"schedule"`
	Default  []Line   `json:"default" doc:"Only when paid late, with a worked example"`
	Refund   []Line   `json:"refund"`
	Early    []Line   `json:"early"`
	Cap      string   `json:"cap" doc:"The legal ceiling and its source, in words"`
	Warnings []Line   `json:"warnings"`
	quote    *quoteOf // for the paper
}

type quoteOf struct{ first, each, total, cost, nominal, effective string }

// Line is a labelled item. Code is stable; Method, Standard, Payer and Collector
// are set for charges.
type Line struct {
	Code      string       `json:"code"`
	Label     string       `json:"label"`
	Text      string       `json:"text"`
	Amount    *money.Money `json:"amount,omitempty"`
	Rate      *money.Rate  `json:"rate,omitempty"`
	Method    string       `json:"method,omitempty"`
	Standard  string       `json:"standard,omitempty"`
	Payer     string       `json:"payer,omitempty"`
	Collector string       `json:"collector,omitempty"`
	Strong    bool         `json:"strong,omitempty"`
}

// Due is one line of the schedule.
type Due struct {
	No        int          `json:"no"`
	Label     string       `json:"label"`
	DueDay    calendar.Day `json:"due_day"`
	Amount    money.Money  `json:"amount"`
	Principal money.Money  `json:"principal"`
	Interest  money.Money  `json:"interest"`
	Fee       money.Money  `json:"fee"`
	Balance   money.Money  `json:"balance"`
}

// TableIn is what a cost table is made of. Quotes are of one amount and day;
// Platforms names platforms to people, by id.
type TableIn struct {
	Quotes    []plan.Quote
	Shop      string
	Lang      words.Lang
	Platforms map[string]words.Word
	Warnings  []Line // of the room that asks: a budget, a promotion
}

// maxOptions bounds a table.
const maxOptions = 60

// Table makes the cost table. The same input gives the same table. Faults: no
// quotes, too many, or of different amounts or days (invalid).
func Table(in TableIn) (CostTable, error) {
	if len(in.Quotes) == 0 || len(in.Quotes) > maxOptions {
		return CostTable{}, fault.Invalid(wordNoQuotes, words.Args{"max": maxOptions}).At("/quote_ids")
	}
	w := writer{in.Lang, in.Platforms}
	first := in.Quotes[0]
	t := CostTable{Version: TemplateVersion, Kind: "options", Lang: in.Lang, Title: w.say(tplOptions, nil), Shop: in.Shop, Day: first.Day,
		Amount: first.Amount, Options: []Option{}, Warnings: in.Warnings, Statement: w.say(tplNothingElse, nil)}
	if len(in.Quotes) == 1 {
		t.Kind, t.Title = "notice", w.say(tplNotice, nil)
	}
	t.Intro = w.say(tplIntro, words.Args{"shop": in.Shop, "amount": paper.Figures(first.Amount)})
	if t.Warnings == nil {
		t.Warnings = []Line{}
	}
	for _, q := range in.Quotes {
		if q.Amount != first.Amount || q.Day != first.Day {
			return CostTable{}, fault.Invalid(wordMixedQuotes).At("/quote_ids")
		}
		o, err := w.option(q)
		if err != nil {
			return CostTable{}, err
		}
		t.Options, t.Example = append(t.Options, o), t.Example || q.Example
	}
	t.Warnings = append(t.Warnings, Line{Code: "borrow", Text: w.say(tplBorrow, nil), Strong: true})
	if t.Example {
		t.Warnings = append(t.Warnings, Line{Code: "example", Text: w.say(tplExample, nil), Strong: true})
	}
	var err error
	t.Reading, err = ReadingOn(first.Day)
	return t, err
}

// writer writes the sentences of a table in one language.
type writer struct {
	lang      words.Lang
	platforms map[string]words.Word
}

func (w writer) say(word words.Word, args words.Args) string { return word.In(w.lang, args) }

func (w writer) option(q plan.Quote) (Option, error) {
	e, err := q.Explain()
	if err != nil {
		return Option{}, err
	}
	o := Option{QuoteID: q.ID, Hash: q.Hash, PlanCode: q.PlanCode, Name: w.name(q), Count: q.Count, Creditor: w.creditor(q),
		Schedule: w.schedule(q), Early: w.early(e.Early, q), Refund: w.refunds(e.Refunds, q), Cap: w.ceiling(q), Warnings: w.warnings(q)}
	o.Summary, o.quote = w.summary(q)
	o.Charges = w.charges(q, e.Charges)
	o.Default = w.late(q, e.Late)
	return o, nil
}

func (w writer) name(q plan.Quote) string {
	if w.lang == words.ZH {
		return q.PlanNameZH
	}
	return q.PlanNameEN
}

func (w writer) platform(id string) string {
	if name, ok := w.platforms[id]; ok {
		return name.In(w.lang, nil)
	}
	return id
}

func (w writer) creditor(q plan.Quote) string {
	if q.Creditor == plan.CreditorPlatform {
		return w.say(tplCreditorPlatform, words.Args{"platform": w.platform(q.Platform)})
	}
	return w.say(tplCreditorShop, nil)
}

func (w writer) party(q plan.Quote, collector string) string {
	if collector == plan.CreditorMerchant {
		return w.say(tplShop, nil)
	}
	return w.platform(q.Platform)
}

func (w writer) summary(q plan.Quote) ([]Line, *quoteOf) {
	var first, each, last money.Money
	for _, i := range q.Schedule.Instalments {
		due := money.New(i.Due(), q.Amount.Currency)
		switch i.No {
		case 1:
			first, each = due, due
		case 2:
			each = due
		}
		last = due
	}
	v := &quoteOf{paper.Figures(first), paper.Figures(each), paper.Figures(q.Total), paper.Figures(q.CustomerCost),
		q.NominalRate.Percent(), q.EffectiveRate.Percent()}
	line := func(code string, label words.Word, m money.Money, strong bool) Line {
		return Line{Code: code, Label: w.say(label, nil), Text: paper.Figures(m), Amount: &m, Strong: strong}
	}
	financed := q.Amount
	financed.Minor -= q.DownPayment.Minor
	list := []Line{line("price", tplPrice, q.Amount, false)}
	if q.DownPayment.Minor > 0 {
		list = append(list, line("down_payment", tplDown, q.DownPayment, false))
	}
	rest := []Line{line("first", tplFirst, first, true), line("each", tplEach, each, true)}
	if last != each {
		rest = append(rest, line("last", tplLast, last, true))
	}
	list = append(list, line("principal", tplPrincipal, financed, true),
		Line{Code: "count", Label: w.say(tplCount, nil), Text: w.say(tplCountOf, words.Args{"count": q.Count})})
	list = append(append(list, rest...), line("total", tplTotal, q.Total, true), line("cost", tplCost, q.CustomerCost, true))
	nominal, effective := q.NominalRate, q.EffectiveRate
	return append(list,
		Line{Code: "effective_rate", Label: w.say(tplEffective, nil), Text: v.effective, Rate: &effective, Method: w.say(tplEffectiveHow, nil), Strong: true},
		Line{Code: "nominal_rate", Label: w.say(tplNominal, nil), Text: v.nominal, Rate: &nominal, Method: w.say(tplNominalHow, nil)}), v
}

// methods says how each kind of plan charges.
func methodOf(k plan.Kind) words.Word {
	switch k {
	case plan.EqualInstalment, plan.EqualPrincipal:
		return tplMethodBalance
	case plan.FlatInterest:
		return tplMethodFlat
	}
	return tplMethodFee
}

func (w writer) charges(q plan.Quote, charges []plan.Charge) []Line {
	labels := map[string]words.Word{"interest": tplInterest, "fee": tplFee, "merchant_fee": tplMerchantFee}
	payers := map[plan.Payer]words.Word{plan.Customer: tplYou, plan.Merchant: tplShop}
	standard := tplStandardFee
	if q.Card.Kind == plan.EqualInstalment || q.Card.Kind == plan.EqualPrincipal || q.Card.Kind == plan.FlatInterest {
		standard = tplStandardYear
	}
	list := []Line{}
	for _, c := range charges {
		m := c.Amount
		list = append(list, Line{Code: c.Code, Label: w.say(labels[c.Code], nil), Text: paper.Figures(m), Amount: &m,
			Method: w.say(methodOf(q.Card.Kind), nil), Standard: w.say(standard, words.Args{"rate": percent(q.Card.Rate)}),
			Payer: w.say(payers[c.Payer], nil), Collector: w.party(q, c.Collector), Strong: c.Payer == plan.Customer})
	}
	if len(list) == 0 {
		zero := money.New(0, q.Amount.Currency)
		nobody := w.say(tplNobody, nil)
		list = append(list, Line{Code: "none", Label: w.say(tplNoCharge, nil), Text: paper.Figures(zero), Amount: &zero,
			Method: w.say(tplNone, nil), Standard: percent(0), Payer: nobody, Collector: nobody})
	}
	return list
}

// percent writes a rate in per cent with all its decimals.
func percent(r money.Rate) string { return (100 * r).String() + "%" }

func (w writer) schedule(q plan.Quote) []Due {
	list := make([]Due, 0, len(q.Schedule.Instalments))
	m := func(minor int64) money.Money { return money.New(minor, q.Amount.Currency) }
	for _, i := range q.Schedule.Instalments {
		label := w.say(tplNo, words.Args{"no": i.No})
		if i.No == 0 {
			label = w.say(tplDown, nil)
		}
		list = append(list, Due{No: i.No, Label: label, DueDay: i.DueDay, Amount: m(i.Due()), Principal: m(i.Principal),
			Interest: m(i.Interest), Fee: m(i.Fee), Balance: m(i.Balance)})
	}
	return list
}

func (w writer) late(q plan.Quote, x plan.LateExample) []Line {
	who := w.party(q, x.Collector)
	if !x.Known {
		return []Line{{Code: "late_unknown", Label: w.say(tplLate, nil), Text: w.say(tplLateUnknown, words.Args{"platform": who}), Payer: w.say(tplYou, nil), Collector: who, Strong: true}}
	}
	rate, charge := x.Rate, x.Charge
	standard := w.say(tplLateYear, words.Args{"rate": percent(x.Rate), "days": x.GraceDays, "share": percent(money.Rate(x.CapShare * 100))})
	if x.PerDay {
		standard = w.say(tplLateDay, words.Args{"rate": percent(x.Rate)})
	}
	if x.Rate == 0 {
		return []Line{{Code: "late_none", Label: w.say(tplLate, nil), Text: w.say(tplNone, nil), Collector: who}}
	}
	return []Line{
		{Code: "late_rate", Label: w.say(tplLate, nil), Text: standard, Rate: &rate, Standard: standard, Payer: w.say(tplYou, nil), Collector: who, Strong: true},
		{Code: "late_example", Label: w.say(tplLateExample, nil), Amount: &charge,
			Text: w.say(tplLateSteps, words.Args{"overdue": paper.Figures(x.Overdue), "days": x.Days, "charge": paper.Figures(x.Charge), "steps": x.Steps})},
	}
}

func (w writer) refunds(list []plan.RefundExample, q plan.Quote) []Line {
	labels := map[string]words.Word{"full": tplRefundFull, "full_later": tplRefundLater, "partial": tplRefundPart}
	fates := map[plan.RefundFee]words.Word{plan.FeeReturned: tplFeeReturned, plan.FeeKept: tplFeeKept, plan.FeeProRata: tplFeeProRata}
	lines := []Line{}
	for _, x := range list {
		back := x.Back
		text := w.say(tplRefundText, words.Args{"day": x.Day, "amount": paper.Figures(x.Amount), "back": paper.Figures(x.Back), "off": paper.Figures(x.Cancelled)})
		switch {
		case q.Creditor != plan.CreditorPlatform && x.Kind == "full_later":
			text += w.say(tplElapsed, nil)
		case q.Creditor != plan.CreditorPlatform:
		case x.Known:
			text += w.say(fates[x.Fee], words.Args{"platform": w.platform(q.Platform)})
		default:
			text += w.say(tplFeeUnknown, words.Args{"platform": w.platform(q.Platform)})
		}
		lines = append(lines, Line{Code: "refund_" + x.Kind, Label: w.say(labels[x.Kind], nil), Text: text, Amount: &back})
	}
	return lines
}

func (w writer) early(x *plan.EarlyExample, q plan.Quote) []Line {
	if x == nil {
		return []Line{}
	}
	if !x.Known {
		return []Line{{Code: "early_unknown", Label: w.say(tplEarly, nil), Text: w.say(tplEarlyUnknown, words.Args{"platform": w.platform(q.Platform)})}}
	}
	pay := x.Pay
	return []Line{{Code: "early", Label: w.say(tplEarly, nil), Amount: &pay,
		Text: w.say(tplEarlyText, words.Args{"no": x.No, "day": x.Day, "pay": paper.Figures(x.Pay), "saved": paper.Figures(x.Saved)})}}
}

// ceiling says in words how the option stands to the law.
func (w writer) ceiling(q plan.Quote) string {
	if q.Cap == nil || q.Cap.Status == plan.CapUnknown {
		return w.say(tplCapUnknown, nil)
	}
	for _, r := range q.Cap.Rules {
		if r.Limit == 0 || q.Cap.Status == plan.CapAbove == r.Within {
			continue
		}
		source := r.SourceEN
		if w.lang == words.ZH {
			source = r.SourceZH
		}
		word := tplCapWithin
		if !r.Within {
			word = tplCapAbove
		}
		return w.say(word, words.Args{"cost": q.Cap.Cost.Percent(), "limit": r.Limit.Percent(), "source": source})
	}
	return w.say(tplCapUnknown, nil)
}

func (w writer) warnings(q plan.Quote) []Line {
	list := []Line{}
	add := func(code string, is bool, word words.Word, args words.Args) {
		if is {
			list = append(list, Line{Code: code, Text: w.say(word, args)})
		}
	}
	add("platform", q.Creditor == plan.CreditorPlatform, tplPlatformTerms, words.Args{"platform": w.platform(q.Platform)})
	add("merchant_pays", q.MerchantCost.Minor > 0, tplMerchantPays, words.Args{"amount": paper.Figures(q.MerchantCost)})
	add("late_fee_high", q.LateFeeWarn, tplLateHigh, nil)
	add("cap_unknown", q.Cap == nil || q.Cap.Status == plan.CapUnknown, tplCapUnknown, nil)
	add("source_old", q.Card.Overdue, tplSourceOld, words.Args{"day": q.Card.VerifyBy})
	return list
}
