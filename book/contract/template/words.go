package template

import "fenming/kit/words"

var (
	wordTooLong = words.Word{Key: "template.too_long",
		ZH: "文本超过 {max} 字节，请拆成条款或删减", EN: "The text has more than {max} bytes; move parts into clauses or shorten it"}
	wordUnclosed = words.Word{Key: "template.tag_unclosed",
		ZH: "「{{」在本行没有「}}」与之对应，请补上", EN: "The opening braces are not closed on this line; close them"}
	wordStray = words.Word{Key: "template.tag_stray",
		ZH: "多出的「}}」，请删除或补上开头", EN: "Closing braces without opening ones; delete them or write the opening"}
	wordTag = words.Word{Key: "template.tag_unknown",
		ZH: "看不懂标记「{tag}」；可写字段、#if、else、#each、#term 或 clause \"编号\"",
		EN: "The tag {tag} is not understood; write a field, #if, else, #each, #term or clause \"id\""}
	wordUnopened = words.Word{Key: "template.block_unopened",
		ZH: "「{tag}」前面没有对应的开头，请删除或补上开头", EN: "{tag} has no beginning before it; delete it or write the beginning"}
	wordOpen = words.Word{Key: "template.block_open",
		ZH: "「{tag}」没有结束，请补上「/{kind}」", EN: "{tag} is not ended; add /{kind}"}
	wordDepth = words.Word{Key: "template.too_deep",
		ZH: "嵌套超过 {max} 层，请简化", EN: "Nested deeper than {max}; simplify"}
	wordElse = words.Word{Key: "template.else_twice",
		ZH: "一个 #if 只能有一个 else，请删除多余的", EN: "An #if has one else; delete the other"}
	wordField = words.Word{Key: "template.field_unknown",
		ZH: "没有字段「{name}」；请从字段表中选择{near}", EN: "There is no field {name}; choose one from the list of fields{near}"}
	wordFilter = words.Word{Key: "template.format_unknown",
		ZH: "字段「{name}」是{type}，不能用格式「{filter}」；可用：{list}",
		EN: "The field {name} is of type {type} and has no format {filter}; use one of {list}"}
	wordRows = words.Word{Key: "template.field_is_rows",
		ZH: "字段「{name}」是多行，请用 #each 逐行写出", EN: "The field {name} has rows; write them with #each"}
	wordNotRows = words.Word{Key: "template.field_not_rows",
		ZH: "#each 只能用于多行字段，「{name}」不是", EN: "#each needs a field with rows, which {name} is not"}
	wordEachIn = words.Word{Key: "template.each_inside",
		ZH: "#each 里面不能再有 #each 或 #term，请移到外面", EN: "#each holds neither #each nor #term; move it outside"}
	wordTermIn = words.Word{Key: "template.term_inside",
		ZH: "#term 里面不能再有 #term，请分开写", EN: "A key term holds no other; write them one after the other"}
	wordTerm = words.Word{Key: "template.term_unknown",
		ZH: "没有重要条款「{name}」；可用：{list}", EN: "There is no key term {name}; use one of {list}"}
	wordTermTwice = words.Word{Key: "template.term_twice",
		ZH: "重要条款「{name}」出现了两次，请合并为一处", EN: "The key term {name} stands twice; make it one"}
	wordClause = words.Word{Key: "template.clause_unknown",
		ZH: "条款包中没有在用的条款「{name}」，请从条款表中选择", EN: "The pack has no clause {name} in force; choose one from the list of clauses"}
	wordClauseIn = words.Word{Key: "template.clause_inside",
		ZH: "条款里面不能引用条款或设重要条款", EN: "A clause includes no clause and no key term"}
	wordClauseBad = words.Word{Key: "template.clause_broken",
		ZH: "条款「{name}」自身有误：{why}", EN: "The clause {name} has a fault of its own: {why}"}
	wordTooMuch = words.Word{Key: "template.too_much",
		ZH: "生成的文本超过 {max} 字节，请减少内容", EN: "The text made is longer than {max} bytes; shorten it"}
	wordNoForm = words.Word{Key: "template.no_form",
		ZH: "字段「{name}」的值不能写成「{filter}」，请改用其他格式", EN: "The value of {name} cannot be written as {filter}; use another format"}

	wordTypes = map[Type]words.Word{
		Text:   {Key: "template.type.text", ZH: "文字", EN: "text"},
		Money:  {Key: "template.type.money", ZH: "金额", EN: "money"},
		Rate:   {Key: "template.type.rate", ZH: "比率", EN: "rate"},
		Day:    {Key: "template.type.day", ZH: "日期", EN: "day"},
		Number: {Key: "template.type.number", ZH: "数字", EN: "number"},
		Rows:   {Key: "template.type.rows", ZH: "多行", EN: "rows"},
	}
)

// Words is the catalogue of this language.
func Words() []words.Word {
	list := []words.Word{wordTooLong, wordTag, wordUnopened, wordOpen, wordDepth, wordElse, wordField, wordFilter, wordRows,
		wordNotRows, wordEachIn, wordTermIn, wordTerm, wordTermTwice, wordClause, wordClauseIn, wordClauseBad, wordTooMuch,
		wordNoForm, wordUnclosed, wordStray}
	for _, t := range Types() {
		list = append(list, wordTypes[t])
	}
	return list
}
