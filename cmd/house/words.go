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

var wordCardEnds = words.Word{Key: "plan.card_task", ZH: "平台「{platform}」{count} 期费率卡将于 {day} 失效，请核实并录入新费率；失效后不能报价",
	EN: "The rate card of {platform} for {count} instalments ends on {day}; verify and record the new rate, or nothing is quoted after it"}

var wordCardVerify = words.Word{Key: "plan.card_verify_task", ZH: "平台「{platform}」{count} 期费率卡须在 {day} 前复核来源",
	EN: "The rate card of {platform} for {count} instalments has to be verified again by {day}"}

var wordLPRStale = words.Word{Key: "plan.lpr_task", ZH: "贷款市场报价利率已过期（最近一期 {published}），请登记新一期；在此之前不能新做商户分期",
	EN: "The loan prime rate is out of date (last of {published}); record the new one, no new plans of your own until then"}

// Words is the catalogue of the house itself.
func Words() []words.Word {
	return []words.Word{wordPlatforms, wordLetters, wordDeadJob, wordNoConnector, wordLPRStale, wordCardEnds, wordCardVerify}
}
