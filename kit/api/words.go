package api

import "fenming/kit/words"

var (
	wordRequired     = words.Word{Key: "required", ZH: "此项必填", EN: "This field is required"}
	wordUnknownField = words.Word{Key: "unknown_field", ZH: "没有这个字段，请删去或核对拼写", EN: "There is no such field; remove it or check its spelling"}
	wordOneOf        = words.Word{Key: "one_of", ZH: "只能取：{list}", EN: "Must be one of: {list}"}
	wordTooShort     = words.Word{Key: "too_short", ZH: "至少 {n} 个字符", EN: "At least {n} characters"}
	wordTooLong      = words.Word{Key: "too_long", ZH: "至多 {n} 个字符", EN: "At most {n} characters"}
	wordTooSmall     = words.Word{Key: "too_small", ZH: "不得小于 {n}", EN: "Must not be less than {n}"}
	wordTooBig       = words.Word{Key: "too_big", ZH: "不得大于 {n}", EN: "Must not be more than {n}"}
	wordTooFew       = words.Word{Key: "too_few", ZH: "至少 {n} 项", EN: "At least {n} items"}
	wordTooMany      = words.Word{Key: "too_many", ZH: "至多 {n} 项", EN: "At most {n} items"}
	wordWrongForm    = words.Word{Key: "wrong_form", ZH: "格式不对，请按示例填写", EN: "The form is wrong; follow the example"}
	wordWrongType    = words.Word{Key: "wrong_type", ZH: "类型不对，请核对数字、文字或日期", EN: "The type is wrong; check number, text or date"}
	wordNotJSON      = words.Word{Key: "not_json", ZH: "请求体不是有效的 JSON", EN: "The body is not valid JSON"}
	wordBodyCut      = words.Word{Key: "body_cut", ZH: "请求体未传完，请重试", EN: "The body did not arrive whole; try again"}
	wordTooLarge     = words.Word{Key: "too_large", ZH: "内容过大，上限 {bytes} 字节", EN: "Too large; the limit is {bytes} bytes"}
	wordGone         = words.Word{Key: "gone_away", ZH: "请求已取消或超时，未生效", EN: "The request was cancelled or timed out and has no effect"}
	wordSignIn       = words.Word{Key: "sign_in", ZH: "请先登录，或附上有效的密钥", EN: "Sign in first, or send a valid key"}
	wordMayNot       = words.Word{Key: "may_not", ZH: "当前角色没有「{permission}」权限，请联系店主", EN: "This role lacks the permission {permission}; ask the owner"}
	wordStepUp       = words.Word{Key: "step_up_required", ZH: "此操作需要再次验证：请输入动态口令", EN: "This act needs a fresh second factor: enter the one-time code"}
	wordTooFast      = words.Word{Key: "too_fast", ZH: "请求过于频繁，请稍后再试", EN: "Too many requests; try again shortly"}
	wordNoRoute      = words.Word{Key: "no_route", ZH: "没有这个接口，请核对地址", EN: "There is no such operation; check the address"}
	wordNeedKey      = words.Word{Key: "idempotency_key_required", ZH: "此操作须带 Idempotency-Key 请求头（1–255 个字符，每次新操作换一个）", EN: "This operation needs the header Idempotency-Key (1–255 characters, a new one for each new act)"}
	wordOtherBody    = words.Word{Key: "idempotency_key_reused", ZH: "这个 Idempotency-Key 已用于另一内容的请求，请换一个", EN: "This Idempotency-Key was used with another request; choose a new one"}
	wordInFlight     = words.Word{Key: "idempotency_in_flight", ZH: "同一 Idempotency-Key 的请求仍在处理，请稍后重试", EN: "A request with this Idempotency-Key is still running; try again shortly"}
	wordBadCursor    = words.Word{Key: "bad_cursor", ZH: "翻页标记无效，请从第一页重新查询", EN: "The cursor is not valid; start again from the first page"}
	wordCrossOrigin  = words.Word{Key: "cross_origin", ZH: "跨站请求已被拒绝", EN: "A request from another site was refused"}
)

// Words is this package's catalogue.
func Words() []words.Word {
	return []words.Word{wordRequired, wordUnknownField, wordOneOf, wordTooShort, wordTooLong, wordTooSmall,
		wordTooBig, wordTooFew, wordTooMany, wordWrongForm, wordWrongType, wordNotJSON, wordBodyCut, wordTooLarge,
		wordGone, wordSignIn, wordMayNot, wordStepUp, wordTooFast, wordNoRoute, wordNeedKey, wordOtherBody,
		wordInFlight, wordBadCursor, wordCrossOrigin}
}
