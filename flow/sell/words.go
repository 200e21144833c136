package sell

import "fenming/kit/words"

var (
	wordQuote    = words.Word{Key: "sell.op.quote", ZH: "报价：逐期金额、全部费用与年化利率", EN: "Quote: every instalment, every cost, the annual rate"}
	wordDecide   = words.Word{Key: "sell.op.decide", ZH: "下单并裁决", EN: "Place an order and decide on it"}
	wordConfirm  = words.Word{Key: "sell.op.confirm", ZH: "确认签约与首付", EN: "Confirm: signature and down payment"}
	wordReview   = words.Word{Key: "sell.op.review", ZH: "人工复核待审订单", EN: "Review a held order"}
	wordFulfil   = words.Word{Key: "sell.op.fulfil", ZH: "登记履约凭证", EN: "Record a proof of fulfilment"}
	wordCancel   = words.Word{Key: "sell.op.cancel", ZH: "取消未支付的订单", EN: "Cancel an unpaid order"}
	wordRefund   = words.Word{Key: "sell.op.refund", ZH: "原路退款", EN: "Refund by the original route"}
	wordDrop     = words.Word{Key: "sell.op.drop_refund", ZH: "撤下尚未审批的退款", EN: "Drop a refund that is not approved yet"}
	wordList     = words.Word{Key: "sell.op.list", ZH: "订单列表", EN: "List orders"}
	wordGet      = words.Word{Key: "sell.op.get", ZH: "查看订单全貌", EN: "See an order with all that is known of it"}
	wordTimeline = words.Word{Key: "sell.op.timeline", ZH: "订单时间线", EN: "An order's timeline"}

	wordOffers      = words.Word{Key: "sell.op.offers", ZH: "为购物车与客户列出可选分期及不可选的原因", EN: "List what can be offered for a basket and a customer, and why the rest cannot"}
	wordOffersOrder = words.Word{Key: "sell.offers_order", ZH: "排序：客户总费用最低者在前；相同则实际年化低者在前；再相同则期数少者在前", EN: "Order: least cost for the customer first, then the lowest effective annual rate, then fewer instalments"}
	wordNobodyKnown = words.Word{Key: "sell.offers_nobody", ZH: "未指定客户：年龄、额度与预算未核对", EN: "No customer was named: age, limit and budget were not checked"}
	wordNoBasket    = words.Word{Key: "sell.no_basket", ZH: "请填写金额或商品明细", EN: "Give an amount or the items"}
	wordSealKey     = words.Word{Key: "sell.seal_key", ZH: "签封密钥编号", EN: "Key id of the seal"}
	wordQuotePast   = words.Word{Key: "sell.quote_past", ZH: "报价的起始日不得早于今天（{day}）", EN: "A quote starts today ({day}) or later"}
	wordBasketSum   = words.Word{Key: "sell.basket_sum", ZH: "金额须等于各商品金额之和，请核对", EN: "The amount must be the sum of the items; check it"}
	changeUnderAge  = words.Word{Key: "change.sell.under_age", ZH: "年满十八周岁后可选；现在可以不分期购买", EN: "From eighteen on; without instalments the goods can be bought now"}
	changeLimit     = words.Word{Key: "change.limit", ZH: "提高首付、减少金额，或由风控人员调整额度", EN: "Pay more down, take goods out, or let the risk desk change the limit"}
	wordBudgetGet   = words.Word{Key: "sell.op.budget", ZH: "客户预算：上限、本月已用、未来十二个月", EN: "A customer's budget: ceilings, used this month, the next twelve"}
	wordBudgetSet   = words.Word{Key: "sell.op.budget_set", ZH: "按客户要求设置预算", EN: "Set a budget as the customer asks"}
	wordBudgetPause = words.Word{Key: "sell.op.budget_pause", ZH: "按客户要求暂停或恢复新的分期", EN: "Pause or resume new credit as the customer asks"}
	wordMe          = words.Word{Key: "sell.op.me", ZH: "客户自己的页面：应付、预算、授权", EN: "A customer's own page: what is due, budget, consents"}
	wordMeConsent   = words.Word{Key: "sell.op.me_consent", ZH: "客户本人同意、拒绝或撤回", EN: "The customer agrees, refuses or withdraws"}
	wordMeBudget    = words.Word{Key: "sell.op.me_budget", ZH: "客户本人设置预算", EN: "The customer sets the budget"}
	wordMePause     = words.Word{Key: "sell.op.me_pause", ZH: "客户本人暂停或恢复新的分期", EN: "The customer pauses or resumes new credit"}
	wordMeLink      = words.Word{Key: "sell.op.me_link", ZH: "为客户生成本人页面的链接", EN: "Make the link to a customer's own page"}
	changeBudget    = words.Word{Key: "change.budget", ZH: "付全款，或减少分期金额；预算由客户自己设定，放宽须等待", EN: "Pay in full or put less on credit; the budget is the customer's own, and loosening it takes a wait"}
	wordBudget      = words.Word{Key: "sell.budget", ZH: "客户自设预算不允许这笔分期：{why}", EN: "The customer's own budget does not allow this on credit: {why}"}

	wordPayWindow  = words.Word{Key: "sell.payment_minutes", ZH: "平台订单的支付时限", EN: "Time to pay an order at the platform"}
	wordSignWait   = words.Word{Key: "sell.sign_hours", ZH: "自营分期的签约与待审时限", EN: "Time to sign a plan of one's own, or to review a held order"}
	wordRefundKnob = words.Word{Key: "sell.refund_approval", ZH: "退款超过此金额须第二人审批", EN: "A refund above this amount needs a second person"}

	wordPaused        = words.Word{Key: "sell.channel_paused", ZH: "该渠道已停用，请启用或改用其他渠道", EN: "The channel is paused; activate it or use another"}
	wordOtherPlatform = words.Word{Key: "sell.channel_of_other_platform", ZH: "渠道与分期方案不属于同一平台，请更换渠道或方案", EN: "The channel and the plan belong to different platforms; change one of them"}
	wordCardOnly      = words.Word{Key: "sell.card_is_import_only", ZH: "该渠道只用于导入历史订单，不能用来收款", EN: "This channel is for imported orders only; it cannot take payments"}
	wordUnderAge      = words.Word{Key: "sell.under_age", ZH: "客户未满十八周岁，不提供分期；可以不分期销售", EN: "The customer is under eighteen: no credit; sell without instalments"}
	wordPlatformPays  = words.Word{Key: "sell.platform_pays", ZH: "此订单由平台收款，不在本店签约", EN: "The platform takes the payment of this order; it is not signed here"}
	wordMerchantVia   = words.Word{Key: "sell.merchant_credit_via_platform", ZH: "经平台渠道的自担风险分期尚不支持；请改用平台承担风险的方案或自营方案", EN: "Credit at the merchant's own risk through a platform is not supported; use the platform's credit or a plan of your own"}
	wordPayOutTask    = words.Word{Key: "sell.pay_out", ZH: "订单 {no} 退货：请原路退还客户已付的 {amount}，完成后在合同中登记", EN: "Order {no} was refunded: send {amount} back to the customer by the route it came, then record it in the contract"}
	wordNotAwaiting   = words.Word{Key: "sell.not_awaiting", ZH: "订单处于「{state}」状态，不能确认", EN: "The order is {state}; it cannot be confirmed"}
	wordNotHeld       = words.Word{Key: "sell.not_held", ZH: "订单处于「{state}」状态，不在待审中", EN: "The order is {state}; it is not held"}
	wordNotUnpaid     = words.Word{Key: "sell.not_unpaid", ZH: "订单处于「{state}」状态，不能取消；已支付的订单请退款", EN: "The order is {state} and cannot be cancelled; refund a paid one"}
	wordQuoteOver     = words.Word{Key: "sell.quote_over", ZH: "报价已过有效期，请重新下单", EN: "The quote has run out; place the order again"}
	wordDown          = words.Word{Key: "sell.down_payment", ZH: "首付须恰为 {amount}", EN: "The down payment must be exactly {amount}"}
	wordWhole         = words.Word{Key: "sell.whole_price", ZH: "收款须恰为 {amount}", EN: "The payment must be exactly {amount}"}
	wordMethod        = words.Word{Key: "sell.method", ZH: "请填写收款方式", EN: "Say how the money was taken"}
	wordOwnOrder      = words.Word{Key: "sell.own_order", ZH: "不能复核自己录入的订单，请由另一人复核", EN: "You placed this order yourself; another person has to review it"}
	wordBuyerAgain    = words.Word{Key: "sell.buyer_again", ZH: "待审期间不保存买家的平台账号；接受此订单请再次提供", EN: "The buyer's account at the platform is not kept while an order is held; give it again to accept the order"}
	wordNoState       = words.Word{Key: "sell.no_state", ZH: "没有这个订单状态，请核对", EN: "There is no such state of an order; check it"}
	wordCannot        = words.Word{Key: "sell.platform_cannot", ZH: "该平台的连接器不支持此操作，请在平台后台办理", EN: "The connector of this platform cannot do this; do it in the platform's back office"}
	wordSignature     = words.Word{Key: "sell.signature", ZH: "查看并校验合同的电子签封", EN: "See and verify the signature of a contract"}
	wordSignatureFile = words.Word{Key: "sell.signature_file", ZH: "下载合同的签封文件", EN: "Download the signature file of a contract"}
	wordSignLink      = words.Word{Key: "sell.sign_link", ZH: "为顾客生成阅读与签署合同的链接", EN: "Make the link on which the customer reads and signs"}
	wordSignPage      = words.Word{Key: "sell.sign_page", ZH: "顾客打开合同签署页", EN: "The customer opens the page of a contract"}
	wordSignAct       = words.Word{Key: "sell.sign_act", ZH: "顾客阅读、询问或逐条确认", EN: "The customer reads, asks or accepts a key term"}
	wordSign          = words.Word{Key: "sell.sign", ZH: "顾客签署合同", EN: "The customer signs"}
	wordSignFile      = words.Word{Key: "sell.sign_file", ZH: "顾客下载合同", EN: "The customer downloads the contract"}
	wordNoText        = words.Word{Key: "sell.no_text",
		ZH: "该合同没有用模板生成的文本，不能在线签署；请在柜台办理", EN: "The contract has no text made with a template, so it cannot be signed by link; do it at the counter"}
	wordSealWaits = words.Word{Key: "sell.seal_waits",
		ZH: "签署服务尚未完成，稍后自动重试", EN: "The signer has not finished; it is tried again"}
	wordNoBell = words.Word{Key: "sell.no_bell", ZH: "没有这个通知地址", EN: "There is no such call-back address"}

	wordRefundAtPlatform = words.Word{Key: "sell.refund_at_platform", ZH: "导入的订单请在原平台退款，再导入其账单", EN: "Refund an imported order at its platform, then import its statement"}
	wordRefundGone       = words.Word{Key: "sell.refund_on_its_way", ZH: "退款处于「{state}」状态，不能再撤下", EN: "The refund is {state}; it cannot be dropped any more"}
	wordRefundAsk        = words.Word{Key: "sell.refund_ask", ZH: "订单 {no} 原路退款 {amount}", EN: "Refund {amount} of order {no} by the original route"}
	wordImportDiffers    = words.Word{Key: "sell.import_differs", ZH: "该商户订单号已有另一金额或日期的订单，未导入", EN: "This outer number has an order of another amount or day; it was not imported"}
	wordImportFuture     = words.Word{Key: "sell.import_future", ZH: "导入订单的日期不能晚于今天", EN: "An imported order cannot be of a later day than today"}
	wordImportEnd        = words.Word{Key: "sell.import_end", ZH: "未支付的导入订单只能记为已取消或已过期", EN: "An imported order without payment is either cancelled or expired"}
	wordImportOwn        = words.Word{Key: "sell.import_own", ZH: "自营分期须由客户签约，不能导入；只能导入平台为债权人的订单", EN: "A plan of one's own needs the customer's signature and cannot be imported; only orders on a platform's credit can"}
	wordNotImported      = words.Word{Key: "sell.not_imported", ZH: "此订单不是导入的，请走退款流程", EN: "This order was not imported; use the refund of the order"}

	// Titles of cases.
	wordHeldCase      = words.Word{Key: "sell.held", ZH: "订单 {no} 待审", EN: "Order {no} is held for review"}
	wordWrongAmount   = words.Word{Key: "sell.wrong_amount", ZH: "订单 {no} 的平台金额 {got} 与订单金额 {want} 不符，未入账", EN: "Order {no}: the platform says {got}, the order {want}; nothing was booked"}
	wordPaidTwice     = words.Word{Key: "sell.paid_twice", ZH: "订单 {no} 疑似重复支付，请核对并退还多付的一笔", EN: "Order {no} seems to be paid twice; check and send one payment back"}
	wordUnasked       = words.Word{Key: "sell.paid_unasked", ZH: "订单 {no} 处于「{state}」状态却收到付款，未入账", EN: "Order {no} is {state}, yet a payment arrived; nothing was booked"}
	wordPaidLate      = words.Word{Key: "sell.paid_late", ZH: "订单 {no} 结束后才收到付款：请发货或退款", EN: "Order {no} was paid after it had ended: deliver or refund"}
	wordOtherCount    = words.Word{Key: "sell.other_count", ZH: "订单 {no} 的实际期数 {got} 与约定 {want} 不同", EN: "Order {no} was paid in {got} instalments, {want} were agreed"}
	wordOtherChannel  = words.Word{Key: "sell.other_channel", ZH: "订单 {no} 收到另一渠道的通知，未采信", EN: "Order {no}: a call-back of another channel was not believed"}
	wordForeignRefund = words.Word{Key: "sell.foreign_refund", ZH: "订单 {no} 在平台后台被退款（累计 {total} 分），请核对", EN: "Order {no} was refunded in the platform's back office ({total} minor units so far); check"}
	wordLongUnknown   = words.Word{Key: "sell.long_unknown", ZH: "订单 {no} 在平台的结果长时间未知，请在平台后台核对", EN: "Order {no}: the outcome at the platform has long been unknown; check in its back office"}
	wordNotSent       = words.Word{Key: "sell.not_sent", ZH: "订单 {no} 无法向平台发起支付（{reason}），请检查渠道设置", EN: "Order {no} could not be sent to the platform ({reason}); check the channel"}
	wordRefundRefused = words.Word{Key: "sell.refund_refused", ZH: "订单 {no} 的退款被平台拒绝（{reason}）", EN: "The platform refused a refund of order {no} ({reason})"}
	wordRefundDiffers = words.Word{Key: "sell.refund_differs", ZH: "订单 {no} 的退款金额与平台所报不符（应为 {want}）", EN: "Order {no}: the platform states another refund than {want}"}

	wordSignedSubject = words.Word{Key: "sell.signed_subject", ZH: "{shop}：订单 {no} 的分期合同已生效", EN: "{shop}: your instalment contract for order {no} is in force"}
	wordSignedBody    = words.Word{Key: "sell.signed_body",
		ZH: "您好：\n订单 {no} 价款 {amount} 元，分 {count} 期，共付 {total} 元，其中费用 {cost} 元，年化利率 {rate}。首期应付日 {first}。\n如有疑问或需退货，请联系 {shop}。",
		EN: "Hello,\norder {no}, price CNY {amount}, {count} instalments, CNY {total} in all, of which cost CNY {cost}, annual rate {rate}. The first instalment is due on {first}.\nFor questions or a return please contact {shop}."}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordSignLink, wordSignPage, wordSignAct, wordSign, wordSignFile, wordNoText, wordSignature, wordSignatureFile, wordSealWaits, wordOffers, wordOffersOrder, wordNobodyKnown, wordNoBasket, wordSealKey, wordQuotePast, wordBasketSum, changeUnderAge, changeLimit, wordQuote, wordDecide, wordConfirm, wordReview, wordFulfil, wordCancel, wordRefund, wordDrop,
		wordList, wordGet, wordTimeline, wordBudgetGet, wordBudgetSet, wordBudgetPause, wordBudget, changeBudget, wordMe, wordMeConsent, wordMeBudget, wordMePause, wordMeLink, wordPayWindow, wordSignWait, wordRefundKnob, wordPaused, wordOtherPlatform,
		wordCardOnly, wordUnderAge, wordPlatformPays, wordMerchantVia, wordPayOutTask, wordNotAwaiting, wordNotHeld, wordNotUnpaid, wordQuoteOver,
		wordDown, wordWhole, wordMethod, wordBuyerAgain, wordOwnOrder, wordNoState, wordCannot, wordNoBell, wordRefundAtPlatform,
		wordRefundGone, wordRefundAsk, wordImportDiffers, wordImportFuture, wordImportEnd, wordImportOwn, wordNotImported, wordHeldCase,
		wordWrongAmount, wordPaidTwice, wordUnasked, wordPaidLate, wordOtherCount, wordOtherChannel,
		wordForeignRefund, wordLongUnknown, wordNotSent, wordRefundRefused, wordRefundDiffers, wordSignedSubject,
		wordSignedBody}
}
