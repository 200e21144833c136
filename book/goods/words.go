package goods

import "fenming/kit/words"

var (
	wordList       = words.Word{Key: "goods.list", ZH: "商品列表", EN: "List products"}
	wordGet        = words.Word{Key: "goods.get", ZH: "查看商品", EN: "See a product"}
	wordSave       = words.Word{Key: "goods.save", ZH: "新增或修改商品", EN: "Add or change a product"}
	wordCategories = words.Word{Key: "goods.categories", ZH: "商品类目列表", EN: "List product categories"}
	wordNotFound   = words.Word{Key: "goods.not_found", ZH: "没有这个商品，请核对编号", EN: "There is no such product; check the id"}
	wordSKU        = words.Word{Key: "goods.sku", ZH: "SKU 必填，且不超过 100 个字节", EN: "A SKU is required, of at most 100 bytes"}
	wordLong       = words.Word{Key: "goods.too_long", ZH: "商品名或类目过长，请缩短", EN: "The name or the category is too long; shorten it"}
	wordFulfilment = words.Word{Key: "goods.fulfilment", ZH: "履约方式只能是 shipment、service、voucher、digital 或 pickup", EN: "The fulfilment is shipment, service, voucher, digital or pickup"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordList, wordGet, wordSave, wordCategories, wordNotFound, wordSKU, wordLong, wordFulfilment}
}
