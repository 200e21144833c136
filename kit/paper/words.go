package paper

import "fenming/kit/words"

// The sentences and labels of this package.
var (
	wordStored = words.Word{Key: "paper.stored",
		ZH: "存档的文书格式无法识别，可能已损坏；请从备份恢复", EN: "The stored document cannot be read and may be damaged; restore it from a backup"}
	wordTable = words.Word{Key: "paper.table",
		ZH: "文书中表格「{caption}」有一行单元格数与列数不符，或列宽比例不在 0–100；请更正模板", EN: "In the table “{caption}” a row does not fill the columns, or a column's weight is not 0 to 100; correct the template"}
	wordEmpty = words.Word{Key: "paper.empty",
		ZH: "文书缺少标题或内容；请补全模板", EN: "The document has no title or no content; complete the template"}
	wordLarge = words.Word{Key: "paper.large",
		ZH: "文书过长（上限 {max} 字）；请拆分后再生成", EN: "The document is too long (limit {max} characters); split it"}
	wordFooter = words.Word{Key: "paper.footer",
		ZH: "文书页脚过长（上限 {max} 字）；请缩短", EN: "The footer of the document is too long (limit {max} characters); shorten it"}
	wordTall = words.Word{Key: "paper.tall",
		ZH: "文书太长，不能生成一张图片（上限 {max} 像素高）；请改用 PDF", EN: "The document is too long for one picture (limit {max} pixels high); use the PDF"}
	wordWidth = words.Word{Key: "paper.width",
		ZH: "图片宽度须在 {min} 至 {max} 像素之间；请更正", EN: "The picture must be {min} to {max} pixels wide; correct the width"}
	wordQR = words.Word{Key: "paper.qr",
		ZH: "二维码内容过长，无法生成；请缩短链接", EN: "The text of the QR code is too long; shorten the link"}

	wordSealed = words.Word{Key: "paper.footer_digest", ZH: "文书指纹 SHA-256：", EN: "Document fingerprint SHA-256: "}
	wordPage   = words.Word{Key: "paper.footer_page", ZH: "第 {page} 页，共 {pages} 页", EN: "Page {page} of {pages}"}
	wordSign   = words.Word{Key: "paper.sign", ZH: "签名（盖章）", EN: "Signature (seal)"}
	wordDate   = words.Word{Key: "paper.date", ZH: "日期", EN: "Date"}
	wordCode   = words.Word{Key: "paper.qr_label", ZH: "二维码", EN: "QR code"}
	wordTerm   = words.Word{Key: "paper.key_term", ZH: "重点条款", EN: "Key term"}
)

// Words is the catalogue of this package.
func Words() []words.Word {
	return []words.Word{wordStored, wordTable, wordEmpty, wordLarge, wordFooter, wordTall, wordWidth, wordQR,
		wordSealed, wordPage, wordSign, wordDate, wordCode, wordTerm}
}
