package contract

import (
	"fenming/book/contract/clause"
	"fenming/book/contract/template"
	"fenming/book/customer"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Item is one line of what is sold, as the contract names it.
type Item struct {
	Name     string      `json:"name"`
	Quantity int64       `json:"quantity"`
	Amount   money.Money `json:"amount"`
	Movable  bool        `json:"movable" doc:"goods whose title can be kept; false for services, vouchers and digital goods"`
}

// DemandDays is the reasonable time a written demand gives; the law asks for a
// reasonable period (Civil Code 634), fifteen days are our own.
const DemandDays = 15

// exampleDays is how late the example of a late fee is.
const exampleDays = 30

// Fields are what a template may name.
func Fields() []template.Field {
	f := func(name string, t template.Type, zh, en string, of ...template.Field) template.Field {
		return template.Field{Name: name, Type: t, ZH: zh, EN: en, Of: of}
	}
	return []template.Field{
		f("contract.no", template.Text, "合同编号", "number of the contract"),
		f("contract.day", template.Day, "出具日期", "day it was made"),
		f("order.no", template.Text, "订单编号", "number of the order"),
		f("plan.name", template.Text, "分期方案", "name of the plan"),
		f("seller.name", template.Text, "卖方名称", "name of the seller"),
		f("seller.code", template.Text, "卖方统一社会信用代码", "credit code of the seller"),
		f("seller.address", template.Text, "卖方地址", "address of the seller"),
		f("seller.phone", template.Text, "卖方电话", "phone of the seller"),
		f("seller.court", template.Text, "约定的管辖法院；空为买方住所地或收货地", "court agreed on; empty: near the buyer"),
		f("buyer.name", template.Text, "买方姓名", "name of the buyer"),
		f("buyer.phone", template.Text, "买方电话", "phone of the buyer"),
		f("buyer.email", template.Text, "买方电子邮箱", "e-mail of the buyer"),
		f("buyer.address", template.Text, "买方地址", "address of the buyer"),
		f("guarantor.name", template.Text, "保证人姓名；没有保证人时为空", "name of the guarantor; empty without one"),
		f("goods", template.Rows, "商品明细", "what is sold",
			f("name", template.Text, "名称", "name"), f("quantity", template.Number, "数量", "quantity"), f("amount", template.Money, "金额", "amount")),
		f("movable", template.Number, "可以保留所有权的动产为 1", "1 for goods whose title can be kept"),
		f("price", template.Money, "商品价款", "price"),
		f("down_payment", template.Money, "首付款", "down payment"),
		f("financed", template.Money, "分期支付的价款", "price less the down payment"),
		f("interest", template.Money, "利息合计", "all interest"),
		f("fee", template.Money, "手续费合计", "all fees"),
		f("cost", template.Money, "利息与手续费合计", "interest and fees together"),
		f("total", template.Money, "买方支付总额", "everything the buyer pays"),
		f("count", template.Number, "期数", "number of instalments"),
		f("accelerable", template.Number, "三期以上、可以约定提前到期的为 1", "1 for three payments and more"),
		f("first_due", template.Day, "首个还款日", "first due day"),
		f("last_due", template.Day, "最后还款日", "last due day"),
		f("nominal_rate", template.Rate, "名义年化利率", "nominal annual rate"),
		f("effective_rate", template.Rate, "实际年化利率", "effective annual rate"),
		f("lpr", template.Rate, "一年期贷款市场报价利率", "one-year loan prime rate"),
		f("late_fee_rate", template.Rate, "逾期违约金年利率", "late fee a year"),
		f("late_fee_cap", template.Rate, "违约金上限占逾期本金的比例", "most it may reach, as a share of the overdue principal"),
		f("late_example", template.Money, "首个还款期在宽限期满后又欠30天的违约金", "late fee of the first instalment 30 days beyond the grace"),
		f("grace_days", template.Number, "宽限天数", "days of grace"),
		f("demand_days", template.Number, "催告后的合理期限（日）", "days that a demand gives"),
		f("instalments", template.Rows, "还款计划", "schedule",
			f("no", template.Number, "期次", "number"), f("label", template.Text, "期次名称", "what it is called"),
			f("due_day", template.Day, "到期日", "due day"), f("grace_day", template.Day, "宽限截止日", "last day of grace"),
			f("principal", template.Money, "本金", "principal"), f("interest", template.Money, "利息", "interest"),
			f("fee", template.Money, "手续费", "fee"), f("total", template.Money, "应付合计", "to pay")),
	}
}

// titles are the names of the key terms in a language.
func titles(lang words.Lang) map[string]string {
	list := map[string]string{}
	for id, name := range KeyTermNames() {
		list[id] = name[1]
		if lang == words.ZH {
			list[id] = name[0]
		}
	}
	return list
}

// library is what a text of a jurisdiction may name on a day.
func library(pack clause.Pack, lang words.Lang, day calendar.Day) template.Library {
	return template.Library{Fields: Fields(), Terms: titles(lang), Clauses: pack.Texts(lang, day), Lang: lang}
}

// facts are what a contract is made of.
type facts struct {
	contract Contract
	lines    []Instalment
	quote    plan.Quote
	orderNo  string
	day      calendar.Day
	goods    []Item
	buyer    customer.Person
	seller   Party
}

// values gives the fields their values in a language.
func (f facts) values(lang words.Lang) template.Values {
	c, q := f.contract, f.quote
	text := func(s string) template.Value { return template.Value{Text: s} }
	amount := func(minor int64) template.Value { return template.Value{Money: money.New(minor, c.Currency)} }
	number := func(n int) template.Value { return template.Value{Number: int64(n)} }
	rate := func(r money.Rate) template.Value { return template.Value{Rate: r} }
	name := q.PlanNameEN
	if lang == words.ZH {
		name = q.PlanNameZH
	}
	v := template.Values{
		"contract.no": text(c.ID), "contract.day": {Day: f.day}, "order.no": text(f.orderNo), "plan.name": text(name),
		"seller.name": text(f.seller.Name), "seller.code": text(f.seller.Code), "seller.address": text(f.seller.Address),
		"seller.phone": text(f.seller.Phone), "seller.court": text(f.seller.Court),
		"buyer.name": text(f.buyer.Name), "buyer.phone": text(f.buyer.Phone), "buyer.email": text(f.buyer.Email),
		"buyer.address": text(f.buyer.Address), "guarantor.name": {},
		"price": amount(c.Principal.Minor), "down_payment": amount(q.DownPayment.Minor), "financed": amount(c.Principal.Minor - q.DownPayment.Minor),
		"interest": amount(c.Interest.Minor), "fee": amount(c.Fee.Minor), "cost": amount(c.Interest.Minor + c.Fee.Minor),
		"total": amount(c.Principal.Minor + c.Interest.Minor + c.Fee.Minor), "count": number(q.Count),
		"nominal_rate": rate(q.NominalRate), "effective_rate": rate(q.EffectiveRate), "lpr": rate(c.LateFee.LPR),
		"late_fee_rate": rate(c.LateFee.Rate), "late_fee_cap": rate(money.Rate(c.LateFee.CapShare * ppmRate)),
		"grace_days": number(c.LateFee.GraceDays), "demand_days": number(DemandDays),
		"goods": {Rows: f.goodsRows()}, "instalments": {Rows: f.lineRows(lang)},
	}
	if q.Count >= minAcceleration {
		v["accelerable"] = number(1)
	}
	for _, g := range f.goods {
		if g.Movable {
			v["movable"] = number(1)
		}
	}
	for _, n := range f.lines {
		if n.Kind != string(plan.Regular) {
			continue
		}
		if v["first_due"].Day == "" {
			v["first_due"] = template.Value{Day: n.DueDay}
			v["late_example"] = amount(lateExample(n.Principal, c.LateFee))
		}
		v["last_due"] = template.Value{Day: n.DueDay}
	}
	return v
}

// ppmRate turns a share in ppm into a rate in units of 1e-8.
const ppmRate = int64(money.One) / 1_000_000

// lateExample is the late fee on a principal that is exampleDays beyond the
// grace, in minor units, as the ledger will count it: principal × rate × days ÷
// 365, half up, at most the cap.
func lateExample(principal int64, t LateFeeTerms) int64 {
	fee, err1 := money.MulDiv(principal, int64(t.Rate)*exampleDays, int64(money.One)*365, money.HalfUp)
	most, err2 := money.MulDiv(principal, t.CapShare, 1_000_000, money.Floor)
	if err1 != nil || err2 != nil {
		return 0 // no example is better than a wrong one
	}
	return min(fee, most)
}

func (f facts) goodsRows() []template.Values {
	var rows []template.Values
	for _, g := range f.goods {
		rows = append(rows, template.Values{"name": {Text: g.Name}, "quantity": {Number: g.Quantity}, "amount": {Money: g.Amount}})
	}
	return rows
}

func (f facts) lineRows(lang words.Lang) []template.Values {
	var rows []template.Values
	for _, n := range f.lines {
		amount := func(minor int64) template.Value { return template.Value{Money: money.New(minor, f.contract.Currency)} }
		w := wordLine
		if n.Kind == string(plan.DownPayment) {
			w = wordDownLine
		}
		rows = append(rows, template.Values{"no": {Number: int64(n.No)}, "label": {Text: w.In(lang, words.Args{"no": n.No})},
			"due_day": {Day: n.DueDay}, "grace_day": {Day: n.GraceDay}, "principal": amount(n.Principal), "interest": amount(n.Interest),
			"fee": amount(n.Fee), "total": amount(n.Principal + n.Interest + n.Fee)})
	}
	return rows
}
