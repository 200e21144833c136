package channel

import (
	"strings"

	"fenming/kit/db"
	"fenming/kit/words"
)

var (
	wordProfile        = words.Word{Key: "channel.profile", ZH: "平台档案：债权人、结算、规则、展示义务、可用手段", EN: "Profile of a platform account: creditor, settlement, rules, duties, levers"}
	wordDescribe       = words.Word{Key: "channel.describe", ZH: "修改平台档案", EN: "Change a platform profile"}
	wordOfficer        = words.Word{Key: "channel.officer", ZH: "指定合规负责人", EN: "Name the compliance officer"}
	wordHealth         = words.Word{Key: "channel.health", ZH: "各渠道的健康状况", EN: "Health of the channels"}
	wordPaperList      = words.Word{Key: "paper.list", ZH: "资质与合同列表", EN: "List papers"}
	wordPaperGet       = words.Word{Key: "paper.get", ZH: "查看资质文件", EN: "See a paper"}
	wordPaperEnding    = words.Word{Key: "paper.ending", ZH: "即将到期的资质与合同", EN: "Papers and contracts that end soon"}
	wordPaperAdd       = words.Word{Key: "paper.add", ZH: "登记资质文件", EN: "Add a paper"}
	wordPaperFile      = words.Word{Key: "paper.attach", ZH: "上传资质原件", EN: "Attach the file of a paper"}
	wordPaperDownload  = words.Word{Key: "paper.download", ZH: "下载资质原件", EN: "Download the file of a paper"}
	wordPaperVerify    = words.Word{Key: "paper.verify", ZH: "核对资质文件", EN: "Check a paper against its original"}
	wordPaperRetire    = words.Word{Key: "paper.retire", ZH: "停用资质文件", EN: "Retire a paper"}
	wordFeeList        = words.Word{Key: "platformfee.list", ZH: "平台收费记录", EN: "List what a platform charges"}
	wordFeeAdd         = words.Word{Key: "platformfee.add", ZH: "登记平台收费", EN: "Record what a platform charges"}
	wordPolicyList     = words.Word{Key: "policy.list", ZH: "政策更新列表", EN: "List policy updates"}
	wordPolicyGet      = words.Word{Key: "policy.get", ZH: "查看政策更新与阅读回执", EN: "See a policy update and who read it"}
	wordPolicyRecord   = words.Word{Key: "policy.record", ZH: "登记政策更新", EN: "Record a policy update"}
	wordPolicyRead     = words.Word{Key: "policy.acknowledge", ZH: "确认已读政策更新", EN: "Acknowledge a policy update"}
	wordPolicyConfirm  = words.Word{Key: "policy.confirm", ZH: "合规负责人确认政策影响", EN: "Confirm what a policy update changes"}
	wordPolicyRemind   = words.Word{Key: "policy.remind", ZH: "提醒未读人员", EN: "Remind those who have not read"}
	wordHandList       = words.Word{Key: "handwork.list", ZH: "手工操作列表", EN: "List work by hand"}
	wordHandOpen       = words.Word{Key: "handwork.open", ZH: "新建手工操作", EN: "Open work by hand"}
	wordHandProve      = words.Word{Key: "handwork.prove", ZH: "上传手工操作凭证", EN: "Hand in the proof of work by hand"}
	wordHandDownload   = words.Word{Key: "handwork.download", ZH: "下载手工操作凭证", EN: "Download the proof of work by hand"}
	wordCreditorKind   = words.Word{Key: "channel.creditor_kind", ZH: "债权人性质不在可选范围内，请从列表中选择", EN: "The kind of creditor is unknown; choose one of the list"}
	wordStatementTime  = words.Word{Key: "channel.statement_time", ZH: "出账时间须写成 10:00 这样的时刻", EN: "Write the statement time as a time of day, such as 10:00"}
	wordRefundFee      = words.Word{Key: "channel.refund_fee", ZH: "退款时手续费的处理方式须为退回、部分退回、不退或未知", EN: "The fee of a refunded sale is returned, partly, kept or unknown"}
	wordDay            = words.Word{Key: "channel.day", ZH: "日期须写成 2026-11-22，且开始不晚于结束", EN: "Write days as 2026-11-22; the first is not after the last"}
	wordSourceNeeded   = words.Word{Key: "channel.source", ZH: "出处必填：合同编号、页码或网址", EN: "A source is required: contract number, page or address"}
	wordBounds         = words.Word{Key: "channel.bounds", ZH: "金额范围有误：最低金额不能高于最高金额", EN: "The amounts are out of order: the smallest may not exceed the largest"}
	wordDuty           = words.Word{Key: "channel.duty", ZH: "每项展示义务都要写明内容和出处", EN: "Each duty needs its text and its source"}
	wordNoOfficer      = words.Word{Key: "channel.no_officer", ZH: "合规负责人须是在职员工，请重新选择", EN: "The compliance officer must be an active member of staff; choose another"}
	wordOfficerRole    = words.Word{Key: "channel.officer_role", ZH: "{role} 不能登记政策更新，不能担任合规负责人；请选择店主、风控或财务", EN: "{role} may not record policy updates and cannot be the officer; choose owner, risk or finance"}
	wordFeeKind        = words.Word{Key: "platformfee.kind", ZH: "收费种类不在可选范围内，请从列表中选择", EN: "The kind of charge is unknown; choose one of the list"}
	wordFeeAmount      = words.Word{Key: "platformfee.amount", ZH: "费率须在 0 到 1 之间，费率与金额至少填一项", EN: "The share lies between 0 and 1; give a share, an amount or both"}
	wordVerified       = words.Word{Key: "platformfee.verified", ZH: "核对日期和核对人必填", EN: "The day of checking and who checked are required"}
	wordPaperKind      = words.Word{Key: "paper.kind", ZH: "文件种类不在可选范围内，请从列表中选择", EN: "The kind of paper is unknown; choose one of the list"}
	wordPaperNumber    = words.Word{Key: "paper.number", ZH: "证照或合同编号必填", EN: "The number of the paper is required"}
	wordPaperHolder    = words.Word{Key: "paper.holder", ZH: "持有人（签约主体）必填", EN: "In whose name the paper is, is required"}
	wordReplaces       = words.Word{Key: "paper.replaces", ZH: "被替换的文件须属于同一渠道、同一种类且仍在用", EN: "The paper it replaces must be of the same channel and kind, and in use"}
	wordReplacedWhy    = words.Word{Key: "paper.replaced_why", ZH: "已由新的文件替换", EN: "Replaced by a new one"}
	wordHasFile        = words.Word{Key: "paper.has_file", ZH: "该文件已有原件，不能更换；请登记一份新的并替换它", EN: "The paper has its file, which cannot be changed; add a new paper that replaces it"}
	wordNoFile         = words.Word{Key: "paper.no_file", ZH: "还没有上传原件，请先上传再核对", EN: "There is no file yet; attach it first"}
	wordEmptyFile      = words.Word{Key: "paper.empty_file", ZH: "文件是空的，请重新选择", EN: "The file is empty; choose another"}
	wordReason         = words.Word{Key: "paper.reason", ZH: "停用原因必填", EN: "A reason is required"}
	wordPaperRetired   = words.Word{Key: "paper.retired", ZH: "该文件已停用，不能再改；请登记一份新的", EN: "The paper is retired and cannot be changed; add a new one"}
	wordNoPaper        = words.Word{Key: "paper.not_found", ZH: "没有这份文件，请核对编号", EN: "There is no such paper; check the id"}
	wordPolicyTitle    = words.Word{Key: "policy.title", ZH: "标题必填", EN: "A title is required"}
	wordPolicySummary  = words.Word{Key: "policy.summary", ZH: "摘要必填：用自己的话写明改了什么", EN: "A summary is required: say in your own words what changes"}
	wordPolicyChannels = words.Word{Key: "policy.channels", ZH: "至少选择一个受影响的渠道", EN: "Choose at least one channel that it touches"}
	wordReaders        = words.Word{Key: "policy.readers", ZH: "必读人员须是已有的角色或员工，至少一个", EN: "Required readers are roles or members of staff, at least one"}
	wordNoPolicy       = words.Word{Key: "policy.not_found", ZH: "没有这条政策更新，请核对编号", EN: "There is no such policy update; check the id"}
	wordSuperseded     = words.Word{Key: "policy.superseded", ZH: "该政策更新已被后续更新取代，请查看最新一条", EN: "A later update has superseded this one; see the latest"}
	wordConfirmed      = words.Word{Key: "policy.confirmed", ZH: "合规负责人已经确认过，不能更改；有新情况请登记新的更新", EN: "The officer has confirmed it already, which stands; record a new update for new facts"}
	wordOfficerOnly    = words.Word{Key: "policy.officer_only", ZH: "只有受影响渠道的合规负责人可以确认；未指定时由店主确认", EN: "Only the compliance officer of a channel it touches confirms; without one, the owner"}
	wordReadFirst      = words.Word{Key: "policy.read_first", ZH: "请先阅读并点“我已阅读”，再确认影响", EN: "Read it first and say so, then confirm what it changes"}
	wordConfirmNote    = words.Word{Key: "policy.confirm_note", ZH: "请写明改什么、或为什么不用改（至少 4 个字）", EN: "Say what changes, or why nothing does (4 characters or more)"}
	wordPersonOnly     = words.Word{Key: "policy.person_only", ZH: "阅读回执只能由本人登录后确认，接口密钥不能代替", EN: "Only a person signed in can say that he read it, not a machine key"}
	wordAllRead        = words.Word{Key: "policy.all_read", ZH: "必读人员都已阅读，无需提醒", EN: "Everybody has read it; there is nobody to remind"}
	wordReminded       = words.Word{Key: "policy.reminded", ZH: "今天已经提醒过，请明天再试", EN: "They were reminded today; try again tomorrow"}
	wordNoHandwork     = words.Word{Key: "handwork.lever", ZH: "这项手段在该平台不是手工操作，请按档案里写的方式进行", EN: "This lever is not pulled by hand at this platform; see the profile for how it is"}
	wordWhat           = words.Word{Key: "handwork.what", ZH: "请写明要做什么、改成什么值", EN: "Say what is to be done and which value is wanted"}
	wordHandDone       = words.Word{Key: "handwork.done", ZH: "该操作已有凭证并完成，不能更换", EN: "The work is done and has its proof, which cannot be changed"}
	wordNoHand         = words.Word{Key: "handwork.not_found", ZH: "没有这项手工操作，请核对编号", EN: "There is no such work by hand; check the id"}
	wordLetterNew      = words.Word{Key: "policy.letter_new", ZH: "请阅读政策更新：{title}", EN: "Please read a policy update: {title}"}
	wordLetterAgain    = words.Word{Key: "policy.letter_again", ZH: "提醒：政策更新尚未阅读：{title}", EN: "Reminder: a policy update is unread: {title}"}
	wordLetterBody     = words.Word{Key: "policy.letter_body", ZH: "「{title}」自 {day} 起生效。\n\n{summary}\n\n请登录后台，在“政策更新”中阅读并点“我已阅读”。", EN: "“{title}” takes effect on {day}.\n\n{summary}\n\nPlease sign in, open the policy updates and say that you have read it."}
)

var taskWords = []words.Word{
	{Key: "channel.task.paper", ZH: "{channel}：{kind}将于 {until} 到期，还有 {left} 天", EN: "{channel}: {kind} ends on {until}, {left} days left"},
	{Key: "channel.task.paper.past", ZH: "{channel}：{kind}已于 {until} 到期，请更换", EN: "{channel}: {kind} ended on {until}; replace it"},
	{Key: "channel.task.terms", ZH: "{channel}：平台合同将于 {until} 到期，还有 {left} 天", EN: "{channel}: the contract with the platform ends on {until}, {left} days left"},
	{Key: "channel.task.terms.past", ZH: "{channel}：平台合同已于 {until} 到期，请续签", EN: "{channel}: the contract with the platform ended on {until}; renew it"},
	{Key: "channel.task.cards", ZH: "{channel}：{n} 张费率卡将于 {until} 到期，还有 {left} 天；到期后不能报价", EN: "{channel}: {n} rate cards end on {until}, {left} days left; no quotes after that"},
	{Key: "channel.task.cards.past", ZH: "{channel}：{n} 张费率卡已于 {until} 到期，这些方案不能报价", EN: "{channel}: {n} rate cards ended on {until}; their plans cannot be quoted"},
	{Key: "channel.task.verify", ZH: "{channel}：{n} 张费率卡须在 {until} 前复核来源，还有 {left} 天", EN: "{channel}: the source of {n} rate cards has to be checked again by {until}, {left} days left"},
	{Key: "channel.task.verify.past", ZH: "{channel}：{n} 张费率卡应在 {until} 前复核来源，已逾期", EN: "{channel}: the source of {n} rate cards was to be checked again by {until}; it is overdue"},
	{Key: "channel.task.unread", ZH: "政策更新「{title}」自 {day} 生效，还有 {n} 人未读", EN: "Policy update “{title}” takes effect on {day}; {n} have yet to read it"},
	{Key: "channel.task.confirm", ZH: "政策更新「{title}」已于 {day} 生效，请合规负责人确认影响", EN: "Policy update “{title}” took effect on {day}; the officer has to confirm what changes"},
	{Key: "channel.task.change", ZH: "按政策更新「{title}」调整（{day} 生效）", EN: "Make the changes of policy update “{title}” (in effect from {day})"},
}

var paperNames = []words.Word{
	{Key: "paper.kind.business_licence", ZH: "营业执照", EN: "business licence"},
	{Key: "paper.kind.contract", ZH: "平台合同", EN: "platform contract"},
	{Key: "paper.kind.authorisation", ZH: "授权书", EN: "authorisation"},
	{Key: "paper.kind.icp_filing", ZH: "ICP 备案", EN: "ICP filing"},
	{Key: "paper.kind.complaint_commitment", ZH: "投诉处理承诺", EN: "complaint commitment"},
	{Key: "paper.kind.industry_licence", ZH: "行业许可", EN: "industry licence"},
	{Key: "paper.kind.account_proof", ZH: "结算账户证明", EN: "proof of the settlement account"},
	{Key: "paper.kind.other", ZH: "其他文件", EN: "other paper"},
}

// Title is the title of a task in both languages. The name of a paper's kind is
// filled in here, since it differs between them.
func (t TaskArgs) Title() words.Word {
	word := pick(taskWords, "channel.task."+t.What)
	kind, ok := t.Args["kind"].(string)
	if !ok {
		return word
	}
	name := pick(paperNames, "paper.kind."+kind)
	word.ZH = strings.ReplaceAll(word.ZH, "{kind}", name.ZH)
	word.EN = strings.ReplaceAll(word.EN, "{kind}", name.EN)
	return word
}

func pick(list []words.Word, key string) words.Word {
	for _, w := range list {
		if w.Key == key {
			return w
		}
	}
	return words.Word{Key: key, ZH: key, EN: key}
}

// Done says, for the note of a task, that its cause has gone.
func Done(tx *db.Tx) string { return wordCauseGone.In(tx.Lang(), nil) }

var wordCauseGone = words.Word{Key: "channel.cause_gone", ZH: "已处理：文件已更换或事项已确认", EN: "Settled: the paper was replaced or the matter confirmed"}

// profileWords are the sentences of papers, policy updates and the profile.
func profileWords() []words.Word {
	all := []words.Word{wordProfile, wordDescribe, wordOfficer, wordHealth, wordPaperList, wordPaperGet, wordPaperEnding, wordPaperAdd,
		wordPaperFile, wordPaperDownload, wordPaperVerify, wordPaperRetire, wordFeeList, wordFeeAdd, wordPolicyList, wordPolicyGet,
		wordPolicyRecord, wordPolicyRead, wordPolicyConfirm, wordPolicyRemind, wordHandList, wordHandOpen, wordHandProve,
		wordHandDownload, wordCreditorKind, wordStatementTime, wordRefundFee, wordDay, wordSourceNeeded, wordBounds, wordDuty,
		wordNoOfficer, wordOfficerRole, wordFeeKind, wordFeeAmount, wordVerified, wordPaperKind, wordPaperNumber, wordPaperHolder,
		wordReplaces, wordReplacedWhy, wordHasFile, wordNoFile, wordEmptyFile, wordReason, wordPaperRetired, wordNoPaper,
		wordPolicyTitle, wordPolicySummary, wordPolicyChannels, wordReaders, wordNoPolicy, wordSuperseded, wordConfirmed,
		wordOfficerOnly, wordReadFirst, wordConfirmNote, wordPersonOnly, wordAllRead, wordReminded, wordNoHandwork, wordWhat,
		wordHandDone, wordNoHand, wordLetterNew, wordLetterAgain, wordLetterBody, wordCauseGone}
	return append(append(all, taskWords...), paperNames...)
}
