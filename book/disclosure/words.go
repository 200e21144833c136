package disclosure

import "fenming/kit/words"

var (
	wordNoShow      = words.Word{Key: "disclosure.not_found", ZH: "没有这条展示记录，请核对编号", EN: "There is no such record of showing; check the id"}
	wordTampered    = words.Word{Key: "disclosure.tampered", ZH: "展示内容与其摘要不符，已停止使用；请联系管理员核查", EN: "The stored rendering does not match its hash and is not used; ask the administrator to look into it"}
	wordForm        = words.Word{Key: "disclosure.form", ZH: "展示形式只能是 json、html、pdf、png，且不超过 4 MiB", EN: "A rendering is json, html, pdf or png, of at most 4 MiB"}
	wordViewer      = words.Word{Key: "disclosure.viewer", ZH: "没有这种展示位置，请核对", EN: "There is no such place of showing; check it"}
	wordNoQuotes    = words.Word{Key: "disclosure.quotes", ZH: "请选择 1–{max} 份报价", EN: "Choose 1 to {max} quotes"}
	wordMixedQuotes = words.Word{Key: "disclosure.mixed", ZH: "一张费用表只能包含同一金额、同一计算日的报价", EN: "A cost table holds quotes of one amount and one day only"}
	wordTooSoon     = words.Word{Key: "disclosure.too_soon", ZH: "请至少阅读 {seconds} 秒后再确认，还需 {left} 秒", EN: "Please read for at least {seconds} seconds before you confirm; {left} to go"}
	wordNotToEnd    = words.Word{Key: "disclosure.not_to_end", ZH: "请阅读到末尾后再确认", EN: "Please read to the end before you confirm"}
	wordManyReports = words.Word{Key: "disclosure.many_reports", ZH: "这次展示的阅读记录已达上限，请重新打开", EN: "This showing has had its most reports; open it again"}
	wordLinkKind    = words.Word{Key: "disclosure.link_kind", ZH: "链接只能指向报价、合同或客户", EN: "A link opens a quote, a contract or a customer's page"}
	wordLinkLife    = words.Word{Key: "disclosure.link_life", ZH: "链接有效期须在 1 分钟到 {days} 天之间", EN: "A link lives between 1 minute and {days} days"}
	wordNoLink      = words.Word{Key: "disclosure.no_link", ZH: "链接无效或已失效，请向商户索取新链接", EN: "The link is not valid or no longer so; ask the shop for a new one"}
	wordOrigin      = words.Word{Key: "disclosure.origin", ZH: "网站地址须为 https://主机名（本机调试可用 http://localhost）", EN: "A web site is https://host (http://localhost for trying out)"}
	wordOwnReading  = words.Word{Key: "disclosure.own_reading", ZH: "这一页由顾客自己打开，阅读和确认只能由顾客本人完成", EN: "The customer opened this page himself; only he can read and confirm it"}
	wordOriginASCII = words.Word{Key: "disclosure.origin_ascii", ZH: "中文域名请填写浏览器所用的形式（以 xn-- 开头，可在浏览器地址栏复制）", EN: "Write a host name of other letters as browsers do: it begins with xn--"}

	wordBusy = words.Word{Key: "disclosure.busy", ZH: "打开人数较多，请稍后再试", EN: "Many are reading just now; try again in a minute"}

	wordOpTable   = words.Word{Key: "disclosure.table", ZH: "查看报价的费用明示表", EN: "See the cost table of a quote"}
	wordOpShow    = words.Word{Key: "disclosure.show", ZH: "展示费用明示表并留存", EN: "Show a cost table and keep what was shown"}
	wordOpList    = words.Word{Key: "disclosure.list", ZH: "展示记录列表", EN: "List what was shown"}
	wordOpGet     = words.Word{Key: "disclosure.get", ZH: "查看展示与阅读记录", EN: "See an act of showing and how it was read"}
	wordOpFile    = words.Word{Key: "disclosure.file", ZH: "原样再现展示内容", EN: "Show again exactly what was shown"}
	wordOpSeen    = words.Word{Key: "disclosure.seen", ZH: "记录阅读或确认", EN: "Record reading or acknowledgement"}
	wordOpLink    = words.Word{Key: "disclosure.link", ZH: "生成报价公开链接", EN: "Make a public link to a quote"}
	wordOpLinks   = words.Word{Key: "disclosure.links", ZH: "公开链接列表", EN: "List public links"}
	wordOpRevoke  = words.Word{Key: "disclosure.revoke", ZH: "停用公开链接", EN: "Revoke a public link"}
	wordOpOrigins = words.Word{Key: "embed.list", ZH: "可嵌入费用表的网站", EN: "List the web sites that may embed the cost table"}
	wordOpEmbed   = words.Word{Key: "embed.save", ZH: "设置可嵌入费用表的网站", EN: "Set the web sites that may embed the cost table"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return append([]words.Word{wordBusy, wordNoShow, wordTampered, wordForm, wordViewer, wordNoQuotes, wordMixedQuotes, wordTooSoon,
		wordNotToEnd, wordManyReports, wordLinkKind, wordLinkLife, wordNoLink, wordOrigin, wordOwnReading, wordOriginASCII, wordOpTable, wordOpShow, wordOpList,
		wordOpGet, wordOpFile, wordOpSeen, wordOpLink, wordOpLinks, wordOpRevoke, wordOpOrigins, wordOpEmbed}, templateWords()...)
}
