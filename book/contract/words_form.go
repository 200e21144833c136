package contract

import (
	"slices"

	"fenming/book/contract/template"
	"fenming/kit/words"
)

var (
	wordNoTemplate = words.Word{Key: "template.not_found",
		ZH: "没有这个合同模板，请核对编号", EN: "There is no such contract template; check the id"}
	wordNoVersion = words.Word{Key: "template.no_version",
		ZH: "模板没有这个版本，请核对版本号", EN: "The template has no such version; check its number"}
	wordCode = words.Word{Key: "template.code",
		ZH: "模板代码须为 2–40 位小写字母、数字、短横或下划线", EN: "A template's code has 2–40 small letters, digits, dashes or underscores"}
	wordCodeTaken = words.Word{Key: "template.code_taken",
		ZH: "代码「{code}」已被使用，请换一个，或修订已有的模板", EN: "The code {code} is in use; choose another or revise the template that has it"}
	wordNoDraft = words.Word{Key: "template.no_draft",
		ZH: "没有草稿；请先从某个版本修订出草稿", EN: "There is no draft; revise a version first"}
	wordDraftOpen = words.Word{Key: "template.draft_open",
		ZH: "已有一份草稿，请先完成或提交", EN: "There is a draft already; finish it or put it forward first"}
	wordFromDay = words.Word{Key: "template.from_day",
		ZH: "启用日须为有效日期，例如 2026-12-01", EN: "The first day must be a date such as 2026-12-01"}
	wordBlocked = words.Word{Key: "template.blocked",
		ZH: "文本有必须先解决的问题，不能提交：{first}", EN: "The text has findings that must be cured first: {first}"}
	wordTermLacking = words.Word{Key: "template.term_lacking",
		ZH: "该方案需要重要条款「{term}」，文本没有给出；请补上，或检查它所在的条件", EN: "The plan needs the key term “{term}”, which the text does not give; add it or check its condition"}
	wordOtherVersion = words.Word{Key: "template.other_version",
		ZH: "该版本已被改动或处理，请刷新后重试", EN: "The version has changed or was decided meanwhile; read it again"}
	wordNotApproved = words.Word{Key: "template.not_approved",
		ZH: "只有已批准的版本可以停用", EN: "Only an approved version can be retired"}
	wordNoPack = words.Word{Key: "template.no_pack",
		ZH: "「{place}」没有启用的条款包或规则，须由当地律师填写后启用", EN: "No clause pack or rules are enabled for {place}; a local lawyer has to fill them first"}
	wordTemplateDead = words.Word{Key: "template.out_of_force",
		ZH: "合同模板已不能使用：{first}；请提交新版本，或停用该版本", EN: "The contract template can no longer be used: {first}; put a new version forward or retire this one"}
	wordSample = words.Word{Key: "template.sample",
		ZH: "没有这个示例，请选择 fee、free 或 deferred", EN: "There is no such sample; choose fee, free or deferred"}
	wordAsk = words.Word{Key: "template.ask",
		ZH: "批准合同模板「{name}」第 {no} 版", EN: "Approve version {no} of the contract template “{name}”"}
	wordBuiltInNote = words.Word{Key: "template.built_in_note",
		ZH: "内置文本，尚未经律师审阅，正式使用前须由律师审阅", EN: "Built-in text, not yet read by a lawyer; have one read it before it is relied on"}
	wordCreditCode = words.Word{Key: "contract.credit_code",
		ZH: "统一社会信用代码为 18 位且校验位须正确，请核对营业执照", EN: "A unified social credit code has 18 characters with a right check character; compare the licence"}
	wordLine     = words.Word{Key: "contract.line", ZH: "第 {no} 期", EN: "Instalment {no}"}
	wordDownLine = words.Word{Key: "contract.line_down", ZH: "首付（第 {no} 期）", EN: "Down payment ({no})"}

	wordNoDocument = words.Word{Key: "contract.no_document",
		ZH: "该合同没有用模板生成的文本（模板启用前出具），不能逐条留痕", EN: "This contract has no text made with a template (it is older), so acts cannot be kept for it"}
	wordEmphasis = words.Word{Key: "contract.emphasis",
		ZH: "请说明该条款以何种方式突出显示，例如 frame,bold", EN: "Say how the term was emphasised, for example frame,bold"}
	wordExplain  = words.Word{Key: "contract.explain", ZH: "请写明向顾客作了怎样的说明", EN: "Write what the customer was told"}
	wordNotShown = words.Word{Key: "contract.term_not_shown",
		ZH: "「{term}」尚未展示，请先展示并突出显示后再确认", EN: "“{term}” was not shown yet; show it emphasised, then accept it"}
	wordTooFast = words.Word{Key: "contract.too_fast",
		ZH: "「{term}」展示时间不足，请再阅读 {seconds} 秒后确认", EN: "“{term}” was shown too briefly; read it for {seconds} more seconds, then accept it"}
	wordDwell = words.Word{Key: "contract.dwell",
		ZH: "所报的展示时间长于实际经过的时间，请如实上报", EN: "The time given is longer than has passed since the term was shown; send the real one"}
	wordEvidenceForm = words.Word{Key: "contract.evidence_form",
		ZH: "这不是本系统导出的证据文件，或文件已损坏；请上传原文件", EN: "This is no evidence file of this product, or it is damaged; send the original file"}
	wordCheckFile     = words.Word{Key: "contract.check.file", ZH: "文件与其校验值一致", EN: "The file agrees with its hash"}
	wordCheckDocument = words.Word{Key: "contract.check.document", ZH: "合同文本与签署时记录的校验值一致", EN: "The text agrees with the hash kept for the contract"}
	wordCheckTerms    = words.Word{Key: "contract.check.terms", ZH: "每条重要条款与其校验值一致", EN: "Each key term agrees with its hash"}
	wordCheckChain    = words.Word{Key: "contract.check.chain", ZH: "行为记录逐条相连，没有缺失、改动或移位", EN: "The acts are linked one to the next; none is missing, changed or moved"}
	wordCheckOrder    = words.Word{Key: "contract.check.order", ZH: "行为按时间先后排列", EN: "The acts are in the order of time"}
	wordCheckAccepted = words.Word{Key: "contract.check.accepted",
		ZH: "每条重要条款都突出展示过，并由单独的行为确认", EN: "Each key term was shown emphasised and accepted by an act of its own"}
	wordCheckSigned = words.Word{Key: "contract.check.signed", ZH: "最后一个行为是对该文本的签署", EN: "The last act is the signing of this text"}

	wordPaperTitle  = words.Word{Key: "contract.paper.title", ZH: "合同", EN: "Contract"}
	wordPaperFooter = words.Word{Key: "contract.paper.footer", ZH: "合同 {no} · 文本 SHA-256 {hash}…", EN: "Contract {no} · text SHA-256 {hash}…"}
	wordPaperDay    = words.Word{Key: "contract.paper.day", ZH: "出具日期", EN: "Made on"}
	wordPaperSigned = words.Word{Key: "contract.paper.signed", ZH: "签署时间", EN: "Signed at"}
	wordPaperHow    = words.Word{Key: "contract.paper.how", ZH: "签署方式", EN: "How"}
	wordPaperActs   = words.Word{Key: "contract.paper.acts",
		ZH: "电子签署：{n} 条重要条款逐条确认后签署", EN: "Electronically, after {n} key terms were accepted one by one"}
	wordPaperRecord = words.Word{Key: "contract.paper.record", ZH: "签署记录校验值", EN: "Hash of the record"}
	wordPaperSeller = words.Word{Key: "contract.paper.seller", ZH: "卖方", EN: "Seller"}
	wordPaperBuyer  = words.Word{Key: "contract.paper.buyer", ZH: "买方", EN: "Buyer"}
	wordPaperCode   = words.Word{Key: "contract.paper.code",
		ZH: "合同文本的 SHA-256：{hash}。文本与此值一致即未被改动。", EN: "SHA-256 of the text: {hash}. A text that gives this value has not been changed."}
	wordNotSealed = words.Word{Key: "contract.not_sealed",
		ZH: "合同尚未签封：签署后由后台任务完成，或文本中没有约定电子签名的条件", EN: "The contract is not sealed: a job does it after signing, unless the text holds no agreed conditions"}
	wordAnnexTitle  = words.Word{Key: "contract.annex.title", ZH: "合同签署证据", EN: "Evidence of a contract's signing"}
	wordAnnexSub    = words.Word{Key: "contract.annex.sub", ZH: "合同 {no} 的展示、说明、确认与签署记录", EN: "How contract {no} was shown, explained, accepted and signed"}
	wordAnnexFacts  = words.Word{Key: "contract.annex.facts", ZH: "合同与文本", EN: "Contract and texts"}
	wordAnnexNo     = words.Word{Key: "contract.annex.no", ZH: "合同编号", EN: "Contract no."}
	wordAnnexOrder  = words.Word{Key: "contract.annex.order", ZH: "订单编号", EN: "Order"}
	wordAnnexQuote  = words.Word{Key: "contract.annex.quote", ZH: "报价 SHA-256", EN: "Quote SHA-256"}
	wordAnnexTpl    = words.Word{Key: "contract.annex.template", ZH: "模板与条款包", EN: "Template and clause pack"}
	wordAnnexText   = words.Word{Key: "contract.annex.text", ZH: "文本 SHA-256（{lang}）", EN: "Text SHA-256 ({lang})"}
	wordAnnexActs   = words.Word{Key: "contract.annex.acts", ZH: "行为记录（每条含上一条的校验值）", EN: "Acts, each holding the hash of the one before"}
	wordAnnexKind   = words.Word{Key: "contract.annex.kind", ZH: "行为", EN: "Act"}
	wordAnnexTerm   = words.Word{Key: "contract.annex.term", ZH: "条款", EN: "Term"}
	wordAnnexAt     = words.Word{Key: "contract.annex.at", ZH: "时间", EN: "Time"}
	wordAnnexDwell  = words.Word{Key: "contract.annex.dwell", ZH: "停留（秒）", EN: "In view (s)"}
	wordAnnexHash   = words.Word{Key: "contract.annex.hash", ZH: "校验值", EN: "Hash"}
	wordAnnexChecks = words.Word{Key: "contract.annex.checks", ZH: "重新计算的结果", EN: "Recomputed"}
	wordAnnexYes    = words.Word{Key: "contract.annex.yes", ZH: "一致", EN: "agrees"}
	wordAnnexNot    = words.Word{Key: "contract.annex.not", ZH: "不一致", EN: "does not agree"}
	wordAnnexLimit  = words.Word{Key: "contract.annex.limit",
		ZH: "本附件由合同系统的证据记录生成；完整记录为同名 JSON 文件，可脱离本系统重新计算。它证明展示了什么、如何确认、此后未被改动；不能单独证明操作者的身份。",
		EN: "This annex is made from the record of evidence; the whole record is the JSON file of the same name and can be recomputed without this program. It shows what was put before the reader, how it was accepted and that nothing changed since; by itself it does not prove who the reader was."}
	wordActShown     = words.Word{Key: "contract.act.shown", ZH: "展示全文", EN: "whole text shown"}
	wordActTermShown = words.Word{Key: "contract.act.term_shown", ZH: "展示条款", EN: "term shown"}
	wordActAsked     = words.Word{Key: "contract.act.asked", ZH: "请求解释", EN: "asked to explain"}
	wordActExplained = words.Word{Key: "contract.act.explained", ZH: "作出解释", EN: "explained"}
	wordActAccepted  = words.Word{Key: "contract.act.accepted", ZH: "确认条款", EN: "term accepted"}
	wordActSigned    = words.Word{Key: "contract.act.signed", ZH: "签署", EN: "signed"}
	wordAnnex        = words.Word{Key: "contract.annex", ZH: "下载合同的证据附件 PDF", EN: "Download a contract's evidence as PDF"}
	wordPDF          = words.Word{Key: "contract.pdf", ZH: "下载合同 PDF", EN: "Download a contract as PDF"}

	wordListTemplates = words.Word{Key: "template.list", ZH: "合同模板列表", EN: "List contract templates"}
	wordGetTemplate   = words.Word{Key: "template.get", ZH: "查看合同模板及其版本", EN: "See a contract template with its versions"}
	wordHelp          = words.Word{Key: "template.help", ZH: "模板可用的字段、条款、规则", EN: "Fields, clauses and rules for templates"}
	wordCheck         = words.Word{Key: "template.check", ZH: "检查并预览模板文本", EN: "Check and preview the text of a template"}
	wordGetVersion    = words.Word{Key: "template.version", ZH: "查看模板的一个版本与检查结果", EN: "See one version with what the rules say about it"}
	wordDiff          = words.Word{Key: "template.diff", ZH: "比较模板的两个版本", EN: "Compare two versions of a template"}
	wordCreate        = words.Word{Key: "template.create", ZH: "新建合同模板", EN: "Create a contract template"}
	wordBuiltIn       = words.Word{Key: "template.built_in", ZH: "采用内置的分期付款买卖合同", EN: "Take over the built-in instalment sale contract"}
	wordSave          = words.Word{Key: "template.save", ZH: "保存模板草稿", EN: "Save the draft of a template"}
	wordRevise        = words.Word{Key: "template.revise", ZH: "从一个版本修订出草稿", EN: "Make a draft of a version"}
	wordPropose       = words.Word{Key: "template.propose", ZH: "提交模板供第二人批准", EN: "Put a template before a second person"}
	wordRetire        = words.Word{Key: "template.retire", ZH: "停用模板版本", EN: "Retire a version of a template"}
	wordParty         = words.Word{Key: "contract_party.get", ZH: "查看合同中的卖方信息", EN: "See how contracts name the seller"}
	wordSaveParty     = words.Word{Key: "contract_party.save", ZH: "保存合同中的卖方信息", EN: "Save how contracts name the seller"}
	wordGetText       = words.Word{Key: "contract.text", ZH: "查看合同文本", EN: "See the text of a contract"}
	wordAct           = words.Word{Key: "contract.act", ZH: "记录展示、询问、说明或逐条确认", EN: "Record that a text was shown, asked about, explained or a term accepted"}
	wordEvidence      = words.Word{Key: "contract.evidence", ZH: "查看合同的证据记录与校验结果", EN: "See a contract's evidence and what recomputing it gave"}
	wordEvidenceFile  = words.Word{Key: "contract.evidence_file", ZH: "下载合同的证据文件", EN: "Download a contract's evidence"}
	wordVerify        = words.Word{Key: "contract.verify", ZH: "校验一份证据文件", EN: "Verify an evidence file"}
)

func formWords() []words.Word {
	return slices.Concat(template.Words(), []words.Word{wordNoTemplate, wordNoVersion, wordCode, wordCodeTaken, wordNoDraft, wordDraftOpen,
		wordFromDay, wordBlocked, wordTermLacking, wordOtherVersion, wordNotApproved, wordNoPack, wordTemplateDead, wordSample, wordAsk,
		wordBuiltInNote, wordCreditCode, wordLine, wordDownLine, wordNoDocument, wordEmphasis, wordExplain, wordNotShown, wordTooFast,
		wordDwell, wordEvidenceForm, wordCheckFile, wordCheckDocument, wordCheckTerms, wordCheckChain, wordCheckOrder, wordCheckAccepted,
		wordCheckSigned, wordListTemplates, wordGetTemplate, wordHelp, wordCheck, wordGetVersion, wordDiff, wordCreate, wordBuiltIn,
		wordSave, wordRevise, wordPropose, wordRetire, wordParty, wordSaveParty, wordGetText, wordAct, wordEvidence, wordEvidenceFile,
		wordVerify, wordPaperTitle, wordPaperFooter, wordPaperDay, wordPaperSigned, wordPaperHow, wordPaperActs, wordPaperRecord,
		wordPaperSeller, wordPaperBuyer, wordPaperCode, wordPDF, wordNotSealed,
		wordAnnexTitle, wordAnnexSub, wordAnnexFacts, wordAnnexNo, wordAnnexOrder, wordAnnexQuote, wordAnnexTpl, wordAnnexText, wordAnnexActs,
		wordAnnexKind, wordAnnexTerm, wordAnnexAt, wordAnnexDwell, wordAnnexHash, wordAnnexChecks, wordAnnexYes, wordAnnexNot, wordAnnexLimit,
		wordActShown, wordActTermShown, wordActAsked, wordActExplained, wordActAccepted, wordActSigned, wordAnnex})
}
