package control

import "fenming/kit/words"

var (
	doList     = words.Word{Key: "approval.list", ZH: "审批列表", EN: "List the approvals"}
	doGet      = words.Word{Key: "approval.get", ZH: "查看审批", EN: "See an approval"}
	doApprove  = words.Word{Key: "approval.approve", ZH: "同意", EN: "Approve"}
	doReject   = words.Word{Key: "approval.reject", ZH: "驳回", EN: "Reject"}
	doWithdraw = words.Word{Key: "approval.withdraw", ZH: "撤回我的申请", EN: "Withdraw my request"}
	doRole     = words.Word{Key: "user.role", ZH: "变更员工角色", EN: "Change the role of a member of staff"}
	doReset    = words.Word{Key: "user.reset_factor", ZH: "申请重置员工的动态口令", EN: "Ask to reset a lost second factor"}

	wordNone         = words.Word{Key: "approval.not_found", ZH: "没有这项审批，请核对编号", EN: "There is no such approval; check the id"}
	wordState        = words.Word{Key: "approval.wrong_state", ZH: "审批处于「{state}」状态，不能这样操作", EN: "The approval is {state}; this cannot be done now"}
	wordWaiting      = words.Word{Key: "approval.waiting", ZH: "同一事项已有待审批的申请，请先处理或撤回", EN: "A request for the same thing is waiting; decide or withdraw it first"}
	wordPerson       = words.Word{Key: "approval.person_only", ZH: "审批只能由登录的员工本人进行，密钥不可用", EN: "Only a signed-in person can decide, not a key"}
	wordOwn          = words.Word{Key: "approval.own", ZH: "申请人不能审批自己的申请，请由他人审批", EN: "Who asked cannot decide; a colleague must"}
	wordAboutYou     = words.Word{Key: "approval.about_you", ZH: "这项申请与您本人有关，请由他人审批", EN: "The request is about yourself; a colleague must decide"}
	wordLacks        = words.Word{Key: "approval.lacks", ZH: "您没有「{permission}」权限，不能审批这一事项", EN: "You lack {permission} and cannot decide on this"}
	wordNotYours     = words.Word{Key: "approval.not_yours", ZH: "只有申请人可以撤回；他人可以驳回", EN: "Only who asked can withdraw; others can reject"}
	wordMakerGone    = words.Word{Key: "approval.maker_gone", ZH: "申请人已离开或失去权限，请重新申请", EN: "Who asked has left or lost the permission; ask again"}
	wordRoleSame     = words.Word{Key: "user.role_unchanged", ZH: "员工已是该角色或已停用，无须变更", EN: "The member of staff has this role already or is disabled; nothing is left to do"}
	wordResetState   = words.Word{Key: "user.reset_state", ZH: "只有在职员工的动态口令可以重置", EN: "Only an active member of staff has a factor to reset"}
	wordRoleSummary  = words.Word{Key: "approval.summary.role", ZH: "将员工 {user} 的角色由「{from}」改为「{to}」", EN: "Change the role of {user} from {from} to {to}"}
	wordResetSummary = words.Word{Key: "approval.summary.reset", ZH: "重置员工 {user} 丢失的动态口令；须当面或视频核实本人", EN: "Reset the lost second factor of {user}; verify the person face to face or by video"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{doList, doGet, doApprove, doReject, doWithdraw, doRole, doReset, wordNone, wordState, wordWaiting,
		wordPerson, wordOwn, wordAboutYou, wordLacks, wordNotYours, wordMakerGone, wordRoleSame, wordResetState,
		wordRoleSummary, wordResetSummary}
}
