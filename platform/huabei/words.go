package huabei

import "fenming/kit/words"

// The sentences of this connector.
var (
	wordConfig = words.Word{Key: "huabei.config_incomplete",
		ZH: "支付宝渠道配置不完整：缺少 {what}；请在渠道设置中补全",
		EN: "The Alipay channel lacks {what}; complete the channel's settings"}
	wordOutNo = words.Word{Key: "huabei.out_no_invalid",
		ZH: "商户订单号须为 1 至 64 位字母、数字、下划线或连字符",
		EN: "The order number must be 1 to 64 letters, digits, underscores or hyphens"}
	wordAmount = words.Word{Key: "huabei.amount_invalid",
		ZH: "金额须在 0.01 元至 1 亿元之间",
		EN: "The amount must be between 0.01 and 100,000,000 yuan"}
	wordSubject = words.Word{Key: "huabei.subject_invalid",
		ZH: "商品标题须为 1 至 256 个字", EN: "The subject must have 1 to 256 characters"}
	wordCount = words.Word{Key: "huabei.instalments_not_contracted",
		ZH: "未签约 {n} 期花呗分期；请选择已签约的期数或先在平台签约",
		EN: "{n} Huabei instalments are not under contract; choose a contracted number or sign it with the platform first"}
	wordLever = words.Word{Key: "huabei.lever_conflict",
		ZH: "支付方式限制与分期数矛盾：禁用信用渠道时不可指定分期，仅限分期时必须指定期数",
		EN: "The payment lever contradicts the instalments: none may be set when credit is forbidden, one must be set when only instalments are allowed"}
	wordWay = words.Word{Key: "huabei.way_incomplete",
		ZH: "收款方式缺少必需的信息：扫码付需付款码，账户收款需买家编号",
		EN: "The way of payment lacks its data: a bar code needs the buyer's code, an account sale the buyer's id"}
	wordExpires = words.Word{Key: "huabei.expires_invalid",
		ZH: "支付时限须为 1 分钟至 15 天的整分钟数",
		EN: "The payment deadline must be whole minutes between 1 minute and 15 days"}
	wordSignature = words.Word{Key: "huabei.notify_signature",
		ZH: "支付宝通知验签失败，未被采信；如反复出现请核对平台公钥",
		EN: "The notification's signature does not fit, so it was not believed; if this repeats, check the platform's public key"}
	wordForm = words.Word{Key: "huabei.notify_form",
		ZH: "支付宝通知的格式有误：{field}", EN: "The notification is malformed: {field}"}
	wordAddressee = words.Word{Key: "huabei.notify_addressee",
		ZH: "该通知不是发给本渠道的（{field} 不符），未被采信",
		EN: "The notification is not addressed to this channel ({field} differs), so it was not believed"}
	wordNotYet = words.Word{Key: "huabei.bill_not_ready",
		ZH: "平台尚未生成该日账单，通常次日 9 点前生成；稍后会自动重试",
		EN: "The platform has not made this bill yet, usually by 9 o'clock the next morning; it will be tried again"}
	wordFetch = words.Word{Key: "huabei.bill_fetch_failed",
		ZH: "账单下载失败（{code}），稍后会自动重试", EN: "The bill could not be fetched ({code}); it will be tried again"}
	wordRefused = words.Word{Key: "huabei.refused",
		ZH: "支付宝拒绝了请求（{code}）；请按代码核对签约与密钥",
		EN: "Alipay refused the request ({code}); check contract and keys by this code"}
	wordDay = words.Word{Key: "huabei.bill_day_invalid",
		ZH: "账单日期须为 yyyy-MM-dd 或 yyyy-MM", EN: "The bill's day must be yyyy-MM-dd or yyyy-MM"}
	wordNoHealth = words.Word{Key: "huabei.no_health",
		ZH: "支付宝网关没有给出可信的回答（{code}）", EN: "The Alipay gateway gave no trustworthy answer ({code})"}
)

// Words lists every sentence, for the catalogue test.
func Words() []words.Word {
	return append([]words.Word{wordConfig, wordOutNo, wordAmount, wordSubject, wordCount, wordLever, wordWay, wordExpires,
		wordSignature, wordForm, wordAddressee, wordNotYet, wordFetch, wordRefused, wordDay, wordNoHealth, wordPlan},
		billWords()...)
}
