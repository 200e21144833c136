package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"fenming/kit/money"
)

// nameKey is a header name as it is compared: without width, case, blanks,
// underscores and what stands in brackets ("订单金额（元）").
func nameKey(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range strings.ToLower(norm.NFKC.String(s)) {
		switch {
		case r == '(' || r == '[' || r == '【':
			depth++
		case r == ')' || r == ']' || r == '】':
			depth = max(0, depth-1)
		case depth > 0 || strings.ContainsRune(" \t\u00a0_-./:*#", r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// field is one thing an order is made of and the names it goes by in headers,
// the surest first.
type field struct {
	key      string
	required bool
	names    []string
}

// fields of the generic layout. The order decides who may choose first.
var fields = []field{
	{"outer_no", true, []string{"商户订单号", "订单编号", "订单号", "外部订单号", "订单id", "主订单编号", "单号", "outerno",
		"orderno", "orderid", "ordernumber", "ordernum", "order", "ordercode"}},
	{"placed_at", true, []string{"下单时间", "订单创建时间", "订单时间", "拍下时间", "交易创建时间", "下单日期", "订单日期", "创建时间", "日期",
		"placedat", "orderpurchasetimestamp", "orderdate", "ordertime", "purchasedate", "createdat", "created", "date"}},
	{"amount", true, []string{"实付金额", "实付款", "买家实付金额", "实际支付金额", "支付金额", "付款金额", "实收金额", "订单金额", "订单总额",
		"应付金额", "总金额", "金额", "amountpaid", "paidamount", "amount", "ordertotal", "grandtotal", "totalamount",
		"totalprice", "total", "paymentvalue"}},
	{"currency", false, []string{"币种", "货币", "currency", "currencycode"}},
	{"customer_no", false, []string{"客户编号", "会员编号", "会员号", "客户id", "会员id", "买家id", "买家会员名", "客户号", "customerno",
		"customerid", "customernumber", "buyerid", "memberid"}},
	{"customer_name", false, []string{"客户姓名", "收货人姓名", "收货人", "买家姓名", "收件人", "姓名", "客户", "customername", "buyername",
		"recipient", "customer", "buyer"}},
	{"phone", false, []string{"手机号码", "手机号", "手机", "联系手机", "收货人手机", "收货人电话", "联系电话", "电话", "phone", "phonenumber",
		"mobile", "telephone", "tel"}},
	{"email", false, []string{"电子邮箱", "邮箱", "电子邮件", "email", "emailaddress", "mail"}},
	{"address", false, []string{"收货地址", "收件地址", "详细地址", "地址", "shippingaddress", "deliveryaddress", "address"}},
	{"payment", false, []string{"支付方式", "付款方式", "支付类型", "支付渠道", "paymentmethod", "paymenttype", "paymentkind", "paidby",
		"payment"}},
	{"count", false, []string{"分期期数", "分期数", "期数", "分期", "paymentinstallments", "paymentinstalments", "installments",
		"instalments", "installmentcount", "instalmentcount", "count", "terms"}},
	{"state", false, []string{"订单状态", "交易状态", "状态", "orderstatus", "orderstate", "status", "state"}},
	{"paid_at", false, []string{"付款时间", "支付时间", "订单付款时间", "付款日期", "paidat", "paymentdate", "paymenttime", "orderapprovedat",
		"datepaid"}},
	{"shipped_at", false, []string{"发货时间", "出库时间", "发货日期", "shippedat", "shippingdate", "shipdate", "dispatchedat",
		"orderdeliveredcarrierdate"}},
	{"delivered_at", false, []string{"签收时间", "确认收货时间", "收货时间", "完成时间", "妥投时间", "交付时间", "deliveredat", "deliverydate",
		"completedat", "datecompleted", "orderdeliveredcustomerdate"}},
	{"ended_at", false, []string{"退款时间", "取消时间", "关闭时间", "refundedat", "cancelledat", "canceledat", "closedat"}},
	{"carrier", false, []string{"物流公司", "快递公司", "承运商", "carrier", "courier", "shippingcompany"}},
	{"tracking_no", false, []string{"快递单号", "运单号", "物流单号", "物流编号", "trackingno", "trackingnumber", "tracking"}},
	{"sku", false, []string{"商品编码", "商家编码", "货号", "商品编号", "商品id", "sku", "skuid", "productid", "itemid", "productcode"}},
	{"item_name", false, []string{"商品名称", "商品标题", "宝贝标题", "商品", "品名", "productname", "itemname", "product", "item", "title"}},
	{"category", false, []string{"商品类目", "商品分类", "类目", "品类", "分类", "productcategory", "category", "productcategoryname"}},
	{"quantity", false, []string{"商品数量", "购买数量", "数量", "件数", "quantity", "qty", "units"}},
	{"item_amount", false, []string{"商品金额", "商品小计", "小计", "明细金额", "itemamount", "linetotal", "lineamount", "itemtotal",
		"subtotal"}},
	{"store", false, []string{"门店", "店铺名称", "店铺", "门店名称", "store", "storename", "shop"}},
	{"staff", false, []string{"店员", "收银员", "导购", "销售员", "staff", "cashier", "salesperson"}},
}

// guess maps fields to header names; each column serves one field.
func guess(header []string) map[string]string {
	byKey := map[string]string{}
	for _, h := range header {
		if k := nameKey(h); k != "" {
			if _, twice := byKey[k]; !twice {
				byKey[k] = h
			}
		}
	}
	found := map[string]string{}
	for _, f := range fields {
		for _, n := range f.names {
			if h, ok := byKey[nameKey(n)]; ok {
				found[f.key] = h
				delete(byKey, nameKey(n))
				break
			}
		}
	}
	return found
}

// headerHash names a header, so that a screen can remember a mapping for it.
func headerHash(header []string) string {
	keys := make([]string, len(header))
	for i, h := range header {
		keys[i] = nameKey(h)
	}
	sum := sha256.Sum256([]byte(strings.Join(keys, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// statuses are the words files use for how far an order has come.
var statuses = map[string]State{}

func init() {
	for state, list := range map[State]string{
		Unpaid:    "created|unpaid|pending|pending payment|awaiting payment|open|new|待付款|未付款|等待买家付款|待支付|未支付|已下单",
		Cancelled: "canceled|cancelled|closed|voided|expired|已取消|取消|交易关闭|已关闭|关闭|交易取消",
		Paid: "approved|invoiced|processing|paid|confirmed|已付款|已支付|待发货|买家已付款|等待卖家发货|等待发货|付款成功|支付成功|备货中|" +
			"处理中|配货中",
		Shipped: "shipped|in transit|dispatched|on hold in transit|已发货|待收货|卖家已发货|等待买家确认收货|运输中|配送中",
		Delivered: "delivered|completed|complete|fulfilled|finished|done|交易成功|已完成|完成|已签收|已收货|确认收货|交易完成|已妥投|" +
			"已核销|已使用",
		Refunded: "refunded|returned|已退款|退款成功|全额退款|已退货|退货退款",
	} {
		for _, word := range strings.Split(list, "|") {
			statuses[nameKey(word)] = state
		}
	}
}

// unavailable is the word for an order that was paid and could not be sent.
const unavailable = "unavailable"

// stateOf reads the state of an order. noStock says that goods were not to be
// had; false ok: the word is not known.
func stateOf(text string) (s State, noStock, ok bool) {
	key := nameKey(text)
	if key == unavailable || key == nameKey("缺货") {
		return Paid, true, true
	}
	s, ok = statuses[key]
	return s, false, ok
}

// The ways of payment that are told apart.
const (
	kindCard    = "credit_card"
	kindUnknown = "unknown"
)

// payWords maps parts of what files say to a way of payment, the first hit
// counts; credit ones come first, since 花呗分期 is no 支付宝 balance.
var payWords = []struct{ part, kind string }{
	{"debit", "debit_card"}, {"借记", "debit_card"}, {"储蓄卡", "debit_card"},
	{"creditcard", kindCard}, {"信用卡", kindCard}, {"花呗", kindCard}, {"白条", kindCard}, {"分期", kindCard}, {"月付", kindCard},
	{"先用后付", kindCard}, {"instalment", kindCard}, {"installment", kindCard}, {"paylater", kindCard},
	{"boleto", "boleto"}, {"voucher", "voucher"}, {"giftcard", "voucher"}, {"代金券", "voucher"}, {"优惠券", "voucher"},
	{"礼品卡", "voucher"}, {"储值", "voucher"}, {"余额", "wallet"}, {"支付宝", "wallet"}, {"alipay", "wallet"}, {"微信", "wallet"},
	{"wechat", "wallet"}, {"paypal", "wallet"}, {"wallet", "wallet"}, {"pix", "transfer"}, {"转账", "transfer"}, {"对公", "transfer"},
	{"transfer", "transfer"}, {"现金", "cash"}, {"cash", "cash"}, {"货到付款", "cash"}, {"credit", kindCard},
}

// payKind reads a way of payment; "" for a blank one.
func payKind(text string) string {
	key := nameKey(text)
	if key == "" {
		return ""
	}
	for _, w := range payWords {
		if strings.Contains(key, w.part) {
			return w.kind
		}
	}
	return kindUnknown
}

// planCode is the plan of imported credit in a currency.
func planCode(c money.Currency) string { return "card-" + strings.ToLower(string(c)) }

// total adds up payments; false when the sum does not fit.
func total(list []Payment) (int64, bool) {
	parts := make([]int64, len(list))
	for i, p := range list {
		parts[i] = p.Amount
	}
	sum, err := money.Sum(parts...)
	return sum, err == nil
}

// credit finds the part of the payments that was on credit: its sum, and the
// instalments of the largest payment; mixed says that others differ.
func credit(list []Payment) (sum int64, count int, mixed bool) {
	var largest int64 = -1
	for _, p := range list {
		if p.Kind != kindCard {
			continue
		}
		sum += p.Amount
		mixed = mixed || count != 0 && count != p.Count
		if p.Amount > largest {
			largest, count = p.Amount, p.Count
		}
	}
	return sum, count, mixed
}

// kindsOf names the ways of payment, sorted: "boleto+voucher".
func kindsOf(list []Payment) string {
	var kinds []string
	for _, p := range list {
		kinds = append(kinds, p.Kind)
	}
	slices.Sort(kinds)
	return strings.Join(slices.Compact(kinds), "+")
}

// Lines that are no goods.
const (
	skuFreight = "freight"
	skuExtra   = "surcharge"
)

// fit makes the lines add up to what was paid: what was paid on top is a line
// of its own, what was paid less is taken off the lines in proportion. A line
// that is left with nothing stays, at zero.
func fit(items []Item, paid money.Money) ([]Item, int64, error) {
	if len(items) == 0 {
		return nil, 0, nil
	}
	weights := make([]int64, len(items))
	for i, it := range items {
		weights[i] = it.Amount.Minor
	}
	sum, err := money.Sum(weights...)
	switch {
	case err != nil || sum == paid.Minor:
		return items, 0, err
	case sum < paid.Minor:
		extra := Item{SKU: skuExtra, Name: "附加费 Surcharge", Fulfilment: "service", Quantity: 1,
			Amount: money.New(paid.Minor-sum, paid.Currency)}
		return append(slices.Clone(items), extra), paid.Minor - sum, nil
	}
	parts, err := money.Allocate(paid.Minor, weights)
	if err != nil {
		return nil, 0, err
	}
	fitted := slices.Clone(items)
	for i := range fitted {
		fitted[i].Amount.Minor = parts[i]
	}
	return fitted, paid.Minor - sum, nil
}

// share gives lines without a price of their own their part of what was paid,
// by quantity.
func share(items []Item, paid int64) error {
	weights := make([]int64, len(items))
	for i, it := range items {
		weights[i] = it.Quantity
	}
	parts, err := money.Allocate(paid, weights)
	for i := range parts {
		items[i].Amount.Minor = parts[i]
	}
	return err
}

// digest is the SHA-256 of what a file says of an order, personal data left
// out, shortened to 128 bits: enough to tell the same row from another.
func (o *Order) digest() string {
	h := sha256.New()
	put(h, o.OuterNo, o.PlacedAt.UTC().Format(time.RFC3339), o.Amount.Minor, o.Amount.Currency, o.Credit.Minor, o.Count,
		o.PayKind, o.State, stamp(o.PaidAt), stamp(o.ShippedAt), stamp(o.DeliveredAt), stamp(o.EndedAt), o.Carrier,
		o.TrackingNo, o.Customer.ExternalNo)
	for _, p := range o.Payments {
		put(h, p.Kind, p.Count, p.Amount)
	}
	for _, it := range o.Items {
		put(h, it.SKU, it.Quantity, it.Amount.Minor)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// put writes each value behind a separator no text can hold twice in a row.
func put(h hash.Hash, values ...any) {
	for _, v := range values {
		text := fmt.Sprint(v)
		_, _ = fmt.Fprintf(h, "%d:%s", len(text), text) // a hash never fails to write
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
