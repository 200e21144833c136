package esign

import "fenming/kit/words"

// The sentences of this package.
var (
	wordNoSigner = words.Word{Key: "esign.no_signer",
		ZH: "没有编号为「{id}」的签署服务；请在设置中选择已登记的服务", EN: "There is no signer {id}; choose a registered one in the settings"}
	wordKey = words.Word{Key: "esign.key",
		ZH: "签封密钥缺失或长度不对；请重新生成商户签封密钥", EN: "The sealing key is missing or has a wrong length; make the merchant's key anew"}
	wordConditions = words.Word{Key: "esign.conditions",
		ZH: "没有版本为「{version}」的电子签名约定条件；请改用现行版本", EN: "There are no conditions of version {version}; use the current one"}
	wordRequest = words.Word{Key: "esign.request",
		ZH: "签署请求不完整：须有编号、文件、商户、签署人与时间", EN: "The request is incomplete: it needs a number, a file, the merchant, the signer and a time"}
	wordDigest = words.Word{Key: "esign.digest",
		ZH: "须填写名称及 64 位小写十六进制的 SHA-256；请更正", EN: "A name and a SHA-256 of 64 lower-case hexadecimal digits are needed; correct it"}
	wordNoAct = words.Word{Key: "esign.no_act",
		ZH: "没有任何确认动作，签署不成立；请先由签署人逐项确认", EN: "Nothing was accepted, so nothing can be signed; let the signer accept term by term first"}
	wordOrder = words.Word{Key: "esign.order",
		ZH: "确认动作须按时间先后排列，且不得晚于签署时间；请更正", EN: "Acts stand in the order of time and not after the signing; correct it"}
	wordUnmasked = words.Word{Key: "esign.unmasked",
		ZH: "签署人的姓名、证件号与手机号须先脱敏；请改用脱敏后的文本", EN: "Name, identity number and phone of the signer must be masked first; hand over the masked text"}
	wordForm = words.Word{Key: "esign.form",
		ZH: "这不是有效的签封文件，或其格式已被改动；请使用原始的签封文件", EN: "This is no signature file, or its form was changed; use the original file"}

	wordSeal = words.Word{Key: "esign.seal_broken",
		ZH: "签封内容或签名值在签封之后被改动", EN: "The statement or the signature value was changed after sealing"}
	wordOtherKey = words.Word{Key: "esign.other_key",
		ZH: "签封所用密钥（编号 {key}）不是预期的密钥", EN: "It was sealed with another key (id {key}) than expected"}
	wordOtherConditions = words.Word{Key: "esign.other_conditions",
		ZH: "版本 {version} 的约定条件文本与签封时不同", EN: "The text of the conditions of version {version} is not the one that was sealed"}
	wordSize = words.Word{Key: "esign.size",
		ZH: "文件有 {have} 字节，签封时为 {want} 字节", EN: "The file has {have} bytes, it had {want} when sealed"}
	wordHash = words.Word{Key: "esign.hash",
		ZH: "文件第 {from} 至 {to} 字节（从 0 计）的 SHA-256 与签封时不同", EN: "Bytes {from} to {to} of the file (counted from 0) have another SHA-256 than when sealed"}
)

// Words is the catalogue of this package.
func Words() []words.Word {
	return []words.Word{wordNoSigner, wordKey, wordConditions, wordRequest, wordDigest, wordNoAct, wordOrder, wordUnmasked,
		wordForm, wordSeal, wordOtherKey, wordOtherConditions, wordSize, wordHash}
}
