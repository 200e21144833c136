package huabei

import "fenming/kit/words"

// The sentences of the statement parser.
var (
	wordCut = words.Word{Key: "huabei.bill_cut_off",
		ZH: "账单不完整：{what}；请重新下载原始文件后再导入",
		EN: "The statement is incomplete: {what}; download the original file again"}
	wordTotal = words.Word{Key: "huabei.bill_total_differs",
		ZH: "账单第 {line} 行的合计与明细不符（{name}：文件写 {declared}，实际 {counted}）；文件可能被改动或缺行",
		EN: "The total in line {line} does not fit the rows ({name}: stated {declared}, counted {counted}); the file may be changed or lack rows"}
	wordEncoding = words.Word{Key: "huabei.bill_encoding",
		ZH: "账单编码无法识别（第 {line} 行）；请上传平台下载的原始文件，不要用表格软件另存",
		EN: "The statement's encoding cannot be read (line {line}); upload the file as downloaded, not as saved by a spreadsheet"}
	wordRow = words.Word{Key: "huabei.bill_row",
		ZH: "账单第 {line} 行“{column}”有误；请核对原始文件",
		EN: "Line {line} of the statement: \"{column}\" is wrong; check the original file"}
	wordMembers = words.Word{Key: "huabei.bill_members",
		ZH: "压缩包里有 {n} 份明细，应当只有一份", EN: "The archive holds {n} detail files; there must be one"}

	warnEncoding = words.Word{Key: "huabei.warn_utf8",
		ZH: "文件是 UTF-8 编码，平台原件为 GBK，可能被另存过",
		EN: "The file is UTF-8 while the platform writes GBK; it may have been saved again"}
	warnTotals = words.Word{Key: "huabei.warn_no_totals",
		ZH: "该版式没有合计行，无法核对总数", EN: "This layout states no totals, so they could not be checked"}
	warnSummary = words.Word{Key: "huabei.warn_no_summary",
		ZH: "压缩包里没有汇总文件", EN: "The archive holds no summary file"}
	warnPeriod = words.Word{Key: "huabei.warn_outside_period",
		ZH: "该行时间不在账单期间内", EN: "The row's time lies outside the statement's period"}
	warnDuplicate = words.Word{Key: "huabei.warn_duplicate",
		ZH: "该行与第 {line} 行重复", EN: "The row repeats line {line}"}
	warnType = words.Word{Key: "huabei.warn_type",
		ZH: "业务类型未知，按“其他”处理", EN: "Unknown business type, taken as \"other\""}
	warnNet = words.Word{Key: "huabei.warn_net",
		ZH: "实收净额与各项相加不符", EN: "The net amount is not the sum of its parts"}
	warnBalance = words.Word{Key: "huabei.warn_balance",
		ZH: "账户余额与上一行不连续，可能缺行", EN: "The balance does not continue from the row before; a row may be missing"}
)

func billWords() []words.Word {
	return []words.Word{wordCut, wordTotal, wordEncoding, wordRow, wordMembers,
		warnEncoding, warnTotals, warnSummary, warnPeriod, warnDuplicate, warnType, warnNet, warnBalance}
}
