package contract

import (
	"slices"

	"fenming/kit/words"
)

var (
	wordNotFound = words.Word{Key: "contract.not_found",
		ZH: "没有这份合同，请核对编号", EN: "There is no such contract; check the id"}
	wordWrongState = words.Word{Key: "contract.wrong_state",
		ZH: "合同处于「{state}」状态，不能变为「{to}」", EN: "The contract is {state} and cannot become {to}"}
	wordPlatform = words.Word{Key: "contract.platform_is_creditor",
		ZH: "该方案的债权人是平台，合同由消费者与平台订立，本店不能另行出具",
		EN: "The platform is the creditor of this plan; its contract is made with the customer there and not here"}
	wordTermsMissing = words.Word{Key: "contract.terms_not_accepted",
		ZH: "以下重要条款尚未逐条确认：{terms}；请消费者逐条确认后再签署",
		EN: "These key terms were not accepted one by one: {terms}; let the customer accept each, then sign"}
	wordUnknownTerm = words.Word{Key: "contract.unknown_term",
		ZH: "合同没有重要条款「{term}」，请按合同列出的条款确认", EN: "The contract has no key term {term}; accept the terms that it lists"}
	wordHash = words.Word{Key: "contract.text_hash",
		ZH: "须附上所展示合同文本的 SHA-256（64 位十六进制）", EN: "Give the SHA-256 of the text that was shown (64 hexadecimal digits)"}
	wordOtherText = words.Word{Key: "contract.other_text",
		ZH: "签署的文本与展示过的文本不一致，请重新展示后再签署", EN: "The text signed is not one that was shown; show it again, then sign"}
	wordBucket = words.Word{Key: "contract.bucket",
		ZH: "清偿顺序中的「{bucket}」无效或重复，请按「时间.项目」填写，例如 past_due.principal",
		EN: "The bucket {bucket} is unknown or repeated; write timing.part, for example past_due.principal"}
	wordBucketMissing = words.Word{Key: "contract.bucket_missing",
		ZH: "清偿顺序缺少「{bucket}」，到期款项都须有位置", EN: "The order lacks {bucket}; everything that can be due needs a place"}
	wordOrderHasOne = words.Word{Key: "contract.order_has_one",
		ZH: "该订单已有一份有效合同，请先解除再重新出具", EN: "The order already has a contract in force; cancel it before offering another"}
	wordEmpty = words.Word{Key: "contract.empty_schedule",
		ZH: "报价没有还款计划，不能出具合同；请重新报价", EN: "The quote has no schedule and gives no contract; quote again"}

	wordList = words.Word{Key: "contract.list", ZH: "合同列表", EN: "List contracts"}
	wordGet  = words.Word{Key: "contract.get", ZH: "查看合同、各期、确认与经过", EN: "See a contract with its instalments, acceptances and events"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return slices.Concat([]words.Word{wordNotFound, wordWrongState, wordPlatform, wordTermsMissing, wordUnknownTerm, wordHash,
		wordOtherText, wordBucket, wordBucketMissing, wordOrderHasOne, wordEmpty, wordList, wordGet}, formWords())
}
