package vault

import (
	"fenming/kit/fault"
	"fenming/kit/words"
)

var (
	wordKeyFile = words.Word{Key: "vault.key_file",
		ZH: "主密钥无法读取：须为 32 字节，或其 base64 文本；请检查 FENMING 主密钥的文件或环境变量",
		EN: "The master key cannot be read: it must be 32 bytes or their base64 text; check the key file or environment variable"}
	wordKeyOpenToAll = words.Word{Key: "vault.key_permissions",
		ZH: "主密钥文件可被他人读取，权限须为 0600；请执行 chmod 600 后重启",
		EN: "The master key file can be read by others; its mode must be 0600: run chmod 600 and start again"}
	wordKeyExists = words.Word{Key: "vault.key_exists",
		ZH: "主密钥文件已存在，不会覆盖；请改用其他路径，或先备份并移走原文件",
		EN: "The master key file exists and is not overwritten; use another path, or back it up and move it away first"}
	wordKeyWrong = words.Word{Key: "vault.key_wrong",
		ZH: "主密钥与这个数据库不符；请换回建库时的主密钥，否则已加密的数据无法读取",
		EN: "The master key does not belong to this database; put back the key it was created with, or sealed data stay unreadable"}
	wordRing = words.Word{Key: "vault.ring_damaged",
		ZH: "租户密钥环无法解开：主密钥不符、属于其他租户或已被改动；请核对主密钥或从备份恢复",
		EN: "The tenant's key ring does not open: wrong master key, another tenant's ring, or altered; check the master key or restore a backup"}
	wordSealed = words.Word{Key: "vault.sealed_damaged",
		ZH: "加密字段无法解开：内容被改动、被挪到别的行，或缺少密钥；请从备份恢复该行",
		EN: "The sealed field does not open: altered, moved from another row, or its key is missing; restore the row from a backup"}
	wordPlace = words.Word{Key: "vault.place",
		ZH: "加密位置不完整：租户、表、列、行均须填写，前三项不得含竖线；请更正调用处",
		EN: "The place to seal for is incomplete: tenant, table, column and row are needed, and the first three may not contain a vertical bar; correct the caller"}
	wordPhone = words.Word{Key: "vault.phone",
		ZH: "电话号码不是 11 位手机号、带区号的座机号或带 + 的国际号码；请去掉掩码并补全",
		EN: "The phone is neither an 11-digit mobile, a landline with area code, nor an international number with +; enter it unmasked and complete"}
	wordEmail = words.Word{Key: "vault.email",
		ZH: "电子邮箱格式不对：须为“名称@域名”；请更正",
		EN: "The e-mail address is not of the form name@domain; correct it"}
)

// Words is the catalogue of this package.
func Words() []words.Word {
	return []words.Word{wordKeyFile, wordKeyOpenToAll, wordKeyExists, wordKeyWrong, wordRing,
		wordSealed, wordPlace, wordPhone, wordEmail}
}

// damaged is an internal fault whose sentence an administrator can act on.
func damaged(w words.Word) *fault.Fault { return &fault.Fault{Code: fault.CodeInternal, Word: w} }
