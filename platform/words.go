package platform

import "fenming/kit/words"

// The sentences of this package.
var (
	wordHost = words.Word{Key: "platform.host_refused",
		ZH: "目标地址不在该平台的允许名单内，已拒绝连接；请检查渠道配置的网关地址",
		EN: "The address is not on this platform's allow-list, so no connection was made; check the gateway in the channel's settings"}
	wordAddress = words.Word{Key: "platform.address_refused",
		ZH: "目标主机解析到内网或保留地址，已拒绝连接；请检查 DNS 与渠道配置",
		EN: "The host resolves to a private or reserved address, so no connection was made; check DNS and the channel's settings"}
	wordRedirect = words.Word{Key: "platform.redirect_refused",
		ZH: "平台要求跳转，但跳转目标不被允许，已停止",
		EN: "The platform asked for a redirect that is not allowed; the call was stopped"}
	wordTooLarge = words.Word{Key: "platform.answer_too_large",
		ZH: "平台返回的内容超过 {bytes} 字节上限，已停止读取",
		EN: "The platform's answer exceeds {bytes} bytes; reading was stopped"}
	wordUnreachable = words.Word{Key: "platform.unreachable",
		ZH: "连接不到平台，请求未发出；请稍后重试",
		EN: "The platform cannot be reached and nothing was sent; try again later"}
)

// Words lists every sentence, for the catalogue test.
func Words() []words.Word {
	return []words.Word{wordHost, wordAddress, wordRedirect, wordTooLarge, wordUnreachable,
		wordForeign, wordDiffers}
}
