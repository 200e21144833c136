package tenant

import "fenming/kit/words"

var (
	wordGet         = words.Word{Key: "tenant.get", ZH: "查看商户资料", EN: "See the merchant"}
	wordChange      = words.Word{Key: "tenant.change", ZH: "修改商户名称与默认语言", EN: "Change the merchant's name and language"}
	wordShopList    = words.Word{Key: "shop.list", ZH: "店铺列表", EN: "List the shops"}
	wordShopCreate  = words.Word{Key: "shop.create", ZH: "新增店铺", EN: "Add a shop"}
	wordShopRename  = words.Word{Key: "shop.rename", ZH: "店铺改名", EN: "Rename a shop"}
	wordSettingList = words.Word{Key: "setting.list", ZH: "查看全部设置", EN: "See all settings"}
	wordSettingSet  = words.Word{Key: "setting.change", ZH: "修改一项设置", EN: "Change a setting"}

	wordNoTenant   = words.Word{Key: "tenant.not_found", ZH: "没有这个商户，请核对登录地址", EN: "There is no such merchant; check the address you signed in at"}
	wordNoShop     = words.Word{Key: "shop.not_found", ZH: "没有这个店铺，请核对编号", EN: "There is no such shop; check the id"}
	wordExists     = words.Word{Key: "tenant.exists", ZH: "商户已创建，请直接登录", EN: "The merchant exists already; sign in instead"}
	wordShopExists = words.Word{Key: "shop.exists", ZH: "已有同名店铺，请换一个名称", EN: "A shop has this name; choose another"}
	wordNoName     = words.Word{Key: "tenant.no_name", ZH: "名称不能为空，请填写", EN: "The name is empty; enter one"}
	wordKind       = words.Word{Key: "tenant.kind", ZH: "商户类型只能是 live 或 demo", EN: "The kind is live or demo"}
	wordLang       = words.Word{Key: "tenant.lang", ZH: "语言只能是 zh-CN 或 en", EN: "The language is zh-CN or en"}
	wordBounds     = words.Word{Key: "setting.bounds", ZH: "设置须在 {min} 与 {max} 之间（单位：{unit}）", EN: "The setting must be from {min} to {max} ({unit})"}
	wordNoSetting  = words.Word{Key: "setting.not_found", ZH: "没有这项设置，请核对名称", EN: "There is no such setting; check its name"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordGet, wordChange, wordShopList, wordShopCreate, wordShopRename, wordSettingList,
		wordSettingSet, wordNoTenant, wordNoShop, wordExists, wordShopExists, wordNoName, wordKind, wordLang,
		wordBounds, wordNoSetting}
}
