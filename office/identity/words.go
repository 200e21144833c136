package identity

import "fenming/kit/words"

// What the doors do.
var (
	doSetupStatus  = words.Word{Key: "setup.status", ZH: "是否需要首次设置", EN: "Whether first set-up is needed"}
	doSetupCreate  = words.Word{Key: "setup.create", ZH: "首次设置：建立商户与店主", EN: "First set-up: merchant and owner"}
	doSetupConfirm = words.Word{Key: "setup.confirm", ZH: "首次设置：确认动态口令并登录", EN: "First set-up: confirm the one-time code and sign in"}
	doSignIn       = words.Word{Key: "session.open", ZH: "登录", EN: "Sign in"}
	doSignOut      = words.Word{Key: "session.close", ZH: "退出登录", EN: "Sign out"}
	doStepUp       = words.Word{Key: "session.step_up", ZH: "再次验证动态口令", EN: "Give a fresh second factor"}
	doSessions     = words.Word{Key: "session.list", ZH: "我的登录会话", EN: "My sessions"}
	doSessionEnd   = words.Word{Key: "session.revoke", ZH: "结束我的一个会话", EN: "End one of my sessions"}
	doInvited      = words.Word{Key: "invite.accept", ZH: "接受邀请并设置密码", EN: "Accept an invitation and choose a password"}
	doEnrol        = words.Word{Key: "factor.confirm", ZH: "确认动态口令并登录", EN: "Confirm the second factor and sign in"}
	doMe           = words.Word{Key: "me.get", ZH: "当前登录人与权限", EN: "Who is signed in and what he may do"}
	doLanguage     = words.Word{Key: "me.language", ZH: "切换我的语言", EN: "Change my language"}
	doPassword     = words.Word{Key: "me.password", ZH: "修改我的密码", EN: "Change my password"}
	doFactor       = words.Word{Key: "me.factor", ZH: "更换动态口令设备", EN: "Replace my second factor"}
	doRecovery     = words.Word{Key: "me.recovery_codes", ZH: "重新生成备用码", EN: "Draw new recovery codes"}
	doRoles        = words.Word{Key: "role.list", ZH: "角色与权限表", EN: "Roles and what they may do"}
	doUsers        = words.Word{Key: "user.list", ZH: "员工列表", EN: "List the staff"}
	doUser         = words.Word{Key: "user.get", ZH: "查看员工", EN: "See a member of staff"}
	doUserCreate   = words.Word{Key: "user.create", ZH: "邀请员工", EN: "Invite a member of staff"}
	doUserInvite   = words.Word{Key: "user.invite", ZH: "重发邀请码", EN: "Draw a new invitation"}
	doUserDisable  = words.Word{Key: "user.disable", ZH: "停用员工", EN: "Disable a member of staff"}
	doUserEnable   = words.Word{Key: "user.enable", ZH: "恢复员工", EN: "Enable a member of staff"}
	doUserSignOut  = words.Word{Key: "user.sign_out", ZH: "结束员工的全部会话", EN: "End all sessions of a member of staff"}
	doKeys         = words.Word{Key: "key.list", ZH: "接口密钥列表", EN: "List the machine keys"}
	doKeyCreate    = words.Word{Key: "key.create", ZH: "新建接口密钥", EN: "Make a machine key"}
	doKeyRevoke    = words.Word{Key: "key.revoke", ZH: "吊销接口密钥", EN: "Revoke a machine key"}
	doDemoEnter    = words.Word{Key: "demo.enter", ZH: "凭一次性链接进入演示", EN: "Enter the demo by a one-time link"}
	doDemoRole     = words.Word{Key: "demo.switch_role", ZH: "演示：切换角色", EN: "Demo: act in another role"}
)

// What may be wrong.
var (
	wordPasswordShort  = words.Word{Key: "password.short", ZH: "密码至少 {n} 个字符；可以用一句话，字母大小写与符号不作要求", EN: "The password needs at least {n} characters; a sentence will do, no mix of characters is asked for"}
	wordPasswordLong   = words.Word{Key: "password.long", ZH: "密码至多 {n} 个字符", EN: "The password may have at most {n} characters"}
	wordPasswordOwn    = words.Word{Key: "password.own_words", ZH: "密码含有产品、商户、店铺或本人的名称，容易被猜到，请换一个", EN: "The password holds the name of the product, merchant, shop or person and is easily guessed; choose another"}
	wordPasswordCommon = words.Word{Key: "password.common", ZH: "密码由常见词、键盘顺序或重复字符组成，容易被猜到，请换一个", EN: "The password is made of common words, keyboard runs or repetitions and is easily guessed; choose another"}
	wordBusy           = words.Word{Key: "identity.busy", ZH: "登录请求过多，请稍后重试", EN: "Too many sign-ins at once; try again shortly"}

	wordWrongProof    = words.Word{Key: "session.wrong", ZH: "邮箱、密码或动态口令不正确；动态口令每个只能用一次", EN: "E-mail, password or one-time code is wrong; a code works only once"}
	wordThrottled     = words.Word{Key: "session.throttled", ZH: "失败次数过多，请 15 分钟后再试；忘记密码请联系店主", EN: "Too many failures; try again in 15 minutes. If the password is lost, ask the owner"}
	wordSessionOver   = words.Word{Key: "session.over", ZH: "会话已结束，请重新登录", EN: "The session is over; sign in again"}
	wordNoSession     = words.Word{Key: "session.not_found", ZH: "没有这个会话，可能已结束", EN: "There is no such session; it may have ended"}
	wordPersonOnly    = words.Word{Key: "session.person_only", ZH: "此操作只能由登录的员工本人进行，密钥不可用", EN: "Only a signed-in person can do this, not a key"}
	wordTicket        = words.Word{Key: "ticket.invalid", ZH: "链接或邀请码无效、已用过或已过期，请重新索取", EN: "The link or code is not valid, was used or has run out; ask for a new one"}
	wordWrongCode     = words.Word{Key: "factor.wrong", ZH: "动态口令不正确；请确认手机时间准确后输入最新一组", EN: "The one-time code is wrong; check the phone's clock and enter the newest code"}
	wordSetupCode     = words.Word{Key: "setup.code", ZH: "设置码无效、已用过或已超过 30 分钟；请重启服务取得新码", EN: "The set-up code is not valid, was used or is older than 30 minutes; restart the service for a new one"}
	wordSetupDone     = words.Word{Key: "setup.done", ZH: "首次设置已完成，请直接登录", EN: "First set-up is complete; sign in instead"}
	wordRole          = words.Word{Key: "user.role_unknown", ZH: "没有这个角色，请从角色列表中选择", EN: "There is no such role; choose one of the list"}
	wordNoUser        = words.Word{Key: "user.not_found", ZH: "没有这个员工，请核对编号", EN: "There is no such member of staff; check the id"}
	wordUserExists    = words.Word{Key: "user.exists", ZH: "该邮箱已有账号，请换一个或恢复原账号", EN: "This address has an account; use another or enable that one"}
	wordUserState     = words.Word{Key: "user.wrong_state", ZH: "员工处于「{state}」状态，不能这样操作", EN: "The member of staff is {state}; this cannot be done now"}
	wordNoName        = words.Word{Key: "user.no_name", ZH: "名称不能为空，请填写", EN: "The name is empty; enter one"}
	wordOwnerOnly     = words.Word{Key: "user.owner_only", ZH: "涉及店主账号，只能由店主操作", EN: "This concerns an owner's account; only an owner may do it"}
	wordLastOwner     = words.Word{Key: "user.last_owner", ZH: "这是最后一位店主，请先指定另一位", EN: "This is the last owner; name another first"}
	wordNotSelf       = words.Word{Key: "user.not_self", ZH: "不能停用自己的账号，请由他人操作", EN: "Nobody can disable himself; ask a colleague"}
	wordBadKey        = words.Word{Key: "key.invalid", ZH: "密钥无效、已过期或已吊销，请换用有效密钥", EN: "The key is not valid, has run out or was revoked; use a valid one"}
	wordKeyAddress    = words.Word{Key: "key.address", ZH: "此密钥不允许从当前地址使用，请修改密钥的地址名单", EN: "This key may not be used from this address; change its list of addresses"}
	wordNoKey         = words.Word{Key: "key.not_found", ZH: "没有这个密钥，请核对编号", EN: "There is no such key; check the id"}
	wordKeyRevoked    = words.Word{Key: "key.revoked", ZH: "密钥已吊销，无须再次操作", EN: "The key is revoked already; nothing is left to do"}
	wordKeyDays       = words.Word{Key: "key.days", ZH: "有效期须为 1 至 {n} 天", EN: "The key must expire within 1 to {n} days"}
	wordNoScope       = words.Word{Key: "key.no_scope", ZH: "有一项权限不存在，请从权限列表中选择", EN: "One of the scopes does not exist; choose from the list of permissions"}
	wordPersonalScope = words.Word{Key: "key.personal_scope", ZH: "权限「{scope}」只能由人行使，不能授予密钥", EN: "Only a person may hold {scope}; a key cannot"}
	wordScopeBeyond   = words.Word{Key: "key.scope_beyond", ZH: "您自己没有权限「{scope}」，不能授予密钥；请由店主创建", EN: "You do not hold {scope} yourself and cannot give it to a key; ask the owner to make it"}
	wordAddress       = words.Word{Key: "key.bad_address", ZH: "地址须为 IP 或网段，如 203.0.113.7 或 203.0.113.0/24", EN: "Each address must be an IP or a network such as 203.0.113.7 or 203.0.113.0/24"}
	wordOnlyDemo      = words.Word{Key: "demo.only", ZH: "只有演示商户可以这样操作", EN: "Only a demo can do this"}

	wordKnobIdle         = words.Word{Key: "setting.identity.idle_minutes", ZH: "无操作多久后自动退出", EN: "Sign out after this long without use"}
	wordKnobPasswordDays = words.Word{Key: "setting.identity.password_days", ZH: "密码多久须更换（0 为不要求；等保场景为 90）", EN: "How old a password may get (0: no limit; 90 under the multi-level protection scheme)"}
	wordKnobIdleDays     = words.Word{Key: "setting.identity.idle_account_days", ZH: "账号多久未用自动停用", EN: "Disable an account unused for this long"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return append([]words.Word{doSetupStatus, doSetupCreate, doSetupConfirm, doSignIn, doSignOut, doStepUp, doSessions,
		doSessionEnd, doInvited, doEnrol, doMe, doLanguage, doPassword, doFactor, doRecovery, doRoles, doUsers, doUser,
		doUserCreate, doUserInvite, doUserDisable, doUserEnable, doUserSignOut, doKeys, doKeyCreate, doKeyRevoke,
		doDemoEnter, doDemoRole,
		wordPasswordShort, wordPasswordLong, wordPasswordOwn, wordPasswordCommon, wordBusy, wordWrongProof,
		wordThrottled, wordSessionOver, wordNoSession, wordPersonOnly, wordTicket, wordWrongCode, wordSetupCode,
		wordSetupDone, wordRole, wordNoUser, wordUserExists, wordUserState, wordNoName, wordOwnerOnly, wordLastOwner,
		wordNotSelf, wordBadKey, wordKeyAddress, wordNoKey, wordKeyRevoked, wordKeyDays, wordNoScope,
		wordPersonalScope, wordScopeBeyond, wordAddress, wordOnlyDemo, wordKnobIdle, wordKnobPasswordDays,
		wordKnobIdleDays}, roleWords...)
}
