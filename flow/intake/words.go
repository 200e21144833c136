package intake

import "fenming/kit/words"

// flaw is a reason why a row is odd, with its cure.
type flaw struct {
	reason words.Word
	cure   words.Word
}

// The cures.
var (
	cureFix = words.Word{Key: "intake.cure.fix",
		ZH: "请在原文件中更正后再导入一次；已导入的订单不会重复",
		EN: "Correct it in the original file and import again; orders already in are not imported twice"}
	cureLook = words.Word{Key: "intake.cure.look",
		ZH: "订单已按所述方式导入；请核对，如不正确请在订单页更正",
		EN: "The order came in as stated; check it and correct it on the order's page if it is wrong"}
	cureFile = words.Word{Key: "intake.cure.file",
		ZH: "请把缺少的文件与其他文件一起再导入一次；已导入的订单不会重复",
		EN: "Import again together with the missing file; orders already in are not imported twice"}
	cureBooks = words.Word{Key: "intake.cure.books",
		ZH: "系统中的订单保持不变；若文件正确，请在订单页更正",
		EN: "The order in the books stays as it is; if the file is right, correct the order on its page"}
	cureColumn = words.Word{Key: "intake.cure.column",
		ZH: "请改选列，或在原文件中改成可识别的写法后再导入",
		EN: "Choose another column, or write it in a known way in the file, and import again"}
	cureNone = words.Word{Key: "intake.cure.none",
		ZH: "无需处理", EN: "Nothing has to be done"}
)

// What can be odd.
var (
	flawCell = flaw{words.Word{Key: "intake.cell", ZH: "单元格无法读取", EN: "A cell cannot be read"}, cureFix}
	flawNo   = flaw{words.Word{Key: "intake.no_number",
		ZH: "没有订单号", EN: "There is no order number"}, cureFix}
	flawLongNo = flaw{words.Word{Key: "intake.long_number",
		ZH: "订单号超过 {max} 个字节", EN: "The order number has more than {max} bytes"}, cureFix}
	flawAgain = flaw{words.Word{Key: "intake.again",
		ZH: "与第 {line} 行完全相同，只计一次", EN: "The same as line {line}; it was taken once"}, cureNone}
	flawTwice = flaw{words.Word{Key: "intake.twice",
		ZH: "同一订单号在第 {line} 行内容不同，无法判断哪一行正确",
		EN: "Line {line} has the same order number with another content; which one is right cannot be told"}, cureFix}
	flawStranger = flaw{words.Word{Key: "intake.stranger",
		ZH: "订单文件里没有这个订单号", EN: "The file of orders has no such order number"}, cureFile}
	flawNoPayment = flaw{words.Word{Key: "intake.no_payment",
		ZH: "没有付款记录，不知道付了多少、怎样付的", EN: "No payment is listed: how much was paid, and how, is not known"}, cureFix}
	flawAmount = flaw{words.Word{Key: "intake.amount",
		ZH: "付款合计不大于零", EN: "The payments do not add up to more than zero"}, cureFix}
	flawNegative = flaw{words.Word{Key: "intake.negative",
		ZH: "有一笔金额为负数", EN: "An amount is below zero"}, cureFix}
	flawZeroPart = flaw{words.Word{Key: "intake.zero_payment",
		ZH: "有一笔付款金额为零，未计入", EN: "One payment is of zero and was left out"}, cureNone}
	flawCurrency = flaw{words.Word{Key: "intake.currency",
		ZH: "币种不是 ISO 4217 代码", EN: "The currency is no ISO 4217 code"}, cureColumn}
	flawStatus = flaw{words.Word{Key: "intake.status",
		ZH: "无法识别的订单状态", EN: "The state of the order is not a known one"}, cureColumn}
	flawPayKind = flaw{words.Word{Key: "intake.pay_kind",
		ZH: "无法识别的付款方式，按非分期计", EN: "The way of payment is not a known one; taken as paid without credit"}, cureLook}
	flawCount = flaw{words.Word{Key: "intake.count",
		ZH: "期数应为 1 到 {max}", EN: "The number of instalments must be 1 to {max}"}, cureFix}
	flawNoCount = flaw{words.Word{Key: "intake.no_count",
		ZH: "分期付款没有期数，按 1 期计", EN: "A payment on credit gives no number of instalments; taken as one"}, cureLook}
	flawSpareCount = flaw{words.Word{Key: "intake.spare_count",
		ZH: "这种付款方式不分期，却给出 {n} 期；按非分期计",
		EN: "This way of payment has no instalments, yet {n} are given; taken as paid without credit"}, cureLook}
	flawCounts = flaw{words.Word{Key: "intake.counts",
		ZH: "多笔分期付款的期数不同，按金额最大的一笔计 {n} 期",
		EN: "Several payments on credit differ in their instalments; the {n} of the largest one were taken"}, cureLook}
	flawItems = flaw{words.Word{Key: "intake.no_items",
		ZH: "没有商品明细；只按付款金额导入", EN: "No goods are listed; the order came in by what was paid"}, cureLook}
	flawSum = flaw{words.Word{Key: "intake.sum",
		ZH: "商品与运费合计 {items}，实付 {paid}，相差 {diff}；按实付导入，差额计入明细",
		EN: "Goods and freight are {items}, paid were {paid}, {diff} apart; what was paid was taken and the items adjusted"}, cureLook}
	flawCustomer = flaw{words.Word{Key: "intake.customer",
		ZH: "客户文件里没有这个客户编号；按该编号建立客户",
		EN: "The file of customers has no such number; the customer is kept under it"}, cureFile}
	flawNobody = flaw{words.Word{Key: "intake.nobody",
		ZH: "没有客户编号、手机或邮箱，无法认定客户", EN: "There is no customer number, phone or e-mail, so nobody can be recognised"}, cureFix}
	flawContact = flaw{words.Word{Key: "intake.contact",
		ZH: "手机或邮箱无法识别（可能已打码），未采用",
		EN: "A phone or e-mail cannot be read (it may be masked) and was left out"}, cureLook}
	flawProduct = flaw{words.Word{Key: "intake.product",
		ZH: "商品文件里没有这个商品；按编号建立，没有类目",
		EN: "The file of products has no such product; it is kept by its number, without a category"}, cureFile}
	flawCategory = flaw{words.Word{Key: "intake.category",
		ZH: "商品没有类目；每个商品只报一次", EN: "The product has no category; told once per product"}, cureFix}
	flawTranslation = flaw{words.Word{Key: "intake.translation",
		ZH: "类目没有英文译名，保留原名；每个类目只报一次",
		EN: "The category has no English name and keeps its own; told once per category"}, cureNone}
	flawNoPaidDay = flaw{words.Word{Key: "intake.no_paid_day",
		ZH: "没有付款时间，按下单时间计", EN: "There is no time of payment; the time of purchase was taken"}, cureLook}
	flawNoDelivery = flaw{words.Word{Key: "intake.no_delivery",
		ZH: "状态为已签收但没有签收时间；未记为已履约",
		EN: "It is said to be delivered but has no time of delivery; it does not count as fulfilled"}, cureLook}
	flawNoShipping = flaw{words.Word{Key: "intake.no_shipping",
		ZH: "状态为已发货但没有发货时间；按付款时间计",
		EN: "It is said to be shipped but has no time of shipping; the time of payment was taken"}, cureLook}
	flawUnavailable = flaw{words.Word{Key: "intake.unavailable",
		ZH: "缺货未发：已付款、未履约，文件没有说明是否退款",
		EN: "Unavailable: paid, never shipped; the file does not say whether the money went back"}, cureLook}
	flawUndone = flaw{words.Word{Key: "intake.undone",
		ZH: "付款后取消或退款，文件没有退款日期；按文件中最后的日期全额退款",
		EN: "Cancelled or refunded after payment, without a day of refund; taken as refunded in full on the last day the file gives"}, cureLook}
	flawUnpaidPaid = flaw{words.Word{Key: "intake.unpaid_paid",
		ZH: "状态为未付款却有付款时间；按已付款计", EN: "It is said to be unpaid but has a time of payment; taken as paid"}, cureLook}
	flawUnpaid = flaw{words.Word{Key: "intake.unpaid",
		ZH: "尚未付款；按无人付款、已过期导入", EN: "It was not paid; taken as expired without payment"}, cureLook}
	flawNoState = flaw{words.Word{Key: "intake.no_state",
		ZH: "订单状态为空；按文件中的时间判断", EN: "The state of the order is empty; it was told by the times in the file"}, cureLook}
	flawFuture = flaw{words.Word{Key: "intake.future",
		ZH: "下单时间在将来", EN: "The time of purchase lies in the future"}, cureFix}
	flawPaidEarly = flaw{words.Word{Key: "intake.paid_early",
		ZH: "付款早于下单；按下单时间计", EN: "It was paid before it was placed; the time of purchase was taken"}, cureLook}
	flawShippedEarly = flaw{words.Word{Key: "intake.shipped_early",
		ZH: "发货早于下单或付款", EN: "It was shipped before it was placed or paid"}, cureLook}
	flawDeliveredEarly = flaw{words.Word{Key: "intake.delivered_early",
		ZH: "签收早于发货；未采用发货时间", EN: "It was delivered before it was shipped; the time of shipping was left out"}, cureLook}
	flawDiffers = flaw{words.Word{Key: "intake.differs",
		ZH: "系统中已有同号订单，{what}不同", EN: "The books have an order of this number, with another {what}"}, cureBooks}
	flawSell = flaw{words.Word{Key: "intake.sell",
		ZH: "未能入账", EN: "It could not be taken into the books"}, cureFix}
	flawMore = flaw{words.Word{Key: "intake.more",
		ZH: "同样原因还有 {n} 行未列出", EN: "{n} more rows for the same reason are not listed"}, cureFix}
)

func flaws() []flaw {
	return []flaw{flawCell, flawNo, flawLongNo, flawAgain, flawTwice, flawStranger, flawNoPayment, flawAmount,
		flawNegative, flawZeroPart, flawCurrency, flawStatus, flawPayKind, flawCount, flawNoCount, flawSpareCount,
		flawCounts, flawItems, flawSum, flawCustomer, flawNobody, flawContact, flawProduct, flawCategory,
		flawTranslation, flawNoPaidDay, flawNoDelivery, flawNoShipping, flawUnavailable, flawUndone, flawUnpaidPaid,
		flawUnpaid, flawNoState,
		flawFuture, flawPaidEarly, flawShippedEarly, flawDeliveredEarly, flawDiffers, flawSell, flawMore}
}

// What differs between an order in the books and in the file.
var (
	wordDiffAmount  = words.Word{Key: "intake.diff.amount", ZH: "金额", EN: "amount"}
	wordDiffCount   = words.Word{Key: "intake.diff.count", ZH: "期数", EN: "number of instalments"}
	wordDiffDay     = words.Word{Key: "intake.diff.day", ZH: "下单日", EN: "day of purchase"}
	wordDiffContent = words.Word{Key: "intake.diff.content", ZH: "状态、日期、付款或明细", EN: "state, dates, payments or items"}
)

// Sentences of the doors.
var (
	wordPreview = words.Word{Key: "import.preview", ZH: "上传订单文件并预览", EN: "Upload a file of orders and preview it"}
	wordCheck   = words.Word{Key: "import.check", ZH: "试算一次导入，不写入任何数据", EN: "Try an import without writing anything"}
	wordStart   = words.Word{Key: "import.start", ZH: "开始导入订单", EN: "Start importing orders"}
	wordReport  = words.Word{Key: "import.report", ZH: "下载导入异常报告", EN: "Download the report of odd rows"}

	wordNoReport = words.Word{Key: "import.no_report",
		ZH: "没有这份异常报告，请核对编号", EN: "There is no such report; check the number"}
	wordLayout = words.Word{Key: "import.layout",
		ZH: "版式须为 olist 或 generic", EN: "The layout must be olist or generic"}
	wordFiles = words.Word{Key: "import.files",
		ZH: "一次导入须有 1 到 {max} 个文件", EN: "An import takes 1 to {max} files"}
	wordField = words.Word{Key: "import.field",
		ZH: "没有名为 {field} 的字段；可用：{known}", EN: "There is no field {field}; known are: {known}"}
	wordNeedColumns = words.Word{Key: "import.need_columns",
		ZH: "还没有对应：{missing}；请为这些字段选择列", EN: "Not mapped yet: {missing}; choose a column for each"}
	wordNoColumn = words.Word{Key: "import.no_column",
		ZH: "文件 {file} 没有列「{column}」；请重新选择", EN: "The file {file} has no column “{column}”; choose again"}
	wordNeedRole = words.Word{Key: "import.need_role",
		ZH: "olist 版式缺少文件：{missing}；请一并上传", EN: "The olist layout lacks: {missing}; upload these files too"}
	wordTooMany = words.Word{Key: "import.too_many",
		ZH: "文件中的订单超过 {max} 笔；请按日期拆分后分别导入",
		EN: "The files hold more than {max} orders; split them by date and import the parts"}
	wordNoFiles = words.Word{Key: "import.no_files",
		ZH: "「{path}」里没有可导入的文件；请给出 CSV、CSV.GZ、XLSX 或 ZIP",
		EN: "There is nothing to import in “{path}”; give a CSV, CSV.GZ, XLSX or ZIP"}
	wordPaused = words.Word{Key: "import.channel_paused",
		ZH: "导入用的渠道「card」已停用；请先在渠道页启用", EN: "The channel “card” used by imports is paused; activate it on the channels page first"}
	wordHopeless = words.Word{Key: "import.hopeless",
		ZH: "前 {n} 笔订单全部未能入账，已停止：{reason}", EN: "None of the first {n} orders could be taken into the books, so the import stopped: {reason}"}

	wordTitle   = words.Word{Key: "import.report.title", ZH: "订单导入异常报告", EN: "Odd rows of an import of orders"}
	wordCounts  = words.Word{Key: "import.report.counts", ZH: "未导入 {refused} 行，已导入需核对 {noted} 行", EN: "{refused} rows refused, {noted} rows to look at"}
	wordFileCol = words.Word{Key: "import.report.file", ZH: "文件", EN: "File"}
	wordLineCol = words.Word{Key: "import.report.line", ZH: "行", EN: "Line"}
	wordNoCol   = words.Word{Key: "import.report.outer_no", ZH: "订单号", EN: "Order number"}
	wordFate    = words.Word{Key: "import.report.fate", ZH: "结果", EN: "Result"}
	wordReason  = words.Word{Key: "import.report.reason", ZH: "原因", EN: "Reason"}
	wordOther   = words.Word{Key: "import.report.reason_other", ZH: "原因（英文）", EN: "Reason (Chinese)"}
	wordCure    = words.Word{Key: "import.report.cure", ZH: "处理办法", EN: "Cure"}
	wordRefused = words.Word{Key: "import.report.refused", ZH: "未导入", EN: "Not imported"}
	wordNoted   = words.Word{Key: "import.report.noted", ZH: "已导入，请核对", EN: "Imported, to look at"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	all := []words.Word{cureFix, cureLook, cureFile, cureBooks, cureColumn, cureNone,
		wordDiffAmount, wordDiffCount, wordDiffDay, wordDiffContent,
		wordPreview, wordCheck, wordStart, wordReport, wordNoReport, wordLayout, wordFiles, wordField, wordNeedColumns,
		wordNoColumn, wordNeedRole, wordTooMany, wordNoFiles, wordPaused, wordHopeless, wordTitle, wordCounts,
		wordFileCol, wordLineCol, wordNoCol, wordFate, wordReason, wordOther, wordCure, wordRefused, wordNoted}
	for _, f := range flaws() {
		all = append(all, f.reason)
	}
	return all
}
