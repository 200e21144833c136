package house

import (
	"fenming/kit/words"
	"fenming/office/notice/sink"
)

// LettersOut are the letters that the demo's mail server received, newest first.
type LettersOut struct {
	Data []sink.Letter `json:"data"`
}

var (
	wordPlatforms = words.Word{Key: "platform.list", ZH: "平台连接器及其真实状态", EN: "Connectors and what is known of them"}
	wordLetters   = words.Word{Key: "demo.letters", ZH: "演示邮箱收到的信", EN: "Letters the demo's mail server received"}
	wordDeadJob   = words.Word{Key: "job.dead", ZH: "后台任务「{kind}」多次失败，等待处理", EN: "The job {kind} failed for good and waits for a person"}
)

var wordLPRStale = words.Word{Key: "plan.lpr_task", ZH: "贷款市场报价利率已过期（最近一期 {published}），请登记新一期；在此之前不能新做商户分期",
	EN: "The loan prime rate is out of date (last of {published}); record the new one, no new plans of your own until then"}

// Words is the catalogue of the house itself.
func Words() []words.Word {
	return []words.Word{wordPlatforms, wordLetters, wordDeadJob, wordNoConnector, wordLPRStale}
}
