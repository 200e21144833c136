package portal

import "fenming/kit/words"

var (
	wordLook      = words.Word{Key: "portal.look", ZH: "查看公开链接的概要", EN: "See what a public link is about"}
	wordOpen      = words.Word{Key: "portal.open", ZH: "打开费用明示表并留存", EN: "Open the cost table and keep what is shown"}
	wordSeen      = words.Word{Key: "portal.seen", ZH: "上报阅读或确认已读", EN: "Report reading, or acknowledge"}
	wordFile      = words.Word{Key: "portal.file", ZH: "生成费用明示表文件或图片", EN: "Make the cost table as a file or a picture"}
	wordFetch     = words.Word{Key: "portal.fetch", ZH: "下载已生成的文件", EN: "Fetch a file that was made"}
	wordOptions   = words.Word{Key: "portal.options", ZH: "商店页面的分期选项说明", EN: "The instalment options for a shop's own page"}
	wordShown     = words.Word{Key: "portal.shown", ZH: "登记商店页面已展示", EN: "Record that a shop's page has shown it"}
	wordEmbedSeen = words.Word{Key: "portal.embed_seen", ZH: "上报商店页面上的阅读", EN: "Report reading on a shop's page"}

	wordNoShow = words.Word{Key: "portal.no_show", ZH: "没有这条展示记录", EN: "There is no such record of showing"}
	wordAmount = words.Word{Key: "portal.amount", ZH: "请给出商品金额（分）", EN: "Give the price in minor units"}
	wordStale  = words.Word{Key: "portal.stale", ZH: "费用已更新，请重新获取后再展示", EN: "The cost has changed; fetch it again before showing it"}
)

// Words is this flow's catalogue.
func Words() []words.Word {
	return []words.Word{wordLook, wordOpen, wordSeen, wordFile, wordFetch, wordOptions, wordShown, wordEmbedSeen, wordNoShow, wordAmount, wordStale}
}
