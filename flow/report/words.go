package report

import "fenming/kit/words"

var (
	wordHome         = words.Word{Key: "report.home", ZH: "首页：今天要处理什么", EN: "Home: what today needs"}
	wordAgeing       = words.Word{Key: "report.ageing", ZH: "应收账龄", EN: "Receivables by age"}
	wordSales        = words.Word{Key: "report.sales", ZH: "销售统计", EN: "Sales"}
	wordDueRows      = words.Word{Key: "report.due", ZH: "到期与逾期的各期", EN: "Instalments due or overdue"}
	wordExport       = words.Word{Key: "report.export", ZH: "导出列表", EN: "Export a list"}
	wordExportAgeing = words.Word{Key: "report.export_ageing", ZH: "导出应收账龄", EN: "Export receivables by age"}
	wordExportSales  = words.Word{Key: "report.export_sales", ZH: "导出销售统计", EN: "Export sales"}
	wordExportAudit  = words.Word{Key: "report.export_audit", ZH: "导出审计记录", EN: "Export the audit log"}
	wordReview       = words.Word{Key: "report.figure.review", ZH: "待审订单", EN: "Orders to review"}
	wordDifferences  = words.Word{Key: "report.figure.differences", ZH: "对账差异", EN: "Statement differences"}
	wordPlatforms    = words.Word{Key: "report.figure.platform_receivable", ZH: "平台应收", EN: "Receivable from platforms"}
	wordCustomers    = words.Word{Key: "report.figure.customer_receivable", ZH: "客户应收", EN: "Receivable from customers"}
	wordOverdue      = words.Word{Key: "report.figure.overdue", ZH: "其中逾期", EN: "Overdue of it"}
	wordDue          = words.Word{Key: "report.figure.due", ZH: "本周到期", EN: "Due this week"}
	wordDueToday     = words.Word{Key: "report.figure.due_today", ZH: "其中今天到期", EN: "Due today"}
	wordCases        = words.Word{Key: "report.figure.cases", ZH: "未结案卷", EN: "Open cases"}
	wordDeadline     = words.Word{Key: "report.figure.deadline", ZH: "今天到限或已超期", EN: "Deadline today or passed"}
	wordApprovals    = words.Word{Key: "report.figure.approvals", ZH: "待审批", EN: "Approvals waiting"}
	wordOrders       = words.Word{Key: "report.orders", ZH: "订单", EN: "Orders"}
	wordReceivables  = words.Word{Key: "report.receivables", ZH: "应收", EN: "Receivables"}
	wordEntries      = words.Word{Key: "report.entries", ZH: "分录", EN: "Ledger entries"}
	wordAudit        = words.Word{Key: "report.audit", ZH: "审计记录", EN: "Audit log"}
	wordRange        = words.Word{Key: "report.range", ZH: "起止日期须有先后，且不超过 400 天", EN: "The first day must not come after the last, at most 400 days apart"}
	wordTooMany      = words.Word{Key: "report.too_many", ZH: "结果超过 {max} 行，请缩小筛选范围后再导出", EN: "More than {max} rows; narrow the filter and export again"}

	colBucket      = words.Word{Key: "report.col.bucket", ZH: "账龄", EN: "Age"}
	colContracts   = words.Word{Key: "report.col.contracts", ZH: "合同数", EN: "Contracts"}
	colCurrency    = words.Word{Key: "report.col.currency", ZH: "币种", EN: "Currency"}
	colOutstanding = words.Word{Key: "report.col.outstanding", ZH: "应收余额", EN: "Outstanding"}
	colOverdue     = words.Word{Key: "report.col.overdue", ZH: "逾期金额", EN: "Overdue"}
	colDay         = words.Word{Key: "report.col.day", ZH: "日期", EN: "Day"}
	colPlatform    = words.Word{Key: "report.col.platform", ZH: "平台", EN: "Platform"}
	colOutcome     = words.Word{Key: "report.col.outcome", ZH: "结论", EN: "Outcome"}
	colOrders      = words.Word{Key: "report.col.orders", ZH: "订单数", EN: "Orders"}
	colPaid        = words.Word{Key: "report.col.paid", ZH: "已支付", EN: "Paid"}
	colAmount      = words.Word{Key: "report.col.amount", ZH: "金额", EN: "Amount"}
	colNet         = words.Word{Key: "report.col.net", ZH: "净销售额", EN: "Net"}
	colOrder       = words.Word{Key: "report.col.order", ZH: "订单", EN: "Order"}
	colOuterNo     = words.Word{Key: "report.col.outer_no", ZH: "商户订单号", EN: "Outer number"}
	colPlatformNo  = words.Word{Key: "report.col.platform_no", ZH: "平台交易号", EN: "Platform number"}
	colState       = words.Word{Key: "report.col.state", ZH: "状态", EN: "State"}
	colVerdict     = words.Word{Key: "report.col.verdict", ZH: "裁决", EN: "Verdict"}
	colPlan        = words.Word{Key: "report.col.plan", ZH: "分期方案", EN: "Plan"}
	colCount       = words.Word{Key: "report.col.count", ZH: "期数", EN: "Instalments"}
	colCustomer    = words.Word{Key: "report.col.customer", ZH: "客户", EN: "Customer"}
	colRefunded    = words.Word{Key: "report.col.refunded", ZH: "已退款", EN: "Refunded"}
	colPaidAt      = words.Word{Key: "report.col.paid_at", ZH: "支付时间", EN: "Paid at"}
	colSettledAt   = words.Word{Key: "report.col.settled_at", ZH: "结算时间", EN: "Settled at"}
	colContract    = words.Word{Key: "report.col.contract", ZH: "合同", EN: "Contract"}
	colCreditor    = words.Word{Key: "report.col.creditor", ZH: "债权人", EN: "Creditor"}
	colRemaining   = words.Word{Key: "report.col.remaining", ZH: "含未到期利息", EN: "With interest to come"}
	colOldestDue   = words.Word{Key: "report.col.oldest_due", ZH: "最早未还到期日", EN: "Oldest due day"}
	colOverdueDays = words.Word{Key: "report.col.overdue_days", ZH: "逾期天数", EN: "Days overdue"}
	colDifference  = words.Word{Key: "report.col.difference", ZH: "差异", EN: "Difference"}
	colCode        = words.Word{Key: "report.col.code", ZH: "原因码", EN: "Code"}
	colMeaning     = words.Word{Key: "report.col.meaning", ZH: "说明", EN: "Meaning"}
	colLine        = words.Word{Key: "report.col.line", ZH: "账单行", EN: "Line"}
	colExpected    = words.Word{Key: "report.col.expected", ZH: "应为", EN: "Expected"}
	colActual      = words.Word{Key: "report.col.actual", ZH: "实为", EN: "Actual"}
	colEntry       = words.Word{Key: "report.col.entry", ZH: "分录", EN: "Entry"}
	colKind        = words.Word{Key: "report.col.kind", ZH: "类型", EN: "Kind"}
	colRef         = words.Word{Key: "report.col.ref", ZH: "关联", EN: "Reference"}
	colRecordedAt  = words.Word{Key: "report.col.recorded_at", ZH: "记账时间", EN: "Recorded at"}
	colAccount     = words.Word{Key: "report.col.account", ZH: "科目", EN: "Account"}
	colSubject     = words.Word{Key: "report.col.subject", ZH: "核算对象", EN: "Subject"}
	colDebit       = words.Word{Key: "report.col.debit", ZH: "借方", EN: "Debit"}
	colCredit      = words.Word{Key: "report.col.credit", ZH: "贷方", EN: "Credit"}
	colReverses    = words.Word{Key: "report.col.reverses", ZH: "冲正", EN: "Reverses"}
	colAudit       = words.Word{Key: "report.col.audit", ZH: "审计编号", EN: "Audit id"}
	colAt          = words.Word{Key: "report.col.at", ZH: "时间", EN: "At"}
	colWho         = words.Word{Key: "report.col.who", ZH: "操作人", EN: "Who"}
	colRole        = words.Word{Key: "report.col.role", ZH: "角色", EN: "Role"}
	colOperation   = words.Word{Key: "report.col.operation", ZH: "操作", EN: "Operation"}
	colReason      = words.Word{Key: "report.col.reason", ZH: "理由", EN: "Reason"}
	colRequest     = words.Word{Key: "report.col.request", ZH: "请求编号", EN: "Request"}
)

// bucketWords name the classes of age.
var bucketWords = map[string]words.Word{
	"current": {Key: "report.bucket.current", ZH: "未到期", EN: "Not due"},
	"d1_30":   {Key: "report.bucket.d1_30", ZH: "逾期 1–30 天", EN: "1–30 days"},
	"d31_60":  {Key: "report.bucket.d31_60", ZH: "逾期 31–60 天", EN: "31–60 days"},
	"d61_90":  {Key: "report.bucket.d61_90", ZH: "逾期 61–90 天", EN: "61–90 days"},
	"d91":     {Key: "report.bucket.d91", ZH: "逾期 90 天以上", EN: "Over 90 days"},
}

// Words is this room's catalogue.
func Words() []words.Word {
	all := []words.Word{wordHome, wordAgeing, wordSales, wordDueRows, wordExport, wordExportAgeing, wordExportSales, wordExportAudit, wordReview, wordDifferences, wordPlatforms, wordCustomers, wordOverdue, wordDue, wordDueToday, wordCases, wordDeadline, wordApprovals, wordOrders, wordReceivables, wordEntries, wordAudit, wordRange, wordTooMany,
		colBucket, colContracts, colCurrency, colOutstanding, colOverdue, colDay, colPlatform, colOutcome, colOrders, colPaid, colAmount, colNet, colOrder, colOuterNo, colPlatformNo, colState, colVerdict, colPlan, colCount, colCustomer, colRefunded, colPaidAt, colSettledAt, colContract, colCreditor, colRemaining, colOldestDue, colOverdueDays, colDifference, colCode, colMeaning, colLine, colExpected, colActual, colEntry, colKind, colRef, colRecordedAt, colAccount, colSubject, colDebit, colCredit, colReverses, colAudit, colAt, colWho, colRole, colOperation, colReason, colRequest}
	for _, a := range ages() {
		all = append(all, bucketWords[a.code])
	}
	return all
}
