package risk

import (
	"slices"

	"fenming/kit/words"
)

func w(key, zh, en string) words.Word { return words.Word{Key: key, ZH: zh, EN: en} }

// The reasons.
var (
	sayVelocity        = w("risk.say_velocity", "该顾客在 {window} 内下单 {n} 次（界限 {at} 次）", "This customer placed {n} orders within {window} (line: {at})")
	sayVelocityPhone   = w("risk.say_velocity_phone", "同一手机号在 {window} 内由多位顾客下单 {n} 次（界限 {at} 次）", "One phone number, used by several customers, placed {n} orders within {window} (line: {at})")
	sayVelocityDevice  = w("risk.say_velocity_device", "同一设备在 {window} 内由多位顾客下单 {n} 次（界限 {at} 次）", "One device, used by several customers, placed {n} orders within {window} (line: {at})")
	sayVelocityAddress = w("risk.say_velocity_address", "同一地址在 {window} 内由多位顾客下单 {n} 次（界限 {at} 次）", "One address, used by several customers, received {n} orders within {window} (line: {at})")
	sayVelocityIP      = w("risk.say_velocity_ip", "同一网络地址 1 小时内有 {n} 位顾客下单（界限 {at} 位）", "{n} customers ordered from one internet address within an hour (line: {at})")
	sayDevicePeople    = w("risk.say_device_people", "同一设备 30 天内有 {n} 位不同的顾客（界限 {at} 位）", "{n} different customers used one device within 30 days (line: {at})")
	sayAddressPeople   = w("risk.say_address_people", "同一地址 30 天内有 {n} 位不同的收货顾客（界限 {at} 位）", "{n} different customers receive at one address within 30 days (line: {at})")
	sayNewHigh         = w("risk.say_new_high", "新顾客（建档 {hours} 小时）的大额订单 {amount}", "A high order of {amount} by a new customer (known for {hours} h)")
	sayRound           = w("risk.say_round", "整数金额 {amount} 用到可用额度 {free} 的 {share}", "The round amount {amount} takes {share} of the free limit {free}")
	sayResale          = w("risk.say_resale", "易变现商品占订单金额的 {share}", "Easily resold goods make up {share} of the order")
	sayResaleAgain     = w("risk.say_resale_again", "30 天内第 {n} 次分期购买易变现商品（界限 {at} 次）", "Order number {n} of easily resold goods within 30 days (line: {at})")
	sayRefunds         = w("risk.say_refunds", "30 天内有 {n} 笔付款后 {hours} 小时内退款且未发货", "{n} refunds within 30 days came less than {hours} h after payment, with nothing sent")
	sayUnmoved         = w("risk.say_unmoved", "30 天内有 {n} 笔应发货订单显示签收但没有物流", "{n} shipments within 30 days were signed for without any carrier having seen them")
	sayNight           = w("risk.say_night", "员工在凌晨 {hour} 时代为录单", "Staff entered the order at {hour} o'clock at night")
	sayStaffRefunds    = w("risk.say_staff_refunds", "经手员工 30 天内有 {n} 笔订单付款后很快退款且未发货", "{n} orders of the same member of staff were refunded soon after payment with nothing sent, within 30 days")
	sayPair            = w("risk.say_pair", "同一员工 7 天内为该顾客录单 {n} 次", "The same member of staff entered {n} orders for this customer within 7 days")
	sayBudget          = w("risk.say_budget", "本月新增分期（含本单）{sum}，超过顾客自设的月上限 {budget}", "New credit of this month comes to {sum} with this order, above the ceiling of {budget} the customer set")
	sayWatch           = w("risk.say_watch", "{subject} 在关注名单中：{reason}", "The {subject} is on the watch list: {reason}")
	sayTrust           = w("risk.say_trust", "{subject} 在信任名单中：{reason}", "The {subject} is on the trust list: {reason}")
	sayWeakBlock       = w("risk.say_weak_block", "{subject} 在黑名单中（{reason}）；地址类线索不单独拒绝，转人工", "The {subject} is on the block list ({reason}); an address alone never declines, so a person looks at it")
	sayHold            = w("risk.say_hold", "顾客有 {n} 项未了结的暂停（{kinds}），先处理再给新的分期", "The customer has {n} standing holds ({kinds}); settle them before giving new credit")
	sayBlock           = w("risk.say_block", "{subject} 在黑名单中：{reason}（条目 {entry}，可申诉）", "The {subject} is on the block list: {reason} (entry {entry}, open to appeal)")
	sayAge             = w("risk.say_age", "未满 {age} 周岁，不能使用分期（民法典第17、18条）", "Under {age}: no pay-later (Civil Code, articles 17 and 18)")
	sayLimit           = w("risk.say_limit", "订单 {amount} 超过可用额度 {free}", "The order of {amount} is above the free limit of {free}")
)

// What each rule looks for.
var (
	whatVelocityCustomer = w("risk.velocity_customer", "同一顾客短时间内多次下单", "Many orders of one customer in a short time")
	whatVelocityPhone    = w("risk.velocity_phone", "多位顾客共用的手机号多次下单", "Many orders with a phone number several customers share")
	whatVelocityDevice   = w("risk.velocity_device", "多位顾客共用的设备多次下单", "Many orders on a device several customers share")
	whatVelocityAddress  = w("risk.velocity_address", "多位顾客共用的地址多次下单（自提点除外）", "Many orders to an address several customers share, pickup stations aside")
	whatVelocityIP       = w("risk.velocity_ip", "同一网络地址短时间内多位顾客下单", "Many customers on one internet address within an hour")
	whatDevicePeople     = w("risk.device_many_people", "一台设备上有多位顾客", "Many customers on one device")
	whatAddressPeople    = w("risk.address_many_people", "一个地址有多位收货顾客（自提点除外）", "Many receivers at one address, pickup stations aside")
	whatNewHigh          = w("risk.new_customer_high", "新顾客首日大额订单", "A high order on a customer's first day")
	whatRound            = w("risk.round_near_limit", "整数金额且接近可用额度", "A round amount close to the free limit")
	whatResale           = w("risk.resale_share", "易变现商品占比高", "A large share of easily resold goods")
	whatResaleAgain      = w("risk.resale_repeat", "反复购买易变现商品", "Easily resold goods again and again")
	whatRefunds          = w("risk.instant_refunds", "付款后很快退款且未发货的历史", "A history of refunds soon after payment with nothing sent")
	whatUnmoved          = w("risk.goods_never_moved", "应发货的商品没有物流却显示签收", "Shipments signed for that never moved")
	whatNight            = w("risk.night_till", "夜间由员工代为录单", "An order entered by staff at night")
	whatStaffRefunds     = w("risk.staff_refunds", "经手员工的订单频繁速退", "Quick refunds concentrate on one member of staff")
	whatPair             = w("risk.staff_pair", "同一员工与同一顾客反复成单", "One member of staff and one customer, again and again")
	whatBudget           = w("risk.over_budget", "超过顾客自设的月预算", "Above the monthly budget the customer set")
	whatWatch            = w("risk.watch_list", "关注名单", "Watch list")
	whatTrust            = w("risk.trust_list", "信任名单（减分）", "Trust list (takes points off)")
	whatWeakBlock        = w("risk.weak_block", "地址或网络地址在黑名单中（转人工）", "An address or internet address on the block list (a person looks)")
	whatHold             = w("risk.customer_hold", "顾客有未了结的争议、困难、投诉或停止联系", "A standing dispute, hardship, complaint or stop request")
	whatBlock            = w("risk.block_list", "顾客、手机号或设备在黑名单中", "Customer, phone or device on the block list")
	whatAge              = w("risk.under_age", "未成年人使用分期", "Pay-later by a minor")
	whatLimit            = w("risk.over_limit", "超过可用额度", "Above the free limit")
)

// The levers.
const (
	leverNoInstalments = "leave_out_instalments"
	leverNoPlan        = "offer_no_plan"
	leverOtherCashier  = "other_cashier"
	leverOtherPayment  = "pay_now"
	leverFewer         = "cap_count"
	leverTwoOrders     = "two_orders"
	leverDownPayment   = "raise_down_payment"
	leverGuarantor     = "ask_guarantor"
	leverProof         = "ask_proof"
	leverHoldShipment  = "hold_shipment"
	leverRefund        = "release_or_refund"
)

var leverWords = []words.Word{
	w("risk.lever.leave_out_instalments", "发起收款时关闭花呗与花呗分期（disable_pay_channels=pcredit,pcreditpayInstallment），改用其他付款方式成交", "Switch Huabei off for this payment (disable_pay_channels=pcredit,pcreditpayInstallment) and sell by another way of paying"),
	w("risk.lever.offer_no_plan", "本单不提供本店分期", "Offer no plan of the shop's own for this order"),
	w("risk.lever.other_cashier", "换用不含该信用产品的收银方式", "Use a cashier without this credit product"),
	w("risk.lever.pay_now", "请顾客全额付款", "Ask the customer to pay in full"),
	w("risk.lever.cap_count", "减少期数上限", "Allow fewer instalments"),
	w("risk.lever.two_orders", "拆成两笔订单：首付普通付款，其余走信用（退款分别处理）", "Two separate orders: a deposit paid at once and the rest on credit, each with its own refund"),
	w("risk.lever.raise_down_payment", "提高首付", "Ask for a larger down payment"),
	w("risk.lever.ask_guarantor", "请提供担保人", "Ask for a guarantor"),
	w("risk.lever.ask_proof", "核验身份与用途，留存证据", "Check identity and purpose and keep the proof"),
	w("risk.lever.hold_shipment", "暂不发货，由人复核；注意平台的发货时限", "Do not ship until a person has looked; mind the platform's shipping deadline"),
	w("risk.lever.release_or_refund", "复核后放行，或原路退款", "Then release it, or refund by the original route"),
}

var outcomeWords = []words.Word{
	w("risk.outcome.accept", "接受", "accept"), w("risk.outcome.step_up", "加强核验", "step up"),
	w("risk.outcome.hold", "待审", "hold"), w("risk.outcome.decline", "拒绝", "decline"),
}

func outcomeWord(outcome string) words.Word {
	return outcomeWords[max(slices.Index(strictness, outcome), 0)]
}

// The rest.
var (
	wordNothing = w("risk.nothing_to_change", "已接受，无需改变", "Accepted; nothing has to change")
	wordWithout = w("risk.without", "若没有以下情形，结论会变为「{outcome}」：{reasons}", "Without the following the verdict would be “{outcome}”: {reasons}")

	wordFacts    = w("risk.facts", "判定须有订单编号、顾客和大于零的金额", "A verdict needs the order's id, a customer and an amount above zero")
	wordEvent    = w("risk.event", "事件须写明类型和订单编号", "An event needs its kind and the order's id")
	wordNone     = w("risk.no_verdict", "该订单没有结论，请核对编号", "The order has no verdict; check the id")
	wordNoEntry  = w("risk.no_entry", "没有这条名单记录，或已移除", "There is no such list entry, or it was removed")
	wordReason   = w("risk.reason", "请填写原因（至少 4 个字）", "Give a reason (at least 4 characters)")
	wordExpiry   = w("risk.expiry", "有效期须在 1 天到 {max} 天之间", "An entry lasts between 1 and {max} days")
	wordValue    = w("risk.value", "请填写要列入名单的内容", "Say what is to be listed")
	wordListed   = w("risk.listed", "已在该名单中（条目 {id}）", "It is on that list already (entry {id})")
	wordGet      = w("risk.verdict_get", "查看订单的结论与理由", "See an order's verdict and its reasons")
	wordVerdicts = w("risk.verdict_list", "结论列表", "List verdicts")
	wordRules    = w("risk.rules", "现行规则", "The rules in force")
	wordLists    = w("risk.list_list", "名单", "The lists")
	wordAdd      = w("risk.list_add", "列入名单", "Add to a list")
	wordRemove   = w("risk.list_remove", "移出名单", "Take off a list")
)

// Words is this room's catalogue.
func Words() []words.Word {
	all := []words.Word{wordNothing, wordWithout, wordFacts, wordEvent, wordNone, wordNoEntry, wordReason, wordExpiry,
		wordValue, wordListed, wordGet, wordVerdicts, wordRules, wordLists, wordAdd, wordRemove}
	for _, r := range rules {
		all = append(all, r.what, r.say)
	}
	return append(append(all, leverWords...), outcomeWords...)
}
