package casefile

import "fenming/kit/words"

var (
	wordList    = words.Word{Key: "casefile.list", ZH: "案卷队列", EN: "The queue of cases"}
	wordGet     = words.Word{Key: "casefile.get", ZH: "查看案卷与经过", EN: "See a case and what happened"}
	wordOpen    = words.Word{Key: "casefile.open", ZH: "立案", EN: "Open a case"}
	wordNote    = words.Word{Key: "casefile.note", ZH: "记一笔", EN: "Add a note"}
	wordAssign  = words.Word{Key: "casefile.assign", ZH: "指派经办人", EN: "Give a case to somebody"}
	wordRecover = words.Word{Key: "casefile.recover", ZH: "登记追回的钱", EN: "Record money that came back"}
	wordResolve = words.Word{Key: "casefile.resolve", ZH: "结案", EN: "Resolve a case"}

	wordNone       = words.Word{Key: "casefile.not_found", ZH: "没有这个案卷，请核对编号", EN: "There is no such case; check the id"}
	wordIncomplete = words.Word{Key: "casefile.incomplete", ZH: "立案须写明类型、对象和标题", EN: "A case needs its kind, its object and a title"}
	wordText       = words.Word{Key: "casefile.text", ZH: "请填写内容", EN: "Write something"}
	wordAssignee   = words.Word{Key: "casefile.assignee", ZH: "请选择经办人", EN: "Choose who is to work on it"}
	wordAmount     = words.Word{Key: "casefile.amount", ZH: "追回金额须大于零", EN: "The amount that came back must be above zero"}
	wordOutcome    = words.Word{Key: "casefile.outcome", ZH: "结案须选择结果：{outcomes}", EN: "Choose an outcome: {outcomes}"}
	wordWhy        = words.Word{Key: "casefile.why", ZH: "请写明结案理由（至少 4 个字）", EN: "Say why it is resolved (at least 4 characters)"}
	wordResolved   = words.Word{Key: "casefile.resolved", ZH: "案卷已结案（{outcome}），如有新情况请另立案卷",
		EN: "The case is resolved ({outcome}); open another for anything new"}
	wordNothingBack = words.Word{Key: "casefile.nothing_back", ZH: "尚未登记追回的钱，不能以「已追回」结案；请先登记金额",
		EN: "No money is recorded as recovered; record the amount first"}
	wordCalendar = words.Word{Key: "casefile.calendar_days",
		ZH: "该年度节假日安排尚未公布，期限 {day} 按 {n} 个自然日计算；公布后请核对",
		EN: "The holidays of that year are not published; the deadline {day} counts {n} calendar days. Check it once they are"}
	wordCursor = words.Word{Key: "casefile.cursor", ZH: "翻页标记无效，请从第一页重新查询", EN: "The cursor is not one; start again from the first page"}
	wordByHand = words.Word{Key: "casefile.by_hand", ZH: "{title}", EN: "{title}"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordList, wordGet, wordOpen, wordNote, wordAssign, wordRecover, wordResolve, wordNone,
		wordIncomplete, wordText, wordAssignee, wordAmount, wordOutcome, wordWhy, wordResolved, wordNothingBack,
		wordCalendar, wordCursor, wordByHand}
}
