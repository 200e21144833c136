package channel

import "fenming/kit/words"

var (
	wordList          = words.Word{Key: "channel.list", ZH: "渠道列表", EN: "List channels"}
	wordGet           = words.Word{Key: "channel.get", ZH: "查看渠道", EN: "See a channel"}
	wordSave          = words.Word{Key: "channel.save", ZH: "新增或修改渠道与密钥", EN: "Add or change a channel and its keys"}
	wordMessages      = words.Word{Key: "channel.messages", ZH: "与平台往来的原始报文", EN: "Raw messages exchanged with a platform"}
	wordNotFound      = words.Word{Key: "channel.not_found", ZH: "没有这个渠道，请核对编号", EN: "There is no such channel; check the id"}
	wordNoMessage     = words.Word{Key: "channel.no_message", ZH: "没有这条报文", EN: "There is no such message"}
	wordNoChannel     = words.Word{Key: "channel.none_active", ZH: "该平台没有启用的渠道，请先在渠道设置中启用", EN: "No channel to this platform is active; activate one in the channel settings"}
	wordPlatform      = words.Word{Key: "channel.platform", ZH: "平台编号必填", EN: "The platform is required"}
	wordName          = words.Word{Key: "channel.name", ZH: "渠道名称必填", EN: "A name is required"}
	wordCreditor      = words.Word{Key: "channel.creditor", ZH: "债权人只能是 platform、merchant 或 assigned", EN: "The creditor is platform, merchant or assigned"}
	wordState         = words.Word{Key: "channel.state", ZH: "渠道状态只能是 active 或 paused", EN: "The state is active or paused"}
	wordDemoLive      = words.Word{Key: "channel.demo_needs_simulator", ZH: "演示商户只能接入模拟平台", EN: "A demo merchant may only use simulators"}
	wordLiveToy       = words.Word{Key: "channel.live_needs_platform", ZH: "正式商户不能接入模拟平台；网关须是平台的 https 地址", EN: "A live merchant may not use a simulator; the gateway must be the platform's https address"}
	wordCounts        = words.Word{Key: "channel.counts", ZH: "签约期数须在 1 到 60 之间", EN: "Instalment counts lie between 1 and 60"}
	wordFees          = words.Word{Key: "channel.fees", ZH: "费率须在 0 到 1 之间，承担方为 merchant 或 customer", EN: "A fee rate lies between 0 and 1 and is paid by merchant or customer"}
	wordSettlement    = words.Word{Key: "channel.settlement", ZH: "结算周期须在 0 到 90 个工作日之间", EN: "The settlement cycle lies between 0 and 90 working days"}
	wordPrivateKey    = words.Word{Key: "channel.private_key", ZH: "应用私钥无法读取：须为 RSA 私钥（PKCS#8 或 PKCS#1）", EN: "The private key cannot be read: give an RSA key (PKCS#8 or PKCS#1)"}
	wordPlatformKey   = words.Word{Key: "channel.platform_key", ZH: "平台公钥无法读取：须为 RSA 公钥或证书", EN: "The platform's key cannot be read: give an RSA public key or certificate"}
	wordOtherPlatform = words.Word{Key: "channel.other_platform", ZH: "渠道的平台不能更改，请另建渠道", EN: "A channel cannot move to another platform; make a new one"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return append([]words.Word{wordList, wordGet, wordSave, wordMessages, wordNotFound, wordNoMessage, wordNoChannel,
		wordPlatform, wordName, wordCreditor, wordState, wordDemoLive, wordLiveToy, wordCounts, wordFees,
		wordSettlement, wordPrivateKey, wordPlatformKey, wordOtherPlatform}, profileWords()...)
}
