package sheet

import (
	"fenming/kit/fault"
	"fenming/kit/words"
)

var (
	wordEmpty = words.Word{Key: "sheet.empty",
		ZH: "文件 {file} 是空的；请重新下载后再导入", EN: "The file {file} is empty; download it again"}
	wordTooLarge = words.Word{Key: "sheet.too_large",
		ZH: "文件 {file} 超过 {max} 字节；请按日期拆分后分别导入", EN: "The file {file} is larger than {max} bytes; split it by date and import the parts"}
	wordExpands = words.Word{Key: "sheet.expands",
		ZH: "压缩文件 {file} 解开后过大（上限 {max} 字节或 {ratio} 倍），已拒绝；请直接上传其中的表格",
		EN: "The archive {file} expands too far (limit {max} bytes or {ratio} times) and was refused; upload the table inside it"}
	wordMembers = words.Word{Key: "sheet.members",
		ZH: "压缩文件 {file} 内文件超过 {max} 个；请只打包账单", EN: "The archive {file} holds more than {max} files; pack the statements only"}
	wordNested = words.Word{Key: "sheet.nested",
		ZH: "压缩文件 {file} 里还有压缩文件，不予展开；请先解压一层再上传", EN: "The archive {file} holds another archive, which is not opened; unpack one layer first"}
	wordLocked = words.Word{Key: "sheet.locked",
		ZH: "文件 {file} 有密码；请先解密，再上传不带密码的文件", EN: "The file {file} has a password; unlock it and upload it without one"}
	wordDamaged = words.Word{Key: "sheet.damaged",
		ZH: "文件 {file} 已损坏或不完整，未导入任何内容；请重新下载", EN: "The file {file} is damaged or incomplete; download it again"}
	wordKind = words.Word{Key: "sheet.kind",
		ZH: "文件 {file} 是 {kind}，不是可读的表格；请另存为 CSV 或 XLSX", EN: "The file {file} is {kind}, not a readable table; save it as CSV or XLSX"}
	wordNoTable = words.Word{Key: "sheet.no_table",
		ZH: "文件 {file} 里没有表格；请上传 CSV 或 XLSX 账单", EN: "The file {file} holds no table; upload a CSV or XLSX statement"}
	wordNoHeader = words.Word{Key: "sheet.no_header",
		ZH: "文件 {file} 里找不到已知的表头；最接近“{layout}”，缺少列：{missing}；请核对下载的账单类型",
		EN: "No known header in the file {file}; nearest is “{layout}”, columns missing: {missing}; check which statement was downloaded"}
	wordTwice = words.Word{Key: "sheet.column_twice",
		ZH: "文件 {file} 第 {line} 行表头中“{column}”出现两次，无法判断用哪一列；请删去或改名其中一列",
		EN: "In the header of the file {file}, line {line}, “{column}” stands twice; delete or rename one"}
	wordRows = words.Word{Key: "sheet.rows",
		ZH: "文件 {file} 超过 {max} 行；请按日期拆分后分别导入", EN: "The file {file} has more than {max} rows; split it by date and import the parts"}
	wordLong = words.Word{Key: "sheet.long",
		ZH: "文件 {file} 第 {line} 行过长或列数过多（上限 {max}）；请确认它是表格文件", EN: "Line {line} of the file {file} is too long or has too many columns (limit {max}); make sure it is a table"}
	wordRagged = words.Word{Key: "sheet.ragged",
		ZH: "文件 {file} 第 {line} 行有 {cells} 个单元格，与表头的 {columns} 列不符，可能错位；请在原文件中更正这一行",
		EN: "Line {line} of the file {file} has {cells} cells where the header has {columns}, so values may be shifted; correct the line in the original"}
	wordNeed = words.Word{Key: "sheet.need",
		ZH: "文件 {file} 第 {line} 行“{column}”为空；请在原文件中补全", EN: "In the file {file}, line {line}, “{column}” is empty; fill it in in the original"}
	wordID = words.Word{Key: "sheet.id",
		ZH: "文件 {file} 第 {line} 行“{column}”的编号已丢失位数或有乱码（编号被存成了数字或被截断）；请用未经 Excel 另存的原始文件",
		EN: "In the file {file}, line {line}, the number in “{column}” lost digits or is garbled (stored as a number, or cut); use the original file, not one saved again by Excel"}
	wordMoney = words.Word{Key: "sheet.money",
		ZH: "文件 {file} 第 {line} 行“{column}”不是 {currency} 金额；应为数字，小数最多 {digits} 位；请更正或改选列",
		EN: "In the file {file}, line {line}, “{column}” is no amount in {currency}: digits with at most {digits} decimals; correct it or choose another column"}
	wordInt = words.Word{Key: "sheet.int",
		ZH: "文件 {file} 第 {line} 行“{column}”不是整数；请更正或改选列", EN: "In the file {file}, line {line}, “{column}” is no whole number; correct it or choose another column"}
	wordTime = words.Word{Key: "sheet.time",
		ZH: "文件 {file} 第 {line} 行“{column}”不是可辨认的日期；请写成 2026-01-31 或 2026-01-31 08:00:00",
		EN: "In the file {file}, line {line}, “{column}” is no date that can be told; write 2026-01-31 or 2026-01-31 08:00:00"}
	wordOutLong = words.Word{Key: "sheet.out_long",
		ZH: "导出失败：单元格超过 {max} 个字符；请改用 CSV 导出", EN: "The export failed: a cell has more than {max} characters; export as CSV"}
	wordOutRows = words.Word{Key: "sheet.out_rows",
		ZH: "导出失败：超过 {max} 行；请缩小筛选范围或改用 CSV 导出", EN: "The export failed: more than {max} rows; narrow the filter or export as CSV"}
	wordOutWidth = words.Word{Key: "sheet.out_width",
		ZH: "导出失败：一行有 {cells} 个单元格，表头有 {columns} 列；请更正调用处", EN: "The export failed: a row has {cells} cells where the header has {columns}; correct the caller"}

	wordFilter = words.Word{Key: "sheet.filter", ZH: "筛选条件", EN: "Filter"}
	wordAsOf   = words.Word{Key: "sheet.as_of", ZH: "数据截至", EN: "As of"}
	wordWho    = words.Word{Key: "sheet.who", ZH: "导出人", EN: "Exported by"}
)

// Words is the catalogue of this package.
func Words() []words.Word {
	return []words.Word{wordEmpty, wordTooLarge, wordExpands, wordMembers, wordNested, wordLocked, wordDamaged,
		wordKind, wordNoTable, wordNoHeader, wordTwice, wordRows, wordLong, wordRagged, wordNeed, wordID, wordMoney,
		wordInt, wordTime, wordOutLong, wordOutRows, wordOutWidth, wordFilter, wordAsOf, wordWho}
}

func invalid(w words.Word, file string) *fault.Fault {
	return fault.Invalid(w, words.Args{"file": file})
}
